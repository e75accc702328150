"""What an instance writes down of issues and of its upgrades."""

from datetime import timedelta

from fakes.observe import events as e
from fakes.observe import records as r
from midcert.rules.laws import issues
from tests.midcert.rules.laws.stories import (
    BEGIN,
    BERLIN,
    DAY,
    MUNICH,
    P1,
    P2,
    P3,
    Told,
    stories,
    wrongs,
)

FULL, OLD = "disk full", "too old"
SOURCE = "UpgradeCheck"


def ran(*messages: str, mid: str = BERLIN, source: str = SOURCE, arrived: bool = True) -> e.Tested:
    return e.Tested(mid, source, messages, has_arrived=arrived)


def shown(
    state: str = "new", count: int = 1, *, issue: str = "1", message: str = FULL, detected: float = 1
) -> r.IssueSeen:
    """Last detected so many minutes after the begin."""
    return r.IssueSeen(BERLIN, issue, SOURCE, message, state, count, BEGIN + timedelta(minutes=detected))


def all_shown(*ids: str) -> r.IssuesSeen:
    return r.IssuesSeen(frozenset(ids))


def counted(seen: int, right: int) -> str:
    return f"'disk full' has the count {seen}, not {right}"


NEW: list[Told] = [(1, ran(FULL)), (2, shown())]


