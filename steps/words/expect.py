"""How a Then says what was expected and what was seen instead: in a sentence, and as values."""

import re
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from enum import IntEnum
from typing import Any

from fakes.releases.builds import Build, called
from fakes.text import on_one_line, printable
from midcert.results.mismatch import Comparison, Mismatch, MismatchError

STATUSES = ("Up", "Down", "Paused", "Upgrading", "Upgrade Failed")
MINUTE_SECONDS = 60
DURATION = re.compile(r"(?:\d+ days?, )?\d+:\d\d:\d\d")
"""How durations are answered: "1 day, 0:00:20"."""


def expect(seen: object, wanted: object) -> None:
    """Fail unless what was seen is what was wanted."""
    if seen != wanted:
        raise _mismatch(f"expected {shown(wanted)}; seen {shown(seen)}", Comparison.EQUAL, wanted, seen)


def expect_up(reported: str, build: Build, mid: str) -> None:
    """Fail unless a MID Server has come Up with a build and has asked for its version."""
    if reported != build.stamp:
        wanted = f"{mid!r} to report Up and {called(build.stamp)} in its record, and to ask for its version"
        sentence = f"expected {wanted}, within 10 minutes of its start; seen {shown(reported)}"
        raise _mismatch(sentence, Comparison.EQUAL, build.stamp, reported)


def expect_some(seen: Collection[object], what: str) -> None:
    """Fail unless there is anything; `what` says what was wanted."""
    if not seen:
        raise _mismatch(f"expected {what}; seen none", Comparison.ANY, what, seen)


def expect_among(seen: Collection[object], wanted: object) -> None:
    """Fail unless something was among what was seen."""
    if wanted not in seen:
        raise _mismatch(f"expected {shown(wanted)}; seen {shown(seen)}", Comparison.AMONG, wanted, seen)


def expect_without(seen: Collection[object], unwanted: object) -> None:
    """Fail if something was among what was seen."""
    if unwanted in seen:
        raise _mismatch(f"expected no {shown(unwanted)}; seen {shown(seen)}", Comparison.NOT_AMONG, unwanted, seen)


def expect_at_least(seen: Collection[int], least: int) -> None:
    """Fail unless the greatest number that was seen is so great."""
    if max(seen, default=0) < least:
        raise _mismatch(f"expected {least} or more; seen {shown(seen)}", Comparison.AT_LEAST, least, seen)


def expect_to_the_minute(seen: Sequence[float | None], wanted: Sequence[timedelta]) -> None:
    """Fail unless just these durations were seen, in seconds; less than a minute makes no difference."""
    ages = [each.total_seconds() for each in wanted]
    if len(seen) != len(ages) or any(
        here is None or abs(here - age) >= MINUTE_SECONDS for here, age in zip(seen, ages, strict=True)
    ):
        sentence = f"expected {_durations(ages)} ago, to the minute; seen {_durations(seen)}"
        raise _mismatch(sentence, Comparison.EQUAL, ages, seen)


def expect_rising(*values: float) -> None:
    """Fail unless no value is less than the one before it."""
    if sorted(values) != list(values):
        seen = list(values)
        raise _mismatch(f"expected rising values; seen {shown(seen)}", Comparison.RISING, sorted(values), seen)


def expect_growth(before: int, now: int) -> None:
    """Fail unless there were some before, and more now."""
    if not 0 < before < now:
        sentence = f"expected some, and then more; seen {before}, and then {now}"
        raise _mismatch(sentence, Comparison.RISING, [1, max(before, 1) + 1], [before, now])


def shown(value: object) -> str:
    """A value in words: builds by their names, and collections in full."""
    match value:
        case str():
            return on_one_line(called(value)) or "nothing"
        case IntEnum():
            return str(value.value)
        case Mapping():
            return ", ".join(f"{on_one_line(str(name))}: {shown(each)}" for name, each in value.items()) or "nothing"
        case tuple():
            return " with ".join(map(shown, value))
        case Collection():
            words = map(shown, value)
            return ", ".join(sorted(words) if isinstance(value, AbstractSet) else words) or "nothing"
    return on_one_line(str(value))


def _mismatch(sentence: str, comparison: Comparison, expected: object, seen: object) -> MismatchError:
    wanted, found = _plain(expected), _plain(seen)
    kinds = {kind for kind in map(_kind, [*_leaves(wanted), *_leaves(found)]) if kind}
    return MismatchError(sentence, Mismatch(comparison, wanted, found, kinds.pop() if len(kinds) == 1 else "text"))


def _durations(seconds: Sequence[float | None]) -> str:
    return shown(["no time" if each is None else str(timedelta(seconds=round(each))) for each in seconds])


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """A value as JSON has it, fit to be shown: sets sorted, texts of a target bounded."""
    match value:
        case str():
            return printable(value)
        case IntEnum():
            return value.value
        case int() | float() | None:
            return value
        case Mapping():
            return {printable(str(name)): _plain(each) for name, each in value.items()}
        case Collection():
            return [_plain(each) for each in (sorted(value, key=str) if isinstance(value, AbstractSet) else value)]
    return printable(str(value))


def _leaves(value: object) -> list[object]:
    """The values in a JSON value that hold no others."""
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for each in value for leaf in _leaves(each)] if isinstance(value, list) else [value]


def _kind(value: object) -> str:
    """What a value is: build, status, duration, count or text; empty for an empty text, which may be any of them."""
    if not isinstance(value, str):
        return "count"
    if not value:
        return ""
    if called(value) != value:
        return "build"
    if value in STATUSES:
        return "status"
    return "duration" if DURATION.fullmatch(value) else "text"
