"""Questions about when a MID Server has asked for its version."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fakes.bounds import COMING_UP, SAME_CHECK, UPGRADING
from fakes.journal import Entry
from fakes.observe import reading
from fakes.observe.evidence import Evidence
from fakes.observe.questions import question
from fakes.observe.version_requests import is_check, is_list_question

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
        process, sys_id = self.evidence.process(mid), self.evidence.sys_id(mid)
        ups = (entry.time for entry in process if reading.status_told(entry, sys_id) == "Up")
        first, *later = instants(process) or [self.evidence.journal.now]
        in_period = set(instants(self.evidence.period(mid)))
        times = [time for time in later if time in in_period]
        begins = [*(entry.time for entry in process[:1]), *itertools.islice(ups, 1), first]
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
        earlier = [e for e in self.evidence.journal if e.actor == mid and e.sequence < party.start_entry]
        before = [entry.time for entry in earlier if is_check(entry)]
        first, *after = list(dict.fromkeys(entry.time for entry in since if is_check(entry))) or [party.started]
        ups = [entry.time for entry in since if reading.status_told(entry, party.sys_id) == "Up"]
        if not (before and after and ups):
            return (0.0, 0.0)
        return ((after[0] - before[-1]).total_seconds(), (after[0] - max(ups[0], first)).total_seconds())

    @question
    def after_up(self, mid: str) -> float:
        """Seconds from Up to the process's first check, or the reverse; -1 if it did not do both."""
        sys_id, since = self.evidence.sys_id(mid), self.evidence.since_start(mid)
        up = next((entry.time for entry in since if reading.status_told(entry, sys_id) == "Up"), None)
        check = next(iter(instants(since)), None)
        return abs(check - up).total_seconds() if up and check else -1.0


def instants(entries: Iterable[Entry]) -> list[datetime]:
    """When checks took place: all questions of one instant are one, with those in five minutes after a failed one."""
    begun: list[datetime] = []
    has_failed = False
    for entry in filter(is_check, entries):
        if not begun or entry.time - begun[-1] > (SAME_CHECK if has_failed else timedelta()):
            begun.append(entry.time)
            has_failed = False
        has_failed |= not reading.is_success(entry)
    return begun


def attempts(entries: Iterable[Entry]) -> list[datetime]:
    """When checks took place, without the questions for the list of packages that an attempt ends with."""
    checks = list(filter(is_check, entries))
    begun = instants(entry for entry in checks if not is_list_question(entry))
    lists = (entry for entry in checks if is_list_question(entry))
    return sorted({*begun, *instants(entry for entry in lists if not _belongs(entry.time, begun))})


def _belongs(time: datetime, begun: Iterable[datetime]) -> bool:
    return any(timedelta() <= time - each <= UPGRADING for each in begun)