@stories(
    {
        "met once": (NEW, [""]),
        "seen again": ([*NEW, (3, shown())], ["", ""]),
        "met again": ([*NEW, (3, ran(FULL)), (4, shown(count=2))], ["", ""]),
        "met twice": ([(1, ran(FULL)), (3, ran(FULL)), (4, ran(OLD, FULL)), (5, shown("acknowledged", 3))], [""]),
        "met again, and not counted": ([(1, ran(FULL)), (3, ran(FULL)), (4, shown())], [counted(1, 2)]),
        "counted though nobody has met it": ([(1, ran(FULL)), (4, shown(count=2))], [counted(2, 1)]),
        "counted for another message": ([(1, ran(FULL)), (3, ran(FULL, OLD)), (4, shown(count=3))], [counted(3, 2)]),
        "counted for another one": ([(1, ran(FULL)), (3, ran(FULL, mid=MUNICH)), (4, shown(count=2))], [counted(2, 1)]),
        "of another source": ([(1, ran(FULL)), (3, ran(FULL, source="x")), (4, shown(count=2))], [counted(2, 1)]),
        "without a number": ([(1, ran(FULL)), (2, shown(count=-1))], [counted(-1, 1)]),
        "met twice in one run": ([(1, ran(FULL, FULL)), (4, shown(count=2))], []),
        "nobody knows whether it was told": ([(1, ran(FULL)), (3, ran(FULL, arrived=False)), (4, shown(count=2))], []),
        "the first was not told": ([(1, ran(FULL, arrived=False)), (3, ran(FULL)), (4, shown(count=2))], []),
        "not met, and resolved": ([(1, ran(FULL)), (3, ran()), (4, shown("resolved"))], []),
        "met again after it was resolved": ([(1, ran(FULL)), (2, ran()), (3, ran(FULL)), (4, shown(count=2))], []),
        "met after a month": ([(1, ran(FULL)), (31 * DAY, ran(FULL)), (31 * DAY, shown())], []),
        "written by somebody": ([*NEW, (3, r.IssueWritten("1")), (4, ran(FULL)), (4, shown(count=7))], [""]),
        "nobody has reported it": ([(2, shown(count=7))], []),
    }
)
def test_reports_are_counted(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(issues.reports_are_counted, told) == wrong


@stories(
    {
        "still met": ([*NEW, (3, ran(FULL)), (4, shown(count=2))], [""]),
        "not met": ([*NEW, (3, ran()), (4, shown("resolved"))], [""]),
        "not met, and still open": ([*NEW, (3, ran(OLD)), (4, shown("acknowledged"))], ["'disk full' is acknowledged"]),
        "not met by another source": ([*NEW, (3, ran(source="x")), (4, shown())], [""]),
        "resolved by another source": (
            [*NEW, (3, ran(source="x")), (4, shown("resolved"))],
            ["'disk full' is resolved"],
        ),
        "resolved by another one": ([*NEW, (3, ran(mid=MUNICH)), (4, shown("resolved"))], ["'disk full' is resolved"]),
        "resolved by time": ([*NEW, (20 * DAY, shown("resolved"))], ["'disk full' is resolved"]),
        "resolved though met": ([*NEW, (3, ran(FULL)), (4, shown("resolved", 2))], ["'disk full' is resolved"]),
        "resolved by somebody": ([*NEW, (3, r.IssueWritten("1")), (4, shown("resolved"))], []),
        "stays resolved": ([(2, shown("resolved")), (9, ran()), (9, shown("resolved"))], [""]),
        "opened by itself": ([(2, shown("resolved")), (9, shown())], ["'disk full' is new"]),
        "opened as it was met again": ([(2, shown("resolved")), (9, ran(FULL)), (9, shown())], []),
        "nobody knows whether it was told": ([*NEW, (3, ran(arrived=False)), (4, shown("resolved"))], []),
    }
)
def test_runs_and_people_resolve(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(issues.runs_and_people_resolve, told) == wrong


@stories(
    {
        "there": ([*NEW, (29 * DAY, all_shown("1", "2"))], [""]),
        "gone": ([*NEW, (29 * DAY, all_shown("2"))], ["'disk full' is gone"]),
        "gone at the last moment": ([*NEW, (30 * DAY, all_shown())], ["'disk full' is gone"]),
        "gone after 30 days": ([*NEW, (30 * DAY + 1, all_shown())], []),
        "met since": ([*NEW, (29 * DAY, ran(FULL)), (29 * DAY, all_shown())], []),
        "taken away by somebody": ([*NEW, (3, r.IssueWritten("1")), (4, all_shown())], []),
        "one of two": ([*NEW, (2, shown(issue="2")), (3, all_shown("1"))], ["", "'disk full' is gone"]),
    }
)
def test_issues_stay_for_thirty_days(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(issues.issues_stay_for_thirty_days, told) == wrong


@stories(
    {
        "gone": ([*NEW, (61 * DAY, all_shown())], [""]),
        "still there": ([*NEW, (61 * DAY, all_shown("1"))], ["'disk full' is still there"]),
        "nothing yet": ([*NEW, (60 * DAY, all_shown("1"))], []),
        "met since": ([*NEW, (50 * DAY, ran(FULL)), (61 * DAY, all_shown("1"))], []),
        "met and seen since": ([*NEW, (50 * DAY, shown(count=2, detected=50 * DAY)), (61 * DAY, all_shown("1"))], []),
        "written by somebody": ([*NEW, (3, r.IssueWritten("1")), (61 * DAY, all_shown("1"))], []),
    }
)
def test_issues_are_gone_after_sixty_days(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(issues.issues_are_gone_after_sixty_days, told) == wrong


def history(number: int) -> r.UpgradesSeen:
    return r.UpgradesSeen((("x", "y"),) * number)


@stories(
    {
        "none": ([(9, history(0))], [""]),
        "one that there was not": ([(9, history(1))], ["there are 1 for 0 upgrades"]),
        "one": ([(9, e.InstanceUpgraded(P2)), (99, history(1))], [""]),
        "two": ([(9, e.InstanceUpgraded(P2)), (9, e.InstanceUpgraded(P1)), (99, history(2))], [""]),
        "the last one alone": (
            [(9, e.InstanceUpgraded(P2)), (9, e.InstanceUpgraded(P3)), (99, history(1))],
            ["there are 1 for 2 upgrades"],
        ),
        "not yet": ([(9, e.InstanceUpgraded(P2)), (19, history(0)), (24, history(0)), (25, history(1))], [""]),
        "to its own version": ([(9, e.InstanceUpgraded(P1)), (99, history(1)), (99, history(0))], []),
        "a restart is none": ([(9, e.InstanceRestarted()), (99, history(1))], ["there are 1 for 0 upgrades"]),
    }
)
def test_each_upgrade_leaves_one_record(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(issues.each_upgrade_leaves_one_record, told) == wrong
