"""What a Then-step may ask of the journal and of the hosts' files.

Every question and its answer is journalled itself, so that a verdict can be replayed from the journal alone. Durations
are answered as text, such as "1:00:00".
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import unquote

from fakes.host.files import HostError
from fakes.journal import Entry, Journal
from fakes.observe import reading
from fakes.observe.questions import question
from fakes.party import Party
from fakes.releases.builds import Build
from fakes.releases.download_site import program_of


class Observations:
    """The questions. Those that speak of a period mean the time since the last When began."""

    def __init__(self, journal: Journal, mids: Mapping[str, Party]) -> None:
        self.journal = journal
        self._mids = mids
        self._when = 0
        self._logs: dict[str, bytes] = {}

    def when(self) -> None:
        """A When begins."""
        self._when = len(self.journal)
        self._logs = {name: self._log(mid) for name, mid in self._mids.items()}

    # ---- Checks, permits, packages

    @question
    def checks(self, mid: str) -> list[str]:
        """How long after its process had started the MID Server asked for its version, in the period.

        All requests at one instant are one check.
        """
        times = [entry.time for entry in self._period(mid) if reading.is_check(entry)]
        return [str(time - self._mids[mid].started) for time in dict.fromkeys(times)]

    @question
    def next_check_after_upgrade(self, mid: str) -> tuple[float, float]:
        """Seconds from the beginning and from the end of an upgrade to the MID Server's next check; zeros without one.

        The upgrade began with the last check before the restart, and ended when the MID Server was Up again. The first
        check after the restart belongs to the start.
        """
        party = self._mids[mid]
        since = self._since_start(mid)
        earlier = [e for e in self.journal if e.actor == mid and e.sequence < party.start_entry]
        before = [entry.time for entry in earlier if reading.is_check(entry)]
        after = list(dict.fromkeys(entry.time for entry in since if reading.is_check(entry)))[1:]
        ups = [entry.time for entry in since if reading.status_told(entry, party.agent) == "Up"]
        if not (before and after and ups):
            return (0.0, 0.0)
        return ((after[0] - before[-1]).total_seconds(), (after[0] - ups[0]).total_seconds())

    @question
    def permit_requests(self, mid: str) -> list[tuple[str, int]]:
        """Each request for a permit in the period: how long after the first one, and the HTTP status of its answer."""
        found = [each for each in self._period(mid) if reading.is_permit_request(each, self._mids[mid].agent)]
        return [(str(each.time - found[0].time), each.detail.get("status", 0)) for each in found]

    def last_permit_answer(self, mid: str) -> int:
        """The HTTP status of the last answer in the period to a request for a permit; 0 where there was none."""
        agent = self._mids[mid].agent
        answers = [e.detail.get("status", 0) for e in self._period(mid) if reading.is_permit_request(e, agent)]
        return answers[-1] if answers else 0

    def states(self, mid: str) -> set[str]:
        """What the MID Server is now: the status told last, and whether its last request for a permit was refused."""
        refused = self.last_permit_answer(mid) == HTTPStatus.CONFLICT
        return {self.last_status(mid), *(["turned away with 409"] if refused else [])}

    @question
    def permits(self, mids: Sequence[str]) -> dict[str, str]:
        """What became of the last request of each of these MID Servers for a permit in the period."""
        answers = {name: self.last_permit_answer(name) for name in mids}
        return {name: "given" if 200 <= code < 300 else str(code) for name, code in answers.items()}  # noqa: PLR2004

    @question
    def most_permits_at_once(self) -> int:
        """How many MID Servers have held a permit at the same moment, at most."""
        holders: set[str] = set()
        most = 0
        for entry, party in itertools.product(self.journal, self._mids.values()):
            change = reading.permit_change(entry, party.agent)
            if change is not None:
                (holders.add if change else holders.discard)(party.name)
            most = max(most, len(holders))
        return most

    @question
    def packages_asked_for(self, mid: str) -> list[str]:
        """The packages that the MID Server asked the download site for in the period."""
        return [name for name in map(reading.package_asked_for, self._period(mid)) if name]

    @question
    def builds_asked_for(self, mid: str) -> list[str]:
        """The build stamps in the names of these packages, each once."""
        return list(dict.fromkeys(stamp for stamp, _ in self._packages(mid)))

    @question
    def systems_asked_for(self, mid: str) -> list[str]:
        """The operating systems in the names of these packages, each once; a package that fits all has none."""
        return sorted({system for _, system in self._packages(mid)} - {"universal"})

    def _packages(self, mid: str) -> list[tuple[str, str]]:
        return [reading.package_parts(name) for name in map(reading.package_asked_for, self._period(mid)) if name]

    # ---- Status and version

    @question
    def statuses(self, mid: str) -> list[str]:
        """The statuses that the instance has known, from the beginning; equal neighbours count once."""
        told = (reading.status_told(entry, self._mids[mid].agent) for entry in self.journal)
        return [status for status, _ in itertools.groupby(status for status in told if status)]

    def last_status(self, mid: str) -> str:
        """The status that the instance was told last."""
        told = (reading.status_told(entry, self._mids[mid].agent) for entry in reversed(self.journal))
        return next((status for status in told if status), "")

    @question
    def running(self, mid: str) -> str:
        """The build stamp of what the MID Server's process runs: what its folder held when it started."""
        return self._started(mid)[-1] if self._mids[mid].running else ""

    @question
    def versions_run(self, mid: str) -> list[str]:
        """The build stamps that the MID Server's processes ran, from the beginning; equal neighbours count once."""
        return [stamp for stamp, _ in itertools.groupby(self._started(mid))]

    @question
    def come_up_with(self, mid: str) -> str:
        """The version that the MID Server has reported since its start; empty unless it was Up and has asked."""
        reports = [reading.told(entry, self._mids[mid].agent) for entry in self._since_start(mid)]
        versions = [report["version"] for report in reports if "version" in report]
        return versions[-1] if versions and self.is_up_and_has_asked(mid) else ""

    def is_up_and_has_asked(self, mid: str) -> bool:
        """Whether the MID Server was Up and has asked for its version since its start; a played one need not ask."""
        party, since = self._mids[mid], self._since_start(mid)
        up = any(reading.status_told(entry, party.agent) == "Up" for entry in since)
        return up and (party.played is not None or any(map(reading.is_check, since)))

    @question
    def statuses_at_replacements(self, mid: str) -> list[str]:
        """The statuses that the instance knew while files of bin, lib or the meta folder were changed, each once."""
        party, status, seen = self._mids[mid], "", set()
        folders = [party.path("bin"), party.path("lib"), party.path("package", "meta")]
        for entry in self.journal:
            status = reading.status_told(entry, party.agent) or status
            places = reading.files_changed(entry) if entry.actor == mid else []
            inside = party.host.files.is_below
            if any(inside(place, folder) or inside(folder, place) for place in places for folder in folders):
                seen.add(status)
        return sorted(seen)

    @question
    def from_up_to_check(self, mid: str) -> str:
        """How long after the MID Server was Up its process first asked for its version; empty if it did not do both."""
        agent, since = self._mids[mid].agent, self._since_start(mid)
        up = next((entry.time for entry in since if reading.status_told(entry, agent) == "Up"), None)
        check = next((entry.time for entry in since if reading.is_check(entry)), None)
        return str(abs(check - up)) if up and check else ""

    @question
    def statuses_before_permit_request(self, mid: str) -> list[str]:
        """The statuses that the process had told before it first asked for a permit; none if it never did."""
        agent = self._mids[mid].agent
        told: list[str] = []
        for entry in self._since_start(mid):
            if reading.is_permit_request(entry, agent):
                return told
            told += [reading.status_told(entry, agent)] if reading.status_told(entry, agent) else []
        return []

    @question
    def statuses_at_commands(self, mid: str) -> list[str]:
        """The statuses in which the MID Server has taken commands for its host or sent their results, each once."""
        agent, status, seen = self._mids[mid].agent, "", set()
        system = {sys_id for entry in self.journal for sys_id in reading.system_commands(entry)}
        for entry in self.journal:
            status = reading.status_told(entry, agent) or status
            acted = reading.command_taken(entry) or reading.result_sent(entry)
            if entry.actor == mid and acted and acted not in system:
                seen.add(status)
        return sorted(seen)

    # ---- Messages and commands

    @question
    def places_of(self, mid: str, in_log: re.Pattern[str], in_issue: re.Pattern[str]) -> list[str]:
        """Where a message was recorded in the period: in the agent log, by the instance."""
        log = self._log(self._mids[mid])
        gained = log.removeprefix(self._logs.get(mid, b"")).decode(errors="replace")
        sent = (text for entry in self._period(mid) for text in reading.texts_sent(entry))
        found = {"the agent log": bool(in_log.search(gained)), "the instance": any(map(in_issue.search, sent))}
        return [place for place, is_there in found.items() if is_there]

    @question
    def versions_that_took(self, mid: str, command: str) -> list[str]:
        """The build stamps of the processes that took a command with this source, the first one first."""
        queued = {reading.command_queued(entry, mid, source=command) for entry in self.journal} - {""}
        running, takers = "", []
        for entry in self.journal:
            if entry.kind == "started" and entry.detail["mid"] == mid:
                running = entry.detail["version"]
            if entry.actor == mid and reading.command_taken(entry) in queued:
                takers.append(running)
        return list(dict.fromkeys(takers))

    @question
    def places_with_blanks(self, mid: str) -> list[str]:
        """The paths and addresses with a blank in them that the MID Server has used, from the beginning."""
        used = (place for entry in self.journal if entry.actor == mid for place in reading.places(entry))
        return [place for place in used if " " in unquote(place)]

    @question
    def restarts(self, mid: str) -> int:
        """How often the MID Server has restarted its own service, from the beginning."""
        return sum(entry.kind == "restarting" and entry.detail["mid"] == mid for entry in self.journal)

    @question
    def foreign_files(self, mid: str, build: Build) -> list[str]:
        """The files in the agent folder that an upgrade replaces and that are not this build's."""
        found, expected = self._mids[mid].program(), program_of(build)
        return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))

    @question
    def parameter(self, mid: str, name: str) -> str:
        """The value of a parameter in config.xml; empty where it is not there."""
        return self._mids[mid].parameter(name)

    def _period(self, mid: str) -> list[Entry]:
        return [entry for entry in self.journal.since(self._when) if entry.actor == mid]

    def _since_start(self, mid: str) -> list[Entry]:
        return [entry for entry in self.journal.since(self._mids[mid].start_entry) if entry.actor == mid]

    def _started(self, mid: str) -> list[str]:
        return [e.detail["version"] for e in self.journal if e.kind == "started" and e.detail["mid"] == mid]

    @staticmethod
    def _log(mid: Party) -> bytes:
        try:
            return mid.host.files.read(mid.path("logs", "agent0.log.0"))
        except HostError:
            return b""
