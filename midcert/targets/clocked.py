"""Targets whose processes run by themselves and wait on a clock: the host's (`service`) or the wall's (`real`).

To the world they are like any other target: `advance` is answered when all that is due is done. Here the target only
hears of it; what is due is done by the processes of its MID Servers, which ask at URLs of their own.
"""

from datetime import datetime
from typing import NoReturn, Protocol

from msgspec.structs import replace

from fakes.errors import TargetCrashedError, TargetError
from fakes.journal import timestamp
from fakes.network.http_types import Server
from midcert.protocol.control import Advance, Control, Notify, Setup, SetupAnswer, Start, Stop, Teardown
from midcert.protocol.web_server import LOOPBACK
from midcert.protocol.words import TimeMode
from midcert.targets.host_clock import HostClock
from midcert.targets.processes import Processes
from midcert.targets.transport import Ask, Transport
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

    def let_act(self, to: datetime, ask: Ask) -> datetime | None:
        """Let the processes do all that is due; the time of the next thing due."""


class ClockedTransport:
    """Stands before the transport of such a target."""

    def __init__(self, transport: Transport, clock: Clock) -> None:
        self._transport, self._clock = transport, clock

    def deliver(self, message: Control, ask: Ask) -> object:
        """Send the message, and do what it means for the processes."""
        match message:
            case Setup(now=now):
                self._clock.processes.end_all()
                self._clock.begin(now)
            case Teardown():
                self._clock.processes.end_all()
            case Start(mid=str(mid)):
                message = replace(message, system=self._clock.start(mid))
            case Stop(mid=str(mid)):
                self._clock.processes.end(mid)
            case Notify(mid=mid):
                self._clock.notify(mid)
        said = self._told(message)
        if isinstance(message, Advance) and isinstance(said, dict) and "ok" in said:
            return self._advanced(message.to, said, ask)
        return said

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:
        """The instance that the target plays."""
        return self._transport.instance_server(setup, timeout)

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

    def _told(self, message: Control) -> object:
        """What the target answers; it may have swallowed that its question was refused."""
        fault: TargetCrashedError | None = None

        def refuse(_: object) -> NoReturn:
            nonlocal fault
            fault = TargetCrashedError(
                "not the protocol: where processes have a clock, each asks at the URL of its start"
            )
            raise fault

        try:
            return self._transport.deliver(message, refuse)
        finally:
            if fault is not None:
                raise fault

    def _advanced(self, to: datetime, said: object, ask: Ask) -> object:
        if said != {"ok": {"next": None}}:
            raise TargetCrashedError(
                'not the protocol: where processes have a clock, advance is answered with no "next"'
            )
        try:
            due = self._clock.let_act(to, ask)
        except TargetError:
            self.abandon()
            raise
        return {"ok": {"next": None if due is None else timestamp(due)}}


def in_time(mode: TimeMode, transport: Transport, watchdog: float | None, address: str = LOOPBACK) -> Transport:
    """A transport for a target that has declared this time mode, and finds us at this address."""
    match mode:
        case TimeMode.SERVICE:
            return ClockedTransport(transport, HostClock(watchdog, address))
        case TimeMode.REAL:
            return ClockedTransport(transport, WallClock(address))
        case TimeMode.ADVANCE:
            return transport
