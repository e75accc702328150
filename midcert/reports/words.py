"""What a Then expected and what it saw, in words: the same few rules for every step.

    checks of "berlin" since the last When, counted from the start of its process:
    expected none
    seen     1:00:00

Lists that are long and alike at first are shown from where they differ.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fakes.releases.builds import called
from fakes.text import on_one_line
from midcert.reports.asked import PHRASES
from midcert.results.mismatch import Comparison, Mismatch, Question

MAX_VALUES = 6
"""How many values of a list are shown."""
MAX_CHARACTERS = 160
"""How much of one value is shown."""
NONE = "none"
IN_SECONDS = ("checks.after_up", "checks.after_upgrade", "issues.seconds_since_detection")
"""The questions whose answers are numbers of seconds."""


@dataclass(frozen=True)
class Said:
    """A mismatch in words; each is one line without control characters."""

    asked: str
    """What was asked for; empty where the step asked no question."""
    expected: str
    seen: str


def said(mismatch: Mismatch) -> Said:
    """A mismatch in words."""
    expected, seen = _both(mismatch)
    if mismatch.last:
        seen += f", the last one at {mismatch.last}"
    return Said(_asked(mismatch), expected, seen)


def short(text: str) -> str:
    """A text on one line; of a long one the beginning, and how much it goes on."""
    line = on_one_line(called(text))
    more = len(line) - MAX_CHARACTERS
    return line if more <= 0 else f"{line[:MAX_CHARACTERS]}... ({more} characters more)"


def value(each: Any) -> str:  # noqa: ANN401 - JSON
    """A JSON value in words: a build by its name, a list with commas, a record field by field."""
    match each:
        case None:
            return NONE
        case str():
            return short(each) or "nothing"
        case Mapping():
            return ", ".join(f"{short(str(name))}: {value(field)}" for name, field in each.items()) or NONE
        case list():
            return _listed(each)
    return short(str(each))


def _both(mismatch: Mismatch) -> tuple[str, str]:
    expected, seen = mismatch.expected, mismatch.seen
    if mismatch.question and mismatch.question.asks in IN_SECONDS:
        expected, seen = map(_durations, (expected, seen))
    match mismatch.comparison:
        case Comparison.AMONG:
            return f"{value(expected)} among them", value(seen)
        case Comparison.NOT_AMONG:
            return f"no {value(expected)}", value(seen)
        case Comparison.AT_LEAST:
            return f"{value(expected)} or more", value(seen)
        case Comparison.RISING:
            return "values that rise", value(seen)
        case Comparison.EQUAL if isinstance(expected, list) and isinstance(seen, list):
            return _from_the_first_that_differs(expected, seen)
    return value(expected), value(seen)


def _from_the_first_that_differs(expected: list[Any], seen: list[Any]) -> tuple[str, str]:
    pairs = zip(expected, seen, strict=False)
    alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    if max(len(expected), len(seen)) <= MAX_VALUES or not alike:
        return _listed(expected), _listed(seen)
    return _rest(expected, alike), _rest(seen, alike)


def _rest(values: list[Any], alike: int) -> str:
    rest = _listed(values[alike:]) if values[alike:] else "no more"
    return f"(the first {alike} are alike) {rest}"


def _listed(values: list[Any]) -> str:
    words = [" with ".join(map(value, each)) if isinstance(each, list) and each else value(each) for each in values]
    more = len(words) - MAX_VALUES
    shown = ", ".join(words[:MAX_VALUES]) or NONE
    return shown if more <= 0 else f"{shown}, and {more} more"


def _asked(mismatch: Mismatch) -> str:
    question = mismatch.question
    if question is None or question.asks not in PHRASES:
        return ""
    return short(PHRASES[question.asks].format(*_arguments(question, mismatch.expected)))


def _arguments(question: Question, expected: Any) -> Sequence[str]:  # noqa: ANN401 - JSON
    """The arguments in words; where several MID Servers were asked for the same, all of them."""
    words = [
        f'"{short(each)}"' if isinstance(each, str) and called(each) == each else value(each) for each in question.about
    ]
    if isinstance(expected, Mapping) and question.about and question.about[0] in list(expected):
        words[0] = " and ".join(f'"{short(name)}"' for name in expected)
    return words


def _durations(seconds: Sequence[float | None]) -> list[str | None]:
    """Numbers of seconds as steps have them, such as "1:00:00"; less than nothing stands for what did not happen."""
    return [None if each is None or each < 0 else str(timedelta(seconds=round(each))) for each in seconds]
