"""Questions about when a MID Server has asked for its version."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fakes.bounds import COMING_UP, SAME_CHECK, UPGRADING
from fakes.observe.events import VersionAsked
from fakes.observe.evidence import Evidence, status_told, timed
from fakes.observe.questions import question
from fakes.observe.reader import Happening

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Checks:
    """A check is a question for the assigned version, in whichever way; all questions of one instant are one."""

    evidence: Evidence

    @question
    def times(self, mid: str) -> list[str]:
        """When the MID Server checked in the period, such as ["1:00:00"]: how long after its process had started."""
        return [str(time - self.evidence.parties[mid].started) for time in instants(self.evidence.period(mid))]

    @question
    def hours(self, mid: str) -> tuple[list[str], list[str]]:
        """When one process checked in the period, and the full hours in the period: (["1:00:00"], ["1:00:00"]).

        The process is the one that ran when the period began, or the first that started in it. Times count from its
        start, its being Up or its first check, whichever lies full hours before every check; else from its start. The
        first check of the process itself is left out.
        """
        process = self.evidence.process(mid)
        first, *later = instants(process) or [self.evidence.journal.now]
        in_period = set(instants(self.evidence.period(mid)))
        times = [time for time in later if time in in_period]
        begins = [*(start.time for start in process[:1]), *ups(process)[:1], first]
        begin = next((each for each in begins if not any((time - each) % HOUR for time in times)), begins[0])
        earlier = max((self.evidence.period_begins - begin) // HOUR, 0)
        due = range(earlier + 1, (self.evidence.journal.now - begin) // HOUR + 1)
        return [str(time - begin) for time in times], [str(HOUR * number) for number in due]

    @question
    def odd_gaps(self, mid: str) -> list[str]:
        """What lies between two checks of the process, or between the last one and now, where that is no hour.

        After an attempt at an upgrade, which may take 15 minutes, the hour counts from its beginning or from its end.
        The first hour may count from the start of the process, which has 10 minutes to come Up.
        """
        times = [*attempts(self.evidence.since_start(mid)), self.evidence.journal.now]
        gaps = [after - before for before, after in itertools.pairwise(times)]
        *between, last = gaps or [HOUR * 2]
        shortest = itertools.chain([HOUR - COMING_UP], itertools.repeat(HOUR))
        odd = [gap for gap, least in zip(between, shortest, strict=False) if not least <= gap <= HOUR + UPGRADING]
        return [str(gap) for gap in [*odd, *([last] if last > HOUR + UPGRADING else [])]]

    @question
    def after_upgrade(self, mid: str) -> tuple[float, float]:
        """Seconds from the beginning and from the end of an upgrade to the MID Server's next check; zeros without one.

        The upgrade began with the last check before the restart, and ended when the MID Server was Up again and had
        checked, as it does at its start.
        """
        party, since = self.evidence.parties[mid], self.evidence.since_start(mid)
        before = timed(self.evidence.done(mid, 0, party.start_entry), VersionAsked)
        first, *after = list(dict.fromkeys(time for time, _ in timed(since, VersionAsked))) or [party.started]
        up = ups(since)
        if not (before and after and up):
            return (0.0, 0.0)
        begin, end = before[-1][0], max(up[0], first)
        return ((after[0] - begin).total_seconds(), (after[0] - end).total_seconds())

    @question
    def after_up(self, mid: str) -> float:
        """Seconds from Up to the process's first check, or the reverse; -1 if it did not do both."""
        since = self.evidence.since_start(mid)
        up, checks = ups(since), instants(since)
        return abs(checks[0] - up[0]).total_seconds() if up and checks else -1.0


def ups(happenings: Iterable[Happening]) -> list[datetime]:
    """When the MID Server was Up, as the instance was told."""
    return [each.time for each in happenings if status_told(each.event) == "Up"]


def instants(happenings: Iterable[Happening]) -> list[datetime]:
    """When checks took place: all questions of one instant are one, with those in five minutes after a failed one."""
    return _begun(timed(happenings, VersionAsked))


def attempts(happenings: Iterable[Happening]) -> list[datetime]:
    """When checks took place, without the questions for the list of packages that an attempt ends with."""
    asked = timed(happenings, VersionAsked)
    begun = _begun(each for each in asked if not each[1].is_list)
    lists = (each for each in asked if each[1].is_list)
    return sorted({*begun, *_begun(each for each in lists if not _belongs(each[0], begun))})


def _begun(asked: Iterable[tuple[datetime, VersionAsked]]) -> list[datetime]:
    begun: list[datetime] = []
    has_failed = False
    for time, each in asked:
        if not begun or time - begun[-1] > (SAME_CHECK if has_failed else timedelta()):
            begun.append(time)
            has_failed = False
        has_failed |= each.has_failed
    return begun


def _belongs(time: datetime, begun: Iterable[datetime]) -> bool:
    return any(timedelta() <= time - each <= UPGRADING for each in begun)
