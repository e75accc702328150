import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fakes.errors import TargetHungError
from fakes.simulation import ROUNDS, Simulation
from tests.fakes.scripted import Behaviour, Scripted

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def make(behaviour: Behaviour = lambda _: None) -> tuple[Simulation, Scripted]:
    target = Scripted(behaviour)
    return Simulation(NOON, target), target


def seconds(target: Scripted) -> list[float]:
    """When the target was let act, in seconds from noon."""
    return [(time - NOON).total_seconds() for time in target.advances]


def every(period: timedelta) -> Behaviour:
    """A target that is due at every full period."""
    return lambda now: now + period - (now - NOON) % period


def test_an_idle_target_is_let_act_at_both_ends_of_a_period() -> None:
    simulation, target = make()
    simulation.run(NOON + MINUTE)
    assert simulation.now == NOON + MINUTE
    assert seconds(target) == [0, 60]


def test_time_stops_at_a_hint_and_one_second_before() -> None:
    simulation, target = make(every(timedelta(seconds=25)))
    simulation.run(NOON + MINUTE)
    assert seconds(target) == [0, 24, 25, 49, 50, 60]


@pytest.mark.parametrize(
    ("hint", "stops"),
    [
        (timedelta(seconds=1), [0, 1, 60]),
        (timedelta(milliseconds=500), [0, 0.5, 60]),
        (timedelta(seconds=60), [0, 59, 60]),
        (timedelta(seconds=61), [0, 60]),
        (timedelta(seconds=60, milliseconds=500), [0, 59.5, 60]),
        (timedelta(hours=1), [0, 60]),
    ],
)
def test_stops_lie_after_now_and_not_beyond_the_end(hint: timedelta, stops: list[float]) -> None:
    simulation, target = make(lambda now: NOON + hint if now < NOON + hint else None)
    simulation.run(NOON + MINUTE)
    assert seconds(target) == stops


def test_a_hint_too_late_makes_the_target_late() -> None:
    due, done = NOON + 10 * SECOND, []

    def behaviour(now: datetime) -> datetime | None:
        if now < due:
            return NOON + 30 * SECOND
        done.append(now)
        return None

    simulation, _ = make(behaviour)
    simulation.run(NOON + MINUTE)
    assert done[0] == NOON + 29 * SECOND


def test_a_target_that_acts_whenever_it_is_let_is_early() -> None:
    acted: list[datetime] = []

    def behaviour(now: datetime) -> datetime:
        acted.append(now)
        return now + 20 * SECOND

    make(behaviour)[0].run(NOON + 20 * SECOND)
    assert acted == [NOON, NOON + 19 * SECOND, NOON + 20 * SECOND]


@pytest.mark.parametrize("lag", [timedelta(), timedelta(seconds=1), timedelta(days=30)])
def test_a_target_that_stands_still_hangs(lag: timedelta) -> None:
    simulation, target = make(lambda now: now - lag)
    with pytest.raises(
        TargetHungError,
        match=r"^the target asked to go on 100 times without letting time pass: its `next` is 2020-.*, and it is 2020-",
    ):
        simulation.run(NOON + MINUTE)
    assert target.advances == [NOON] * ROUNDS


def test_a_target_may_go_on_at_one_instant_a_number_of_times() -> None:
    left = iter(range(ROUNDS - 1))
    simulation, target = make(lambda now: now if next(left, None) is not None else None)
    simulation.settle()
    assert target.advances == [NOON] * ROUNDS


@pytest.mark.parametrize(
    ("hint", "stop"),
    [
        ("2020-07-01T14:00:10+02:00", 10),
        ("2020-07-01T12:00:10Z", 10),
        ("2020-07-01T12:00:10.0005Z", 10.001),
        ("2020-07-01T12:00:10.000001Z", 10.001),
    ],
)
def test_a_hint_may_have_any_zone_and_any_precision(hint: str, stop: float) -> None:
    class Precise(Scripted):
        def advance(self, to: datetime) -> datetime | None:
            super().advance(to)
            due = datetime.fromisoformat(hint)
            return due if to < due else None

    target = Precise()
    Simulation(NOON, target).run(NOON + MINUTE)
    assert seconds(target) == [0, stop - 1, stop, 60]


# ---- Events of the world


def test_events_happen_at_their_time_and_in_the_order_they_were_asked_for() -> None:
    simulation, target = make()
    happened: list[tuple[str, float]] = []

    def event(name: str) -> Callable[[], None]:
        return lambda: happened.append((name, (simulation.now - NOON).total_seconds()))

    for name, delay in (("late", 30), ("first", 10), ("second", 10), ("beyond", 61), ("now", 0)):
        simulation.at(NOON + delay * SECOND, event(name))
    simulation.run(NOON + MINUTE)
    assert happened == [("now", 0), ("first", 10), ("second", 10), ("late", 30)]
    assert seconds(target) == [0, 10, 30, 60]
    simulation.run(NOON + 2 * MINUTE)
    assert happened[-1] == ("beyond", 61)


