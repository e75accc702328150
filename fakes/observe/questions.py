"""Questions that are journalled with their answers, so that a verdict can be replayed from the journal alone."""

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from fakes.observe.evidence import Evidence
from fakes.releases.builds import Build


class Subject(Protocol):
    """What questions are about, such as permits."""

    @property
    def evidence(self) -> Evidence:
        """What they are answered from."""


S = TypeVar("S", bound=Subject)
P = ParamSpec("P")
T = TypeVar("T")


def question(ask: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A method whose every call is journalled with its answer, under a name such as "permits.requests"."""

    @functools.wraps(ask)
    def asked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = ask(self, *args, **kwargs)
        name, about = name_of(self, ask), plain([*args, *kwargs.values()])
        self.evidence.journal.note("observer", "question", asks=name, about=about, answer=answer)
        return answer

    return asked


def name_of(subject: object, ask: Callable[..., object]) -> str:
    """The name of a question, such as "permits.requests"."""
    return f"{type(subject).__name__.lower()}.{ask.__name__}"


def plain(values: Iterable[Any]) -> list[Any]:
    """What a question is about, as the journal has it: JSON values."""
    return [_words(each) for each in values]


def _words(value: object) -> object:
    match value:
        case re.Pattern():
            return value.pattern
        case Build():
            return value.stamp
        case list():
            return plain(value)
    return value
