"""The way on which an instance calls its MID Servers, where both are under test: the suite carries the call.

A target has one adapter for both, and hears of commands by `notify` alone, whoever has queued them.
"""

from collections.abc import Callable
from datetime import timedelta

from fakes import bounds
from fakes.administrator import Administrator
from fakes.simulation import Simulation

STEP = timedelta(minutes=1)


class PushChannel:
    """Looks for commands that are new, and calls whom they are for.

    Args:
        clock: The time of the world.
        administrator: Looks into the queues.
        call: Lets the MID Server of this name hear of it.
    """

    def __init__(self, clock: Simulation, administrator: Administrator, call: Callable[[str], None]) -> None:
        self._clock, self._administrator, self._call = clock, administrator, call
        self.is_open = False
        """Whether it is needed: our own instance calls by itself."""
        self._carried: set[str] = set()

    def watch(self) -> None:
        """Something was done after which commands may wait: look at once, and every minute as long as one may come.

        Whatever waits is called for once more.
        """
        if self.is_open:
            self._carried.clear()
            for minutes in range(bounds.TELLING // STEP + 1):
                self._clock.at(self._clock.now + minutes * STEP, self._look)

    def _look(self) -> None:
        if not self._administrator.is_answered():
            return
        for command in self._administrator.select("ecc_queue", "queue=output^state=ready"):
            if command["sys_id"] not in self._carried:
                self._carried.add(command["sys_id"])
                self._call(command.get("agent", "").removeprefix("mid.server."))
