"""What a Then-step expected, and what it saw instead: values, and not only a sentence."""

from enum import StrEnum
from typing import Any

from msgspec import Struct


class Comparison(StrEnum):
    """How what was seen had to compare with what was expected."""

    EQUAL = "equal"
    AMONG = "among"
    """What was expected had to be one of those seen."""
    NOT_AMONG = "not among"
    """It must not be one of those seen."""
    ANY = "any"
    """Anything had to be seen; what was expected is described in words."""
    AT_LEAST = "at least"
    """The greatest number seen had to be so great."""
    RISING = "rising"
    """The values seen must not fall."""


class Question(Struct, frozen=True):
    """What a step had asked before it judged."""

    asks: str
    """The name of the question, such as "versions.run"."""
    about: list[Any]
    """Its arguments, as JSON values: the name of a MID Server, a build stamp."""


class Mismatch(Struct, frozen=True):
    """What was expected, and what was seen."""

    comparison: Comparison
    expected: Any
    """JSON value."""
    seen: Any
    """JSON value."""
    kind: str
    """What the values are: build, status, duration, count or text."""
    question: Question | None = None
    last: str = ""
    """Where nothing was seen in the period: when it was last seen before, in virtual time since the scenario began.

    Such as "0:59:59"; empty where it never was, or where no one time can be named."""


class MismatchError(AssertionError):
    """A Then-step saw something else than the documentation says.

    Args:
        sentence: What was expected and seen, in words: "expected ...; seen ...".
        mismatch: The same as values.
    """

    def __init__(self, sentence: str, mismatch: Mismatch) -> None:
        super().__init__(sentence)
        self.mismatch = mismatch
