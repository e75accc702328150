"""The one reader of journals: each entry tells a few events, whoever wrote it.

Requests are read as they were made and answered; what a target says of itself is no event.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from fakes.agent_folder import PROGRAM_FOLDERS
from fakes.host.files import Files
from fakes.host.host import AGENT_LOG
from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.observe import command_entries, reading
from fakes.observe import events as e
from fakes.observe.version_requests import is_check, is_list_question
from fakes.people import ACTOR

ADMINISTRATOR = "administrator"
"""Who that is in the journal."""
_API = "/api/now/"
_ALL_RECORDS = "?sysparm_query="
"""How an administrator asks for all records of a table."""
_COMMAND = {"sys_id", "agent", "queue", "topic", "source", "state"}
"""The fields without which a command is not known."""
_ANSWERS = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
"""What an instance that works answers, too."""
_OF_SCENARIO = {"rest": e.Rested, "end": e.ScenarioEnded}
_PATH_OF = {"write": "path", "append": "path", "delete": "path", "copy": "target", "extract": "folder"}
"""What each operation that changes files calls the place."""


class Happening(NamedTuple):
    """An event, when it was, and who did it."""

    time: datetime
    sequence: int
    """That of the entry which tells it."""
    actor: str
    event: e.Event | None
    """None where the entry tells none: only time has passed."""


class EventReader:
    """Reads one journal from its beginning; it learns on the way whose record and which property a sys_id is."""

    def __init__(self) -> None:
        self._mids: dict[str, str] = {}
        self._properties: dict[str, str] = {}
        self._places: dict[str, Callable[[str], str]] = {}
        self._roles: frozenset[str] = frozenset()

    def read(self, entries: Iterable[Entry]) -> Iterator[Happening]:
        """What happened, in order."""
        for entry in entries:
            tells = False
            for event in self._events(entry):
                tells = True
                yield Happening(entry.time, entry.sequence, entry.actor, event)
            if not tells:
                yield Happening(entry.time, entry.sequence, entry.actor, None)

    def _events(self, entry: Entry) -> Iterator[e.Event]:
        match entry.actor:
            case "network":
                return
            case "observer":
                if entry.kind == "requests at once":
                    yield e.PermitsAskedAtOnce()
            case "scenario":
                if entry.kind in _OF_SCENARIO:
                    yield _OF_SCENARIO[entry.kind]()
            case "host":
                yield from self._of_host(entry)
            case "instance":
                yield from _of_instance(entry)
            case _ if entry.kind == "exchange":
                yield from self._exchange(entry)
            case _ if entry.kind == "acts":
                self._roles = frozenset(filter(None, entry.detail["roles"].split(",")))
            case _:
                yield from self._of_files(entry)

    def _of_host(self, entry: Entry) -> Iterator[e.Event]:
        detail, kind = entry.detail, entry.kind
        mid = detail["mid"]
        match kind:
            case "installed":
                self._places[mid] = functools.partial(_place, detail["os"] == "windows", detail["folder"])
                yield e.Installed(mid, detail["played"], detail["os"])
            case "started":
                yield e.Started(mid, detail["version"], detail["whole"], detail["pin"])
            case "stopped" | "killed" | "restarting" | "cannot start":
                yield e.Ended(mid, kind)
            case "configured":
                yield e.Configured(mid, detail["parameter"], detail["value"] or "")

    def _of_files(self, entry: Entry) -> Iterator[e.Event]:
        """What a MID Server lets its host do; a text that is written into the log anew counts like one added."""
        mid, kind, detail = entry.actor, entry.kind, entry.detail
        is_done = "error" not in detail
        if is_done and detail.get("text") and detail["path"].lower().endswith(AGENT_LOG):
            yield e.Said(mid, detail["text"], is_logged=True)
        if kind not in _PATH_OF or mid not in self._places:
            return
        if kind == "extract":
            yield e.Extracted(mid, is_done)
        match self._places[mid](detail[_PATH_OF[kind]]):
            case "program":
                yield e.ProgramChanged(mid, is_done)
            case "package" if kind in ("write", "copy") and is_done:
                yield e.PackageStored(mid)

    def _exchange(self, entry: Entry) -> Iterator[e.Event]:
        if file := reading.package_asked_for(entry):
            if entry.detail["method"] == "GET":
                stamp, system = reading.package_parts(file)
                yield e.PackageAsked(entry.actor, stamp, system, reading.is_success(entry))
        elif reading.is_exchange(entry, INSTANCE):
            has_arrived = reading.is_success(entry)
            is_answered = has_arrived or entry.detail.get("status") in _ANSWERS
            if entry.actor in self._places and ("spoiled" in entry.detail or not is_answered):
                yield e.Unanswered(entry.actor)
            path = reading.path_of(entry).removeprefix(_API)
            yield from self._request(entry, path.split("/"), has_arrived=has_arrived)
            if entry.detail["method"] == "GET" and entry.actor in self._places:
                yield from _of_question(entry, has_arrived=has_arrived)

    def _request(self, entry: Entry, path: list[str], *, has_arrived: bool) -> Iterator[e.Event]:
        match path:
            case ["mid", resource, sys_id, *action]:
                request = (entry.detail["method"], resource, *action)
                yield from self._of_mid(entry, request, self._mids.get(sys_id, ""))
            case ["table", "ecc_agent", *below]:
                yield from self._of_record(entry, "".join(below), has_arrived=has_arrived)
            case ["table", "ecc_agent_issue", *_]:
                yield from self._of_issues(entry)
            case ["table", "ecc_agent_property"]:
                yield from self._of_mid_property(entry, has_arrived=has_arrived)
            case ["table", "ecc_queue", *_]:
                if entry.actor in self._places:
                    yield from _of_work(entry, has_arrived=has_arrived)
                yield from _of_queue(entry, has_arrived=has_arrived)
            case ["table", "sys_properties", *below] if entry.actor == ADMINISTRATOR:
                yield from self._of_property(entry, "".join(below), has_arrived=has_arrived)

    def _of_record(self, entry: Entry, sys_id: str, *, has_arrived: bool) -> Iterator[e.Event]:
        """What is written into the record of a MID Server; who is validated is for administrators to say."""
        method, sent, mid = entry.detail["method"], entry.detail.get("sent"), self._mids.get(sys_id, "")
        is_theirs = entry.actor == ADMINISTRATOR and has_arrived
        if method == "POST" and is_theirs:
            yield from self._added(_result(entry))
        if method not in reading.UPDATE_METHODS or not isinstance(sent, dict):
            return
        if "validated" in sent and is_theirs:
            yield e.Validated(mid, str(sent["validated"]))
        if "status" in sent or "version" in sent:
            yield e.Reported(mid, str(sent.get("status", "")), str(sent.get("version", "")), has_arrived)

    def _added(self, record: Any) -> Iterator[e.Event]:  # noqa: ANN401 - JSON
        for each in _records(record):
            mid = self._mids[_plain(each, "sys_id")] = _plain(each, "name")
            yield e.RecordAdded(mid, _plain(each, "version"))
            yield e.Validated(mid, _plain(each, "validated"))

    def _of_mid(self, entry: Entry, request: tuple[str, ...], mid: str) -> Iterator[e.Event]:
        status, sent, has_arrived = entry.detail.get("status", 0), entry.detail.get("sent"), reading.is_success(entry)
        match request:
            case "DELETE", "channel" if has_arrived:
                yield e.ConnectionLost(mid)
            case "POST", "upgrade_permit":
                yield e.PermitAsked(mid, status, "spoiled" in entry.detail)
            case "DELETE", "upgrade_permit":
                yield e.PermitReturned(mid, has_arrived)
            case "POST", "upgrade_check" if isinstance(sent, dict):
                messages = sent.get("messages")
                tested = tuple(map(str, messages if isinstance(messages, list) else ()))
                yield e.Tested(mid, str(sent.get("source", "")), tested, has_arrived)
                yield from (e.Said(mid, message, is_logged=False) for message in tested)
            case "POST", "action", action if entry.actor == ACTOR:
                yield e.ActionTried(mid, action, self._roles, has_arrived)
                if action == "clear_queue" and has_arrived:
                    yield e.QueueCleared(mid)

    def _of_mid_property(self, entry: Entry, *, has_arrived: bool) -> Iterator[e.Event]:
        sent = entry.detail.get("sent")
        if entry.detail["method"] != "POST" or not isinstance(sent, dict):
            return
        if entry.actor == ADMINISTRATOR and has_arrived:
            yield e.PropertySet(str(sent.get("name", "")), str(sent.get("value", "")))
        elif entry.actor == ACTOR:
            mid = self._mids.get(str(sent.get("ecc_agent", "")), "")
            yield e.ActionTried(mid, "property", self._roles, has_arrived)

    def _of_property(self, entry: Entry, sys_id: str, *, has_arrived: bool) -> Iterator[e.Event]:
        records = _records(_result(entry)) if has_arrived else []
        self._properties |= {_plain(each, "sys_id"): _plain(each, "name") for each in records if "name" in each}
        match entry.detail["method"]:
            case "GET" if has_arrived and entry.detail["path"].endswith(_ALL_RECORDS):
                yield e.PropertiesSeen(tuple((_plain(each, "name"), _plain(each, "value")) for each in records))
            case "DELETE" if has_arrived and sys_id in self._properties:
                yield e.PropertySet(self._properties[sys_id], "")
            case "POST" | "PATCH" | "PUT":
                named = (each for each in records if "name" in each)
                yield from (e.PropertySet(_plain(each, "name"), _plain(each, "value")) for each in named)

    def _of_issues(self, entry: Entry) -> Iterator[e.Event]:
        if entry.detail["method"] == "POST" and entry.actor in self._places:
            yield from (e.Said(entry.actor, text, is_logged=False) for text in reading.texts_sent(entry))
        if entry.detail["method"] != "GET":
            return
        for record in _records(_result(entry)):
            source, message, state, count = (_plain(record, name) for name in ("source", "message", "state", "count"))
            yield e.IssueSeen(self._mids.get(_plain(record, "mid_server"), ""), source, message, state, count)


def _of_instance(entry: Entry) -> Iterator[e.Event]:
    match entry.kind:
        case "begun":
            yield e.InstanceBegun(entry.detail["version"], entry.detail["played"])
        case "restarted":
            yield e.InstanceRestarted()
        case "upgraded":
            yield e.InstanceUpgraded(entry.detail["version"])


def _of_question(entry: Entry, *, has_arrived: bool) -> Iterator[e.Event]:
    """What a MID Server asks for its version with."""
    answer, status, is_spoiled = _result(entry), entry.detail.get("status", 0), "spoiled" in entry.detail
    told = answer if isinstance(answer, dict) else {}
    is_list = is_list_question(entry)
    if is_check(entry):
        stamp = _plain(told, "mid_buildstamp") or _plain(told, "buildstamp")
        yield e.VersionAsked(entry.actor, has_arrived and answer is not None, status, stamp, is_spoiled, is_list)
    if is_list:
        [wanted, *_] = parse_qs(reading.split(entry.detail["path"]).query).get("version") or [""]
        packages = told.get("packages")
        number = len(packages) if isinstance(packages, list) else 0
        yield e.PackagesListed(entry.actor, wanted, _plain(told, "buildstamp"), number, is_spoiled)


def _of_work(entry: Entry, *, has_arrived: bool) -> Iterator[e.Event]:
    if command := command_entries.command_taken(entry):
        yield e.CommandTaken(entry.actor, command, is_done=entry.detail["sent"]["state"] == "processed")
    if command := command_entries.result_sent(entry):
        yield e.ResultSent(entry.actor, command, has_arrived)


def _of_queue(entry: Entry, *, has_arrived: bool) -> Iterator[e.Event]:
    commands = [each for each in _records(_result(entry)) if each.keys() >= _COMMAND and each["queue"] == "output"]
    for each in commands:
        command, source, state = (_plain(each, name) for name in ("sys_id", "source", "state"))
        yield e.CommandSeen(_owner(each), command, _plain(each, "topic") == "SystemCommand", source, state)
    if entry.actor != ADMINISTRATOR or not has_arrived:
        return
    if entry.detail["method"] == "POST":
        yield from (e.CommandQueued(_owner(each), _plain(each, "source")) for each in commands)
    elif entry.detail["path"].endswith(_ALL_RECORDS):
        ready = (_owner(each) for each in commands if (each["source"], each["state"]) == ("autoUpgrade", "ready"))
        yield e.QueuesSeen(frozenset(ready))


@functools.lru_cache(maxsize=4096)
def _place(is_windows: bool, folder: str, path: str) -> str:  # noqa: FBT001 - a key
    """What a path is in an agent folder: "program", "package", or empty for anything else."""
    files = Files(windows=is_windows)
    if not files.is_below(path, folder):
        return "program" if files.is_below(folder, path) else ""
    below = files.below(path, folder)
    name = f"{below}/" if below else ""
    if any(name.startswith(each) or each.startswith(name) for each in PROGRAM_FOLDERS):
        return "program"
    return "package" if reading.package_parts(below.rpartition("/")[2])[0] else ""


def _result(entry: Entry) -> Any:  # noqa: ANN401 - JSON
    received = entry.detail.get("received")
    return received.get("result") if isinstance(received, dict) else None


def _records(shown: object) -> list[dict[str, Any]]:
    records = shown if isinstance(shown, list) else [shown]
    return [each for each in records if isinstance(each, dict)]


def _owner(command: Mapping[str, Any]) -> str:
    return _plain(command, "agent").removeprefix("mid.server.")


def _plain(record: Mapping[str, Any], name: str) -> str:
    """A field's value, which may stand beside its display value; empty for what is no text."""
    value = record.get(name)
    value = value.get("value") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""
