"""How far a MID Server has come: asked again and again while time passes, and therefore not journalled.

Waits ask it. A step never does: what a Then asserts is in `fakes.observe.observations`, journalled with its answer.
"""

from dataclasses import dataclass
from datetime import datetime

from fakes.observe.events import PermitAsked, VersionAsked
from fakes.observe.evidence import Evidence, status_told, timed
from fakes.observe.reader import Happening
from fakes.party import TURNED_AWAY

SETTLED = ("Up", "Paused", "Upgrade Failed", "Down")
"""The statuses in which a MID Server is not in the middle of something."""
NEVER = -1


@dataclass
class Latest:
    """The latest of each kind that the journal has of a MID Server, as far as it was read: positions in the journal."""

    read: int = 0
    """How many of the happenings about it were read."""
    status: str = ""
    up: int = NEVER
    check: int = NEVER
    refusal: int = NEVER
    """A request for a permit that was answered with 409, if no other has followed."""

    def take(self, happening: Happening, mid: str) -> None:
        """One happening more."""
        if status := status_told(happening.event):
            self.status = status
            if status == "Up" and happening.actor == mid:
                self.up = happening.sequence
        if happening.actor != mid:
            return
        match happening.event:
            case VersionAsked():
                self.check = happening.sequence
            case PermitAsked() as asked:
                self.refusal = happening.sequence if asked.is_refused else NEVER


class Progress:
    """What a wait may end with. A long wait asks at each instant: of the journal only what is new is read then."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._latest: dict[str, Latest] = {}

    def last_status(self, mid: str) -> str:
        """The status that the instance was told last; empty where it was told none."""
        return self._read(mid).status

    def states(self, mid: str) -> set[str]:
        """What it is now: the status told last, and whether its last request for a permit was refused."""
        latest = self._read(mid)
        refused = latest.refusal >= self._evidence.period_begins_at
        return {latest.status, *([TURNED_AWAY] if refused else [])}

    def is_settled(self, mid: str) -> bool:
        """Whether it is in the middle of nothing, or waits for a permit that others hold."""
        latest = self._read(mid)
        return latest.status in SETTLED or latest.refusal != NEVER

    def first_check(self, mid: str) -> datetime:
        """When its process first asked for its version; when it started, if it has not asked or is played."""
        asked = timed(self._evidence.since_start(mid), VersionAsked)
        return asked[0][0] if asked else self._evidence.parties[mid].started

    def has_checked_since(self, mid: str, sequence: int) -> bool:
        """Whether it has asked for its version since this entry of the journal, answered or not."""
        return self._read(mid).check >= sequence

    def is_up_and_has_asked(self, mid: str) -> bool:
        """Whether it was Up and has asked for its version since its start; a played one need not ask."""
        party, latest = self._evidence.parties[mid], self._read(mid)
        return latest.up >= party.start_entry and (party.is_played or latest.check >= party.start_entry)

    def _read(self, mid: str) -> Latest:
        latest, about = self._latest.setdefault(mid, Latest()), self._evidence.about(mid)
        for happening in about[latest.read :]:
            latest.take(happening, mid)
        latest.read = len(about)
        return latest
