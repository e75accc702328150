"""What was known at each moment: each kind of event, and what it changes."""

from datetime import timedelta
from typing import Any

import pytest

from fakes.observe import events as e
from fakes.observe import records as r
from midcert.rules.laws.story import Mid
from tests.midcert.rules.laws.stories import (
    BEGIN,
    BERLIN,
    DISK,
    END,
    MUNICH,
    P1,
    P2,
    P3,
    Told,
    asked,
    asked_in_vain,
    changed,
    configured,
    cut_off,
    ended,
    extracted,
    fetched,
    listed,
    permit,
    pinned,
    ran_tests,
    refused,
    reported,
    result,
    returned,
    said,
    seen,
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
        has_run=frozenset({P1}),
    )


HELD_NOW = {"holds": True, "is_keeping": True, "given_at": NOW, "was_there": True}
TURNED_AWAY = {"refused_at": NOW, "waits": True, "is_turned_away": True}
WAITS_NO_MORE = {"refused_at": None, "waits": False}
ANOTHER = {"refused_at": None}
HOLDS = {**HELD_NOW, "was_validated": True}
NOT_THERE = {"holds": True, "is_keeping": True, "given_at": NOW, "was_validated": True}
HELD: list[Told] = [(9, asked(P2)), (9, permit())]
CUT_OFF = {"status": "Down", "status_since": NOW}


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
        ([(9, refused()), (9, reported("Up"))], WAITS_NO_MORE),
        ([(9, refused()), (9, reported("", P1))], {}),
        ([(9, asked(P2))], {"told": P2, "knew": frozenset({P2})}),
        ([(9, asked(""))], {"told": P1, "knew": frozenset({P1})}),
        ([(9, asked_in_vain())], {}),
        ([(8, asked(P2)), (9, asked("", spoiled=True))], {"told": "", "knew": frozenset({P2, ""})}),
        (
            [*HELD, (9, asked("", spoiled=True))],
            {"told": "", "knew": frozenset({P2, ""}), "may_install": frozenset({P1, P2, ""})},
        ),
        ([(9, asked(P3, spoiled=True))], {"told": P3, "knew": frozenset({P3})}),
        ([*HELD, (9, asked(P3))], {"told": P3, "knew": frozenset({P2, P3}), "may_install": frozenset({P1, P2, P3})}),
        ([(9, listed(P2))], {"knew": frozenset({P2}), "may_install": frozenset({P2})}),
        ([(9, listed(""))], {}),
        ([(9, listed(P2, wanted=P2))], {}),
        ([(8, pinned(P2)), (9, listed(P2, wanted=P2))], {"knew": frozenset({P2}), "may_install": frozenset({P2})}),
        ([(9, permit())], {**HOLDS, "may_install": frozenset({P1, ""})}),
        ([(8, asked(P2)), (9, permit(200))], {**HOLDS, "may_install": frozenset({P1, P2})}),
        ([(8, pinned(P2)), (9, permit())], {**HOLDS, "may_install": frozenset({P1, P2, ""})}),
        (
            [(7, ended()), (7, pinned(P2)), (7, started()), (8, asked(P3)), (9, permit())],
            {**HOLDS, "may_install": frozenset({P2})},
        ),
        ([(9, permit(spoiled=True))], {"was_validated": True}),
        ([(8, reported("Paused")), (9, permit())], NOT_THERE | {"may_install": frozenset({P1, ""})}),
        (
            [(8, validated("false")), (9, permit())],
            HELD_NOW | {"may_install": frozenset({P1, ""})},
        ),
        ([(9, refused())], TURNED_AWAY | {"was_validated": True}),
        ([(8, validated("false")), (9, refused())], TURNED_AWAY),
        ([(8, refused()), (9, refused())], {"refused_at": NOW}),
        ([(8, refused()), (8, validated("false")), (9, refused())], {"refused_at": NOW}),
        (
            [(8, refused()), (9, permit())],
            {**HELD_NOW, **WAITS_NO_MORE, "is_turned_away": False, "may_install": frozenset({P1, ""})},
        ),
        ([(9, permit(500))], {"was_validated": True}),
        ([(9, refused()), (9, permit(500))], WAITS_NO_MORE),
        ([(9, refused()), (9, validated("true"))], {"refused_at": None}),
        ([(9, refused()), (9, taken())], {"refused_at": None}),
        ([(8, asked(P2)), (9, refused()), (9, asked(P2))], {}),
        ([(8, asked(P2)), (9, refused()), (9, asked_in_vain())], {"refused_at": None}),
        ([(9, refused()), (9, ran_tests())], {"tested": "clean"}),
        ([(9, refused()), (9, ran_tests(DISK))], {"refused_at": None, "tested": "errors"}),
        *(
            (
                [(8, asked(P2)), (9, refused()), (9, asked(each))],
                {**ANOTHER, "told": each, "knew": frozenset({each, P2})},
            )
            for each in (P1, P3)
        ),
        ([*HELD, (9, returned())], {"holds": False, "is_keeping": False}),
        ([*HELD, (9, returned(arrived=False))], {"is_keeping": False}),
        ([(9, refused()), (9, returned(arrived=False))], WAITS_NO_MORE),
        ([*HELD, (9, ran_tests()), (9, returned())], {"holds": False, "is_keeping": False}),
        ([(9, ended())], {"started": None}),
        ([(9, refused()), (9, ended())], {"started": None, **WAITS_NO_MORE}),
        ([(9, ended("stopped"))], {"started": None, "claimed": "Down"}),
        ([*HELD, (9, ended("killed"))], {"started": None, "claimed": "Down", "is_keeping": False}),
        ([*HELD, (9, ended())], {"started": None}),
        ([(9, cut_off())], CUT_OFF),
        ([*HELD, (9, cut_off())], {**CUT_OFF, "holds": False}),
        ([(9, refused()), (9, cut_off())], CUT_OFF),
        ([(8, cut_off()), (9, cut_off())], {}),
        ([(9, ran_tests())], {"tested": "clean"}),
        ([(9, ran_tests(DISK))], {"tested": "errors"}),
        ([(9, ran_tests("WARN: Unable to parse x"))], {"tested": "clean"}),
        ([(9, ran_tests("WARN: Unable to parse x", DISK))], {"tested": "errors"}),
        ([(9, changed())], {"has_replaced": True}),
        ([(9, changed(done=False))], {}),
        ([*HELD, (9, changed()), (9, permit())], {"has_replaced": False}),
        ([(9, pinned(P2))], {"pin": P2, "pins": frozenset({"", P2})}),
        ([(8, pinned(P2)), (9, pinned(""))], {"pin": ""}),
        ([(9, configured("mid.upgrade.run_precheck", "false"))], {"tests_are_off": True}),
        ([(9, configured("mid.upgrade.run_precheck", "no"))], {"tests_are_off": True}),
        ([(9, configured("mid.upgrade.run_precheck", "true"))], {}),
        ([(9, configured("mid.upgrade.run_precheck", " TRUE "))], {}),
        ([(9, configured("mid.upgrade.run_precheck", ""))], {}),
        (
            [(8, configured("mid.upgrade.run_precheck", "false")), (9, configured("mid.upgrade.run_precheck", "true"))],
            {},
        ),
        ([(9, configured("mid.poll.time", "30"))], {}),
        ([(9, validated("rekey"))], {"is_validated": False}),
        ([(9, e.RecordAdded(BERLIN, P2))], {"recorded": P2}),
        ([(9, e.Installed(BERLIN, is_played=True, os="windows"))], {"is_tested": False, "os": "windows"}),
    ],
)
def test_what_an_event_changes_of_its_mid_server(told: list[Told], expected: Changes) -> None:
    assert changes(*told) == expected


