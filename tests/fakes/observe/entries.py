"""Entries of a journal, as short as a test writes them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fakes.journal import Entry
from fakes.observe.details import Detail
from fakes.observe.events import Event, MidEvent
from fakes.observe.reader import EventReader

INSTANCE, SITE, ELSEWHERE = "instance.service-now.com", "install.service-now.com", "telemetry.example"
MID, TABLE = "/api/now/mid", "/api/now/table"
RECORD, PERMIT, CHANNEL = f"{TABLE}/ecc_agent/1a", f"{MID}/upgrade_permit/1a", f"{MID}/channel/1a"
PROPERTIES = f"{TABLE}/sys_properties"
OTHER = "1b"
"""The sys_id of another MID Server than the one that is asked about."""


def entry(kind: str, **detail: Any) -> Entry:  # noqa: ANN401 - JSON values
    """Something on the host of "berlin"."""
    return Entry(datetime(2020, 7, 1, tzinfo=UTC), 0, "berlin", kind, detail)


def exchange(request: str, status: int = 200, server: str = INSTANCE, **more: Any) -> Entry:  # noqa: ANN401 - JSON values
    """A request with its answer, such as "GET /"."""
    method, path = request.split(" ", 1)
    return entry("exchange", server=server, method=method, path=path, status=status, **more)


def unanswered(request: str, server: str = INSTANCE, **more: Any) -> Entry:  # noqa: ANN401 - JSON values
    """A request that timed out."""
    method, path = request.split(" ", 1)
    return entry("exchange", server=server, method=method, path=path, fault="timed out", **more)


def by(actor: str, seen: Entry) -> Entry:
    """The same, done by somebody else."""
    return replace(seen, actor=actor)


def administrator(request: str, result: object, status: int = 200, **more: Any) -> Entry:  # noqa: ANN401 - JSON values
    """A request of an administrator, with what the instance answers."""
    return by("administrator", exchange(request, status, received={"result": result}, **more))


ADDED = administrator(
    f"POST {TABLE}/ecc_agent", {"sys_id": "1a", "name": "berlin", "version": "v", "validated": "true"}, 201
)
INSTALLED = by("host", entry("installed", mid="berlin", played=False, os="linux", folder="/opt/mid"))


def events(*entries: Entry) -> list[Event | None]:
    """What these entries tell once berlin has a record and was installed; None for each that tells no event."""
    reader = EventReader()
    assert [*reader.read([ADDED, INSTALLED])]
    told = [[happening.event for happening in reader.read([each])] for each in entries]
    return [event for each in told for event in [one for one in each if not isinstance(one, Detail)] or [None]]


def about_berlin(*entries: Entry) -> list[MidEvent]:
    """The events among them that concern berlin."""
    return [event for event in events(*entries) if isinstance(event, MidEvent) and event.mid == "berlin"]


def details(*entries: Entry) -> list[Detail]:
    """The details that they tell beside events."""
    happenings = EventReader().read([ADDED, INSTALLED, *entries])
    return [each.event for each in happenings if isinstance(each.event, Detail)]
