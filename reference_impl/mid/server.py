"""A MID Server: what one process of it does, from its start to its end.

Documentation: MID Server upgrades, chapters "Upgrade methods", "The Upgrade state", "Failed upgrades", "Upgrading MID
Servers in the Down state", "Upgrade error messages" and "Pinning a MID Server to a specific version".
"""

import itertools
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reference_impl.buildstamp import InvalidBuildstampError, is_pin, parse_buildstamp
from reference_impl.mid import commands
from reference_impl.mid.agent import Agent
from reference_impl.mid.commands import DOWN, PAUSED, UP, UPGRADE_FAILED, UPGRADING, Commands
from reference_impl.mid.failures import BlockedError, BuildstampError, QueryError, UpgradeFailure, VerificationError
from reference_impl.mid.history import INSTALL, PACKAGES, PERMIT, step
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.installation import Installation
from reference_impl.mid.log_on import LogOnTest, is_error
from reference_impl.mid.precheck import PreUpgradeTests
from reference_impl.mid.servers import Command, DownloadSite, InstanceClient, Package
from reference_impl.mid.waiting import Listen, Process, Sleep, Wait

RUN_PRECHECK = "mid.upgrade.run_precheck"

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
    agent_type: type[Agent] = Agent
    instance_type: type[InstanceClient] = InstanceClient
    installation_type: type[Installation] = Installation
    tests_type: type[PreUpgradeTests] = PreUpgradeTests
    log_on_type: type[LogOnTest] = LogOnTest

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        self.host = host
        self.agent = self.agent_type(host, surroundings.agent_folder)
        self.site = DownloadSite(http, surroundings.download_site)
        login = self.agent.parameter("mid.instance.username"), self.agent.parameter("mid.instance.password")
        self.instance = self.instance_type(http, self.agent.parameter("url"), login, self.agent.parameter("mid_sys_id"))
        self.installation = self.installation_type(host, self.agent, self.site, surroundings.trust_anchors, http)
        self.commands = Commands(host, self.agent, self.instance)
        self.started = host.now()
        self.running = parse_buildstamp(self.agent.installed())
        self.status = UP
        self.is_busy = False
        """Whether an upgrade is under way, so that no command is taken; its status may still be Up."""
        self.destination = ""
        """The version that the upgrade under way is to install: a build stamp, or the pin that names one."""
        self.is_known = True
        """Whether the instance has taken over the status."""
        self.is_behind = False
        """Whether the instance can be reached again, and has thought this MID Server Down."""
        self.orders: list[Command] = []
        """The system commands that are to be carried out next."""

    def run(self) -> Process:
        """Live until the host ends the process."""
        self.come_up()
        yield from self.check()
        yield from self.work()

    def work(self) -> Waiting:
        """Check every hour, and do meanwhile what the commands say."""
        while True:
            yield from self.carry_out_orders()
            due = self.next_check()
            yield from self.wait(due)
            if self.is_behind:
                yield from self.catch_up_after_an_outage()
            elif self.host.now() >= due:
                yield from self.check()

    def next_check(self) -> datetime:
        """When the next hourly check is due: full hours count from the start of the process."""
        hours = (self.host.now() - self.started) // self.check_period
        return self.started + (hours + 1) * self.check_period

    def report(self, status: str) -> None:
        """Take a status; the instance is told of it, and of the version that runs."""
        self.status = status
        self.is_known = self.instance.report(status, self.running.text)

    def catch_up(self) -> None:
        """Tell the instance again what it could not be told."""
        if not self.is_known:
            self.report(self.status)
        if self.status == UP and self.commands.holds_output:
            self.commands.send_held()

    def answer_call(self) -> None:
        """Take the commands that wait, unless the instance has missed this MID Server: then a check comes first."""
        self.is_known = self.is_known and self.instance.known_status() != DOWN
        self.is_behind = not self.is_known and not self.is_busy
        if not self.is_behind:
            self.take_commands()

    def catch_up_after_an_outage(self) -> Waiting:
        """Be Up again, check, and only then take the commands that wait (rules DOWN-START, DOWN-RECONNECT)."""
        self.is_behind = False
        yield from self.check()
        self.take_commands()

    def wait(self, until: datetime) -> Waiting:
        """Let time pass, and do meanwhile what commands may be done; come back early when there is something to do."""
        while self.host.now() < until and (self.is_busy or not (self.orders or self.is_behind)):
            called = yield Listen(min(until, self.commands.next_end or until))
            self.commands.finish(hold=self.holds_results())
            if called:
                self.answer_call()

    # ---- Upgrade methods: the AutoUpgrade monitor

    def check(self) -> Waiting:
        """Ask for the version, and upgrade to it if it is a different one."""
        self.agent.log("Checking to see if MID server needs to upgrade.")
        self.catch_up()
        try:
            wanted = self.wanted(self.assigned())
        except (QueryError, BuildstampError) as failure:
            self.agent.log(str(failure), error=True)
            return
        if not self.is_different(wanted) or not self.may_upgrade():
            return
        self.is_busy = True
        self.destination = wanted
        try:
            yield from self.upgrade()
        except UpgradeFailure as failure:
            self.failed(failure, self.destination)
        self.is_busy = False
        if self.commands.left_behind:
            self.take_commands()

    def may_upgrade(self) -> bool:
        """Whether the MID Server is Up and validated; after a failed upgrade it may try again (FAIL-RETRY-FAMILY).

        It is Up once the instance knows that it is.
        """
        return self.is_known and self.status in (UP, UPGRADE_FAILED) and self.is_validated()

    def is_validated(self) -> bool:
        """Whether an administrator has validated this MID Server, and has not taken that back."""
        return self.instance.is_validated()

    def assigned(self) -> str:
        """Ask for the version assigned to all MID Servers.

        Raises:
            QueryError: The instance is unavailable.
        """
        return self.instance.assigned_stamp()

    def wanted(self, assigned: str) -> str:
        """The version to run: the pin of this MID Server, else the one assigned to all.

        Raises:
            BuildstampError: The version is not a build stamp, or the pin names no build.
        """
        if pin := self.pin():
            if not is_pin(pin):
                raise BuildstampError(pin)
            return pin
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
        with step(self.tell, PERMIT):
            yield from self.obtain_permit()
        facts = self.host.facts()
        with step(self.tell, PACKAGES):
            self.destination, packages = self.instance.packages(facts.os, facts.architecture, self.pin())
        if not (self.is_different(self.destination) and self.is_validated()):  # no longer so when the permit came
            self.instance.release_permit()
            return
        with step(self.tell, INSTALL):
            yield from self.install(packages)
        self.agent.log("Stopping MID server. Bootstrapping upgrade.")
        yield from self.restart()

    def tell(self, stage: str, state: str, message: str) -> None:
        """Report how far a step of the upgrade is."""
        self.instance.report_step(stage, state, message)

    def install(self, packages: Sequence[Package]) -> Waiting:
        """Put the packages in place, and be Upgrading meanwhile.

        Raises:
            UpgradeFailure: They are not in place.
        """
        self.show_upgrading()
        try:
            for end_of_step in self.installation.carry_out(packages):
                yield from self.wait(end_of_step)
        except VerificationError as failure:
            self.instance.publish_verification([str(failure)])
            raise
        self.instance.publish_verification([])

    def show_upgrading(self) -> None:
        """Be Upgrading, in a version that knows the status."""
        if not self.is_older_than_the_upgrade_states():
            self.report(UPGRADING)

    def restart(self) -> Waiting:
        """Let the host end this process, once the commands taken are done; the next one runs what the folder holds."""
        self.is_busy = True
        while self.commands.next_end is not None:
            yield from self.wait(self.commands.next_end)
        self.host.restart_service()
        yield Sleep(None)

    def check_preconditions(self) -> None:
        """Run the pre-upgrade tests, unless they are disabled, and publish what they met.

        Raises:
            BlockedError: There were errors.
        """
        if self.tests_are_disabled():
            return
        messages = self.run_tests()
        self.instance.publish(messages)
        for message in messages:
            self.agent.log(message, error=is_error(message))
        if errors := list(filter(is_error, messages)):
            raise BlockedError(errors[0])

    def run_tests(self) -> list[str]:
        """What the pre-upgrade tests have met: errors and warnings."""
        errors = self.tests_type(self.host, self.agent, self.site).errors()
        return [*errors, *self.log_on_type(self.host, self.agent).messages()]

    def tests_are_disabled(self) -> bool:
        """Whether mid.upgrade.run_precheck is false in config.xml, or else as a MID Server property."""
        value = self.agent.parameter(RUN_PRECHECK) or self.instance.mid_property(RUN_PRECHECK)
        return value.strip().lower() == "false"

    def obtain_permit(self) -> Waiting:
        """Ask for a permit until there is one."""
        while not self.instance.take_permit():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            yield from self.wait(self.host.now() + self.permit_period)

    # ---- Failed upgrades

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        """Say so, and take the status that the kind of upgrade asks for."""
        self.agent.log(str(failure), error=True)
        fatal = self.is_other_family(wanted) and not self.is_older_than_the_upgrade_states()
        if fatal:
            self.report(UPGRADE_FAILED)
        else:
            self.come_up()

    def is_other_family(self, wanted: str) -> bool:
        """Whether the upgrade was to another release family; every pin begins with its family."""
        return not wanted.startswith(f"{self.running.family}-")

    def is_older_than_the_upgrade_states(self) -> bool:
        """Whether this version knows neither Upgrading nor Upgrade Failed (rules STATE-PRE-ISTANBUL*)."""
        return self.running.is_older_than("istanbul")

    # ---- The Upgrade state: commands

    def come_up(self) -> None:
        """Be Up, and send the output that was held back until then."""
        self.report(UP)
        self.commands.send_held()

    def holds_results(self) -> bool:
        """Whether results have to wait: they are sent in the status Up."""
        return self.status != UP

    def take_commands(self) -> None:
        """Take the commands that wait in the ECC queue, as far as that is allowed now."""
        known = {order.sys_id for order in self.orders}
        taken = self.commands.take(UPGRADING if self.is_busy else self.status)
        self.orders += [order for order in taken if order.sys_id not in known]
        self.commands.finish(hold=self.holds_results())

    def carry_out_orders(self) -> Waiting:
        """Do what the system commands say; what was asked for twice in a row is done once."""
        while self.orders:
            order = self.orders.pop(0)
            again = list(itertools.takewhile(lambda other: other.source == order.source, self.orders))  # noqa: B023
            self.orders = self.orders[len(again) :]
            if self.may_carry_out(order):
                for command in (order, *again):
                    self.instance.set_state(command, "processed")
                yield from self.carry_out(order.source)

    def may_carry_out(self, order: Command) -> bool:
        """Whether the status still allows it, after what other commands have done; else it stays in the queue."""
        allowed = self.commands.may_take(order, self.status, validated=True)
        self.commands.left_behind |= not allowed
        return allowed

    def carry_out(self, order: str) -> Waiting:
        """Do what one system command says."""
        match order:
            case commands.UPGRADE:
                yield from self.check()
            case commands.RESTART:
                yield from self.restart()
            case commands.PAUSE if self.status == UP:
                self.report(PAUSED)
            case commands.RESUME if self.status == PAUSED:
                self.come_up()
                self.take_commands()