@pytest.mark.parametrize(
    "event",
    [
        *(extracted(), fetched(), said("x"), seen(), taken(), result(), permit(mid=MUNICH), e.InstanceUpgraded(P2)),
        *(e.QueueCleared(BERLIN), e.PackageStored(BERLIN), e.Unanswered(BERLIN), e.CommandQueued(BERLIN, "restart")),
        *(e.ActionTried(BERLIN, "restart", frozenset(), is_accepted=True), e.Rested()),
        *(
            r.IssueSeen(BERLIN, "1", "UpgradeCheck", "full", "new", 1, NOW),
            r.IssuesSeen(frozenset()),
            r.IssueWritten("1"),
        ),
        r.UpgradesSeen(()),
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
        "has_run": frozenset({P1, P2}),
        **WAITS_NO_MORE,
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
        ([cut_off()], "clean"),
        ([reported("Down")], ""),
    ],
)
def test_a_process_may_go_on_with_the_upgrade_of_the_one_before_it(before: list[e.Event], tested: str) -> None:
    told: list[Told] = [(1, permit()), (1, ran_tests()), *((2, each) for each in before), (3, ended())]
    mid = mid_at_the_end([*told, (5, started(P2))])
    assert (mid.tested, mid.is_keeping, mid.was_validated) == (tested, bool(tested), bool(tested))


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
        ([permit(), cut_off()], "clean"),
        ([permit(), returned()], "clean"),
        ([permit(), returned(), reported("Up")], "clean"),
    ],
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
