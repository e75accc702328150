"""Right implementations by number: first each freedom by itself, then drawn ones, which use several at once.

What is free is no interval between two ends, so that a drawn one takes other times, too. As a target:
`--target py:right.drawn:Mid97.target`, or `Instance97`.
"""

import functools
import random
import re
from collections.abc import Sequence
from datetime import timedelta

from right import RIGHT
from right.base import RightInstance, RightMidServer

NAME = re.compile(r"(?P<role>Mid|Instance)(?P<number>\d+)")
MOST_FREEDOMS = 5
SELDOM = timedelta(minutes=4)
"""Who looks oftener into its queue than that is right, and takes too long to be drawn."""
OF_ITS_OWN = {"freedom", "reads_otherwise", "api", "_abc_impl"}
"""What every right implementation may say of itself; an `api` goes with nothing else than its own instance."""

Right = type[RightMidServer | RightInstance]


def __getattr__(name: str) -> Right:
    if found := NAME.fullmatch(name):
        return drawn(found["role"], int(found["number"]))
    raise AttributeError(f"{name}: drawn are Mid0, Mid1, ... and Instance0, Instance1, ...")


@functools.cache
def drawn(role: str, number: int) -> Right:
    """A right implementation.

    Args:
        role: "Mid" or "Instance".
        number: Which one.
    """
    base = RightMidServer if role == "Mid" else RightInstance
    free = [each for each in RIGHT if issubclass(each, base) and _is_quick(each)]
    if number < len(free):
        return free[number]
    draw = random.Random(f"{role}{number}")  # noqa: S311 - has to be the same again
    parts = _compatible(draw.sample(free, draw.randint(2, MOST_FREEDOMS)))
    own = {name: _shorter(value, draw, alone=len(parts) == 1) for name, value in _durations(parts).items()}
    about = {"__doc__": f"Drawn: {', '.join(each.__name__ for each in parts)}.", "__module__": __name__}
    made: Right = type(f"{role}{number}", tuple(parts), {**own, **about}, freedom=parts[0].freedom)
    return made


def members(right: Right) -> set[str]:
    """What a right implementation does otherwise than the reference, by the names of attributes."""
    kinds = [kind for kind in right.__mro__ if kind.__module__.startswith("right.") and kind.__module__ != "right.base"]
    named = {name for kind in kinds for name in vars(kind) if not name.startswith("__") or name == "__init__"}
    return named - OF_ITS_OWN | ({"api"} if any("api" in vars(kind) for kind in kinds) else set())


def _compatible(parts: Sequence[Right]) -> list[Right]:
    """Those which do nothing that one before them does: what two change, only one of them could."""
    chosen: list[Right] = []
    taken: set[str] = set()
    for part in parts:
        subject = part.__module__  # two of one subject may use the same time twice
        if not taken & {*members(part), subject}:
            chosen.append(part)
            taken |= {*members(part), subject} if subject != "right.instances" else members(part)
    return chosen


def _durations(parts: Sequence[Right]) -> dict[str, timedelta]:
    named = {name for part in parts for name in members(part)}
    values = {name: getattr(part, name) for part in parts for name in named if hasattr(part, name)}
    return {name: value for name, value in values.items() if isinstance(value, timedelta)}


def _shorter(duration: timedelta, draw: random.Random, *, alone: bool) -> timedelta:
    """Another duration, at most as long; half as long where others may add to it."""
    least = min(SELDOM, duration / 2)
    most = duration if alone else max(duration / 2, least)
    return timedelta(seconds=round(draw.uniform(least.total_seconds(), most.total_seconds())))


def _is_quick(right: Right) -> bool:
    return getattr(right, "poll_period", SELDOM) >= SELDOM
