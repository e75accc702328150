"""What was seen of the instance's records, and what was written into them: events beside `fakes.observe.events`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fakes.observe.events import Event, MidEvent
from fakes.observe.exchanges import plain


class IssueSeen(MidEvent, frozen=True):
    """Somebody was shown an issue."""

    issue: str
    """Its sys_id."""
    source: str
    message: str
    state: str
    count: int
    """-1 where it is no number."""
    last_detected: datetime | None
    """None where it is no time."""


class IssuesSeen(Event, frozen=True):
    """An administrator has read all issues."""

    issues: frozenset[str]
    """Their sys_ids."""


class IssueWritten(Event, frozen=True):
    """Somebody has changed or deleted an issue by the Table API."""

    issue: str
    """Its sys_id."""


class UpgradesSeen(Event, frozen=True):
    """An administrator has read the records of all upgrades of the instance."""

    versions: tuple[tuple[str, str], ...]
    """Of each the old version and the new one."""


def count_of(issue: Mapping[str, Any]) -> int:
    """The count of an issue; -1 where it is no number."""
    value = issue.get("count")
    text = str(value) if isinstance(value, int) else plain(issue, "count")
    return int(text) if text.isdecimal() else -1


def time_of(text: str) -> datetime | None:
    """A time as tables hold it: UTC, unless it says something else; None for what is no time."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
