"""Questions about agent logs: what kinds of lines they have. No format of a line is prescribed."""

import re
from collections import Counter
from dataclasses import dataclass

from fakes.observe.evidence import Evidence
from fakes.observe.questions import question

VARIABLE = re.compile(
    r"\b[a-z]+-\d\d-\d\d-\d{4}(?:__[\w-]+)?"  # a build stamp
    r"|\b(?=[0-9a-fA-F-]*\d)[0-9a-fA-F-]{6,}\b"  # an id, a digest
    r"|\d+"
)
"""What differs between two lines of one kind: versions, hexadecimal numbers, times, digits."""


@dataclass(frozen=True)
class Logs:
    """The lines of agent logs."""

    evidence: Evidence

    @question
    def new_kinds(self, mid: str) -> list[str]:
        """The lines that the log has gained in the period, of which kind it had none before; each kind once."""
        return sorted(_kinds(self.evidence.log_gained(mid)).keys() - _kinds(self.evidence.log_at_begin(mid)).keys())

    @question
    def more_than(self, mid: str, other: str) -> list[int]:
        """How many lines more than another's the log has gained, in the period before and in this one.

        A line of the other log of the same kind makes up for one. Lines of a kind that the log had before both periods
        are left out: they come without an upgrade, too.
        """
        usual = _kinds(self.evidence.log_at_begin_before(mid), mid).keys()
        more = [
            _kinds(gained(mid), mid) - _kinds(gained(other), other)
            for gained in (self.evidence.log_gained_before, self.evidence.log_gained)
        ]
        return [sum(times for kind, times in each.items() if kind not in usual) for each in more]


def _kinds(log: str, name: str = "") -> Counter[str]:
    """How many lines of each kind, whatever their MID Server is called."""
    own = re.compile(rf"\b{re.escape(name)}\b") if name else VARIABLE
    return Counter(own.sub("#", VARIABLE.sub("#", line)).strip() for line in log.splitlines() if line.strip())
