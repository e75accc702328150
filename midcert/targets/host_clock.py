"""The host's clock, in the time mode `service`: a process sleeps by a call to it, and the harness wakes the process."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fakes.errors import TargetHungError
from fakes.journal import timestamp
from midcert.protocol.handler import SLEEP, Question, System
from midcert.protocol.messages import MessageError, check_system
from midcert.targets.processes import Process, Processes
from midcert.targets.system_server import NobodyError


@dataclass
class Sleep:
    """A call to the clock."""

    until: datetime | None
    listening: bool
    """Whether it ends early when something waits in the ECC queue."""
    answer: dict[str, Any] | None = None


@dataclass
class Sleeper(Process):
    """A process that begins by sleeping, and does everything else while it is awake."""

    sleep: Sleep | None = None
    notified: bool = False

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be woken."""
        if self.sleep is None:
            return False
        return (self.sleep.listening and self.notified) or (self.sleep.until is not None and self.sleep.until <= now)

    def wake(self, now: str) -> None:
        """End its sleep; `is_due` has said so."""
        if self.sleep is not None:
            heard = self.sleep.listening and self.notified
            self.notified = self.notified and not heard
            self.sleep.answer = {"result": {"now": now, "notified": heard}}
            self.sleep = None


class HostClock:
    """Wakes one process at a time.

    Args:
        watchdog: Seconds of real time for all that is done at one instant; None for no limit.
    """

    def __init__(self, watchdog: float | None) -> None:
        self.processes = Processes()
        self._watchdog = watchdog
        self._sleepers: dict[str, Sleeper] = {}
        self._awake: Sleeper | None = None

    def begin(self, now: datetime) -> None:  # noqa: ARG002 - it has no zero
        """A scenario begins."""
        self._sleepers.clear()

    def start(self, mid: str) -> str:
        """A process begins; the URL at which it asks."""
        process = self._sleepers[mid] = Sleeper(mid)
        return self.processes.begin(process, lambda question: self._asked(process, question))

    def notify(self, mid: str) -> None:
        """Let the process hear of it at the next end of a sleep in which it listens."""
        if mid in self._sleepers:
            self._sleepers[mid].notified = True

    def let_act(self, to: str, system: System) -> str | None:
        """Wake whoever is due, one after another, by name; the earliest end of the sleeps that follow."""
        now, deadline = datetime.fromisoformat(to), self._watchdog and time.monotonic() + self._watchdog
        with self.processes.answering(system):
            for _, process in sorted(self._sleepers.items()):
                self._let_sleep(process, deadline)
                while process.is_due(now):
                    process.wake(to)
                    self._awake = process
                    self.processes.changed.notify_all()
                    self._let_sleep(process, deadline)
                self._awake = None
            sleeps = [process.sleep for process in self._sleepers.values() if not process.is_over]
            due = [sleep.until for sleep in sleeps if sleep is not None and sleep.until is not None]
        return timestamp(min(due)) if due else None

    def _let_sleep(self, process: Sleeper, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        sleeps = self.processes.wait(lambda: process.sleep is not None or process.is_over, left)
        if not sleeps or (left is not None and left <= 0):
            raise TargetHungError(f"the process of {process.mid} does not go to sleep within {self._watchdog} s")

    def _asked(self, process: Sleeper, question: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        with self.processes.changed:
            if isinstance(question, dict) and question.get("operation") == SLEEP:
                return self._sleep(process, question)
            if process is not self._awake and not process.is_over:
                raise self.processes.fail(f"{process.mid} asks before its sleep has ended")
            return self.processes.answer(process, question)

    def _sleep(self, process: Sleeper, question: Question) -> dict[str, Any]:
        try:
            check_system(question)
        except MessageError as error:
            raise self.processes.fail(str(error)) from None
        if process.sleep is not None:
            raise self.processes.fail(f"{process.mid} sleeps twice at a time")
        sleep = process.sleep = _sleep_of(**question["arguments"])
        self.processes.changed.notify_all()
        self.processes.changed.wait_for(lambda: sleep.answer is not None or process.is_over)
        if sleep.answer is None:
            raise NobodyError
        return sleep.answer


def _sleep_of(until: str | None, *, listening: bool) -> Sleep:
    return Sleep(None if until is None else datetime.fromisoformat(until), listening)
