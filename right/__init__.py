"""Implementations that are right, each in its own way: what the documentation leaves free turns no scenario red.

A right MID Server or instance is the reference with one small override. As a target:
`--target py:right.queue:LooksEvery40Seconds.target`.
"""

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

RIGHT: list[type[RightMidServer | RightInstance]] = [
    each
    for subject in SUBJECTS
    for each in vars(subject).values()
    if isinstance(each, type) and issubclass(each, RightMidServer | RightInstance) and hasattr(each, "freedom")
]
"""All of them, in the order of their definition."""
