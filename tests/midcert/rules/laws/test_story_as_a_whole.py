"""What was known of the instance at each moment, and how moments and lives are found."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from fakes.observe import events as e
from fakes.observe.reader import Happening
from midcert.rules.laws.fold import fold
from midcert.rules.laws.story import Instance, Life, Moment, Story
from tests.midcert.rules.laws.stories import (
    BEGIN,
    BERLIN,
    MUNICH,
    P1,
    P2,
    P3,
    Told,
    beginning,
    comes,
    moments,
    override,
    permit,
    properties,
    reported,
    returned,
    said,
    seen,
    stamp,
    story,
)

NOW = BEGIN + timedelta(minutes=9)


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
        ([stamp(P2), override(" \t")], Instance(True, P1, P2, " \t"), P2),
        ([override(f" {P2}")], Instance(True, P1, P1, f" {P2}"), f" {P2}"),
        ([stamp(P2), override(P3), e.InstanceRestarted()], Instance(True, P1, P1, P3), P3),
        ([stamp(P3), override(P3), e.InstanceUpgraded(P2)], Instance(True, P2, P2), P2),
        ([e.PropertySet("mid.upgrade.run_precheck", "false")], Instance(True, P1, P1, tests_are_off=True), P1),
        ([e.PropertySet("mid.upgrade.run_precheck", "true")], Instance(True, P1, P1), P1),
        *(
            (
                [e.PropertySet("mid.upgrade.run_precheck", value) for value in ("false", again)],
                Instance(True, P1, P1, tests_are_off=True),
                P1,
            )
            for again in ("true", "")
        ),
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


def test_a_life_ends_with_the_scenario_whatever_the_journal_ends_with() -> None:
    whole = Story(story((2, reported("Paused")), (9, said("x"))).moments[:-1])
    assert isinstance(whole.moments[-1].event, e.Said)
    [life] = whole.lives
    assert [type(moment.event) for moment in life.moments[-2:]] == [e.Said, e.ScenarioEnded]
    assert (life.moments[-1].mid.status, life.moments[-1].time, life.moments[-1].actor) == ("Paused", NOW, "")


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
