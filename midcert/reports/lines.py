"""Text in lines for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

WIDTH_COLUMNS = 80


class Look(StrEnum):
    """What a line is, so that a terminal with colours can show it."""

    PLAIN = "plain"
    HEAD = "head"
    GOOD = "good"
    BAD = "bad"
    FAINT = "faint"


@dataclass(frozen=True)
class Line:
    """One line of a report."""

    text: str = ""
    look: Look = Look.PLAIN


def wrapped(text: str, before: str = "", hanging: str = "  ", *, breaks_words: bool = False) -> list[str]:
    """A text in lines of at most 80 columns; what cannot be broken, such as an id, is never broken.

    Args:
        text: What is said.
        before: What the first line begins with.
        hanging: What all others begin with, below as many blanks as `before` has characters.
        breaks_words: Whether a word longer than a line is broken all the same, as nobody copies it.
    """
    after = " " * len(before) + hanging
    return textwrap.wrap(
        text,
        WIDTH_COLUMNS,
        initial_indent=before,
        subsequent_indent=after,
        break_long_words=breaks_words,
        break_on_hyphens=False,
    )


def lines(text: str, before: str = "", hanging: str = "  ", look: Look = Look.PLAIN) -> Iterator[Line]:
    """The same, each with its look."""
    return (Line(each, look) for each in wrapped(text, before, hanging))
