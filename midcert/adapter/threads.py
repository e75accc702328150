"""The reference where its processes run by themselves: threads that wait on the host's clock, or on the wall's."""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from midcert.adapter.over_http import GoneError, RemoteSystem
from midcert.adapter.reference import Adapter
from midcert.protocol import system as plane
from midcert.protocol.control import Setup
from midcert.protocol.messages import host_call, read, written
from midcert.protocol.values import Time
from midcert.protocol.words import TimeMode
from reference_impl.mid import Listen, Process, Sleep

Wait = Sleep | Listen


class ServiceAdapter(Adapter):
    """Time mode `service`."""

    time = TimeMode.SERVICE

    def start(self, mid: str, agent_folder: str, system: str) -> None:
        """Let a process begin; it sleeps first, as its code runs only while it is awake."""
        clock = ByHostClock(mid, RemoteSystem(system), self._now)
        process = self._process(mid, agent_folder, clock.system, lambda: clock.now)
        begin(process, clock.sleep, clock.system)

    def advance(self, to: datetime) -> None:
        """What the instance has to do is done; it names no time, as the processes have a clock."""
        super().advance(to)


@dataclass
class ByHostClock:
    """How a process waits that asks its host to be woken."""

    mid: str
    system: RemoteSystem
    now: datetime

    def sleep(self, wait: Wait) -> bool:
        """Wait; whether a command has come."""
        until = None if wait.until is None else Time.at(wait.until)
        said = self.system(written(host_call(self.mid, plane.Sleep(until, isinstance(wait, Listen)))))
        waking = read(plane.WakingResult, said, "answer of the host").result
        self.now = waking.now
        return waking.notified


class RealAdapter(Adapter):
    """Time mode `real`: the clock shows the time of `setup`, and goes on from there."""

    time = TimeMode.REAL
    speed = 1.0
    """How many times as fast as the wall's the clock goes: but for tests, not faster."""
    _began = 0.0
    _clocks: Mapping[str, "ByWallClock"] = {}

    def setup(self, message: Setup) -> None:
        """Get ready for a scenario."""
        super().setup(message)
        self._began, self._clocks = time.monotonic(), {}

    def start(self, mid: str, agent_folder: str, system: str) -> None:
        """Let a process begin."""
        self.stop(mid)
        clock = ByWallClock(self.now, self.speed)
        self._clocks = {**self._clocks, mid: clock}
        remote = RemoteSystem(system)
        begin(self._process(mid, agent_folder, remote, self.now), clock.sleep, remote)

    def stop(self, mid: str) -> None:
        """The process of a MID Server ends."""
        if mid in self._clocks:
            self._clocks[mid].end()

    def notify(self, mid: str) -> None:
        """A command waits for this MID Server."""
        if mid in self._clocks:
            self._clocks[mid].call()

    def advance(self, to: datetime) -> None:
        """Nothing: the processes have a clock."""

    def teardown(self) -> None:
        """Forget the scenario."""
        for mid in self._clocks:
            self.stop(mid)
        super().teardown()

    def now(self) -> datetime:
        """The time."""
        return self._now + timedelta(seconds=(time.monotonic() - self._began) * self.speed)


@dataclass
class ByWallClock:
    """How a process waits that looks at the wall."""

    now: Callable[[], datetime]
    speed: float = 1.0
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _called: bool = False
    _over: bool = False

    def sleep(self, wait: Wait) -> bool:
        """Wait; whether a command has come.

        Raises:
            GoneError: The process has ended.
        """
        left = None if wait.until is None else max(0.0, (wait.until - self.now()).total_seconds()) / self.speed
        with self._changed:
            self._changed.wait_for(lambda: self._over or (isinstance(wait, Listen) and self._called), left)
            if self._over:
                raise GoneError
            heard = isinstance(wait, Listen) and self._called
            self._called = self._called and not heard
            return heard

    def call(self) -> None:
        """A command has come."""
        with self._changed:
            self._called = True
            self._changed.notify_all()

    def end(self) -> None:
        """The process ends."""
        with self._changed:
            self._over = True
            self._changed.notify_all()


def begin(process: Process, sleep: Callable[[Wait], bool], system: RemoteSystem) -> None:
    """Let a thread live a process to its end; the harness may end it, too. It sleeps first."""

    def live() -> None:
        with contextlib.closing(system), contextlib.suppress(GoneError, StopIteration):
            sleep(Sleep(datetime.min.replace(tzinfo=UTC)))
            wait = next(process)
            while True:
                wait = process.send(sleep(wait))

    threading.Thread(target=live, daemon=True).start()
