"""In which ways a scenario has tried what a rule says: read from its journal, from what was done to the parties.

What the documentation says of upgrades holds whatever asks for one, for newer and older versions, for each distance
between them, again as for the first time, for several MID Servers, over days, and after restarts: docs/readings.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise, takewhile
from types import MappingProxyType

from fakes.journal import Entry
from fakes.observe.events import (
    ActionTried,
    CommandQueued,
    Configured,
    ConnectionLost,
    Ended,
    Event,
    InstanceRestarted,
    InstanceUpgraded,
    PropertySet,
    RecordAdded,
    Reported,
    Rested,
    Started,
)
from fakes.observe.reader import EventReader
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
"""The values of each dimension of reading A8, at the head of features/rules.toml.

A scenario has tried any number of them."""

Way = tuple[str, str]
"""A dimension and a value."""

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def tried(journal: Iterable[Entry]) -> set[Way]:
    """What the scenario with this journal has tried."""
    watcher = _Watcher()
    for happening in takewhile(lambda each: not isinstance(each.event, Rested), EventReader().read(journal)):
        watcher.watch(happening.time, happening.event)
    return watcher.ways | watcher.ways_in_all()


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


class _Watcher:
    """Watches what happens, event by event."""

    def __init__(self) -> None:
        self.ways: set[Way] = set()
        self._mids: dict[str, _Mid] = {}
        self._stamp = self._override = ""
        self._begun: datetime | None = None
        self._now = datetime.min.replace(tzinfo=UTC)

    def watch(self, time: datetime, event: Event | None) -> None:
        """One event more, or only that it is so late."""
        self._begun, self._now = self._begun or time, time
        for mid in self._mids.values():
            if mid.due and time >= mid.due and mid.is_behind and not mid.is_stopped:
                self._ask(mid, "hour")
        self._take(event)

    def ways_in_all(self) -> set[Way]:
        """What only the whole scenario tells."""
        passed = self._now - (self._begun or self._now)
        names = sorted(self._mids)
        found = {
            ("duration", "hours"): passed >= _HOUR,
            ("duration", "days"): passed >= _DAY,
            ("number", "several"): len(names) > 1,
            ("number", "names that begin alike"): any(after.startswith(before) for before, after in pairwise(names)),
        }
        return {way for way, is_so in found.items() if is_so}

    def _take(self, event: Event | None) -> None:  # noqa: C901, PLR0912 - a table
        match event:
            case RecordAdded(name, version):
                self._mids[name] = _Mid(name, version)
            case Started(name, version, _, _):
                self._start(self._mids[name], version)
            case Ended(name, "stopped"):
                self._mids[name].is_stopped = True
            case Configured(name, "mid.pinned.version", value):
                mid = self._mids[name]
                mid.pin, mid.is_configured = value, True
                self._assign()
                if value:
                    self._ask(mid, "pin")
            case Reported(name, status, _, has_arrived=True) if status and name in self._mids:
                self._tell(self._mids[name], status)
            case ConnectionLost(name):
                self._tell(self._mids[name], "Down")
            case CommandQueued(name, "autoUpgrade"):
                self._ask(self._mids[name], "command")
            case ActionTried(name, "upgrade", _, is_accepted=True):
                self._ask(self._mids[name], "click")
            case PropertySet("mid.buildstamp", value):
                self._stamp = value
                self._assign()
            case PropertySet("mid.version.override", value):
                self._override = value
                self._assign()
                if value:
                    self._ask_all("override")
            case InstanceUpgraded(version):
                self.ways.add(("restart", "of the instance"))
                self._stamp, self._override = version, ""
                self._assign()
                self._ask_all("instance upgrade")
            case InstanceRestarted():
                self.ways.add(("restart", "of the instance"))

    def _tell(self, mid: _Mid, status: str) -> None:
        """The instance has taken over a status."""
        is_over = status == "Up" and mid.is_upgrading and mid.is_behind
        mid.has_failed = mid.has_failed or is_over or status == "Upgrade Failed"
        mid.is_upgrading = status == "Upgrading"

    def _start(self, mid: _Mid, version: str) -> None:
        mid.has_failed = mid.has_failed and version == mid.running
        mid.running, mid.due = version, self._now + _HOUR
        self._assign()
        if mid.has_started and mid.is_stopped:
            self.ways.add(("restart", "of a MID Server"))
            named = (each for each in (mid.pin, self._override, self._stamp) if each)
            if not mid.is_configured and not all(map(version.startswith, named)):
                self._ask(mid, "start")
        mid.has_started, mid.is_stopped, mid.is_configured = True, False, False

    def _assign(self) -> None:
        """Whoever is to run another version than before goes somewhere."""
        for mid in self._mids.values():
            wanted = mid.pin or self._override or self._stamp
            if wanted == mid.wanted:
                continue
            mid.wanted, mid.due = wanted, self._now + _HOUR
            before, after = _build(mid.running), _build(wanted)
            if before and after and mid.is_behind:
                is_newer = (after.release, after.built) > (before.release, before.built)
                direction = "newer" if is_newer else "older"
                self.ways |= {("direction", direction), ("distance", _distance(before, after))}

    def _ask_all(self, trigger: str) -> None:
        for mid in self._mids.values():
            self._ask(mid, trigger)

    def _ask(self, mid: _Mid, trigger: str) -> None:
        self.ways.add(("trigger", trigger))
        if mid.was_asked:
            self.ways.add(("repetition", "again"))
        if mid.has_failed:
            self.ways.add(("repetition", "after a failure"))
        mid.was_asked, mid.due = True, self._now + _HOUR


def _build(text: str) -> Build | None:
    return next((each for each in builds() if text in (each.stamp, each.tag)), None)


def _distance(before: Build, after: Build) -> str:
    if before.family != after.family:
        return "family"
    if before.patch != after.patch:
        return "patch"
    return "hotfix" if before.hotfix != after.hotfix else "build"
