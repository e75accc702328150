"""What carries the messages to a target: the part that differs between one in this process and one elsewhere."""

import ssl
from collections.abc import Callable
from typing import Protocol

from msgspec import UnsetType

from fakes.errors import TargetCrashedError
from fakes.network.backends import AtUrl
from fakes.network.http_types import Server
from midcert.protocol.control import Control, SetupAnswer
from midcert.protocol.values import Json

Ask = Callable[[object], Json]
"""Answers what a target asks: JSON, whatever it is, and the answer as JSON."""


def instance_at(setup: SetupAnswer, timeout: float, trust: ssl.SSLContext | None) -> AtUrl:
    """The instance at the URL that a target has named; what it must show there where that is https.

    Raises:
        TargetCrashedError: It has named none.
    """
    if isinstance(setup.instance_url, UnsetType):
        raise TargetCrashedError("the target plays the instance, but does not say at which URL")
    return AtUrl(setup.instance_url, timeout, trust)


class Transport(Protocol):
    """One target, reached in one way."""

    def deliver(self, message: Control, ask: Ask) -> object:
        """Send a control message and carry what the target asks meanwhile.

        Returns:
            The target's envelope around its answer: JSON, whatever it is.

        Raises:
            TargetError: The target hangs, has crashed, or does not speak the protocol.
        """

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:
        """The way to the instance that the target plays, after it has answered `setup`.

        Raises:
            TargetCrashedError: There is none.
        """

    def errors(self) -> str:
        """The end of what the target has said on its standard error since `setup`; empty where that is not known."""

    def abandon(self) -> None:
        """Stop what the target is doing, as far as that is possible: it hangs, or has not kept to the protocol."""

    def close(self) -> None:
        """End what was started."""
