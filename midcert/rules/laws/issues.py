"""Laws about the records of issues and of upgrades. Chapters "MID Server Upgrade History" and "Data provided"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

from fakes import bounds
from fakes.observe import events as e
from fakes.observe import records as r
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.story import Moment, Story

RESOLVED = "resolved"
KEPT, GONE = timedelta(days=30), timedelta(days=60)
"""How long after its last detection an issue is there, and when it is gone, however seldom the job runs."""


class Known(Struct):
    """An issue, as it was seen last, and what reports have come to since."""

    about: tuple[str, str]
    """MID Server and source."""
    message: str
    is_open: bool
    detected: datetime | None
    """None where a report has come since, or where it is no time."""

    def meet(self, tested: e.Tested) -> bool:
        """Take a report in; whether what becomes of the issue is plain."""
        times = tested.messages.count(self.message)
        if not tested.has_arrived or times > 1 or (times and not self.is_open):
            return False
        if times:
            self.detected = None
        self.is_open = bool(times)
        return True


About = tuple[str, str, str]
"""MID Server, source and message."""


class Count(NamedTuple):
    """How often an issue was met."""

    reports: int | None
    """In how many reports in a row; None where that is not plain."""
    last: datetime


def _issues(story: Story) -> Iterator[tuple[Moment, dict[str, Known]]]:
    """The moments at which issues were seen, with what was known of them just before."""
    known: dict[str, Known] = {}
    for moment in story.of(e.Tested, r.IssueSeen, r.IssuesSeen, r.IssueWritten):
        match moment.event:
            case e.Tested(mid, source) as tested:
                about = {issue for issue, each in known.items() if each.about == (mid, source)}
                known = {issue: each for issue, each in known.items() if issue not in about or each.meet(tested)}
            case r.IssueWritten(issue):
                known.pop(issue, None)
            case r.IssueSeen(mid, issue, source, message, state, _, detected):
                yield moment, known
                known[issue] = Known((mid, source), message, state != RESOLVED, detected)
            case r.IssuesSeen():
                yield moment, known


@law("ISSUE-COUNT", "instance")
def reports_are_counted(story: Story) -> Iterator[Finding]:
    """The count of an open issue is the number of reports in a row that have met it."""
    counts: dict[About, Count] = {}
    about: dict[str, About] = {}
    for moment in story.of(e.Tested, r.IssueSeen, r.IssueWritten):
        match moment.event:
            case e.Tested() as tested:
                _count(counts, tested, moment.time)
            case r.IssueWritten(issue) if issue in about:
                counts[about[issue]] = Count(None, moment.time)
            case r.IssueSeen(mid, issue, source, message, state, count):
                key = about[issue] = (mid, source, message)
                right = counts[key].reports if key in counts else None
                if state != RESOLVED and right is not None:
                    yield found(moment, holds=count == right, wrong=f"{message!r} has the count {count}, not {right}")


def _count(counts: dict[About, Count], tested: e.Tested, now: datetime) -> None:
    """Take a report in; what becomes of an issue that was resolved, cleaned up, or met twice at once is not plain."""
    known = [key for key in counts if key[:2] == (tested.mid, tested.source)]
    for key in {*known, *((tested.mid, tested.source, message) for message in tested.messages)}:
        times, before = tested.messages.count(key[2]), counts.get(key, Count(0, now))
        is_plain = tested.has_arrived and times == 1 and before.reports is not None and now - before.last < KEPT
        counts[key] = Count(before.reports + 1 if is_plain and before.reports is not None else None, now)


@law("ISSUE-RESOLVED-AUTO", "instance")
def runs_and_people_resolve(story: Story) -> Iterator[Finding]:
    """An issue is resolved where a run has not met it, and by nothing else but people."""
    for moment, known in _issues(story):
        match moment.event:
            case r.IssueSeen(_, issue, _, message, state) if issue in known:
                is_open = known[issue].is_open
                yield found(moment, holds=(state != RESOLVED) == is_open, wrong=f"{message!r} is {state}")


@law("CLEAN-30-DAYS", "instance")
def issues_stay_for_thirty_days(story: Story) -> Iterator[Finding]:
    """No issue is gone within 30 days of its last detection."""
    for moment, known in _issues(story):
        match moment.event:
            case r.IssuesSeen(issues):
                for issue, each in known.items():
                    if each.detected and moment.time - each.detected < KEPT:
                        yield found(moment, holds=issue in issues, wrong=f"{each.message!r} is gone")


@law("CLEAN-30-DAYS", "instance")
def issues_are_gone_after_sixty_days(story: Story) -> Iterator[Finding]:
    """An issue that nothing has detected for 60 days is gone."""
    for moment, known in _issues(story):
        match moment.event:
            case r.IssuesSeen(issues):
                for issue, each in known.items():
                    if each.detected and moment.time - each.detected > GONE:
                        yield found(moment, holds=issue not in issues, wrong=f"{each.message!r} is still there")


@law("HIST-RECORD", "instance")
def each_upgrade_leaves_one_record(story: Story) -> Iterator[Finding]:
    """The history has one record for each upgrade of the instance, and no other."""
    upgrades, last, own = 0, None, ""
    for moment in story.of(e.InstanceBegun, e.InstanceUpgraded, r.UpgradesSeen):
        match moment.event:
            case e.InstanceBegun(version):
                own = version
            case e.InstanceUpgraded(version) if version == own:
                return  # what that leaves is free
            case e.InstanceUpgraded(version):
                upgrades, last, own = upgrades + 1, moment.time, version
            case r.UpgradesSeen(versions) if last is None or moment.time - last > bounds.TELLING + bounds.INSTANCE:
                wrong = f"there are {len(versions)} for {upgrades} upgrades"
                yield found(moment, holds=len(versions) == upgrades, wrong=wrong)
