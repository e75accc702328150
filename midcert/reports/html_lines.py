"""The lines of a timeline, made few: what happened at once is one line, what repeats is folded, silence is one line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

MAX_BLOCK_LINES = 24
"""How many lines may repeat together."""
MIN_TIMES = 3
"""How often they have to happen before they are folded."""


class Kind(StrEnum):
    """What a line is; the value is its class in the style sheet."""

    EVENT = ""
    STEP = "step"
    SILENCE = "silence"
    """Nothing happened for a while."""
    FOLD = "fold"
    """What stands above goes on like that."""


@dataclass(frozen=True)
class Line:
    """One line."""

    at: timedelta
    """Virtual time since the scenario began."""
    words: str
    kind: Kind = Kind.EVENT
    tone: str = ""
    """How loud it is: a class in the style sheet, or empty."""
    lane: str = ""
    """Who did it; empty for nobody."""
    to: str = ""
    """Who was asked; empty for nobody, or for themselves."""
    bands: Mapping[str, str] = field(default_factory=dict)
    """Of each MID Server that is there, the classes of its status and of its process in the style sheet."""
    is_at_issue: bool = False
    """Whether it belongs to the stretch of time that a failed step judges."""

    @cached_property
    def likeness(self) -> object:
        """What it has in common with those that a reader would call the same; only what happens has others like it."""
        is_event = self.kind is Kind.EVENT
        return (self.words, self.lane, self.to, self.tone, self.is_at_issue) if is_event else object()

    @property
    def classes(self) -> str:
        """Those that it has in the style sheet."""
        return " ".join(filter(None, (self.kind.value, self.tone, "issue" if self.is_at_issue else "")))


def made_few(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are shown."""
    return list(_with_silence(_folded(list(_at_once(lines)))))


def clock(time: timedelta) -> str:
    """Hours, minutes and seconds, as 49:00:20; days count as hours, so that all times compare."""
    minutes, seconds = divmod(time, timedelta(minutes=1))
    return f"{minutes // 60}:{minutes % 60:02}:{seconds.total_seconds():06.3f}".removesuffix(".000")


def lasting(time: timedelta) -> str:
    """How long something lasts, as "3 d 59 min 20 s"."""
    minutes, seconds = divmod(time, timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    parts = ((hours // 24, "d"), (hours % 24, "h"), (minutes, "min"), (seconds.total_seconds(), "s"))
    return " ".join(f"{number:g} {unit}" for number, unit in parts if number) or "0 s"


def _at_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Equal lines of one instant are one, with their number."""
    held: list[Line] = []
    for line in lines:
        if held and not (held[0].at == line.at and held[0].likeness == line.likeness):
            yield _counted(held)
            held = []
        held.append(line)
    if held:
        yield _counted(held)


def _counted(same: Sequence[Line]) -> Line:
    last = same[-1]
    return last if len(same) == 1 else replace(last, words=f"{last.words}, {len(same)} times")


def _folded(lines: Sequence[Line]) -> Iterator[Line]:
    """What repeats is shown once, and how often."""
    place = 0
    while place < len(lines):
        size, times = _block(lines, place)
        yield from lines[place : place + size]
        place += size * times
        if times > 1:
            last, distance = lines[place - 1], lines[place - size].at - lines[place - 2 * size].at
            what = "once more" if times == 2 else f"{times - 1} times more"  # noqa: PLR2004 - the word says it
            every = f", every {lasting(distance)}" if distance else ""
            yield replace(
                last, words=f"and so on, {what}{every}, until {clock(last.at)}", kind=Kind.FOLD, tone="", lane="", to=""
            )


def _block(lines: Sequence[Line], place: int) -> tuple[int, int]:
    """How many lines from here on happen again and again, at equal distances, and how often: what spares most lines."""
    best = (1, 1)
    for size in range(1, MAX_BLOCK_LINES + 1):
        if place + size >= len(lines) or lines[place].likeness != lines[place + size].likeness:
            continue
        distance = lines[place + size].at - lines[place].at
        times = 1
        while _is_again(lines, place + times * size, size, distance):
            times += 1
        if times >= MIN_TIMES and size * (times - 1) > best[0] * (best[1] - 1):
            best = (size, times)
    return best


def _is_again(lines: Sequence[Line], place: int, size: int, distance: timedelta) -> bool:
    """Whether this block of lines is the one before it, so much later."""
    block = lines[place : place + size]
    pairs = zip(lines[place - size : place], block, strict=False)
    return len(block) == size and all(
        before.likeness == line.likeness and line.at - before.at == distance for before, line in pairs
    )


def _with_silence(lines: Iterable[Line]) -> Iterator[Line]:
    before: Line | None = None
    for line in lines:
        if before is not None and line.at > before.at and line.kind is not Kind.FOLD:
            words = f"nothing for {lasting(line.at - before.at)}"
            yield Line(line.at, words, Kind.SILENCE, bands=before.bands, is_at_issue=before.is_at_issue)
        yield line
        before = line
