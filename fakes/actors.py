"""What acts as a MID Server: the target, or the suite, which plays those that are not under test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from fakes import bounds
from fakes.administrator import Administrator
from fakes.caller import Caller, is_result
from fakes.errors import WaitError
from fakes.journal import Journal
from fakes.network.http_types import Request
from fakes.observe.progress import Progress
from fakes.party import Party
from fakes.people import ADMINISTRATOR, People
from fakes.simulation import Simulation
from fakes.target import Target
from fakes.upgrade_steps import Step


@dataclass(frozen=True)
class Stage:
    """What all MID Servers of a world share."""

    clock: Simulation
    journal: Journal
    administrator: Administrator
    people: People
    progress: Progress
    watch: Callable[[], None]
    """Is told when a command may have been queued."""


class Actor(Protocol):
    """What acts as one MID Server."""

    def begin(self, version: str) -> None:
        """Its process starts."""

    def end(self) -> None:
        """Its process ends without a word."""

    def connect(self) -> None:
        """The instance reaches it again."""

    def call(self) -> None:
        """Something waits in its queue, and the instance says so."""

    def pause(self) -> None:
        """It becomes Paused."""

    def resume(self) -> None:
        """It is no longer Paused."""

    def report(self, status: str, **more: str) -> None:
        """It tells the instance its status, and other fields of its record."""

    def ask_for_permit(self) -> None:
        """It asks for a permit; the journal has the answer."""

    def permit_request(self) -> Request:
        """What it asks for a permit with."""

    def release_permit(self) -> None:
        """It gives its permit back."""

    def report_run(self, source: str, messages: Sequence[str]) -> None:
        """It tells the instance what one run of tests has met."""

    def report_step(self, step: Step) -> None:
        """It tells the instance how far a step of its upgrade is."""

    def assigned(self) -> list[str]:
        """The version for all MID Servers, as InstanceInfo and the lists of packages say it; one where they agree."""

    def packages(self, system: str, version: str) -> list[object] | None:
        """The list of packages of a version, for an operating system; None where it is not given one."""

    def waiting_commands(self) -> list[str]:
        """The commands that it finds in its queue, by source."""


class UnderTest:
    """The target acts: what it does it does by itself, and nobody else can act for it."""

    def __init__(self, party: Party, target: Target, stage: Stage) -> None:
        self._party, self._target = party, target
        self._clock, self._journal, self._progress = stage.clock, stage.journal, stage.progress
        self._administrator, self._people = stage.administrator, stage.people

    def begin(self, version: str) -> None:  # noqa: ARG002 - it finds the version in its folder
        """The host starts the service; the instance is told that the MID Server can be reached."""
        self._clock.tell(lambda: self._target.start(self._party.name, self._party.folder.root))
        self._administrator.open_channel(self._party.sys_id)

    def end(self) -> None:
        """The process is ended."""
        self._clock.tell(lambda: self._target.stop(self._party.name))

    def connect(self) -> None:
        """The instance is told that the MID Server can be reached, and calls it."""
        self._administrator.open_channel(self._party.sys_id)
        self.call()

    def call(self) -> None:
        """It is told."""
        self._journal.note("instance", "notified", mid=self._party.name)
        self._clock.tell(lambda: self._target.notify(self._party.name))

    def pause(self) -> None:
        """An administrator pauses it, and waits until it is.

        Raises:
            WaitError: It is not Paused within 20 minutes.
        """
        name = self._party.name
        self._people.click(ADMINISTRATOR, "Pause MID", self._party.sys_id)
        self._clock.advance_until(lambda: self._progress.last_status(name) == "Paused", bounds.PAUSING)
        if (status := self._progress.last_status(name)) != "Paused":
            raise WaitError(f"expected {name!r} to be Paused within 20 minutes; seen {status or 'nothing'}")

    def resume(self) -> None:
        """An administrator resumes it."""
        self._people.click(ADMINISTRATOR, "Resume MID", self._party.sys_id)

    def report(self, status: str, **more: str) -> None:
        """Nobody can make it report."""
        raise self._refused(" and ".join((f"report {status}", *(f"its {field}" for field in more))))

    def ask_for_permit(self) -> None:
        """Nobody can make it ask."""
        raise self._refused("ask for a permit")

    def permit_request(self) -> Request:
        """Nobody can make it ask."""
        raise self._refused("ask for a permit")

    def release_permit(self) -> None:
        """Nobody can make it give a permit back."""
        raise self._refused("give its permit back")

    def report_run(self, source: str, messages: Sequence[str]) -> None:  # noqa: ARG002 - whatever it is
        """Nobody can make it report."""
        raise self._refused("report what its tests have met")

    def report_step(self, step: Step) -> None:  # noqa: ARG002 - whatever it is
        """Nobody can make it report."""
        raise self._refused("report a step of its upgrade")

    def assigned(self) -> list[str]:
        """Nobody can make it ask."""
        raise self._refused("ask for its version")

    def packages(self, system: str, version: str) -> list[object] | None:
        """Nobody can make it ask."""
        raise self._refused(f"ask for the packages of {version!r} for {system}")

    def waiting_commands(self) -> list[str]:
        """Nobody can make it look."""
        raise self._refused("look into its queue")

    def _refused(self, deed: str) -> ValueError:
        return ValueError(f"{self._party.name} is under test: nobody else can let it {deed}")


class Played:
    """The suite acts, with the MID Server's own login."""

    def __init__(self, party: Party, caller: Caller) -> None:
        self._party, self._caller = party, caller

    def begin(self, version: str) -> None:
        """It is Up at once, and says what it runs."""
        self.report("Up", version=version)

    def end(self) -> None:
        """Nothing: it does nothing by itself."""

    def connect(self) -> None:
        """It is Up at once."""
        self.report("Up")

    def call(self) -> None:
        """Nothing: it looks into its queue when it is told to."""

    def pause(self) -> None:
        """It is Paused at once."""
        self.report("Paused")

    def resume(self) -> None:
        """It is Up at once."""
        self.report("Up")

    def report(self, status: str, **more: str) -> None:
        """Tell the instance the status, and other fields of the record."""
        self._caller.ask("PATCH", f"/api/now/table/ecc_agent/{self._party.sys_id}", {"status": status, **more})

    def ask_for_permit(self) -> None:
        """Ask for a permit."""
        self._caller.ask("POST", f"/api/now/mid/upgrade_permit/{self._party.sys_id}", {})

    def permit_request(self) -> Request:
        """What it asks with, for those that ask at the same moment."""
        return self._caller.request("POST", f"/api/now/mid/upgrade_permit/{self._party.sys_id}", {})

    def release_permit(self) -> None:
        """Give the permit back."""
        self._caller.ask("DELETE", f"/api/now/mid/upgrade_permit/{self._party.sys_id}")

    def report_run(self, source: str, messages: Sequence[str]) -> None:
        """Tell the instance what one run of tests has met."""
        found = {"source": source, "messages": list(messages)}
        self._caller.ask("POST", f"/api/now/mid/upgrade_check/{self._party.sys_id}", found)

    def report_step(self, step: Step) -> None:
        """Tell the instance how far a step of the upgrade is."""
        self._caller.ask("POST", f"/api/now/mid/upgrade_step/{self._party.sys_id}", step._asdict())

    def assigned(self) -> list[str]:
        """Ask for the version for all MID Servers in each way, for either system; one answer where they agree."""
        ways = {"/api/now/mid/instance_info": "mid_buildstamp"}
        for system in ("linux", "windows"):
            ways[_list_of_packages(system, "")] = "buildstamp"
        answers = [(self._caller.ask("GET", path)[1], field) for path, field in ways.items()]
        told = (str(answer["result"].get(field, "")) if is_result(answer) else "" for answer, field in answers)
        return list(dict.fromkeys(told))

    def packages(self, system: str, version: str) -> list[object] | None:
        """Ask for the packages of the version with this stamp or tag; of the assigned one, where that is empty."""
        _, answer = self._caller.ask("GET", _list_of_packages(system, version))
        listed = answer["result"].get("packages") if is_result(answer) else None
        return listed if isinstance(listed, list) else None

    def waiting_commands(self) -> list[str]:
        """Look into the queue."""
        query = quote(f"agent=mid.server.{self._party.name}^queue=output^state=ready")
        _, answer = self._caller.ask("GET", f"/api/now/table/ecc_queue?sysparm_query={query}")
        match answer:
            case {"result": [*records]}:
                return [each.get("source", "") for each in records if isinstance(each, dict)]
        return []


def _list_of_packages(system: str, version: str) -> str:
    return f"/api/now/mid/assigned_packages?os={system}&architecture=x86-64&version={quote(version)}"