def test_an_event_comes_before_what_the_target_does_at_that_instant() -> None:
    order: list[str] = []
    simulation, target = make()
    target.behaviour = lambda now: order.append(f"target {(now - NOON).seconds}")
    simulation.at(NOON + SECOND, lambda: order.append("event"))
    simulation.run(NOON + SECOND)
    assert order == ["target 0", "event", "target 1"]


def test_an_event_that_an_event_or_the_target_causes_at_once_is_not_late() -> None:
    simulation, target = make()
    happened: list[tuple[str, datetime]] = []

    def behaviour(now: datetime) -> None:
        if target.advances == [NOON]:
            simulation.at(now, lambda: happened.append(("by the target", simulation.now)))

    target.behaviour = behaviour
    by_event = lambda: simulation.at(simulation.now, lambda: happened.append(("by an event", simulation.now)))  # noqa: E731
    simulation.at(NOON + SECOND, by_event)
    simulation.run(NOON + MINUTE)
    assert happened == [("by the target", NOON), ("by an event", NOON + SECOND)]


def test_a_target_that_makes_events_without_end_hangs() -> None:
    simulation, target = make()
    target.behaviour = lambda now: simulation.at(now, lambda: None)
    with pytest.raises(TargetHungError, match=r"^the target made something happen 100 times"):
        simulation.run(NOON + MINUTE)


# ---- Messages


def test_messages_wait_until_the_target_is_idle_and_keep_their_order() -> None:
    simulation, target = make()
    heard_during: list[list[str]] = []

    def behaviour(now: datetime) -> None:
        if len(target.advances) == 1:
            simulation.tell(lambda: target.notify("berlin"))
            simulation.tell(lambda: target.stop("berlin"))
        heard_during.append(list(target.verbs))
        assert now == NOON

    target.behaviour = behaviour
    simulation.settle()
    assert heard_during == [[], ["notify berlin", "stop berlin"]]


def test_a_message_is_not_sent_before_somebody_lets_the_target_act() -> None:
    simulation, target = make()
    simulation.tell(lambda: target.start("berlin", "/opt"))
    assert target.verbs == []
    simulation.settle()
    assert target.verbs == ["start berlin"]


def test_a_message_of_an_event_arrives_at_the_event_s_time() -> None:
    simulation, target = make()
    simulation.at(NOON + SECOND, lambda: simulation.tell(lambda: target.start("berlin", "/opt")))
    arrived: dict[datetime, list[str]] = {}
    target.behaviour = lambda now: arrived.update({now: list(target.verbs)})
    simulation.run(NOON + MINUTE)
    assert arrived[NOON] == []
    assert arrived[NOON + SECOND] == ["start berlin"]


# ---- Enough


def test_time_stops_once_there_is_enough_of_it() -> None:
    simulation, target = make(every(timedelta(seconds=10)))
    simulation.run(NOON + MINUTE, lambda: simulation.now >= NOON + 15 * SECOND)
    assert simulation.now == NOON + 19 * SECOND
    assert seconds(target) == [0, 9, 10, 19]


def test_no_time_passes_where_there_is_enough_from_the_beginning() -> None:
    simulation, target = make()
    simulation.run(NOON + MINUTE, lambda: True)
    assert simulation.now == NOON
    assert seconds(target) == [0]


def test_what_is_due_comes_before_the_question_whether_it_is_enough() -> None:
    simulation, _ = make()
    happened: list[str] = []
    simulation.at(NOON, lambda: happened.append("event"))
    simulation.run(NOON + MINUTE, lambda: happened == ["event"])
    assert simulation.now == NOON


@pytest.mark.parametrize("step", [timedelta(milliseconds=1), timedelta(milliseconds=20)])
def test_a_target_that_crawls_hangs(step: timedelta) -> None:
    simulation, target = make(lambda now: now + step)
    with pytest.raises(
        TargetHungError, match=r"^the target asked to go on \d+ times within 0:0\d:\d\d.* of virtual time$"
    ):
        simulation.run(NOON + 24 * 60 * MINUTE)
    assert ROUNDS < len(target.advances) < 1000


def test_several_mid_servers_may_look_for_work_every_second() -> None:
    simulation, target = make(lambda now: now + SECOND / 10)
    simulation.run(NOON + 10 * MINUTE)
    assert len(target.advances) == 6001


@pytest.mark.parametrize(
    ("moment", "hangs"), [("0001-01-01T00:00:00+14:00", True), ("9999-12-31T23:59:59.999999-14:00", False)]
)
def test_the_ends_of_the_calendar_are_past_and_never(moment: str, hangs: bool) -> None:  # noqa: FBT001 - a case
    simulation, _ = make(lambda _: datetime.fromisoformat(moment))
    with pytest.raises(TargetHungError) if hangs else contextlib.nullcontext():
        simulation.run(NOON + MINUTE)
    assert (simulation.now == NOON) == hangs
