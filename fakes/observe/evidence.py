"""What questions are answered from: the journal, cut into periods, and the hosts' files."""

from collections.abc import Mapping
from typing import Protocol

from fakes.host.host import AGENT_LOG
from fakes.journal import Entry, Journal
from fakes.party import Party


class Player(Protocol):
    """A MID Server that the suite plays: what it is told when it asks."""

    def assigned(self) -> list[str]:
        """The version for all MID Servers, as the instance answers it in each way; one where the ways agree."""

    def waiting_commands(self) -> list[str]:
        """The commands that it finds in its queue, by source."""


class Evidence:
    """The journal, and who is who in it.

    Args:
        journal: All that was seen.
        parties: The MID Servers by name; those to come are added.
    """

    def __init__(self, journal: Journal, parties: Mapping[str, Party]) -> None:
        self.journal, self.parties = journal, parties
        self.period_begins_at = 0
        """Where in the journal the period began."""
        self.period_begins = journal.now
        """When the period began."""
        self._logs: dict[str, bytes] = {}
        self._running: dict[str, int] = {}

    def begin_period(self) -> None:
        """A When begins: what is asked of a period is about the time since then."""
        self.period_begins_at, self.period_begins = len(self.journal), self.journal.now
        self._logs = {name: self._log(name) for name in self.parties}
        self._running = {name: party.start_entry for name, party in self.parties.items() if party.is_running}

    def sys_id(self, mid: str) -> str:
        """The sys_id of a MID Server's record."""
        return self.parties[mid].sys_id

    def period(self, mid: str) -> list[Entry]:
        """What the MID Server did in the period."""
        return [entry for entry in self.journal.since(self.period_begins_at) if entry.actor == mid]

    def since_start(self, mid: str) -> list[Entry]:
        """What the MID Server did since its process started."""
        return [entry for entry in self.journal.since(self.parties[mid].start_entry) if entry.actor == mid]

    def process(self, mid: str) -> list[Entry]:
        """What one process did: the one that ran when the period began, or the first that started in it.

        Its start comes first, and what it did before the period is there, too.
        """
        starts = [e.sequence for e in self.journal if e.kind == "started" and e.detail["mid"] == mid]
        begin = self._running.get(mid, self.period_begins_at)
        first, *later = [each for each in starts if each >= begin] or starts[-1:] or [len(self.journal)]
        entries = self.journal.since(first)[: later[0] - first if later else None]
        return [entry for entry in entries if entry.actor == mid or entry.sequence == first]

    def versions_started(self, mid: str) -> list[str]:
        """The build stamps that its processes ran, one for each start."""
        return [e.detail["version"] for e in self.journal if e.kind == "started" and e.detail["mid"] == mid]

    def log_gained(self, mid: str) -> str:
        """What its agent log has gained in the period."""
        return self._log(mid).removeprefix(self._logs.get(mid, b"")).decode(errors="replace")

    def _log(self, mid: str) -> bytes:
        return self.parties[mid].folder.read("logs", AGENT_LOG)
