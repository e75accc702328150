"""In which ways a scenario has tried what a rule says: read from its journal, from what was done to the parties.

What the documentation says of upgrades holds whatever asks for one, for newer and older versions, for each distance
between them, again as for the first time, for several MID Servers, over days, and after restarts: docs/readings.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.observe import reading
from fakes.releases.builds import Build, builds

WAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "trigger": ("hour", "command", "click", "start", "pin", "override", "instance upgrade"),
        "direction": ("newer", "older"),
        "distance": ("build", "hotfix", "patch", "family"),
        "repetition": ("again", "after a failure"),
        "number": ("several", "names that begin alike"),
        "duration": ("hours", "days"),
        "restart": ("of a MID Server", "of the instance"),
    }
)
"""The values of each dimension of A8. A scenario has tried any number of them."""

Way = tuple[str, str]
"""A dimension and a value."""

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def tried(journal: Iterable[Entry]) -> set[Way]:
    """What the scenario with this journal has tried."""
    reader = _Reader()
    for entry in journal:
        reader.read(entry)
    return reader.ways | reader.ways_in_all()


@dataclass
class _Mid:
    """A MID Server as far as the journal has told."""

    name: str
    running: str
    wanted: str = ""
    """The stamp, or the tag of its pin, that it is to run."""
    pin: str = ""
    due: datetime | None = None
    """When an hour has passed since it is to run another version, or since its process started."""
    was_asked: bool = False
    has_started: bool = False
    is_stopped: bool = True
    is_configured: bool = False
    """Its config.xml was changed since its last start."""
    is_upgrading: bool = False
    has_failed: bool = False

    @property
    def is_behind(self) -> bool:
        """Whether it is to run another version."""
        return bool(self.wanted) and not self.running.startswith(self.wanted)


class _Reader:
    """Reads a journal entry by entry."""

    def __init__(self) -> None:
        self.ways: set[Way] = set()
        self._mids: dict[str, _Mid] = {}
        """By the sys_id of their records."""
        self._names: dict[str, str] = {}
        """Of properties, by the sys_id of their records."""
        self._times: list[datetime] = []
        self._stamp = self._override = ""

    def read(self, entry: Entry) -> None:
        """One entry more."""
        self._times = [*self._times[:1], entry.time]
        for mid in self._mids.values():
            if mid.due and entry.time >= mid.due and mid.is_behind and not mid.is_stopped:
                self._ask(mid, "hour")
        if entry.actor == "host":
            self._host(entry)
        elif entry.actor == "instance":
            self._instance(entry)
        elif reading.is_exchange(entry, INSTANCE) and reading.is_success(entry):
            self._exchange(entry)

    def ways_in_all(self) -> set[Way]:
        """What only the whole scenario tells."""
        ways = {("duration", "hours")} if self._times and self._times[-1] - self._times[0] >= _HOUR else set()
        ways |= {("duration", "days")} if self._times and self._times[-1] - self._times[0] >= _DAY else set()
        names = sorted(mid.name for mid in self._mids.values())
        ways |= {("number", "several")} if len(names) > 1 else set()
        alike = any(after.startswith(before) for before, after in pairwise(names))
        return ways | ({("number", "names that begin alike")} if alike else set())

    # ---- What was done

    def _host(self, entry: Entry) -> None:
        for mid in self._mids.values():
            if mid.name != entry.detail.get("mid"):
                continue
            if entry.kind == "stopped":
                mid.is_stopped = True
            elif entry.kind == "configured" and entry.detail["parameter"] == "mid.pinned.version":
                mid.pin, mid.is_configured = entry.detail["value"] or "", True
                self._assign(mid)
                if mid.pin:
                    self._ask(mid, "pin")
            elif entry.kind == "started":
                self._start(mid, entry.detail["version"])

    def _start(self, mid: _Mid, version: str) -> None:
        mid.has_failed = mid.has_failed and version == mid.running
        mid.running, mid.due = version, self._times[-1] + _HOUR
        self._assign(mid)
        if mid.has_started and mid.is_stopped:
            self.ways.add(("restart", "of a MID Server"))
            others = (each for each in (mid.pin, self._override, self._stamp) if each)
            if not mid.is_configured and not all(map(version.startswith, others)):
                self._ask(mid, "start")
        mid.has_started, mid.is_stopped, mid.is_configured = True, False, False

    def _instance(self, entry: Entry) -> None:
        if entry.kind in ("restarted", "upgraded"):
            self.ways.add(("restart", "of the instance"))
        if entry.kind == "upgraded":
            self._stamp, self._override = entry.detail["version"], ""
            for mid in self._mids.values():
                self._assign(mid)
                self._ask(mid, "instance upgrade")

    def _exchange(self, entry: Entry) -> None:
        path = reading.path_of(entry)
        if entry.actor == "administrator" and path.startswith(f"{reading.TABLE_API}/"):
            self._administrator(entry, *path.removeprefix(f"{reading.TABLE_API}/").split("/"))
        for sys_id, mid in self._mids.items():
            if path == f"{reading.MID_API}/action/{sys_id}/upgrade":
                self._ask(mid, "click")
            if status := reading.status_told(entry, sys_id):
                over = status == "Up" and mid.is_upgrading and mid.is_behind
                mid.has_failed = mid.has_failed or over or status == "Upgrade Failed"
                mid.is_upgrading = status == "Upgrading"

    def _administrator(self, entry: Entry, table: str, sys_id: str = "") -> None:
        received = entry.detail.get("received")
        result = received["result"] if isinstance(received, dict) else {}
        if table == "sys_properties":
            for record in result if isinstance(result, list) else [result]:
                self._names.setdefault(record.get("sys_id", sys_id), record.get("name", ""))
            if entry.detail["method"] != "GET":
                self._set(self._names.get(result.get("sys_id", sys_id), ""), result.get("value", ""))
        elif entry.detail["method"] == "POST" and table == "ecc_agent":
            self._mids[result["sys_id"]] = _Mid(result["name"], result["version"])
        elif entry.detail["method"] == "POST" and result.get("source") == "autoUpgrade":
            for mid in self._mids.values():
                if result["agent"] == f"mid.server.{mid.name}":
                    self._ask(mid, "command")

    def _set(self, name: str, value: str) -> None:
        """The administrator has set a property, or removed it."""
        if name == "mid.buildstamp":
            self._stamp = value
        elif name == "mid.version.override":
            self._override = value
        for mid in self._mids.values():
            self._assign(mid)
            if name == "mid.version.override" and value:
                self._ask(mid, "override")

    # ---- What that comes to

    def _assign(self, mid: _Mid) -> None:
        wanted = mid.pin or self._override or self._stamp
        if wanted == mid.wanted:
            return
        mid.wanted, mid.due = wanted, self._times[-1] + _HOUR
        before, after = _build(mid.running), _build(wanted)
        if before and after and mid.is_behind:
            is_newer = (after.release, after.built) > (before.release, before.built)
            self.ways |= {("direction", "newer" if is_newer else "older"), ("distance", _distance(before, after))}

    def _ask(self, mid: _Mid, trigger: str) -> None:
        self.ways.add(("trigger", trigger))
        if mid.was_asked:
            self.ways.add(("repetition", "again"))
        if mid.has_failed:
            self.ways.add(("repetition", "after a failure"))
        mid.was_asked, mid.due = True, self._times[-1] + _HOUR


def _build(text: str) -> Build | None:
    return next((each for each in builds() if text in (each.stamp, each.tag)), None)


def _distance(before: Build, after: Build) -> str:
    if before.family != after.family:
        return "family"
    if before.patch != after.patch:
        return "patch"
    return "hotfix" if before.hotfix != after.hotfix else "build"
