"""The host's clock, in the time mode `service`: a process sleeps by a call to it, and the harness wakes the process."""

import time
from dataclasses import dataclass
from datetime import datetime

from fakes.errors import TargetHungError
from midcert.protocol.messages import HostQuestion, MessageError, read_question, written
from midcert.protocol.system import Sleep, Waking, WakingResult
from midcert.protocol.values import Json, Time
from midcert.protocol.web_server import LOOPBACK
from midcert.protocol.words import Operation
from midcert.targets.processes import Processes, RunningProcess
from midcert.targets.system_server import NobodyError
from midcert.targets.transport import Ask


@dataclass
class PendingSleep:
    """A call to the clock, which is answered when the process is to wake."""

    call: Sleep
    answer: WakingResult | None = None


@dataclass
class SleepingProcess(RunningProcess):
    """A process that begins by sleeping, and does everything else while it is awake."""

    sleep: PendingSleep | None = None
    notified: bool = False

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be woken."""
        if self.sleep is None:
            return False
        call = self.sleep.call
        return (call.listening and self.notified) or (call.until is not None and call.until <= now)

    def wake(self, now: datetime) -> None:
        """End its sleep; `is_due` has said so."""
        if self.sleep is not None:
            heard = self.sleep.call.listening and self.notified
            self.notified = self.notified and not heard
            self.sleep.answer = WakingResult(Waking(Time.at(now), heard))
            self.sleep = None


class HostClock:
    """Wakes one process at a time.

    Args:
        watchdog: Seconds of real time for all that is done at one instant; None for no limit.
        address: Where processes ask, of this machine's addresses.
    """

    def __init__(self, watchdog: float | None, address: str = LOOPBACK) -> None:
        self.processes = Processes(address)
        self._watchdog = watchdog
        self._sleepers: dict[str, SleepingProcess] = {}
        self._awake: SleepingProcess | None = None

    def begin(self, now: datetime) -> None:  # noqa: ARG002 - it has no zero
        """A scenario begins."""
        self._sleepers.clear()

    def start(self, mid: str) -> str:
        """A process begins; the URL at which it asks."""
        process = self._sleepers[mid] = SleepingProcess(mid)
        return self.processes.begin(process, lambda question: self._asked(process, question))

    def notify(self, mid: str) -> None:
        """Let the process hear of it at the next end of a sleep in which it listens."""
        if mid in self._sleepers:
            self._sleepers[mid].notified = True

    def let_act(self, to: datetime, ask: Ask) -> datetime | None:
        """Wake whoever is due, one after another, by name; the earliest end of the sleeps that follow."""
        deadline = self._watchdog and time.monotonic() + self._watchdog
        with self.processes.answering(ask):
            for _, process in sorted(self._sleepers.items()):
                self._let_sleep(process, deadline)
                while process.is_due(to):
                    process.wake(to)
                    self._awake = process
                    self.processes.changed.notify_all()
                    self._let_sleep(process, deadline)
                self._awake = None
            sleeps = [process.sleep for process in self._sleepers.values() if not process.is_over]
            ends = [sleep.call.until for sleep in sleeps if sleep is not None]
        return min((end for end in ends if end is not None), default=None)

    def _let_sleep(self, process: SleepingProcess, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        sleeps = self.processes.wait(lambda: process.sleep is not None or process.is_over, left)
        if not sleeps or (left is not None and left <= 0):
            raise TargetHungError(f"the process of {process.mid} does not go to sleep within {self._watchdog} s")

    def _asked(self, process: SleepingProcess, question: object) -> Json:
        with self.processes.changed:
            self.processes.hear(process, question)
            if call := self._call_of(question):
                return written(self._sleep(process, call))
            if process is not self._awake:
                raise self.processes.fail(f"{process.mid} asks before its sleep has ended")
            return self.processes.answer(process, question)

    def _call_of(self, question: object) -> Sleep | None:
        """The call to the clock, where a question is one."""
        if not isinstance(question, dict) or question.get("operation") != Operation.SLEEP:
            return None
        try:
            found = read_question(question)
        except MessageError as error:
            raise self.processes.fail(str(error)) from None
        return found.operation if isinstance(found, HostQuestion) and isinstance(found.operation, Sleep) else None

    def _sleep(self, process: SleepingProcess, call: Sleep) -> WakingResult:
        if process.sleep is not None:
            raise self.processes.fail(f"{process.mid} sleeps twice at a time")
        sleep = process.sleep = PendingSleep(call)
        self.processes.changed.notify_all()
        self.processes.changed.wait_for(lambda: sleep.answer is not None or process.is_over)
        if sleep.answer is None:
            raise NobodyError
        return sleep.answer
