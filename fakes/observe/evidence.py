"""What questions are answered from: what the journal tells, cut into periods, and the hosts' files."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from fakes.host.host import AGENT_LOG
from fakes.journal import Journal
from fakes.observe.events import ConnectionLost, Event, MidEvent, Reported, Started
from fakes.observe.reader import EventReader, Happening
from fakes.party import Party

E = TypeVar("E", bound=Event)


class Player(Protocol):
    """A MID Server that the suite plays: what it is told when it asks."""

    def assigned(self) -> list[str]:
        """The version for all MID Servers, as the instance answers it in each way; one where the ways agree."""

    def packages(self, system: str, version: str) -> list[object] | None:
        """The list of packages of a version, for an operating system; None where it is not given one."""

    def waiting_commands(self) -> list[str]:
        """The commands that it finds in its queue, by source."""


class Evidence:
    """The journal, and who is who in it. It is read when something is asked, and each entry once.

    Args:
        journal: All that was seen.
        parties: The MID Servers by name; those to come are added.
    """

    def __init__(self, journal: Journal, parties: Mapping[str, Party]) -> None:
        self.journal, self.parties = journal, parties
        self.period_begins_at = 0
        """Where in the journal the period began."""
        self.period_begins = journal.now
        """When the period began."""
        self._logs: dict[str, bytes] = {}
        self._logs_before: dict[str, bytes] = {}
        self._files: dict[str, frozenset[str]] = {}
        self._running: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._reader = EventReader(self._names)
        self._entries_read = 0
        self._happenings: list[Happening] = []
        self._about: defaultdict[str, list[Happening]] = defaultdict(list)

    def begin_period(self) -> None:
        """A When begins: what is asked of a period is about the time since then."""
        self.period_begins_at, self.period_begins = len(self.journal), self.journal.now
        self._logs_before = self._logs
        self._logs = {name: self._log(name) for name in self.parties}
        self._files = {name: self.files_beside_program(name) for name in self.parties}
        self._running = {name: party.start_entry for name, party in self.parties.items() if party.is_running}

    def sys_id(self, mid: str) -> str:
        """The sys_id of a MID Server's record."""
        return self.parties[mid].sys_id

    # ---- What has happened

    def happenings(self) -> Sequence[Happening]:
        """All events and details so far."""
        self._read_on()
        return self._happenings

    def told_by_journal(self) -> Iterable[Happening]:
        """The same, as the journal alone tells it: it may leave open whose record a sys_id is."""
        happenings = self.happenings()
        return EventReader().read(self.journal) if self._reader.was_helped else happenings

    def about(self, mid: str) -> Sequence[Happening]:
        """What concerns a MID Server, whoever did it."""
        self._read_on()
        return self._about[mid]

    def period(self, mid: str) -> list[Happening]:
        """What the MID Server did in the period."""
        return self.done(mid, self.period_begins_at)

    def since_start(self, mid: str) -> list[Happening]:
        """What the MID Server did since its process started."""
        return self.done(mid, self.parties[mid].start_entry)

    def done(self, mid: str, begin: int, end: int | None = None) -> list[Happening]:
        """What the MID Server itself did, from one place in the journal to another."""
        about = self.about(mid)
        first = bisect_left(about, begin, key=_sequence)
        last = len(about) if end is None else bisect_left(about, end, key=_sequence)
        return [each for each in about[first:last] if each.actor == mid]

    def process(self, mid: str) -> list[Happening]:
        """What one process did: the one that ran when the period began, or the first that started in it.

        Its start comes first, and what it did before the period is there, too.
        """
        starts = [each for each in self.about(mid) if isinstance(each.event, Started)]
        begin = self._running.get(mid, self.period_begins_at)
        ran = [each for each in starts if each.sequence >= begin] or starts[-1:]
        end = ran[1].sequence if ran[1:] else None
        return [*ran[:1], *self.done(mid, ran[0].sequence, end)] if ran else []

    def versions_started(self, mid: str) -> list[str]:
        """The build stamps that its processes ran, one for each start."""
        return [started.version for _, started in timed(self.about(mid), Started)]

    def log_gained(self, mid: str) -> str:
        """What its agent log has gained in the period."""
        return self._log(mid).removeprefix(self._logs.get(mid, b"")).decode(errors="replace")

    def log_gained_before(self, mid: str) -> str:
        """What it had gained in the period before."""
        return self.log_at_begin(mid).removeprefix(self.log_at_begin_before(mid))

    def log_at_begin(self, mid: str) -> str:
        """What its agent log was when the period began."""
        return self._logs.get(mid, b"").decode(errors="replace")

    def log_at_begin_before(self, mid: str) -> str:
        """What its agent log was when the period before began."""
        return self._logs_before.get(mid, b"").decode(errors="replace")

    def files_at_begin(self, mid: str) -> frozenset[str]:
        """What `files_beside_program` was when the period began."""
        return self._files.get(mid, frozenset())

    def files_beside_program(self, mid: str) -> frozenset[str]:
        """The files below the temporary folder, as "temp/a", and below agent/package, as "package/b"."""
        host, folder = self.parties[mid].host, self.parties[mid].folder
        places = {"temp": host.platform.temp_folder, "package": folder.path("package")}
        there = {name: place for name, place in places.items() if host.files.has(place)}
        return frozenset(f"{name}/{file}" for name, place in there.items() for file in host.files.list_files(place))

    def _log(self, mid: str) -> bytes:
        return self.parties[mid].folder.read("logs", AGENT_LOG)

    def _read_on(self) -> None:
        """Read what is new; in a long wait that is little each time."""
        entries = self.journal.since(self._entries_read)
        if not entries:
            return
        self._entries_read += len(entries)
        self._names.update({party.sys_id: name for name, party in self.parties.items()})
        for happening in self._reader.read(entries):
            if happening.event is None:
                continue
            self._happenings.append(happening)
            if isinstance(happening.event, MidEvent):
                self._about[happening.event.mid].append(happening)


def timed(happenings: Iterable[Happening], kind: type[E]) -> list[tuple[datetime, E]]:
    """The events of one kind, each with its time."""
    return [(each.time, each.event) for each in happenings if isinstance(each.event, kind)]


def status_told(event: Event | None) -> str:
    """The status that the instance has taken over with an event; empty where it is about something else."""
    match event:
        case Reported(status=status, has_arrived=True):
            return status
        case ConnectionLost():
            return "Down"
    return ""


def _sequence(happening: Happening) -> int:
    return happening.sequence
