import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from fakes.journal import Entry, Journal, timestamp

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON


def test_entries_carry_the_virtual_time_and_are_numbered_from_zero() -> None:
    clock = Clock()
    journal = Journal(lambda: clock.now)
    journal.note("host", "started", mid="berlin")
    clock.now += timedelta(seconds=1)
    journal.note("berlin", "facts")
    assert list(journal) == [
        Entry(NOON, 0, "host", "started", {"mid": "berlin"}),
        Entry(NOON + timedelta(seconds=1), 1, "berlin", "facts", {}),
    ]


def test_it_is_read_from_both_ends_and_from_any_place() -> None:
    journal = Journal(lambda: NOON)
    for kind in ("a", "b", "c"):
        journal.note("host", kind)
    assert len(journal) == 3
    assert [entry.kind for entry in reversed(journal)] == ["c", "b", "a"]
    assert [[entry.kind for entry in journal.since(start)] for start in (0, 2, 3)] == [["a", "b", "c"], ["c"], []]


def test_every_entry_is_one_line_of_json() -> None:
    journal = Journal(lambda: NOON)
    journal.note("berlin", "append", path="agent0.log.0", text="Zürich\nsecond line")
    journal.note("host", "stopped", mid="berlin")
    lines = journal.to_jsonl().split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [
        {
            "time": "2020-07-01T12:00:00.000Z",
            "sequence": 0,
            "actor": "berlin",
            "kind": "append",
            "detail": {"path": "agent0.log.0", "text": "Zürich\nsecond line"},
        },
        {
            "time": "2020-07-01T12:00:00.000Z",
            "sequence": 1,
            "actor": "host",
            "kind": "stopped",
            "detail": {"mid": "berlin"},
        },
    ]
    assert lines[-1] == ""
    assert "Zürich" in lines[0]


def test_an_empty_journal_has_no_lines() -> None:
    assert Journal(lambda: NOON).to_jsonl() == ""


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (NOON, "2020-07-01T12:00:00.000Z"),
        (NOON + timedelta(milliseconds=7), "2020-07-01T12:00:00.007Z"),
        (NOON + timedelta(microseconds=1999), "2020-07-01T12:00:00.001Z"),
        (NOON.astimezone(timezone(timedelta(hours=2))), "2020-07-01T12:00:00.000Z"),
    ],
)
def test_times_are_utc_to_the_millisecond(time: datetime, text: str) -> None:
    assert timestamp(time) == text
