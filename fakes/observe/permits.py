"""Questions about upgrade permits, which the documentation calls semaphores."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from fakes.observe import reading
from fakes.observe.evidence import Evidence
from fakes.observe.questions import question


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
    def statuses_before_request(self, mid: str) -> list[str]:
        """The statuses that the process had told before it first asked for a permit; none if it never did."""
        sys_id = self.evidence.sys_id(mid)
        told: list[str] = []
        for entry in self.evidence.since_start(mid):
            if reading.is_permit_request(entry, sys_id):
                return told
            told += [reading.status_told(entry, sys_id)] if reading.status_told(entry, sys_id) else []
        return []
