"""Right implementations by number: each freedom alone, then several at once that do not get in each other's way."""

from datetime import timedelta

import pytest

import right.drawn
from midcert.explore.bench import RIGHTS
from midcert.targets import TargetSpecError, locate
from right import RIGHT
from right.base import RightInstance, RightMidServer
from right.drawn import SELDOM, drawn, members

KINDS = {"Mid": RightMidServer, "Instance": RightInstance}
ROLES = pytest.mark.parametrize("role", KINDS)


@ROLES
def test_each_freedom_comes_first_by_itself_but_for_those_that_take_too_long(role: str) -> None:
    free = [each for each in RIGHT if issubclass(each, KINDS[role])]
    quick = [each for each in free if getattr(each, "poll_period", SELDOM) >= SELDOM]
    assert [drawn(role, number) for number in range(len(quick))] == quick
    assert len(quick) <= RIGHTS - 40


@ROLES
def test_no_two_parts_do_the_same(role: str) -> None:
    for number in range(RIGHTS - 20, RIGHTS + 20):
        parts = [each for each in drawn(role, number).__bases__ if each is not KINDS[role]]
        for at, part in enumerate(parts):
            assert not [other for other in parts[at + 1 :] if members(part) & members(other)]


@ROLES
def test_several_are_used_at_once_and_differently_each_time(role: str) -> None:
    made = [drawn(role, number) for number in range(RIGHTS - 40, RIGHTS)]
    assert sum(len(each.__bases__) > 1 for each in made) > len(made) / 2
    assert len({each.__doc__ for each in made}) > len(made) / 2


def test_durations_are_other_and_no_longer_ones() -> None:
    taken = {drawn("Mid", number).own_time for number in range(RIGHTS) if hasattr(drawn("Mid", number), "own_time")}
    longest = max(each.own_time for each in RIGHT if hasattr(each, "own_time"))
    assert len(taken - {each.own_time for each in RIGHT if hasattr(each, "own_time")}) >= 5
    assert timedelta() < min(taken) <= max(taken) == longest


def test_a_number_is_always_the_same_and_is_a_target() -> None:
    assert right.drawn.Mid77 is right.drawn.Mid77 is drawn("Mid", 77)
    assert locate("py:right.drawn:Instance77.target", 60).describe().description.roles >= {"instance"}
    with pytest.raises(TargetSpecError, match="drawn are Mid0, Mid1"):
        locate("py:right.drawn:Somebody.target", 60)
