"""What was known at each moment: each kind of event, and what it changes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from fakes.observe import events as e
from fakes.observe.reader import Happening
from midcert.rules.laws.story import Instance, Life, Mid, Moment, Story, fold
from tests.midcert.rules.laws.stories import (
    BEGIN,
    BERLIN,
    END,
    MUNICH,
    P1,
    P2,
    P3,
    Told,
    asked,
    asked_in_vain,
    beginning,
    changed,
    comes,
    configured,
    cut_off,
    ended,
    extracted,
    fetched,
    listed,
    moments,
    override,
    permit,
    pinned,
    properties,
    ran_tests,
    refused,
    reported,
    result,
    returned,
    said,
    seen,
    stamp,
    started,
    stories,
    story,
    taken,
    validated,
)

Changes = dict[str, Any]
NOW = BEGIN + timedelta(minutes=9)


def mid_at_the_end(told: list[Told]) -> Mid:
    return story(*told).moments[-1].mids[BERLIN]


def changes(*told: Told) -> Changes:
    """What the last of these events changes of berlin, when it happens after nine minutes."""
    *before, last = told
    one, other = mid_at_the_end(before or [(0, END)]), mid_at_the_end([*before, last])
    return {name: getattr(other, name) for name in Mid.__struct_fields__ if getattr(one, name) != getattr(other, name)}


def test_what_has_begun() -> None:
    assert mid_at_the_end([(0, END)]) == Mid(
        BERLIN,
        is_tested=True,
        os="linux",
        recorded=P1,
        running=P1,
        started=BEGIN,
        status="Up",
        status_since=BEGIN,
        claimed="Up",
        is_validated=True,
        pins=frozenset({""}),
    )


HELD_NOW = {"holds": True, "is_keeping": True, "given_at": NOW}
HOLDS = {**HELD_NOW, "was_validated": True}
HELD: list[Told] = [(9, asked(P2)), (9, permit())]
GONE = {"status": "Down", "claimed": "Down", "status_since": NOW}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(9, reported("Paused"))], {"status": "Paused", "claimed": "Paused", "status_since": NOW}),
        ([(9, reported("Up"))], {}),
        ([(9, reported("Paused", arrived=False))], {"claimed": "Paused"}),
        ([(9, reported("", P2))], {"recorded": P2}),
        ([(9, reported("", P2, arrived=False))], {}),
        ([*HELD, (9, reported("Upgrading"))], {"status": "Upgrading", "claimed": "Upgrading", "status_since": NOW}),
        ([*HELD, (9, reported("Up"))], {"holds": False, "is_keeping": False}),
        ([*HELD, (9, reported("Up", arrived=False))], {"is_keeping": False}),
        ([*HELD, (9, reported("", P1))], {}),
        ([(9, refused()), (9, reported("Up"))], {"refused_at": None}),
        ([(9, asked(P2))], {"told": P2, "knew": frozenset({P2})}),
        ([(9, asked(""))], {"told": P1, "knew": frozenset({P1})}),
        ([(9, asked_in_vain())], {}),
        ([(8, asked(P2)), (9, asked("", spoiled=True))], {"told": ""}),
        ([(9, asked(P3, spoiled=True))], {"told": P3, "knew": frozenset({P3})}),
        ([*HELD, (9, asked(P3))], {"told": P3, "knew": frozenset({P2, P3}), "may_install": frozenset({P1, P3})}),
        ([(9, listed(P2))], {"knew": frozenset({P2}), "may_install": frozenset({P2})}),
        ([(9, listed(""))], {}),
        ([(9, listed(P2, wanted=P2))], {}),
        ([(8, pinned(P2)), (9, listed(P2, wanted=P2))], {"knew": frozenset({P2}), "may_install": frozenset({P2})}),
        ([(9, permit())], {**HOLDS, "may_install": frozenset({P1, ""})}),
        ([(8, asked(P2)), (9, permit(200))], {**HOLDS, "may_install": frozenset({P1})}),
        ([(8, pinned(P2)), (9, permit())], {**HOLDS, "may_install": frozenset({P2})}),
        (
            [(8, validated("false")), (9, permit())],
            HELD_NOW | {"may_install": frozenset({P1, ""})},
        ),
        ([(9, refused())], {"refused_at": NOW}),
        ([(9, permit(500))], {}),
        ([(9, refused()), (9, permit(500))], {"refused_at": None}),
        ([*HELD, (9, returned())], {"holds": False, "is_keeping": False}),
        ([*HELD, (9, returned(arrived=False))], {"is_keeping": False}),
        ([(9, refused()), (9, returned(arrived=False))], {"refused_at": None}),
        ([(9, ended())], {"started": None}),
        ([(9, refused()), (9, ended())], {"started": None, "refused_at": None}),
        ([(9, cut_off())], GONE),
        ([*HELD, (9, cut_off())], {**GONE, "holds": False, "is_keeping": False}),
        ([(8, cut_off()), (9, cut_off())], {}),
        ([(9, ran_tests())], {"tested": "clean"}),
        ([(9, ran_tests("full"))], {"tested": "errors"}),
        ([(9, changed())], {"has_replaced": True}),
        ([(9, changed(done=False))], {}),
        ([*HELD, (9, changed()), (9, permit())], {"has_replaced": False}),
        ([(9, pinned(P2))], {"pin": P2, "pins": frozenset({"", P2})}),
        ([(8, pinned(P2)), (9, pinned(""))], {"pin": ""}),
        ([(9, configured("mid.upgrade.run_precheck", "true"))], {"tests_are_off": True}),
        ([(9, configured("mid.poll.time", "30"))], {}),
        ([(9, validated("rekey"))], {"is_validated": False}),
        ([(9, e.RecordAdded(BERLIN, P2))], {"recorded": P2}),
        ([(9, e.Installed(BERLIN, is_played=True, os="windows"))], {"is_tested": False, "os": "windows"}),
    ],
    ids=str,
)
def test_what_an_event_changes_of_its_mid_server(told: list[Told], expected: Changes) -> None:
    assert changes(*told) == expected


@pytest.mark.parametrize(
    "event",
    [
        *(extracted(), fetched(), said("x"), seen(), taken(), result(), permit(mid=MUNICH), e.InstanceUpgraded(P2)),
        *(e.QueueCleared(BERLIN), e.PackageStored(BERLIN), e.Unanswered(BERLIN), e.CommandQueued(BERLIN, "restart")),
        *(e.ActionTried(BERLIN, "restart", frozenset(), is_accepted=True), e.Rested()),
        e.IssueSeen(BERLIN, "UpgradeCheck", "full", "new", "1"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_other_events_change_nothing_of_it(event: e.Event) -> None:
    assert changes((9, event)) == {}


def test_a_process_knows_nothing_of_the_one_before_it_but_what_the_instance_and_config_know() -> None:
    before: list[Told] = [*HELD, (9, returned()), (9, pinned(P3)), (9, refused()), (9, ran_tests()), (9, changed())]
    assert changes(*before, (9, started(P2))) == {
        "running": P2,
        "started": NOW,
        "refused_at": None,
        "may_install": frozenset(),
        "knew": frozenset(),
        "told": "",
        "was_validated": False,
        "has_replaced": False,
        "tested": "",
        "pins": frozenset({P3}),
    }


@pytest.mark.parametrize(
    ("before", "tested"),
    [
        ([], "clean"),
        ([reported("Upgrading")], "clean"),
        ([reported("Upgrading", arrived=False)], "clean"),
        ([returned()], ""),
        ([returned(arrived=False)], ""),
        ([reported("Up")], ""),
        ([cut_off()], ""),
    ],
    ids=str,
)
def test_a_process_may_go_on_with_the_upgrade_of_the_one_before_it(before: list[e.Event], tested: str) -> None:
    told: list[Told] = [(1, permit()), (1, ran_tests()), *((2, each) for each in before), (3, ended())]
    mid = mid_at_the_end([*told, (5, started(P2))])
    assert (mid.tested, mid.is_keeping) == (tested, bool(tested))


@pytest.mark.parametrize(
    ("events", "tested"),
    [
        ([reported("Upgrading")], "clean"),
        ([reported("Upgrading"), reported("Upgrading")], "clean"),
        ([reported("Upgrading"), reported("Up")], ""),
        ([reported("Upgrading"), reported("Upgrade Failed", arrived=False)], ""),
        ([reported("Up")], "clean"),
        ([permit(), reported("Up")], ""),
        ([permit(), reported("Paused")], "clean"),
    ],
    ids=str,
)
def test_tests_count_until_the_upgrade_is_over(events: list[e.Event], tested: str) -> None:
    assert mid_at_the_end([(1, ran_tests()), *((2, each) for each in events)]).tested == tested


@stories(
    {
        "nothing": ([(0, END)], []),
        "waiting": ([(1, refused())], ["waits", "is_busy"]),
        "with a permit": ([(1, permit())], ["is_busy"]),
        "Upgrading": ([(1, reported("Upgrading", arrived=False))], ["is_busy"]),
        "pinned": ([(1, pinned(P1))], ["is_pinned"]),
        "pinned until just now": ([(1, pinned(P1)), (1, pinned(""))], ["is_pinned"]),
        "pinned until the start": ([(1, pinned(P1)), (1, pinned("")), (1, started())], []),
    }
)
def test_what_follows_from_it(told: list[Told], wrong: list[str]) -> None:
    mid = mid_at_the_end(told)
    assert [name for name in ("waits", "is_busy", "is_pinned") if getattr(mid, name)] == wrong


def instance_after(*events: e.Event) -> Instance:
    return moments([(0, each) for each in [*beginning("instance"), *events]])[-1].instance


@pytest.mark.parametrize(
    ("events", "expected", "assigned"),
    [
        ([], Instance(True, P1, P1), P1),
        ([e.InstanceBegun(P2, is_played=True)], Instance(False, P2, P2), P2),
        ([stamp(P2)], Instance(True, P1, P2), P2),
        ([override(P2)], Instance(True, P1, P1, P2), P2),
        ([override(P2), override("")], Instance(True, P1, P1), P1),
        ([stamp(P2), override(P3), e.InstanceRestarted()], Instance(True, P1, P1, P3), P3),
        ([stamp(P3), override(P3), e.InstanceUpgraded(P2)], Instance(True, P2, P2), P2),
        ([e.PropertySet("mid.upgrade.run_precheck", "false")], Instance(True, P1, P1, tests_are_off=True), P1),
        (
            [e.PropertySet("glide.war", "x"), properties(mid_buildstamp=P3), e.QueuesSeen(frozenset())],
            Instance(True, P1, P1),
            P1,
        ),
    ],
)
def test_what_an_event_changes_of_the_instance(events: list[e.Event], expected: Instance, assigned: str) -> None:
    instance = instance_after(*events)
    assert (instance, instance.assigned) == (expected, assigned)


def test_a_moment_is_what_was_known_just_before() -> None:
    event = reported("Paused")
    [*_, paused, last] = story((9, event)).moments
    assert (paused.time, paused.event, paused.mid.status) == (NOW, event, "Up")
    assert paused.mids[BERLIN] == paused.mid
    assert (last.mid.name, last.mids[BERLIN].status) == ("", "Paused")


def test_time_that_has_passed_is_no_moment() -> None:
    assert fold([Happening(BEGIN, 0, "berlin", None)]) == []
    assert Story([]).lives == ()


def test_lives_are_those_under_test_to_the_end_of_the_scenario() -> None:
    told: list[Told] = [*((0, each) for each in comes(MUNICH)), (2, reported("Paused")), (9, said("x"))]
    [life] = story(*told).lives
    assert {moment.mid.name for moment in life.moments} >= {BERLIN}
    assert [type(moment.event) for moment in life.moments[-3:]] == [e.Reported, e.Said, e.ScenarioEnded]
    assert (life.moments[-1].mid.status, life.moments[-1].time) == ("Paused", NOW)


def kinds(found: Sequence[Moment]) -> list[str]:
    return [type(moment.event).__name__ for moment in found]


def test_moments_are_found_by_their_events() -> None:
    whole = story((1, permit()), (2, permit(mid=MUNICH)), (3, returned()))
    assert kinds(whole.of(e.PermitAsked, e.PermitReturned)) == ["PermitAsked", "PermitAsked", "PermitReturned"]
    [life] = whole.lives
    assert kinds(life.of(e.PermitAsked, e.PermitReturned)) == ["PermitAsked", "PermitReturned"]
    assert isinstance(life, Life)


def test_system_commands_are_known_by_their_sources() -> None:
    whole = story((1, seen("restart", "c1")), (1, seen("autoUpgrade", "c2")), (2, seen("hostname", "c3")))
    assert (whole.commands(), whole.commands("restart"), whole.commands("pauseMid")) == ({"c1", "c2"}, {"c1"}, set())
