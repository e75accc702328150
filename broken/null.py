"""Implementations that are none: whatever they pass, anybody passes.

Each is a `py:` factory, such as `--target py:broken.null:does_nothing`, and plays both roles.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from midcert.adapter import Adapter, Capability, Handler, Role, System, TimeMode
from reference_impl.instance import Instance
from reference_impl.mid import MidServer
from reference_impl.mid.waiting import Waiting

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Message = Mapping[str, Any]


def does_nothing(_: System) -> Handler:
    """Takes every message; its instance has the same empty answer for everything."""
    return Null(_idle)


def always_fails(_: System) -> Handler:
    """Fails at every message."""
    return Null(_fail)


def always_succeeds(system: System) -> Handler:
    """Claims to be whatever is assigned; its instance grants everything."""
    return Adapter(system, mid=ClaimsSuccess, instance=GrantsEverything)


def crashes(_: System) -> Handler:
    """Ends as soon as it is to do something."""
    return Null(_crash)


def hangs(_: System) -> Handler:
    """Does not come back once it is to do something."""
    return Null(_hang)


def echoes(_: System) -> Handler:
    """Answers every message with that message."""
    return Null(lambda message: message)


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
    """Has a permit for everybody, and calls everything done."""

    def take_permit(self, agent: str) -> bool:
        """Yes."""
        return bool(agent)

    def assigned(self) -> str:
        """What it has been from the beginning."""
        return self.stamp

    def restart(self) -> None:
        """Call it done."""

    def upgrade(self, stamp: str) -> None:
        """Call it done."""

    def act(self, agent: str, action: str) -> None:
        """Call it done."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        """Call it done."""


class GrantsNothing(GrantsEverything):
    """Has no permit for anybody, and lets nobody do anything."""

    def take_permit(self, agent: str) -> bool:
        """No."""
        return not agent

    def may_act(self, roles: set[str]) -> bool:
        """No."""
        return not roles


class Null:
    """A target that describes itself properly, and from then on has one way to act."""

    def __init__(self, act: Callable[[Message], Message]) -> None:
        self._act = act

    def __call__(self, message: Message) -> Message:
        """Answer one message."""
        if message["verb"] == "describe":
            about = {"name": "null implementation", "version": "0"}
            able = {"roles": list(Role), "time": TimeMode.ADVANCE, "capabilities": list(Capability)}
            return {"protocol": 1, "implementation": about, **able}
        return self._act(message)

    def instance_application(self, _: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Give the same answer to everything."""
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "14")])
        return [b'{"result": {}}']


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
