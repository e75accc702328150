"""The reference where its processes run by themselves: threads that wait on the host's clock, or on the wall's."""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.journal import timestamp
from midcert.adapter.reference import Adapter
from midcert.adapter.remote import GoneError, RemoteSystem
from reference_impl.mid import Listen, Process, Sleep

Wait = Sleep | Listen


class ServiceAdapter(Adapter):
    """Time mode `service`."""

    time = "service"

    def start(self, mid: str = "", agent_folder: str = "", system: str = "") -> None:
        """Let a process begin; it sleeps first, as its code runs only while it is awake."""
        if not mid:
            super().start()
            return
        sleeper = Sleeper(mid, RemoteSystem(system), self._now)
        process = self._process(mid, agent_folder, sleeper.system, lambda: sleeper.now)
        begin(process, sleeper.sleep, sleeper.system)


@dataclass
class Sleeper:
    """Asks the host to be woken."""

    mid: str
    system: RemoteSystem
    now: datetime

    def sleep(self, wait: Wait) -> bool:
        """Wait; whether a command has come."""
        until = None if wait.until is None else timestamp(wait.until)
        arguments = {"until": until, "listening": isinstance(wait, Listen)}
        said = self.system({"plane": "host", "mid": self.mid, "operation": "sleep", "arguments": arguments})
        self.now = datetime.fromisoformat(said["result"]["now"])
        heard: bool = said["result"]["notified"]
        return heard


class RealAdapter(Adapter):
    """Time mode `real`: the clock shows the time of `setup`, and goes on from there."""

    time = "real"
    _began = 0.0
    _lives: Mapping[str, "Life"] = {}

    def setup(self, **surroundings: Any) -> None:  # noqa: ANN401 - JSON values
        """Get ready for a scenario."""
        super().setup(**surroundings)
        self._began, self._lives = time.monotonic(), {}

    def start(self, mid: str = "", agent_folder: str = "", system: str = "") -> None:
        """Let a process begin."""
        if not mid:
            super().start()
            return
        self.stop(mid)
        life = Life(self.now)
        self._lives = {**self._lives, mid: life}
        remote = RemoteSystem(system)
        begin(self._process(mid, agent_folder, remote, self.now), life.sleep, remote)

    def stop(self, mid: str = "") -> None:
        """The process of a MID Server ends."""
        if mid in self._lives:
            self._lives[mid].end()

    def notify(self, mid: str) -> None:
        """A command waits for this MID Server."""
        if mid in self._lives:
            self._lives[mid].call()

    def advance(self, to: str) -> Mapping[str, Any]:  # noqa: ARG002 - it has a clock of its own
        """Nothing: the processes have a clock."""
        return {"next": None}

    def teardown(self) -> None:
        """Forget the scenario."""
        for mid in self._lives:
            self.stop(mid)
        super().teardown()

    def now(self) -> datetime:
        """The time."""
        return self._now + timedelta(seconds=time.monotonic() - self._began)


@dataclass
class Life:
    """Waits on the wall's clock."""

    now: Callable[[], datetime]
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _called: bool = False
    _over: bool = False

    def sleep(self, wait: Wait) -> bool:
        """Wait; whether a command has come.

        Raises:
            GoneError: The process has ended.
        """
        left = None if wait.until is None else max(0.0, (wait.until - self.now()).total_seconds())
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
