"""What a MID Server shows to people, wherever that is: in its agent log, in issues, in the upgrade history."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fakes.observe.details import TextsSent
from fakes.observe.evidence import Evidence, timed
from fakes.observe.questions import question
from fakes.observe.reader import Happening

VARIABLE = re.compile(
    r"\b[a-z]+-\d\d-\d\d-\d{4}(?:__[\w-]+)?"  # a build stamp
    r"|\b(?=[0-9a-f-]*\d)[0-9a-f-]{6,}\b"  # an id, a digest
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b[ap]m\b"
    r"|\d+",
    re.IGNORECASE,
)
"""What may differ between two texts that say the same: versions, hexadecimal numbers, times, digits."""


@dataclass(frozen=True)
class Shown:
    """Texts, whatever their form."""

    evidence: Evidence

    @question
    def new(self, mid: str) -> list[str]:
        """The texts of the period, in the agent log or told to the instance, that say what none has said before it.

        Two that differ in nothing but versions, numbers and times say the same.
        """
        before = self.evidence.done(mid, 0, self.evidence.period_begins_at)
        known = {*_kinds(self.evidence.log_at_begin(mid).splitlines()), *_kinds(_told(before))}
        now = _kinds([*self.evidence.log_gained(mid).splitlines(), *_told(self.evidence.period(mid))])
        return sorted(now - known)


def _told(happenings: Iterable[Happening]) -> list[str]:
    return [text for _, sent in timed(happenings, TextsSent) for text in sent.texts]


def _kinds(texts: Iterable[str]) -> set[str]:
    return {VARIABLE.sub("#", text).strip() for text in texts if text.strip()}
