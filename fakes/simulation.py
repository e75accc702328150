"""Virtual time: a discrete-event simulation in which a target runs only while it answers `advance`.

* Time moves in `run` alone. All that a target does while it answers one `advance` happens at that one instant.
* What a target says of the next thing due only tells where to stop next, and the simulation stops a second before that
  too: a wrong hint makes a target early or late, never punctual.
* Control messages wait until the target is idle. They are no part of the journal.
"""

import heapq
import itertools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.journal import timestamp
from fakes.network.http_types import Server

System = Callable[[Mapping[str, Any]], dict[str, Any]]
"""The system plane: what a target asks of its host or of the network, and the answer."""

ROUNDS = 100
"""How often a target may ask to go on at one instant, or in no time to speak of."""
ROUNDS_A_SECOND = 20
"""How often it may besides, for each second of virtual time: several MID Servers may each look for work that often."""
LAST = datetime(9000, 1, 1, tzinfo=UTC)
"""Whatever is due later is due never."""
BEFORE_HINT = timedelta(seconds=1)


class Target(Protocol):
    """An implementation under test, as the world sees it."""

    def connect(self, system: System) -> None:
        """From now on the target's system plane ends here."""

    def send(self, verb: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON values
        """One control message and its answer.

        Raises:
            TargetError: The target hangs, has crashed, or does not speak the protocol.
        """

    def instance(self, timeout: float) -> Server:
        """The way to the instance that the target plays in this scenario; it has `timeout` seconds for each answer."""


class Simulation:
    """The clock of one world, what is to come, and the target."""

    def __init__(self, begin: datetime, target: Target) -> None:
        self.now = self._begin = begin
        self.target = target
        self._said: str | None = None
        self._stops = 0
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._messages: list[tuple[str, dict[str, Any]]] = []
        self._hint: datetime | None = None

    def at(self, time: datetime, action: Callable[[], None]) -> None:
        """Let something happen; what was asked for first comes first within one instant."""
        heapq.heappush(self._events, (time, next(self._order), action))

    def tell(self, verb: str, **arguments: Any) -> None:  # noqa: ANN401 - JSON values
        """Send the target a control message once it is idle."""
        self._messages.append((verb, arguments))

    def run(self, until: datetime, enough: Callable[[], bool] = lambda: False) -> None:
        """Let time pass, but no longer than until there is enough of it."""
        self._act()
        while self.now < until and not enough():
            self.now = self._next_stop(until)
            self._count_stop()
            self._act()

    def settle(self) -> None:
        """Let the target act until it has nothing left to do at this instant."""
        for _ in range(ROUNDS):
            messages, self._messages = self._messages, []
            for verb, arguments in messages:
                self.target.send(verb, **arguments)
            self._hint = self._advance()
            if not self._messages and (self._hint is None or self._hint > self.now):
                return
        due = "" if self._hint is None else f": its `next` is {self._said}, and it is {timestamp(self.now)}"
        raise TargetHungError(f"the target asked to go on {ROUNDS} times without letting time pass{due}")

    def _act(self) -> None:
        """Let happen what is due now, and what comes of it."""
        for _ in range(ROUNDS):
            while self._is_due():
                _, _, action = heapq.heappop(self._events)
                action()
            self.settle()
            if not self._is_due():
                return
        raise TargetHungError(f"the target made something happen {ROUNDS} times without letting time pass")

    def _count_stop(self) -> None:
        self._stops += 1
        passed = self.now - self._begin
        if self._stops > ROUNDS + ROUNDS_A_SECOND * passed.total_seconds():
            raise TargetHungError(f"the target asked to go on {self._stops} times within {passed} of virtual time")

    def _is_due(self) -> bool:
        return bool(self._events) and self._events[0][0] <= self.now

    def _advance(self) -> datetime | None:
        self._said = due = self.target.send("advance", to=timestamp(self.now)).get("next")
        if due is None:
            return None
        try:
            hint = datetime.fromisoformat(due)
        except ValueError as error:
            raise TargetCrashedError(f"not the protocol: {due} is no time") from error
        if hint <= self.now or hint >= LAST:
            return self.now if hint <= self.now else None
        return hint + timedelta(microseconds=-hint.microsecond % 1000)  # `advance` tells whole milliseconds

    def _next_stop(self, until: datetime) -> datetime:
        stops = [until, *(time for time, _, _ in self._events[:1])]
        if self._hint is not None:
            stops += [self._hint - BEFORE_HINT, self._hint]
        return min(stop for stop in stops if self.now < stop <= until)
