"""Questions that are journalled together with their answers."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from fakes.journal import Journal
from fakes.releases.builds import Build


class Asked(Protocol):
    """Whoever answers questions."""

    journal: Journal


A = TypeVar("A", bound=Asked)
P = ParamSpec("P")
T = TypeVar("T")


def question(ask: Callable[Concatenate[A, P], T]) -> Callable[Concatenate[A, P], T]:
    """A method whose every call is journalled with its answer."""

    def asked(self: A, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = ask(self, *args, **kwargs)
        self.journal.note(
            "observer", "question", asks=ask.__name__, about=_plain([*args, *kwargs.values()]), answer=answer
        )
        return answer

    asked.__doc__ = ask.__doc__
    return asked


def _plain(values: Iterable[Any]) -> list[Any]:
    return [_words(each) for each in values]


def _words(value: object) -> object:
    match value:
        case re.Pattern():
            return value.pattern
        case Build():
            return value.stamp
    return value
