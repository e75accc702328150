"""Questions about upgrade permits, which the documentation calls semaphores."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from fakes.observe.events import Event, MidEvent, PermitAsked, PermitReturned, PermitsAskedAtOnce
from fakes.observe.evidence import Evidence, status_told, timed
from fakes.observe.questions import question

RETRY = timedelta(seconds=20)
"""Between two requests for a permit (chapter "Upgrade error messages")."""


@dataclass(frozen=True)
class Permits:
    """Who asked for one, and what came of it."""

    evidence: Evidence

    @question
    def requests(self, mid: str) -> list[tuple[str, int]]:
        """Each request for a permit in the period: how long after the first one, and the HTTP status of its answer."""
        found = self._asked(mid)
        return [(str(time - found[0][0]), asked.status) for time, asked in found]

    @question
    def odd_requests(self, mid: str) -> list[tuple[str, str]]:
        """Whatever keeps the period from being filled with requests that were refused, one every 20 seconds.

        As what was wrong and what it was: ("gap", "0:00:40"), ("status", "201"), or ("requests", "0") if there were
        not even two. The end of the period counts, too.
        """
        found = self._asked(mid)
        times, statuses = [time for time, _ in found], [str(asked.status) for _, asked in found]
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        odd = [("status", status) for status in statuses if status != str(HTTPStatus.CONFLICT.value)]
        odd += [("gap", str(gap)) for gap in gaps if gap != RETRY]
        if not gaps:
            odd.append(("requests", str(len(found))))
        elif self.evidence.journal.now - times[-1] >= RETRY:
            odd.append(("gap", f"{self.evidence.journal.now - times[-1]} until now"))
        return odd[:3]

    @question
    def answers(self, mids: Sequence[str]) -> dict[str, str]:
        """What became of the last request of each MID Server in the period: "given", or a status such as "409"."""
        found = {name: self._asked(name) for name in mids}
        return {name: _outcome(asked[-1][1]) if asked else "0" for name, asked in found.items()}

    @question
    def most_at_once(self) -> int:
        """How many MID Servers have held a permit at the same moment, at most."""
        return max(map(len, self._holders()), default=0)

    @question
    def held(self) -> list[str]:
        """The MID Servers that hold a permit now."""
        *_, now = [frozenset[str](), *self._holders()]
        return sorted(now)

    @question
    def answers_at_once(self) -> dict[str, int]:
        """How many of the requests at the same moment were answered with which status: {"201": 2, "409": 3}."""
        found = timed(self.evidence.happenings(), PermitsAskedAtOnce)
        return dict(found[-1][1].answers) if found else {}

    @question
    def statuses_before_request(self, mid: str) -> list[str]:
        """The statuses that the process had told before it first asked for a permit; none if it never did."""
        told: list[str] = []
        for happening in self.evidence.since_start(mid):
            if isinstance(happening.event, PermitAsked):
                return told
            if status := status_told(happening.event):
                told.append(status)
        return []

    def _holders(self) -> Iterator[frozenset[str]]:
        """Who has held a permit, from each moment on at which that may have changed."""
        holders: frozenset[str] = frozenset()
        for event in (each.event for each in self.evidence.happenings()):
            if isinstance(event, MidEvent) and event.mid in self.evidence.parties:
                change = permit_change(event)
                if change is not None:
                    holders = holders | {event.mid} if change else holders - {event.mid}
                    yield holders

    def _asked(self, mid: str) -> list[tuple[datetime, PermitAsked]]:
        return timed(self.evidence.period(mid), PermitAsked)


def permit_change(event: Event) -> bool | None:
    """Whether the MID Server concerned has a permit from this event on; None where the event changes nothing."""
    if isinstance(event, PermitAsked):
        return event.is_granted or None
    is_returned = isinstance(event, PermitReturned) and event.has_arrived
    return False if is_returned or status_told(event) in ("Up", "Upgrade Failed", "Down") else None


def _outcome(asked: PermitAsked) -> str:
    return "given" if asked.is_granted else str(asked.status)
