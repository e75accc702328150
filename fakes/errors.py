"""What can go wrong with a target, told apart from what can go wrong with the harness.

A failed assertion is a verdict on the target; anything else that no class here covers is a fault of the harness.
"""

from fakes.text import printable


class TargetError(Exception):
    """The target kept a scenario from being judged; the message says how, and may be shown as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


class TargetHungError(TargetError):
    """The target did not come back: it let real time or a number of rounds pass without letting virtual time pass."""


class TargetCrashedError(TargetError):
    """The target ended, raised an exception, or said something that is not the protocol."""


class NotVerifiedError(TargetError):
    """The scenario needs something that could not be had; the message gives the reason."""


class WaitError(AssertionError):
    """What a scenario waits for has not come in the time that it may take: a verdict on the target."""
