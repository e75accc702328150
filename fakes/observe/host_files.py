"""Questions about the files of a host that are no program's."""

from dataclasses import dataclass

from fakes.observe.evidence import Evidence
from fakes.observe.exchanges import package_parts
from fakes.observe.questions import question

PROGRAM = "package/meta/"
"""What an upgrade replaces of agent/package."""


@dataclass(frozen=True)
class Files:
    """Below the temporary folder, and below agent/package."""

    evidence: Evidence

    @question
    def come_and_gone(self, mid: str) -> list[str]:
        """The files there that have come or gone in the period, packages and the program's own apart."""
        before, now = self.evidence.files_at_begin(mid), self.evidence.files_beside_program(mid)
        return sorted(name for name in before ^ now if not _is_package(name) and PROGRAM not in name)


def _is_package(name: str) -> bool:
    return bool(package_parts(name.rpartition("/")[2])[0])
