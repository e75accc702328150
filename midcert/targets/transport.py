"""What carries the messages to a target: the part that differs between one in this process and one elsewhere."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from fakes.exchange import Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LONGEST_MESSAGE = 16 * 2**20
"""Bytes; more than any message can need."""

TOKEN = "MIDCERT_TOKEN"  # noqa: S105 - the name of the variable, not a secret
"""The environment variable with the bearer token of a target at a URL: what stands there is in no list of processes."""
SLEEP = "sleep"
"""The operation of the host's clock, which ends when the time has come; in the time mode `service` alone."""

Question = Mapping[str, Any]
System = Callable[[Mapping[str, Any]], dict[str, Any]]


class Handler(Protocol):
    """Answers the control messages of one run: what a `py:` factory makes of a System."""

    @property
    def instance_application(self) -> "WSGIApplication | None":
        """The instance, where the target plays it; needed in a scenario in which it does."""

    def __call__(self, message: Mapping[str, Any], /) -> Mapping[str, Any]:
        """Answer one message."""


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


def envelope(handle: Handler, message: Mapping[str, Any]) -> dict[str, Any]:
    """Let a handler answer; an exception of its own goes into the envelope too."""
    try:
        return {"ok": handle(message)}
    except NotImplementedError as error:
        return {"unsupported": str(error) or f"{message['verb']} is not supported"}
    except Exception as error:  # noqa: BLE001 - whatever a target raises is its answer
        return {"errored": {"message": f"{type(error).__name__}: {error}"}}
