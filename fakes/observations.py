"""What a Then-step may ask: questions to the journal, the instance's tables and the hosts' files.

Every question and its answer is journalled itself, so that a verdict can be replayed from the journal alone. Times are
given from the start of the MID Server's present process, unless the question says otherwise.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import parse_qs, urlsplit

from fakes.administrator import Administrator
from fakes.download_site import DOWNLOAD_SITE
from fakes.front import INSTANCE
from fakes.journal import Entry, Journal
from fakes.party import Party

CHANGES = ("PATCH", "PUT")
"""How the Table API changes a record."""
VERSION_PROPERTIES = ("mid.buildstamp", "mid.version", "mid.version.override")

P = ParamSpec("P")
T = TypeVar("T")


def question(ask: "Callable[Concatenate[Observations, P], T]") -> "Callable[Concatenate[Observations, P], T]":
    """A method whose every call is journalled with its answer."""

    def asked(self: "Observations", /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = ask(self, *args, **kwargs)
        self.journal.note("observer", "question", asks=ask.__name__, about=_plain(args), answer=_plain(answer))
        return answer

    asked.__doc__ = ask.__doc__
    return asked


class Observations:
    """The questions. Those that speak of a period mean the time since the last When began."""

    def __init__(self, journal: Journal, mids: Mapping[str, Party], administrator: Administrator) -> None:
        self.journal = journal
        self._mids, self._administrator = mids, administrator
        self._when = 0

    def when(self) -> None:
        """A When begins."""
        self._when = len(self.journal)

    # ---- Checks, permits, packages

    @question
    def checks(self, mid: str) -> list[timedelta]:
        """When the MID Server asked for its version; requests at one instant are one check."""
        return list(dict.fromkeys(self._since_start(mid, entry) for entry in self._exchanges(mid) if is_check(entry)))

    @question
    def permit_requests(self, mid: str) -> list[tuple[timedelta, int]]:
        """When the MID Server asked for a permit, and the HTTP status it got; 0 where none came."""
        return self._permit_requests(mid)

    @question
    def last_permit_answer(self, mid: str) -> int:
        """The HTTP status of the last answer to a request of the MID Server for a permit; 0 where there was none."""
        answers = [status for _, status in self._permit_requests(mid)]
        return answers[-1] if answers else 0

    @question
    def downloads(self, mid: str) -> list[str]:
        """The packages that the MID Server asked the download site for."""
        paths = [
            urlsplit(entry.detail["path"]).path
            for entry in self._exchanges(mid, DOWNLOAD_SITE)
            if entry.detail["method"] == "GET"
        ]
        return [path.rpartition("/")[2] for path in paths if path.endswith(".zip")]

    # ---- Status and version

    @question
    def statuses(self, mid: str) -> list[str]:
        """The statuses the instance has seen, from the world's beginning; equal neighbours count once."""
        seen = [status for status in (self._status_in(entry, mid) for entry in self.journal) if status]
        return [status for status, _ in itertools.groupby(seen)]

    def last_status(self, mid: str) -> str:
        """The status that the instance has seen last; no question of a Then-step."""
        return next(filter(None, (self._status_in(entry, mid) for entry in reversed(self.journal))), "")

    @question
    def record(self, mid: str) -> dict[str, str]:
        """Status and version of the MID Server's record."""
        return self._record(mid)

    @question
    def running(self, mid: str) -> str:
        """The build stamp of what the MID Server's process runs: what its folder held when it started."""
        started = [e.detail["version"] for e in self.journal if e.kind == "started" and e.detail["mid"] == mid]
        return started[-1] if started and self._mids[mid].running else ""

    @question
    def has_come_up(self, mid: str) -> dict[str, str | bool]:
        """What a MID Server has reported, and whether it has asked for its version since it started."""
        party = self._mids[mid]
        since = [entry for entry in self.journal if entry.actor == mid and entry.time >= party.started]
        reports = [entry.detail["sent"] for entry in since if self._status_in(entry, mid)]
        asked = party.played is not None or any(entry.kind == "exchange" and is_check(entry) for entry in since)
        return {**(reports or [{}])[-1], "asked": asked}

    @question
    def status_at_first_replacement(self, mid: str) -> str:
        """The status that the instance knew when the first file of bin, lib, jre or the meta folder was replaced."""
        party, status = self._mids[mid], ""
        folders = [party.path(name) for name in ("bin", "lib", "jre")] + [party.path("package", "meta")]
        for entry in self.journal:
            status = self._status_in(entry, mid) or status
            if entry.actor == mid and entry.kind in ("copy", "write", "delete"):
                place = entry.detail.get("target") or entry.detail["path"]
                if any(party.host.files.is_below(place, folder) for folder in folders):
                    return status
        return ""

    # ---- Messages and commands

    @question
    def said(self, mid: str, in_log: re.Pattern[str], in_issue: re.Pattern[str]) -> bool:
        """Whether the MID Server has said something in the period: in its agent log, or to the instance."""
        entries = [entry for entry in self.journal.since(self._when) if entry.actor == mid]
        lines = [entry.detail["text"] for entry in entries if entry.kind == "append"]
        sent = [text for entry in entries if entry.kind == "exchange" for text in _texts(entry.detail.get("sent"))]
        return any(map(in_log.search, lines)) or any(map(in_issue.search, sent))

    @question
    def commands(self, mid: str, source: str) -> list[str]:
        """The states of the commands with this source that were ever queued for the MID Server."""
        query = f"agent=mid.server.{mid}^queue=output^source={source}^ORDERBYsys_created_on"
        return [command["state"] for command in self._administrator.select("ecc_queue", query)]

    @question
    def results(self, mid: str, source: str) -> int:
        """How many results of commands with this source the MID Server has sent."""
        return len(self._administrator.select("ecc_queue", f"agent=mid.server.{mid}^queue=input^source={source}"))

    def _permit_requests(self, mid: str) -> list[tuple[timedelta, int]]:
        path = f"/api/now/mid/upgrade_permit/{self._mids[mid].agent}"
        asked = [each for each in self._exchanges(mid) if (each.detail["method"], path_of(each)) == ("POST", path)]
        return [(self._since_start(mid, entry), entry.detail.get("status", 0)) for entry in asked]

    def _record(self, mid: str) -> dict[str, str]:
        (agent,) = self._administrator.select("ecc_agent", f"sys_id={self._mids[mid].agent}")
        return {"status": agent["status"], "version": agent["version"]}

    def _exchanges(self, mid: str, server: str = INSTANCE) -> list[Entry]:
        entries = (entry for entry in self.journal.since(self._when) if entry.actor == mid and entry.kind == "exchange")
        return [entry for entry in entries if entry.detail["server"] == server]

    def _since_start(self, mid: str, entry: Entry) -> timedelta:
        return entry.time - self._mids[mid].started

    def _status_in(self, entry: Entry, mid: str) -> str:
        detail = entry.detail
        if entry.kind != "exchange" or not 200 <= detail.get("status", 0) < 300:  # noqa: PLR2004 - success
            return ""
        path, agent, sent = path_of(entry), self._mids[mid].agent, detail.get("sent")
        if (detail["method"], path) == ("DELETE", f"/api/now/mid/channel/{agent}"):
            return "Down"
        if detail["method"] in CHANGES and path == f"/api/now/table/ecc_agent/{agent}" and isinstance(sent, dict):
            return str(sent.get("status", ""))
        return ""


def path_of(entry: Entry) -> str:
    """The path of an exchange, without its query."""
    return str(urlsplit(entry.detail["path"]).path)


def is_check(entry: Entry) -> bool:
    """Whether an exchange with the instance asks for the assigned version: InstanceInfo, the packages, a property."""
    path, query = path_of(entry), parse_qs(urlsplit(entry.detail["path"]).query)
    if path == "/api/now/mid/assigned_packages":
        return not query.get("version")
    asks_properties = path == "/api/now/table/sys_properties"
    if asks_properties:
        received = entry.detail.get("received") or {}
        return any(record.get("name") in VERSION_PROPERTIES for record in received.get("result", ()))
    return path == "/api/now/mid/instance_info"


def _texts(value: Any) -> Iterable[str]:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, re.Pattern):
        return value.pattern
    return str(value) if isinstance(value, timedelta) else value
