"""A scenario as laws see it: its events, each with what MID Servers and the instance were just before it.

What the instance knows and what a MID Server has tried to tell it are two things, and so are holding a permit and
having tried to give it back: a law about MID Servers goes by what they tried, one about instances by what arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from fakes.observe import events as e

UP, PAUSED, DOWN, UPGRADING, UPGRADE_FAILED = "Up", "Paused", "Down", "Upgrading", "Upgrade Failed"
MESSAGES = (
    "Unable to refresh packages",
    "Failed to query instance for MID Server buildstamp",
    "Not a valid package buildstamp",
    "Not enough free disk space",
    "Unable to download updates from the install server",
    "Unable to extract contents of",
    "Unable to create folder",
    "Unable to verify file permissions",
    "MID Server Windows Service is not running as",
)
"""The beginnings of the messages that the documentation gives."""

DENIALS = (e.PackageAsked, e.PackagesListed, e.Extracted, e.ProgramChanged, e.Tested)
"""The events that may tell that something was denied."""
FAILURES = (*DENIALS, e.Unanswered, e.Said)
"""Those that may tell that something has failed."""


class Mid(Struct):
    """A MID Server, as the instance, its host and the network have seen it; the fold alone changes it."""

    name: str
    is_tested: bool = False
    """Whether it is under test; else the suite plays it."""
    os: str = ""
    """That of its host, "windows" or "linux"."""
    recorded: str = ""
    """The version in its record."""
    running: str = ""
    """The version of its process."""
    started: datetime | None = None
    """When its process began; None while it has none."""
    status: str = DOWN
    """What the instance knows."""
    status_since: datetime | None = None
    claimed: str = ""
    """What it reported last, whether or not that arrived."""
    is_validated: bool = False
    was_hindered: bool = False
    """Whether its Windows has had Application Experience disabled: how it notices that, and what it says, is free."""
    holds: bool = False
    """Whether it holds a permit, as the instance has been told."""
    is_keeping: bool = False
    """Whether it has got a permit and has not even tried to give it back."""
    given_at: datetime | None = None
    """When it got its last permit."""
    waits: bool = False
    """Whether it was turned away, and goes on asking."""
    refused_at: datetime | None = None
    """When it was turned away last, where nothing has happened since that might change what it wants."""
    is_turned_away: bool = False
    """Whether its last request for a permit was refused, whatever has become of it since."""
    may_install: frozenset[str] = frozenset()
    """What it was told before it got the permit, what was assigned then, what it was told since; "" for the unknown."""
    was_validated: bool = False
    """Whether it was, when it first asked for the permit, or when it got it."""
    was_there: bool = False
    """Whether it was neither Paused nor Down when it got the permit, as it has told or as the instance knew."""
    tested: str = ""
    """How its last tests went, since its start or its last upgrade: "clean", "errors", or empty."""
    has_replaced: bool = False
    """Whether its process has changed the program since it got the permit."""
    pin: str = ""
    pins: frozenset[str] = frozenset()
    """All that config.xml has said since its process began, "" for no pin."""
    tests_are_off: bool = False
    """Whether config.xml has ever turned the tests off."""
    told: str = ""
    """The version that it was told last."""
    knew: frozenset[str] = frozenset()
    """All the versions that its process has had reason to go to."""
    has_run: frozenset[str] = frozenset()
    """All the versions that its processes have run."""

    @property
    def is_busy(self) -> bool:
        """Whether an upgrade is under way, or may be."""
        return self.waits or self.is_keeping or self.claimed == UPGRADING

    @property
    def is_pinned(self) -> bool:
        """Whether config.xml has named a version since its process began."""
        return any(self.pins)


@dataclass(frozen=True, slots=True)
class Instance:
    """The instance, as administrators have made it."""

    is_tested: bool = False
    """Whether it is under test; else the suite plays it."""
    own: str = ""
    """Its own version."""
    stamp: str = ""
    override: str = ""
    tests_are_off: bool = False
    """Whether a property has ever turned the tests off."""

    @property
    def assigned(self) -> str:
        """The version for all MID Servers."""
        return self.override if self.override.strip() else self.stamp


class Moment(NamedTuple):
    """An event, and what was known just before it."""

    time: datetime
    sequence: int
    actor: str
    event: e.Event
    mid: Mid
    """The MID Server concerned; one without a name where none is."""
    instance: Instance
    mids: Mapping[str, Mid]


@dataclass(frozen=True)
class Story:
    """All moments of one scenario, and the lives of its MID Servers under test."""

    moments: Sequence[Moment]
    slack: timedelta = timedelta()
    """How much later than it is due something may be seen: nothing in virtual time."""

    def of(self, *events: type[e.Event]) -> Sequence[Moment]:
        """The moments with events of these kinds."""
        if len(events) == 1:
            return self._by_event.get(events[0], ())
        kinds = frozenset(events)
        return [moment for moment in self.moments if type(moment.event) in kinds]

    @cached_property
    def _by_event(self) -> Mapping[type[e.Event], Sequence[Moment]]:
        found: dict[type[e.Event], list[Moment]] = {}
        for moment in self.moments:
            found.setdefault(type(moment.event), []).append(moment)
        return found

    @cached_property
    def lives(self) -> Sequence["Life"]:
        """The life of each MID Server under test."""
        if not self.moments:
            return ()
        end = self.moments[-1]
        found: dict[str, list[Moment]] = {name: [] for name, mid in end.mids.items() if mid.is_tested}
        for moment in self.moments:
            if moment.mid.name in found:
                found[moment.mid.name].append(moment)
        over = end._replace(event=e.ScenarioEnded(), actor="")
        return [Life([*moments, over._replace(mid=end.mids[name])], self) for name, moments in found.items()]

    def commands(self, *sources: str) -> set[str]:
        """The sys_ids of the system commands with these sources; of all, where none is named."""
        seen = (moment.event for moment in self.of(e.CommandSeen))
        return {
            each.command
            for each in seen
            if isinstance(each, e.CommandSeen) and each.is_system and (not sources or each.source in sources)
        }


@dataclass(frozen=True)
class Life:
    """The moments of one MID Server under test, the last of which is the end of the scenario."""

    moments: Sequence[Moment]
    story: Story

    def of(self, *events: type[e.Event]) -> list[Moment]:
        """The moments with events of these kinds."""
        kinds = frozenset(events)
        return [moment for moment in self.moments if type(moment.event) in kinds]


def failed(moment: Moment) -> bool:
    """Whether something that an upgrade needs has failed here, or was said to have."""
    if type(moment.event) not in FAILURES:
        return False
    match moment.event:
        case e.Unanswered():
            return True
        case e.Said(_, text):
            return any(message in text for message in MESSAGES)
    return was_denied(moment)


def was_denied(moment: Moment) -> bool:
    """Whether the tests, the site or the host have denied something that an upgrade needs."""
    match moment.event:
        case e.PackageAsked(is_answered=False) | e.PackagesListed(packages=0):
            return True
        case e.Extracted(_, is_done=False) | e.ProgramChanged(_, is_done=False):
            return True
        case e.Tested() as tested:
            return bool(tested.errors)
    return False
