"""The wall's clock, in the time mode `real`: the harness lets time pass, and sees things a second late at most."""

import time
from datetime import UTC, datetime, timedelta

from midcert.protocol.web_server import LOOPBACK
from midcert.targets.processes import Processes, RunningProcess
from midcert.targets.transport import Ask

TICK = timedelta(seconds=1)
"""How often the harness looks."""
MIN_ACTING_SECONDS = 0.001
"""Of real time, that the processes have even where the harness itself is late."""


class WallClock:
    """Virtual time begins at `setup` and goes as fast as the wall's.

    Args:
        address: Where processes ask, of this machine's addresses.
    """

    def __init__(self, address: str = LOOPBACK) -> None:
        self.processes = Processes(address)
        self._zero, self._began = datetime.now(UTC), 0.0

    def begin(self, now: datetime) -> None:
        """A scenario begins."""
        self._zero, self._began = now, time.monotonic()

    def start(self, mid: str) -> str:
        """A process begins; the URL at which it asks."""
        process = RunningProcess(mid)
        return self.processes.begin(process, lambda question: self.processes.answer(process, question))

    def notify(self, mid: str) -> None:
        """Nothing: the target itself is told."""

    def let_act(self, to: datetime, ask: Ask) -> datetime:
        """Let time pass until then; when the harness is to look again."""
        left = (to - self._zero).total_seconds() - (time.monotonic() - self._began)
        with self.processes.answering(ask):
            self.processes.wait(lambda: False, max(left, MIN_ACTING_SECONDS))
        return to + TICK
