"""Questions about packages that a MID Server has asked the download site for."""

from dataclasses import dataclass

from fakes.observe import reading
from fakes.observe.evidence import Evidence
from fakes.observe.questions import question


@dataclass(frozen=True)
class Packages:
    """Requests for files, answered or not."""

    evidence: Evidence

    @question
    def asked_for(self, mid: str) -> list[str]:
        """The files that the MID Server asked for in the period, each as often as it did."""
        return self._files(mid)

    @question
    def builds(self, mid: str) -> list[str]:
        """The build stamps in the names of these files, each once."""
        return list(dict.fromkeys(reading.package_parts(file)[0] for file in self._files(mid)))

    @question
    def systems(self, mid: str) -> list[str]:
        """The operating systems in the names of these files, each once; a package that fits all has none."""
        return sorted({reading.package_parts(file)[1] for file in self._files(mid)} - {"universal"})

    def _files(self, mid: str) -> list[str]:
        return [name for name in map(reading.package_asked_for, self.evidence.period(mid)) if name]
