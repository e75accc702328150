"""Questions about the status of a MID Server, and about when it did what."""

import itertools
from dataclasses import dataclass

from fakes.administrator import Administrator
from fakes.errors import TargetCrashedError
from fakes.observe import command_entries, reading
from fakes.observe.evidence import Evidence
from fakes.observe.questions import question


@dataclass(frozen=True)
class Status:
    """What the instance was told, and what its record says."""

    evidence: Evidence
    administrator: Administrator

    @question
    def record(self, mid: str) -> dict[str, str]:
        """Status and version in the MID Server's record: {"status": "Up", "version": "orlando-..."}."""
        found = self.administrator.select("ecc_agent", f"sys_id={self.evidence.sys_id(mid)}")
        if not found:
            raise TargetCrashedError(f"the record of {mid} is gone from ecc_agent")
        [agent] = found
        return {"status": agent.get("status", ""), "version": agent.get("version", "")}

    @question
    def told(self, mid: str) -> list[str]:
        """The statuses that the instance has known, from the beginning; equal neighbours count once."""
        told = (reading.status_told(entry, self.evidence.sys_id(mid)) for entry in self.evidence.journal)
        return [status for status, _ in itertools.groupby(status for status in told if status)]

    @question
    def at_replacements(self, mid: str) -> list[str]:
        """The statuses that the instance knew while files of bin, lib or the meta folder were changed, each once."""
        party, status, seen = self.evidence.parties[mid], "", set()
        folder = party.folder
        replaced = [folder.path("bin"), folder.path("lib"), folder.path("package", "meta")]
        for entry in self.evidence.journal:
            status = reading.status_told(entry, party.sys_id) or status
            places = reading.files_changed(entry) if entry.actor == mid else []
            if any(folder.touch(place, each) for place in places for each in replaced):
                seen.add(status)
        return sorted(seen)

    @question
    def at_commands(self, mid: str) -> list[str]:
        """The statuses in which the MID Server has taken commands for its host or sent their results, each once.

        What it does at the instant at which it reports Up it does while Up, in whichever order.
        """
        sys_id, status, seen = self.evidence.sys_id(mid), "", set()
        system = {command for entry in self.evidence.journal for command in command_entries.system_commands(entry)}
        ups = {entry.time for entry in self.evidence.journal if reading.status_told(entry, sys_id) == "Up"}
        for entry in self.evidence.journal:
            status = reading.status_told(entry, sys_id) or status
            acted = command_entries.command_taken(entry) or command_entries.result_sent(entry)
            if entry.actor == mid and acted and acted not in system:
                seen.add("Up" if entry.time in ups else status)
        return sorted(seen)
