"""Then-steps that say that something did *not* happen.

Silence is not obedience: a target that does nothing passes them all. They are marked, so that pre-flight can refuse
a scenario that has no others; and a step whose phrase denies something has to be marked one way or the other.
"""

import inspect
import re
from collections.abc import Callable
from typing import TypeVar

_Function = TypeVar("_Function", bound=Callable[..., object])

_MARK = "says_that_something_did_not_happen"
_FIELD = re.compile(r"\{[^{}]*\}|\(\?P<\w+>")
_WORD = re.compile(r"\b(?:not|no|never|nothing|none|without|neither)\b", re.IGNORECASE)


def negative(function: _Function) -> _Function:
    """Mark a Then-step as one that says that something did not happen; it stands directly above the function."""
    function.__dict__[_MARK] = True
    return function


def affirmative(function: _Function) -> _Function:
    """Mark a Then-step as one that says that something did happen, whatever its phrase: "this, and nothing else"."""
    function.__dict__[_MARK] = False
    return function


def is_negative(function: Callable[..., object]) -> bool:
    """Whether a step says that something did not happen."""
    return bool(inspect.unwrap(function).__dict__.get(_MARK))


def is_marked(function: Callable[..., object]) -> bool:
    """Whether a step was marked, one way or the other."""
    return _MARK in inspect.unwrap(function).__dict__


def negative_word(phrase: str) -> str | None:
    """The first word of a step's phrase that denies something; the names of its fields do not count."""
    found = _WORD.search(_FIELD.sub(" ", phrase))
    return found[0] if found else None
