"""Implementations that are right, each in its own way: what the documentation leaves free turns no scenario red.

A right MID Server or instance is the reference with one small override. As a target:
`--target py:right.queue:LooksEvery40Seconds.target`.
"""

from typing import TypeGuard

from right import (
    access,
    answers,
    failures,
    history,
    hours,
    instances,
    issues,
    log_on,
    messages,
    permits,
    precheck,
    questions,
    queue,
    responder,
    restarts,
    signatures,
    test_files,
    upgrades,
)
from right.base import RightInstance, RightMidServer

SUBJECTS = (
    queue,
    questions,
    hours,
    precheck,
    test_files,
    log_on,
    permits,
    upgrades,
    signatures,
    restarts,
    failures,
    messages,
    history,
    instances,
    issues,
    answers,
    responder,
    access,
)

Right = type[RightMidServer | RightInstance]


def _is_variant(each: object) -> TypeGuard[Right]:
    """Whether it is one of them; it looks at the bases, since to ask an abstract class takes long."""
    if not isinstance(each, type) or not hasattr(each, "freedom"):
        return False
    return not {RightMidServer, RightInstance}.isdisjoint(each.__mro__)


RIGHT: list[Right] = [each for subject in SUBJECTS for each in vars(subject).values() if _is_variant(each)]
"""All of them, in the order of their definition."""
