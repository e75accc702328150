"""A MID Server: what one process of it does, from its start to its end.

Documentation: MID Server upgrades, chapters "Upgrade methods", "The Upgrade state", "Failed upgrades", "Upgrading MID
Servers in the Down state", "Upgrade error messages" and "Pinning a MID Server to a specific version".
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reference_impl.buildstamp import InvalidBuildstampError, parse_buildstamp
from reference_impl.mid import precheck
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import BlockedError, BuildstampError, QueryError, UpgradeFailure
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.installation import Installation
from reference_impl.mid.instance import Command, DownloadSite, InstanceClient
from reference_impl.mid.waiting import Listen, Process, Sleep, Wait

Waiting = Generator[Wait, bool, None]


@dataclass(frozen=True)
class Surroundings:
    """Where a MID Server finds what it needs."""

    agent_folder: str
    download_site: str
    """URL."""
    trust_anchors: Sequence[str]
    """PEM certificates of the authorities whose packages it takes."""


class MidServer:
    """One MID Server; `run` is one process of it."""

    check_period = timedelta(hours=1)
    """The time between two checks; the documentation lets nobody change it."""
    permit_period = timedelta(seconds=20)
    """The time between two requests for a permit."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        self.host = host
        self.agent = Agent(host, surroundings.agent_folder)
        self.name = self.agent.parameter("name")
        self.site = DownloadSite(http, surroundings.download_site)
        login = self.agent.parameter("mid.instance.username"), self.agent.parameter("mid.instance.password")
        self.instance = InstanceClient(http, self.agent.parameter("url"), login, self.agent.parameter("mid_sys_id"))
        self.installation = Installation(host, self.agent, self.site, surroundings.trust_anchors)
        self.started = host.now()
        self.running = parse_buildstamp(self.agent.installed())

    def run(self) -> Process:
        """Live until the host ends the process."""
        self.report("Up")
        yield from self.check()
        while True:
            due = self.next_check()
            called = yield Listen(due)
            if called:
                yield from self.process_commands()
            if self.host.now() >= due:
                yield from self.check()

    def next_check(self) -> datetime:
        """When the next hourly check is due: full hours count from the start of the process."""
        hours = (self.host.now() - self.started) // self.check_period
        return self.started + (hours + 1) * self.check_period

    def report(self, status: str) -> None:
        """Tell the instance the status, and the version that runs."""
        self.instance.report(status, self.running.text)

    # ---- Upgrade methods: the AutoUpgrade monitor

    def check(self) -> Waiting:
        """Ask for the version, and upgrade to it if it is a different one."""
        self.agent.log("Checking to see if MID server needs to upgrade.")
        try:
            wanted = self.wanted(self.instance.assigned_stamp())
        except (QueryError, BuildstampError) as failure:
            self.agent.log(str(failure), error=True)
            return
        if not self.is_different(wanted):
            return
        try:
            yield from self.upgrade()
        except UpgradeFailure as failure:
            self.failed(failure, wanted)

    def wanted(self, assigned: str) -> str:
        """The version to run: the pin of this MID Server, else the one assigned to all.

        Raises:
            BuildstampError: The assigned version is not a build stamp.
        """
        if self.pin():
            return self.pin()
        try:
            return parse_buildstamp(assigned).text
        except InvalidBuildstampError as error:
            raise BuildstampError(str(error)) from error

    def pin(self) -> str:
        """The version that config.xml pins this MID Server to; empty where it is not pinned."""
        return self.agent.parameter("mid.pinned.version")

    def is_different(self, wanted: str) -> bool:
        """Newer and older are both different."""
        return not self.running.is_named_by(wanted)

    # ---- The upgrade itself

    def upgrade(self) -> Waiting:
        """Upgrade and restart; does not come back when all went well.

        Raises:
            UpgradeFailure: It did not.
        """
        self.check_preconditions()
        yield from self.obtain_permit()
        facts = self.host.facts()
        stamp, packages = self.instance.packages(facts.os, facts.architecture, self.pin())
        if not self.is_different(stamp):  # put back while this MID Server waited
            self.instance.release_permit()
            return
        self.report("Upgrading")
        yield from self.installation.carry_out(packages)
        yield from self.restart()

    def restart(self) -> Waiting:
        """Let the host end this process and start the next one, which runs what lies in the agent folder now."""
        self.agent.log("Stopping MID server. Bootstrapping upgrade.")
        self.host.restart_service()
        yield Sleep(None)

    def check_preconditions(self) -> None:
        """Run the pre-upgrade tests and publish what they met.

        Raises:
            BlockedError: There were errors.
        """
        errors = precheck.errors(self.host, self.site)
        self.instance.publish(errors)
        for error in errors:
            self.agent.log(error, error=True)
        if errors:
            raise BlockedError(errors[0])

    def obtain_permit(self) -> Waiting:
        """Ask for a permit until there is one."""
        while not self.instance.take_permit():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            yield Sleep(self.host.now() + self.permit_period)

    # ---- Failed upgrades

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        """Say so, and take the status that the kind of upgrade asks for."""
        self.agent.log(str(failure), error=True)
        self.report("Upgrade Failed" if self.is_other_family(wanted) else "Up")

    def is_other_family(self, wanted: str) -> bool:
        """Whether the upgrade was to another release family; every pin begins with its family."""
        return not wanted.startswith(f"{self.running.family}-")

    # ---- Commands

    def process_commands(self) -> Waiting:
        """Take the commands that wait in the ECC queue, one after another."""
        for command in self.instance.waiting_commands(self.name):
            self.instance.set_state(command, "processing")
            yield from self.process(command)

    def process(self, command: Command) -> Waiting:
        """Carry out one command. An upgrade ends the process, so that its command is answered for before."""
        if (command.topic, command.source) == ("SystemCommand", "autoUpgrade"):
            self.instance.set_state(command, "processed")
            yield from self.check()
        else:
            output, ends = self.host.run(command.name)
            yield Sleep(ends)
            self.instance.send_result(self.name, command, output)
            self.instance.set_state(command, "processed")
