"""The world as a Then may see it, asked in quiet: exploration asks hundreds of questions that prove nothing."""

import copy
import functools
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fakes.administrator import Administrator
from fakes.world import World


class ActsError(Exception):
    """A step wanted more of the world than to look at it."""


class Look:
    """What steps that only look get for their world, at one moment.

    No question is journalled, and the same question is answered once; for the same records the instance is asked once.

    Args:
        world: What is looked at.
    """

    def __init__(self, world: World) -> None:
        self.observe = _Observations(world)

    def __getattr__(self, name: str) -> object:
        raise ActsError(name)


class _Observations:
    def __init__(self, world: World) -> None:
        self._observe = world.observe
        self._administrator = _remembering(world.observe.issues.administrator)
        self._answers: dict[tuple[object, ...], object] = {}

    def __getattr__(self, name: str) -> "_Subject":
        subject = getattr(self._observe, name)
        if hasattr(subject, "administrator"):
            subject = replace(subject, administrator=self._administrator)
        return _Subject(subject, self._answers)


def _remembering(administrator: Administrator) -> Administrator:
    """The same one, who asks for the same records once: nothing changes while somebody looks."""
    other: Any = copy.copy(administrator)
    other.select = functools.cache(administrator.select)
    return other  # type: ignore[no-any-return]


class _Subject:
    def __init__(self, subject: object, answers: dict[tuple[object, ...], object]) -> None:
        self._subject, self._answers = subject, answers

    def __getattr__(self, name: str) -> Callable[..., object]:
        ask = inspect.unwrap(getattr(type(self._subject), name))

        def answer(*about: object) -> object:
            key = (self._subject, name, repr(about))
            if key not in self._answers:
                self._answers[key] = ask(self._subject, *about)
            return self._answers[key]

        return answer
