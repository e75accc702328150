"""Which event an entry tells, one row for each way to tell it or to miss it."""

from dataclasses import replace
from typing import Any

import pytest

from fakes.journal import Entry
from fakes.observe.events import (
    Clicked,
    CommandQueued,
    Configured,
    Event,
    EventReader,
    InstanceRestarted,
    InstanceUpgraded,
    PropertySet,
    RecordAdded,
    Started,
    StatusTold,
    Stopped,
)
from tests.fakes.observe.entries import CHANNEL, ELSEWHERE, MID, OTHER, PROPERTIES, RECORD, TABLE, entry, exchange

STAMP = {"sys_id": "7", "name": "mid.buildstamp", "value": "x"}
COMMAND = {"sys_id": "8", "agent": "mid.server.berlin", "source": "autoUpgrade"}


def by(actor: str, seen: Entry) -> Entry:
    return replace(seen, actor=actor)


def administrator(request: str, result: object, status: int = 200, **more: Any) -> Entry:  # noqa: ANN401 - JSON
    return by("administrator", exchange(request, status, received={"result": result}, **more))


ADDED = administrator(f"POST {TABLE}/ecc_agent", {"sys_id": "1a", "name": "berlin", "version": "v"}, 201)


def events(*entries: Entry) -> list[Event | None]:
    """Those that come after berlin was given its record."""
    return [event for _, event in EventReader().read([ADDED, *entries])][1:]


def test_a_record_is_known_by_its_sys_id_from_then_on() -> None:
    assert [event for _, event in EventReader().read([ADDED])] == [RecordAdded("berlin", "v")]
    assert [event for _, event in EventReader().read([exchange(f"PATCH {RECORD}", sent={"status": "Up"})])] == [None]


@pytest.mark.parametrize(
    ("seen", "event"),
    [
        (by("host", entry("started", mid="berlin", version="v")), Started("berlin", "v")),
        (by("host", entry("stopped", mid="berlin")), Stopped("berlin")),
        (by("host", entry("restarting", mid="berlin")), None),
        (by("host", entry("configured", mid="berlin", parameter="a", value="b")), Configured("berlin", "a", "b")),
        (by("host", entry("configured", mid="berlin", parameter="a", value=None)), Configured("berlin", "a", "")),
        (by("instance", entry("restarted")), InstanceRestarted()),
        (by("instance", entry("upgraded", version="w")), InstanceUpgraded("w")),
        (by("instance", entry("notified", mid="berlin")), None),
        (entry("started", mid="berlin", version="v"), None),
        (exchange(f"PATCH {RECORD}", sent={"status": "Up"}), StatusTold("berlin", "Up")),
        (exchange(f"PATCH {RECORD}", 500, sent={"status": "Up"}), None),
        (exchange(f"PATCH {TABLE}/ecc_agent/{OTHER}", sent={"status": "Up"}), None),
        (by("administrator", exchange(f"DELETE {CHANNEL}", 204)), StatusTold("berlin", "Down")),
        (by("user", exchange(f"POST {MID}/action/1a/upgrade", 204)), Clicked("berlin", "upgrade")),
        (by("user", exchange(f"POST {MID}/action/1a/upgrade", 403)), None),
        (by("user", exchange(f"POST {MID}/action/{OTHER}/upgrade", 204)), None),
        (administrator(f"POST {TABLE}/ecc_queue", COMMAND, 201), CommandQueued("berlin", "autoUpgrade")),
        (by("berlin", exchange(f"POST {TABLE}/ecc_queue", 201, received={"result": COMMAND})), None),
        (administrator(f"PATCH {PROPERTIES}/7", STAMP), PropertySet("mid.buildstamp", "x")),
        (administrator(f"POST {PROPERTIES}", STAMP, 201), PropertySet("mid.buildstamp", "x")),
        (administrator(f"GET {PROPERTIES}", [STAMP]), None),
        (administrator(f"PATCH {PROPERTIES}/7", None), None),
        (by("berlin", exchange(f"PATCH {PROPERTIES}/7", received={"result": STAMP})), None),
        (administrator(f"PATCH {PROPERTIES}/7", STAMP, server=ELSEWHERE), None),
    ],
)
def test_an_entry_tells_an_event_or_none(seen: Entry, event: Event | None) -> None:
    assert events(seen) == [event]


def test_a_property_that_is_taken_away_is_known_by_whoever_was_shown_it_before() -> None:
    gone = administrator(f"DELETE {PROPERTIES}/7", None, 204)
    assert events(gone) == [None]
    assert events(administrator(f"GET {PROPERTIES}", [STAMP]), gone) == [None, PropertySet("mid.buildstamp", "")]
