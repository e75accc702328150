"""Questions about upgrade permits, which the documentation calls semaphores."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from fakes.observe import reading
from fakes.observe.evidence import Evidence
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
        sys_id = self.evidence.sys_id(mid)
        found = [each for each in self.evidence.period(mid) if reading.is_permit_request(each, sys_id)]
        return [(str(each.time - found[0].time), each.detail.get("status", 0)) for each in found]

    @question
    def odd_requests(self, mid: str) -> list[tuple[str, str]]:
        """Whatever keeps the period from being filled with requests that were refused, one every 20 seconds.

        As what was wrong and what it was: ("gap", "0:00:40"), ("status", "201"), or ("requests", "0") if there were
        not even two. The end of the period counts, too.
        """
        sys_id = self.evidence.sys_id(mid)
        found = [each for each in self.evidence.period(mid) if reading.is_permit_request(each, sys_id)]
        statuses = [str(each.detail.get("status", 0)) for each in found]
        gaps = [later.time - earlier.time for earlier, later in itertools.pairwise(found)]
        odd = [("status", status) for status in statuses if status != str(HTTPStatus.CONFLICT.value)]
        odd += [("gap", str(gap)) for gap in gaps if gap != RETRY]
        if not gaps:
            odd.append(("requests", str(len(found))))
        elif self.evidence.journal.now - found[-1].time >= RETRY:
            odd.append(("gap", f"{self.evidence.journal.now - found[-1].time} until now"))
        return odd[:3]

    @question
    def answers(self, mids: Sequence[str]) -> dict[str, str]:
        """What became of the last request of each MID Server in the period: "given", or a status such as "409"."""
        codes = {
            name: reading.last_permit_answer(self.evidence.period(name), self.evidence.sys_id(name)) for name in mids
        }
        return {name: "given" if 200 <= code < 300 else str(code) for name, code in codes.items()}  # noqa: PLR2004

    @question
    def most_at_once(self) -> int:
        """How many MID Servers have held a permit at the same moment, at most."""
        holders: set[str] = set()
        most = 0
        for entry, party in itertools.product(self.evidence.journal, self.evidence.parties.values()):
            change = reading.permit_change(entry, party.sys_id)
            if change is not None:
                (holders.add if change else holders.discard)(party.name)
            most = max(most, len(holders))
        return most

    @question
    def answers_at_once(self) -> dict[str, int]:
        """How many of the requests at the same moment were answered with which status: {"201": 2, "409": 3}."""
        entries = [each for each in self.evidence.journal if each.kind == "requests at once"]
        answers: dict[str, int] = entries[-1].detail["answers"] if entries else {}
        return answers

    @question
    def statuses_before_request(self, mid: str) -> list[str]:
        """The statuses that the process had told before it first asked for a permit; none if it never did."""
        sys_id = self.evidence.sys_id(mid)
        told: list[str] = []
        for entry in self.evidence.since_start(mid):
            if reading.is_permit_request(entry, sys_id):
                return told
            told += [reading.status_told(entry, sys_id)] if reading.status_told(entry, sys_id) else []
        return []
