"""Reads the requests in a journal: each tells a few events, and details beside them."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import parse_qs

from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.observe import details as d
from fakes.observe import events as e
from fakes.observe.exchanges import (
    ADMINISTRATOR,
    ALL_RECORDS,
    MID_API,
    UPDATE_METHODS,
    is_exchange,
    is_success,
    package_named,
    package_parts,
    path_of,
    plain,
    records_of,
    result_of,
    split,
    texts_sent,
)
from fakes.observe.queue_requests import queue_told, system_commands_shown, work_told
from fakes.observe.version_requests import asks_for_version
from fakes.people import ACTOR

_API = "/api/now/"
_ANSWERS = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
"""What an instance that works answers, too."""


class RequestReader:
    """Learns on the way whose record and which property a sys_id is.

    Args:
        names: Whose record a sys_id is, as far as that is known from elsewhere; more may be added.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.was_helped = False
        """Whether a name was known that the journal had not told."""
        self._names = names
        self._mids: dict[str, str] = {}
        self._properties: dict[str, str] = {}
        self._roles: frozenset[str] = frozenset()

    def act(self, roles: str) -> None:
        """Somebody with these roles is who acts from now on."""
        self._roles = frozenset(filter(None, roles.split(",")))

    def read(self, entry: Entry, *, is_of_mid: bool) -> Iterator[e.Event]:
        """What a request tells; `is_of_mid` says whether a MID Server has made it."""
        if is_exchange(entry, INSTANCE):
            yield from self._to_instance(entry, is_of_mid=is_of_mid)
        elif file := package_named(entry):
            stamp, system = package_parts(file)
            yield d.PackageNamed(entry.actor, file, stamp, system)
            if entry.detail["method"] == "GET":
                yield e.PackageAsked(entry.actor, stamp, system, is_success(entry))
                if is_success(entry):
                    yield d.PackageDelivered(entry.actor, file)
        if is_of_mid:
            yield from d.blanks(entry.actor, entry.detail.get("path", ""))
            if "sent" in entry.detail and (texts := texts_sent(entry)):
                yield d.TextsSent(entry.actor, tuple(texts))
        if "received" in entry.detail:
            yield from system_commands_shown(entry)

    def _to_instance(self, entry: Entry, *, is_of_mid: bool) -> Iterator[e.Event]:
        has_arrived = is_success(entry)
        is_answered = has_arrived or entry.detail.get("status") in _ANSWERS
        if is_of_mid and ("spoiled" in entry.detail or not is_answered):
            yield e.Unanswered(entry.actor)
        match path_of(entry).removeprefix(_API).split("/"):
            case ["mid", resource, sys_id, *action]:
                request = (entry.detail["method"], resource, *action)
                yield from self._of_mid(entry, request, self._mid(sys_id))
            case ["table", "ecc_agent", *below]:
                yield from self._of_record(entry, "".join(below), has_arrived=has_arrived)
            case ["table", "ecc_agent_issue", *_]:
                yield from self._of_issues(entry, is_of_mid=is_of_mid)
            case ["table", "ecc_agent_property"]:
                yield from self._of_mid_property(entry, has_arrived=has_arrived)
            case ["table", "ecc_queue", *_]:
                yield from work_told(entry) if is_of_mid else ()
                yield from queue_told(entry)
            case ["table", "sys_properties", *below] if entry.actor == ADMINISTRATOR:
                yield from self._of_property(entry, "".join(below), has_arrived=has_arrived)
        if is_of_mid and entry.detail["method"] == "GET":
            yield from _of_question(entry, has_arrived=has_arrived)

    def _mid(self, sys_id: str) -> str:
        """Whose record it is; empty where nobody knows."""
        told = self._mids.get(sys_id, "")
        known = self._names.get(sys_id, told)
        self.was_helped |= known != told
        return known

    def _of_record(self, entry: Entry, sys_id: str, *, has_arrived: bool) -> Iterator[e.Event]:
        """What is written into the record of a MID Server; who is validated is for administrators to say."""
        method, sent, mid = entry.detail["method"], entry.detail.get("sent"), self._mid(sys_id)
        is_theirs = entry.actor == ADMINISTRATOR and has_arrived
        if method == "POST" and is_theirs:
            yield from self._added(entry)
        if method not in UPDATE_METHODS or not isinstance(sent, dict):
            return
        if "validated" in sent and is_theirs:
            yield e.Validated(mid, str(sent["validated"]))
        if "status" in sent or "version" in sent:
            yield e.Reported(mid, str(sent.get("status", "")), str(sent.get("version", "")), has_arrived)
        if sent.get("version") == "" and has_arrived:
            yield d.VersionEmptied(mid)

    def _added(self, entry: Entry) -> Iterator[e.Event]:
        for each in records_of(entry):
            mid = self._mids[plain(each, "sys_id")] = plain(each, "name")
            yield e.RecordAdded(mid, plain(each, "version"))
            yield e.Validated(mid, plain(each, "validated"))

    def _of_mid(self, entry: Entry, request: tuple[str, ...], mid: str) -> Iterator[e.Event]:
        status, sent, has_arrived = entry.detail.get("status", 0), entry.detail.get("sent"), is_success(entry)
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
                yield e.ActionTried(mid, action, self._roles, has_arrived, status)
                if action == "clear_queue" and has_arrived:
                    yield e.QueueCleared(mid)

    def _of_mid_property(self, entry: Entry, *, has_arrived: bool) -> Iterator[e.Event]:
        sent = entry.detail.get("sent")
        if entry.detail["method"] != "POST" or not isinstance(sent, dict):
            return
        if entry.actor == ADMINISTRATOR and has_arrived:
            yield e.PropertySet(str(sent.get("name", "")), str(sent.get("value", "")))
        elif entry.actor == ACTOR:
            mid, status = self._mid(str(sent.get("ecc_agent", ""))), entry.detail.get("status", 0)
            yield e.ActionTried(mid, "property", self._roles, has_arrived, status)

    def _of_property(self, entry: Entry, sys_id: str, *, has_arrived: bool) -> Iterator[e.Event]:
        records = records_of(entry) if has_arrived else []
        self._properties |= {plain(each, "sys_id"): plain(each, "name") for each in records if "name" in each}
        match entry.detail["method"]:
            case "GET" if has_arrived and entry.detail["path"].endswith(ALL_RECORDS):
                yield e.PropertiesSeen(tuple((plain(each, "name"), plain(each, "value")) for each in records))
            case "DELETE" if has_arrived and sys_id in self._properties:
                yield e.PropertySet(self._properties[sys_id], "")
            case "POST" | "PATCH" | "PUT":
                named = (each for each in records if "name" in each)
                yield from (e.PropertySet(plain(each, "name"), plain(each, "value")) for each in named)

    def _of_issues(self, entry: Entry, *, is_of_mid: bool) -> Iterator[e.Event]:
        if entry.detail["method"] == "POST" and is_of_mid:
            yield from (e.Said(entry.actor, text, is_logged=False) for text in texts_sent(entry))
        if entry.detail["method"] != "GET":
            return
        for record in records_of(entry):
            source, message, state, count = (plain(record, name) for name in ("source", "message", "state", "count"))
            yield e.IssueSeen(self._mid(plain(record, "mid_server")), source, message, state, count)


def _of_question(entry: Entry, *, has_arrived: bool) -> Iterator[e.Event]:
    """What a MID Server asks for its version with."""
    answer, status, is_spoiled = result_of(entry), entry.detail.get("status", 0), "spoiled" in entry.detail
    told = answer if isinstance(answer, dict) else {}
    path = entry.detail["path"]
    is_list = path_of(entry) == f"{MID_API}/assigned_packages"
    if asks_for_version(path):
        stamp = plain(told, "mid_buildstamp") or plain(told, "buildstamp")
        yield e.VersionAsked(entry.actor, has_arrived and answer is not None, status, stamp, is_spoiled, is_list)
    if is_list:
        [wanted, *_] = parse_qs(split(path).query).get("version") or [""]
        packages = told.get("packages")
        number = len(packages) if isinstance(packages, list) else 0
        yield e.PackagesListed(entry.actor, wanted, plain(told, "buildstamp"), number, is_spoiled)
