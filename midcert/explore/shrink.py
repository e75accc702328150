"""Makes what was found as short as it can be told."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from midcert.explore.corpus import Line

MOST_TRIES = 150
T = TypeVar("T")


def shrunk(lines: Sequence[Line], shows: Callable[[Sequence[Line]], T | None], found: T) -> tuple[list[Line], T]:
    """The fewest lines that still show it, and what they show.

    Halves are left out, quarters and so on, and in the end single lines, for as long as anything can be left out.

    Args:
        lines: What has shown it.
        shows: What some of the lines show of it; None if they do not.
        found: What all of them show.
    """
    left, tries, size = list(lines), 0, max(len(lines) // 2, 1)
    while tries < MOST_TRIES:
        left_out = False
        at = 0
        while at < len(left) and tries < MOST_TRIES:
            candidate = left[:at] + left[at + size :]
            tries += 1
            shown = shows(candidate) if candidate else None
            if shown is not None:
                left, found, left_out = candidate, shown, True
            else:
                at += size
        if size == 1 and not left_out:
            break
        size = max(size // 2, 1)
    return left, found
