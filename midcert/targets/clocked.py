"""Targets whose processes run by themselves and wait on a clock: the host's (`service`) or the wall's (`real`).

To the world they are like any other target: `advance` is answered when all that is due is done. Here the target only
hears of it; what is due is done by the processes of its MID Servers, which ask at URLs of their own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from fakes.errors import TargetCrashedError, TargetError
from fakes.network.http_types import Server
from midcert.protocol.handler import Question, System
from midcert.targets.host_clock import HostClock
from midcert.targets.processes import Processes
from midcert.targets.transport import Transport
from midcert.targets.wall_clock import WallClock


class Clock(Protocol):
    """What the processes wait on."""

    processes: Processes

    def begin(self, now: datetime) -> None:
        """A scenario begins."""

    def start(self, mid: str) -> str:
        """A process begins; the URL at which it asks."""

    def notify(self, mid: str) -> None:
        """Something waits for this MID Server in the ECC queue."""

    def let_act(self, to: str, system: System) -> str | None:
        """Let the processes do all that is due; the time of the next thing due."""


class OwnTime:
    """Stands before the transport of such a target."""

    def __init__(self, transport: Transport, clock: Clock) -> None:
        self._transport, self._clock = transport, clock

    def exchange(self, message: Question, system: System) -> object:
        """Send the message, and do what it means for the processes."""
        match message:
            case {"verb": "setup", "now": now}:
                self._clock.processes.end_all()
                self._clock.begin(datetime.fromisoformat(now))
            case {"verb": "teardown"}:
                self._clock.processes.end_all()
            case {"verb": "start", "mid": mid}:
                message = {**message, "system": self._clock.start(mid)}
            case {"verb": "stop", "mid": mid}:
                self._clock.processes.end(mid)
            case {"verb": "notify", "mid": mid}:
                self._clock.notify(mid)
        said = self._transport.exchange(message, _refuse)
        if message["verb"] == "advance" and isinstance(said, dict) and "ok" in said:
            return self._advanced(message["to"], said, system)
        return said

    def instance(self, setup: Mapping[str, object], timeout: float) -> Server:
        """The instance that the target plays."""
        return self._transport.instance(setup, timeout)

    def errors(self) -> str:
        """The end of what it has said on its standard error."""
        return self._transport.errors()

    def abandon(self) -> None:
        """Stop what can be stopped."""
        self._clock.processes.end_all()
        self._transport.abandon()

    def close(self) -> None:
        """End what was started."""
        self._clock.processes.close()
        self._transport.close()

    def _advanced(self, to: str, said: Question, system: System) -> object:
        if said != {"ok": {"next": None}}:
            raise TargetCrashedError(
                'not the protocol: where processes have a clock, advance is answered with no "next"'
            )
        try:
            return {"ok": {"next": self._clock.let_act(to, system)}}
        except TargetError:
            self.abandon()
            raise


def in_time(mode: str, transport: Transport, watchdog: float | None) -> Transport:
    """A transport for a target that has declared this time mode."""
    match mode:
        case "service":
            return OwnTime(transport, HostClock(watchdog))
        case "real":
            return OwnTime(transport, WallClock())
    return transport


def _refuse(_: Question) -> dict[str, object]:
    raise TargetCrashedError("not the protocol: where processes have a clock, each asks at the URL of its start")
