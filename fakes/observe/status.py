"""Questions about the status of a MID Server, and about when it did what."""

import itertools
from dataclasses import dataclass

from fakes.administrator import Administrator
from fakes.observe.details import SystemCommandShown
from fakes.observe.events import CommandTaken, ProgramChanged, ResultSent
from fakes.observe.evidence import Evidence, status_told, timed
from fakes.observe.questions import question


@dataclass(frozen=True)
class Status:
    """What the instance was told, and what its record says."""

    evidence: Evidence
    administrator: Administrator

    @question
    def record(self, mid: str) -> dict[str, str]:
        """Status and version in the MID Server's record: {"status": "Up", "version": "orlando-..."}."""
        agent = self.administrator.one("ecc_agent", f"sys_id={self.evidence.sys_id(mid)}")
        return {"status": agent.get("status", ""), "version": agent.get("version", "")}

    @question
    def told(self, mid: str) -> list[str]:
        """The statuses that the instance has known, from the beginning; equal neighbours count once."""
        told = (status_told(happening.event) for happening in self.evidence.about(mid))
        return [status for status, _ in itertools.groupby(status for status in told if status)]

    @question
    def at_replacements(self, mid: str) -> list[str]:
        """The statuses that the instance knew while files of bin, lib or the meta folder were changed, each once."""
        status, seen = "", set()
        for happening in self.evidence.about(mid):
            status = status_told(happening.event) or status
            match happening.event:
                case ProgramChanged(is_done=True, is_runtime=False):
                    seen.add(status)
        return sorted(seen)

    @question
    def at_commands(self, mid: str) -> list[str]:
        """The statuses in which the MID Server has taken commands for its host or sent their results, each once.

        What it does at the instant at which it reports Up it does while Up, in whichever order.
        """
        about, status, seen = self.evidence.about(mid), "", set()
        system = {shown.command for _, shown in timed(self.evidence.happenings(), SystemCommandShown)}
        ups = {happening.time for happening in about if status_told(happening.event) == "Up"}
        for happening in about:
            status = status_told(happening.event) or status
            match happening.event:
                case CommandTaken(command=command) | ResultSent(command=command) if command not in system:
                    seen.add("Up" if happening.time in ups else status)
        return sorted(seen)
