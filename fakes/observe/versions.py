"""Questions about the versions that a MID Server runs, and about what is installed on its host."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from fakes.observe.details import BlankUsed, VersionEmptied
from fakes.observe.events import Reported
from fakes.observe.evidence import Evidence, timed
from fakes.observe.progress import Progress
from fakes.observe.questions import question
from fakes.releases.builds import Build
from fakes.releases.download_site import program_of


@dataclass(frozen=True)
class Versions:
    """What runs is what the agent folder held when the process started."""

    evidence: Evidence

    @question
    def running(self, mid: str) -> str:
        """The build stamp of what the MID Server's process runs; empty while none runs."""
        return self.evidence.versions_started(mid)[-1] if self.evidence.parties[mid].is_running else ""

    @question
    def run(self, mid: str) -> list[str]:
        """The build stamps that the MID Server's processes ran, from the beginning; equal neighbours count once."""
        return [stamp for stamp, _ in itertools.groupby(self.evidence.versions_started(mid))]

    @question
    def come_up_with(self, mid: str) -> str:
        """The version that the MID Server has reported since its start; empty unless it was Up and has asked."""
        reported = ""
        for happening in self.evidence.since_start(mid):
            match happening.event:
                case Reported(version=version, has_arrived=True) if version:
                    reported = version
                case VersionEmptied():
                    reported = ""
        return reported if Progress(self.evidence).is_up_and_has_asked(mid) else ""

    @question
    def foreign_files(self, mid: str, builds: Sequence[Build]) -> list[str]:
        """The files in the agent folder that an upgrade replaces and that none of these builds has, or are missing."""
        found, programs = self.evidence.parties[mid].folder.program(), [program_of(build) for build in builds]
        names = found.keys() | set.intersection(*(set(program) for program in programs))
        return sorted(name for name in names if found.get(name) not in [program.get(name) for program in programs])

    @question
    def parameter(self, mid: str, name: str) -> str:
        """The value of a parameter in config.xml; empty where it is not there."""
        return self.evidence.parties[mid].folder.parameter(name)

    @question
    def places_with_blanks(self, mid: str) -> list[str]:
        """The paths and addresses with a blank in them that the MID Server has used, from the beginning."""
        return [used.place for _, used in timed(self.evidence.about(mid), BlankUsed)]
