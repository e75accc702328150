"""Questions about packages that a MID Server has asked the download site for."""

from dataclasses import dataclass

from fakes.observe.details import PackageDelivered, PackageExtracted, PackageKept, PackageNamed
from fakes.observe.events import PackageStored, ProgramChanged
from fakes.observe.evidence import Evidence, timed
from fakes.observe.questions import question


@dataclass(frozen=True)
class Packages:
    """Requests for files, answered or not."""

    evidence: Evidence

    @question
    def asked_for(self, mid: str) -> list[str]:
        """The files that the MID Server asked for in the period, each as often as it did."""
        return [named.file for named in self._named(mid)]

    @question
    def builds(self, mid: str) -> list[str]:
        """The build stamps in the names of these files, each once."""
        return list(dict.fromkeys(named.stamp for named in self._named(mid)))

    @question
    def systems(self, mid: str) -> list[str]:
        """The operating systems in the names of these files, each once; a package that fits all has none."""
        return sorted({named.os for named in self._named(mid)} - {"universal"})

    @question
    def downloaded(self, mid: str) -> list[str]:
        """What became of each package that the MID Server was given in the period, in the order of the downloads.

        "stored" where all of it lay in a file of the host before another one was given out, else "not stored".
        """
        became: dict[str, str] = {}
        last = ""
        for happening in self.evidence.period(mid):
            match happening.event:
                case PackageDelivered(file=file):
                    last = file
                    became.setdefault(file, "not stored")
                case PackageKept(file=file) if file == last:
                    became[file] = "stored"
        return list(became.values())

    @question
    def put_on_host(self, mid: str) -> list[str]:
        """What the MID Server has done with packages on its host in the period: stored, extracted, installed."""
        found = []
        for happening in self.evidence.period(mid):
            match happening.event:
                case PackageStored():
                    found.append("stored")
                case PackageExtracted():
                    found.append("extracted")
                case ProgramChanged(is_done=True):
                    found.append("installed")
        return list(dict.fromkeys(found))

    def _named(self, mid: str) -> list[PackageNamed]:
        return [named for _, named in timed(self.evidence.period(mid), PackageNamed)]
