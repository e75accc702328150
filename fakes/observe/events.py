"""What happened, entry by entry of a journal, in types: who reads them need not know paths, tables or JSON.

Events are what was done to the parties and what the instance took over. What a MID Server did is asked entry by entry
(`fakes.observe.reading`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.observe import reading


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""


@dataclass(frozen=True, slots=True)
class RecordAdded(Event):
    """A MID Server was given its record."""

    mid: str
    version: str


@dataclass(frozen=True, slots=True)
class Started(Event):
    """A process of a MID Server has begun."""

    mid: str
    version: str
    """The build stamp of what it runs."""


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """Somebody has ended the process of a MID Server."""

    mid: str


@dataclass(frozen=True, slots=True)
class Configured(Event):
    """An administrator has written a parameter into config.xml; an empty value: has taken it away."""

    mid: str
    parameter: str
    value: str


@dataclass(frozen=True, slots=True)
class StatusTold(Event):
    """The instance has taken over a status of a MID Server."""

    mid: str
    status: str


@dataclass(frozen=True, slots=True)
class CommandQueued(Event):
    """An administrator has put a command into the queue of a MID Server."""

    mid: str
    source: str


@dataclass(frozen=True, slots=True)
class Clicked(Event):
    """The instance has let somebody do something on the record of a MID Server, such as "upgrade"."""

    mid: str
    action: str


@dataclass(frozen=True, slots=True)
class PropertySet(Event):
    """An administrator has set a system property; an empty value: has emptied it, or taken it away."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class InstanceRestarted(Event):
    """The instance was restarted."""


@dataclass(frozen=True, slots=True)
class InstanceUpgraded(Event):
    """The instance was upgraded."""

    version: str


class EventReader:
    """Reads one journal from its beginning; it learns on the way whose record and which property a sys_id is."""

    def __init__(self) -> None:
        self._mids: dict[str, str] = {}
        self._properties: dict[str, str] = {}

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[datetime, Event | None]]:
        """When each entry was written, and the events that it tells; None where it tells none."""
        for entry in entries:
            events: list[Event | None] = [*self._events(entry)]
            yield from ((entry.time, event) for event in events or [None])

    def _events(self, entry: Entry) -> Iterator[Event]:
        detail = entry.detail
        match entry.actor, entry.kind:
            case "host", "started":
                yield Started(detail["mid"], detail["version"])
            case "host", "stopped":
                yield Stopped(detail["mid"])
            case "host", "configured":
                yield Configured(detail["mid"], detail["parameter"], detail["value"] or "")
            case "instance", "restarted":
                yield InstanceRestarted()
            case "instance", "upgraded":
                yield InstanceUpgraded(detail["version"])
            case actor, "exchange" if reading.is_exchange(entry, INSTANCE) and reading.is_success(entry):
                yield from self._told(entry)
                yield from self._done(entry, by_administrator=actor == "administrator")

    def _told(self, entry: Entry) -> Iterator[StatusTold]:
        statuses = ((mid, reading.status_told(entry, sys_id)) for sys_id, mid in self._mids.items())
        yield from (StatusTold(mid, status) for mid, status in statuses if status)

    def _done(self, entry: Entry, *, by_administrator: bool) -> Iterator[Event]:
        received = entry.detail.get("received")
        result: Any = received.get("result") if isinstance(received, dict) else None
        match entry.detail["method"], reading.path_of(entry).removeprefix("/api/now/").split("/"):
            case "POST", ["mid", "action", sys_id, action] if sys_id in self._mids:
                yield Clicked(self._mids[sys_id], action)
            case method, ["table", "sys_properties", *below] if by_administrator:
                yield from self._property(method, "".join(below), result)
            case "POST", ["table", "ecc_agent"] if by_administrator:
                self._mids[result["sys_id"]] = result["name"]
                yield RecordAdded(result["name"], result["version"])
            case "POST", ["table", "ecc_queue"] if by_administrator:
                yield CommandQueued(result["agent"].removeprefix("mid.server."), result["source"])

    def _property(self, method: str, sys_id: str, result: Any) -> Iterator[PropertySet]:  # noqa: ANN401 - JSON
        records = result if isinstance(result, list) else [result or {}]
        self._properties |= {each["sys_id"]: each["name"] for each in records if each.keys() >= {"sys_id", "name"}}
        if method == "DELETE" and sys_id in self._properties:
            yield PropertySet(self._properties[sys_id], "")
        elif method != "GET":
            yield from (PropertySet(each["name"], each.get("value", "")) for each in records if "name" in each)
