"""Implementations that are right, each in its own way: what the documentation leaves free turns no scenario red.

A right MID Server or instance is the reference with one small override. As a target:
`--target py:right.queue:LooksEvery40Seconds.target`.
"""

from right import (
    access,
    answers,
    failures,
    hours,
    instances,
    issues,
    messages,
    permits,
    precheck,
    questions,
    queue,
    responder,
    restarts,
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
    permits,
    upgrades,
    restarts,
    failures,
    messages,
    instances,
    issues,
    answers,
    responder,
    access,
)

RIGHT: list[type[RightMidServer | RightInstance]] = [
    each
    for subject in SUBJECTS
    for each in vars(subject).values()
    if isinstance(each, type) and issubclass(each, RightMidServer | RightInstance) and hasattr(each, "freedom")
]
"""All of them, in the order of their definition."""
