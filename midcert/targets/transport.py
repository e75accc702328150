"""What carries the messages to a target: the part that differs between one in this process and one elsewhere."""

from collections.abc import Mapping
from typing import Any, Protocol

from fakes.network.http_types import Server
from midcert.protocol.handler import System


class Transport(Protocol):
    """One target, reached in one way."""

    def exchange(self, message: Mapping[str, Any], system: System) -> object:
        """Send a control message and carry what the target asks meanwhile: the target's envelope around its answer.

        Raises:
            TargetError: The target hangs, has crashed, or does not speak the protocol.
        """

    def instance(self, setup: Mapping[str, Any], timeout: float) -> Server:
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
