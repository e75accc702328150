"""How a Then says what was expected and what was seen instead."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum

from fakes.releases.builds import Build, called
from fakes.text import on_one_line


def expect(seen: object, wanted: object) -> None:
    """Fail unless what was seen is what was wanted."""
    if seen != wanted:
        raise AssertionError(f"expected {shown(wanted)}; seen {shown(seen)}")


def expect_up(reported: str, build: Build, mid: str) -> None:
    """Fail unless a MID Server has come Up with a build and has asked for its version."""
    if reported != build.stamp:
        wanted = f"{mid!r} to report Up and {called(build.stamp)} in its record, and to ask for its version"
        raise AssertionError(f"expected {wanted}, within 10 minutes of its start; seen {shown(reported)}")


def expect_some(seen: Collection[object], what: str) -> None:
    """Fail unless there is anything; `what` says what was wanted."""
    if not seen:
        raise AssertionError(f"expected {what}; seen none")


def expect_among(seen: Collection[object], wanted: object) -> None:
    """Fail unless something was among what was seen."""
    if wanted not in seen:
        raise AssertionError(f"expected {shown(wanted)}; seen {shown(seen)}")


def expect_without(seen: Collection[object], unwanted: object) -> None:
    """Fail if something was among what was seen."""
    if unwanted in seen:
        raise AssertionError(f"expected no {shown(unwanted)}; seen {shown(seen)}")


def expect_rising(*values: float) -> None:
    """Fail unless no value is less than the one before it."""
    if sorted(values) != list(values):
        raise AssertionError(f"expected rising values; seen {shown(list(values))}")


def shown(value: object) -> str:
    """A value in words: builds by their names, and collections in full."""
    match value:
        case str():
            return on_one_line(called(value)) or "nothing"
        case IntEnum():
            return str(value.value)
        case Mapping():
            return ", ".join(f"{name}: {shown(each)}" for name, each in value.items()) or "nothing"
        case tuple():
            return " with ".join(map(shown, value))
        case Collection():
            words = map(shown, value)
            return ", ".join(sorted(words) if isinstance(value, AbstractSet) else words) or "nothing"
    return on_one_line(str(value))
