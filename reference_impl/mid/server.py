"""A MID Server: when it checks, how it upgrades, and what becomes of an upgrade that fails.

Documentation: MID Server upgrades, chapters "Upgrade methods", "Failed upgrades", "Upgrade error messages" and
"Pinning a MID Server to a specific version".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from reference_impl.buildstamp import InvalidBuildstampError, is_pin, parse_buildstamp
from reference_impl.mid.commands import UP, UPGRADE_FAILED, UPGRADING
from reference_impl.mid.failures import BlockedError, BuildstampError, QueryError, UpgradeFailure, VerificationError
from reference_impl.mid.history import INSTALL, PACKAGES, PERMIT, step
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.installation import Installation
from reference_impl.mid.life import Life
from reference_impl.mid.log_on import LogOnTest, is_error
from reference_impl.mid.precheck import PreUpgradeTests
from reference_impl.mid.servers import DownloadSite, Package
from reference_impl.mid.waiting import Sleep, Waiting

RUN_PRECHECK = "mid.upgrade.run_precheck"


@dataclass(frozen=True)
class Surroundings:
    """Where a MID Server finds what it needs."""

    agent_folder: str
    download_site: str
    """URL."""
    trust_anchors: Sequence[str]
    """PEM certificates of the authorities whose packages it takes."""


class MidServer(Life):
    """One MID Server; `run` is one process of it."""

    permit_period = timedelta(seconds=20)
    """The time between two requests for a permit."""
    installation_type: type[Installation] = Installation
    tests_type: type[PreUpgradeTests] = PreUpgradeTests
    log_on_type: type[LogOnTest] = LogOnTest

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings.agent_folder)
        self.site = DownloadSite(http, surroundings.download_site)
        self.installation = self.installation_type(host, self.agent, self.site, surroundings.trust_anchors, http)
        self.destination = ""
        """The version that the upgrade under way is to install: a build stamp, or the pin that names one."""

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
