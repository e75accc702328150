"""Implementations that are none: whatever they pass, anybody passes.

Each is a `py:` factory, such as `--target py:broken.null:does_nothing`, and plays both roles.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from midcert.adapter import Adapter, InstanceServer
from midcert.guest import System
from midcert.targets.transport import Handler
from reference_impl.instance import Instance
from reference_impl.mid import MidServer
from reference_impl.mid.server import Waiting

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Message = Mapping[str, Any]


def does_nothing(_: System) -> Handler:
    """Takes every message; its instance has the same empty answer for everything."""
    return null(_idle)


def always_fails(_: System) -> Handler:
    """Fails at every message."""
    return null(_fail)


def always_succeeds(system: System) -> Handler:
    """Claims to be whatever is assigned; its instance grants everything."""
    return Adapter(system, mid=ClaimsSuccess, instance=GrantsEverything)


def crashes(_: System) -> Handler:
    """Ends as soon as it is to do something."""
    return null(_crash)


def hangs(_: System) -> Handler:
    """Does not come back once it is to do something."""
    return null(_hang)


def echoes(_: System) -> Handler:
    """Answers every message with that message."""
    return null(lambda message: message)


def stays_up(system: System) -> Handler:
    """Reports, asks every hour, and never upgrades; its instance lets nobody upgrade."""
    return Adapter(system, mid=NeverUpgrades, instance=GrantsNothing)


NULLS = (does_nothing, always_fails, always_succeeds, crashes, hangs, echoes, stays_up)


class ClaimsSuccess(MidServer):
    """Reports the assigned version as its own, without any upgrade."""

    def check(self) -> Waiting:
        """Report what the instance wants to hear."""
        self.running = self.running.__class__(self.instance.assigned_stamp(), "", "", self.running.built)
        self.report("Upgrading")
        self.report("Up")
        yield from ()


class NeverUpgrades(MidServer):
    """Lives and asks."""

    def upgrade(self) -> Waiting:
        """Do nothing about it."""
        yield from ()


class GrantsEverything(Instance):
    """Has a permit for everybody, and tells every MID Server everything."""

    def take_permit(self, agent: str) -> bool:
        """Yes."""
        return bool(agent)


class GrantsNothing(Instance):
    """Has no permit for anybody, and tells nobody anything."""

    def take_permit(self, agent: str) -> bool:
        """No."""
        return not agent

    def upgrade(self, stamp: str) -> None:
        """Do nothing about it."""


def null(act: Callable[[Message], Message]) -> Handler:
    """A handler that describes itself properly, and from then on has one way to act."""
    server = InstanceServer()

    def instance(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "14")])
        return [b'{"result": {}}']

    def handle(message: Message) -> Message:
        if message["verb"] == "describe":
            about = {"name": "null implementation", "version": "0"}
            roles = ["mid", "instance"]
            return {"protocol": 1, "implementation": about, "roles": roles, "time": "advance", "capabilities": []}
        if "instance" in message and act is _idle:
            return {"instance_url": server.serve(instance)}
        return act(message)

    return handle


def _idle(message: Message) -> Message:
    return {"next": None} if message["verb"] == "advance" else {}


def _fail(message: Message) -> Message:
    raise RuntimeError(f"cannot {message['verb']}")


def _crash(message: Message) -> Message:
    raise SystemExit(f"killed at {message['verb']}")


def _hang(message: Message) -> Message:
    while message:
        pass
    return message
