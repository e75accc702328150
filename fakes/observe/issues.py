"""Questions about issues, which lie in the instance's table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fakes.administrator import Administrator
from fakes.observe.evidence import Evidence
from fakes.observe.exchanges import plain
from fakes.observe.questions import question
from fakes.observe.records import count_of, time_of

ISSUES = "ecc_agent_issue"
RESOLVED = "resolved"
SHOWN = ("sys_id", "message", "state", "count")
"""What of an issue both views have to agree on."""

Issue = Mapping[str, Any]


@dataclass(frozen=True)
class Issues:
    """What the instance has written down of what was found on hosts.

    A source is the process that has found it, such as "UpgradeCheck"; a message is the short description.
    """

    evidence: Evidence
    administrator: Administrator

    @question
    def found(self, mid: str, source: str, message: str) -> list[str]:
        """State and count of the MID Server's issues with this message, such as "New with count 2", sorted."""
        about = self._with(mid, source, message)
        return sorted(f"{plain(issue, 'state').capitalize()} with count {count_of(issue)}" for issue in about)

    @question
    def seconds_since_detection(self, mid: str, source: str, message: str) -> list[float | None]:
        """How long ago these were last detected, the longest first; None for what does not say it."""
        now = self.evidence.journal.now
        times = [_detected(issue) for issue in self._with(mid, source, message)]
        known = sorted((now - time).total_seconds() for time in times if time)
        return [*known[::-1], *[None] * times.count(None)]

    @question
    def domains(self, mid: str, source: str, message: str) -> list[str]:
        """The domains of these."""
        return [plain(issue, "sys_domain") for issue in self._with(mid, source, message)]

    @question
    def in_views(self, mid: str) -> Mapping[str, list[str]]:
        """The messages of its issues in any state, under Server Issues and on its record; and those shown unlike."""
        issues = [each for each in self._select() if plain(each, "mid_server") == self.evidence.sys_id(mid)]
        related = self._of(mid)
        unlike = {tuple(_values(each)) for each in issues} ^ {tuple(_values(each)) for each in related}
        views = {"Server Issues": issues, "the record": related}
        shown = {view: sorted(plain(each, "message") for each in found) for view, found in views.items()}
        return {**shown, "shown unlike": sorted({message for _, message, *_ in unlike})}

    @question
    def open(self, mid: str, source: str) -> list[str]:
        """The messages of its issues from this source that are not resolved."""
        return [plain(issue, "message") for issue in self._open(mid, source)]

    @question
    def open_like(self, mid: str, like: re.Pattern[str]) -> list[str]:
        """Those of all sources that are like this."""
        return [text for issue in self._open(mid) if like.search(text := plain(issue, "message"))]

    @question
    def counts(self, mid: str, source: str) -> list[int]:
        """The counts of its issues from this source that are not resolved and were detected in the period."""
        begin = self.evidence.period_begins.replace(microsecond=0)
        detected = [(_detected(issue), count_of(issue)) for issue in self._open(mid, source)]
        return [count for time, count in detected if time and time >= begin]

    def _with(self, mid: str, source: str, message: str) -> list[Issue]:
        issues = self._of(mid)
        return [each for each in issues if (plain(each, "source"), plain(each, "message")) == (source, message)]

    def _open(self, mid: str, source: str | None = None) -> list[Issue]:
        issues = [each for each in self._of(mid) if plain(each, "state") != RESOLVED]
        return [each for each in issues if source in (None, plain(each, "source"))]

    def _of(self, mid: str) -> list[Issue]:
        return self._select(f"mid_server={self.evidence.sys_id(mid)}")

    def _select(self, query: str = "") -> list[Issue]:
        return list(self.administrator.select(ISSUES, query))


def _values(issue: Issue) -> list[str]:
    return [plain(issue, name) for name in SHOWN]


def _detected(issue: Issue) -> datetime | None:
    """When it was last detected; None where it is no time."""
    return time_of(plain(issue, "last_detected"))
