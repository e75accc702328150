"""The wall's clock, in the time mode `real`: the harness lets time pass, and sees things a second late at most."""

import time
from datetime import UTC, datetime, timedelta

from fakes.journal import timestamp
from midcert.protocol.handler import System
from midcert.targets.processes import Process, Processes

TICK = timedelta(seconds=1)
"""How often the harness looks."""
MOMENT = 0.001
"""Seconds of real time that the processes have at least, where the harness itself is late."""


class WallClock:
    """Virtual time begins at `setup` and goes as fast as the wall's."""

    def __init__(self) -> None:
        self.processes = Processes()
        self._zero, self._began = datetime.now(UTC), 0.0

    def begin(self, now: datetime) -> None:
        """A scenario begins."""
        self._zero, self._began = now, time.monotonic()

    def start(self, mid: str) -> str:
        """A process begins; the URL at which it asks."""
        process = Process(mid)
        return self.processes.begin(process, lambda question: self.processes.answer(process, question))

    def notify(self, mid: str) -> None:
        """Nothing: the target itself is told."""

    def let_act(self, to: str, system: System) -> str | None:
        """Let time pass until then."""
        now = datetime.fromisoformat(to)
        left = (now - self._zero).total_seconds() - (time.monotonic() - self._began)
        with self.processes.answering(system):
            self.processes.wait(lambda: False, max(left, MOMENT))
        return timestamp(now + TICK)
