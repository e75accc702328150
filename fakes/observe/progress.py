"""How far a MID Server has come: asked again and again while time passes, and therefore not journalled.

Waits ask it. A step never does: what a Then asserts is in `fakes.observe.observations`, journalled with its answer.
"""

from datetime import datetime
from http import HTTPStatus

from fakes.observe import reading
from fakes.observe.evidence import Evidence
from fakes.observe.version_requests import is_check


class Progress:
    """What a wait may end with."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def last_status(self, mid: str) -> str:
        """The status that the instance was told last; empty where it was told none."""
        sys_id = self._evidence.sys_id(mid)
        told = (reading.status_told(entry, sys_id) for entry in reversed(self._evidence.journal))
        return next((status for status in told if status), "")

    def states(self, mid: str) -> set[str]:
        """What it is now: the status told last, and whether its last request for a permit was refused."""
        refused = reading.last_permit_answer(self._evidence.period(mid), self._evidence.sys_id(mid))
        return {self.last_status(mid), *(["turned away with 409"] if refused == HTTPStatus.CONFLICT else [])}

    def first_check(self, mid: str) -> datetime:
        """When its process first asked for its version; when it started, if it has not asked or is played."""
        since = self._evidence.since_start(mid)
        return next((entry.time for entry in since if is_check(entry)), self._evidence.parties[mid].started)

    def has_checked_since(self, mid: str, sequence: int) -> bool:
        """Whether it has asked for its version since this entry of the journal, answered or not."""
        return any(entry.actor == mid and is_check(entry) for entry in self._evidence.journal.since(sequence))

    def is_up_and_has_asked(self, mid: str) -> bool:
        """Whether it was Up and has asked for its version since its start; a played one need not ask."""
        return has_come_up(self._evidence, mid)


def has_come_up(evidence: Evidence, mid: str) -> bool:
    """Whether a MID Server was Up and has asked for its version since its start; a played one need not ask."""
    party, since = evidence.parties[mid], evidence.since_start(mid)
    is_up = any(reading.status_told(entry, party.sys_id) == "Up" for entry in since)
    return is_up and (party.is_played or any(map(is_check, since)))
