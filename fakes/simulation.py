"""Virtual time: a discrete-event simulation in which a target runs only while it answers `advance`.

* Time moves in `run` alone. All that a target does while it answers one `advance` happens at that one instant.
* What a target says of the next thing due only tells where to stop next, and the simulation stops a second before that
  too, where there is a second to spare: a wrong hint makes a target early or late, never punctual.
* Control messages wait until the target is idle. They are no part of the journal.
"""

import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from fakes.errors import TargetHungError

ROUNDS = 100
"""How often a target may ask to go on at one instant, or in no time to speak of."""
ROUNDS_A_SECOND = 20
"""How often it may besides, for each second of virtual time: several MID Servers may each look for work that often."""
END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC)
"""Whatever is due then or later is not due at all."""
HINT_LEAD = timedelta(seconds=1)


class Acting(Protocol):
    """Who acts as time passes: what the simulation needs of a target."""

    def advance(self, to: datetime) -> datetime | None:
        """Do all that is due at this time; when something will be due next, as the target says."""


class Simulation:
    """The clock of one world, what is to come, and the target."""

    def __init__(self, begin: datetime, target: Acting) -> None:
        self.now = self._begin = begin
        self.target = target
        self._stops = 0
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = itertools.count()
        self._messages: list[Callable[[], None]] = []
        self._hint: datetime | None = None

    def at(self, time: datetime, action: Callable[[], object]) -> None:
        """Let something happen; what was asked for first comes first within one instant."""
        heapq.heappush(self._events, (time, next(self._order), action))

    def tell(self, send: Callable[[], None]) -> None:
        """Send the target a control message once it is idle, such as `lambda: target.stop("berlin")`."""
        self._messages.append(send)

    def run(self, until: datetime, enough: Callable[[], bool] = lambda: False) -> None:
        """Let time pass up to an instant, or until `enough` says so."""
        self._act()
        while self.now < until and not enough():
            self.now = self._next_stop(until)
            self._count_stop()
            self._act()

    def advance(self, duration: timedelta) -> None:
        """Let so much time pass."""
        self.run(self.now + duration)

    def advance_until(self, enough: Callable[[], bool], limit: timedelta) -> None:
        """Let time pass until something is so, but no longer than the limit; the caller asks whether it is."""
        self.run(self.now + limit, enough)

    def settle(self) -> None:
        """Let the target act until it has nothing left to do at this instant."""
        for _ in range(ROUNDS):
            messages, self._messages = self._messages, []
            for send in messages:
                send()
            self._hint = self._advance()
            if not self._messages and (self._hint is None or self._hint > self.now):
                return
        due = (
            "" if self._hint is None else f": its `next` is {self._hint.isoformat()}, and it is {self.now.isoformat()}"
        )
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
        hint = self.target.advance(self.now)
        if hint is None or hint <= self.now:
            return hint
        if hint >= END_OF_TIME:
            return None
        return hint + timedelta(microseconds=-hint.microsecond % 1000)  # `advance` tells whole milliseconds

    def _next_stop(self, until: datetime) -> datetime:
        stops = [until, *(time for time, _, _ in self._events[:1])]
        if self._hint is not None:
            stops += [self._hint - HINT_LEAD, self._hint]
        return min(stop for stop in stops if self.now < stop <= until)
