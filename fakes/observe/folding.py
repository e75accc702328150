"""Repetitions in what happened, told once: of a line, and of several lines that come again and again."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

MAX_LINES = 24
"""Of how many lines what is repeated may be."""
LEAST_TIMES = 3
"""How often several lines have to come to be told once."""


@dataclass(frozen=True)
class Moment:
    """Something that happened; two are alike if their texts are."""

    time: timedelta
    """Since the scenario began."""
    text: str
    is_step: bool = False
    """Whether a step of the scenario begins: steps are never folded."""
    is_quiet: bool = False
    """Whether it tells no event, so that no Then can judge by it."""

    @property
    def line(self) -> str:
        """It as it is told."""
        return f"{self.time}  {self.text}"


def folded(moments: Sequence[Moment]) -> list[Moment]:
    """The same, each repetition replaced by how often it came, and until when."""
    told: list[Moment] = []
    first = 0
    while first < len(moments):
        size, times = _repeated(moments, first)
        end = first + size * times
        if size == 1:
            told.append(_with_repetitions(moments[first:end]))
        else:
            told += folded(moments[first : first + size])
            told.append(_more(moments[first:end], size))
        first = end
    return told


def _repeated(moments: Sequence[Moment], first: int) -> tuple[int, int]:
    """How many lines are repeated from here on, and how often they come: what folds most."""
    found = [(1, _times(moments, first, 1))]
    for size in range(2, MAX_LINES + 1):
        times = _times(moments, first, size)
        if times >= LEAST_TIMES:
            found.append((size, times))
    return max(found, key=lambda each: each[0] * each[1])


def _times(moments: Sequence[Moment], first: int, size: int) -> int:
    block = [moment.text for moment in moments[first : first + size]]
    if len(block) < size or any(moment.is_step for moment in moments[first : first + size]):
        return 1
    times, at = 1, first + size
    while [moment.text for moment in moments[at : at + size]] == block and not moments[at].is_step:
        times, at = times + 1, at + size
    return times


def _with_repetitions(same: Sequence[Moment]) -> Moment:
    first, more = same[0], len(same) - 1
    return replace(first, text=f"{first.text} (and {more} more{_when(same)})") if more else first


def _more(blocks: Sequence[Moment], size: int) -> Moment:
    begins = blocks[::size]
    when = _when([*begins[:-1], replace(begins[-1], time=blocks[-1].time)], begins)
    return Moment(begins[1].time, f"(the same {size} lines {len(begins) - 1} times more{when})")


def _when(same: Sequence[Moment], begins: Sequence[Moment] | None = None) -> str:
    """How far apart the repetitions are, if they are, and when the last one was."""
    if same[-1].time == same[0].time:
        return ""
    apart = sorted(set(_distances(begins or same)))
    every = f", every {apart[0]}" if len(apart) == 1 else ""
    return f"{every if len(same) > 2 else ''}, until {same[-1].time}"  # noqa: PLR2004 - one distance is no rhythm


def _distances(moments: Sequence[Moment]) -> Iterator[timedelta]:
    for before, after in itertools.pairwise(moments):
        yield after.time - before.time
