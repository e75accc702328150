"""Faults in the chapters "Upgrade methods" and "MID Server pre-upgrade check"."""

from dataclasses import replace
from datetime import timedelta

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.instance.encoded_query import Record
from reference_impl.mid import commands
from reference_impl.mid.failures import BlockedError
from reference_impl.mid.server import Waiting
from reference_impl.mid.servers import Command

NEXT = "orlando-12-11-2019__patch10-01-13-2021_01-24-2021_0810"


class UpgradesOnlyWhenTold(BrokenMidServer, rule="AUTO-DEFAULT"):
    """Wants a parameter before it upgrades by itself."""

    def upgrade(self) -> Waiting:
        if self.agent.parameter("mid.upgrade.automatic") == "true":
            yield from super().upgrade()


class ChecksEvery61Minutes(BrokenMidServer, rule="AUTO-HOURLY"):
    """Lets a minute too many pass between two checks."""

    check_period = timedelta(minutes=61)


class TakesOnlyNewer(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Compares the dates of the builds, and stays where it is when the assigned one is older."""

    def is_different(self, wanted: str) -> bool:
        older = not self.pin() and parse_buildstamp(wanted).built < self.running.built
        return super().is_different(wanted) and not older


class WaitsForTheHour(BrokenMidServer, rule="AUTO-COMMAND"):
    """Calls the command processed, and leaves the upgrade to the next hourly check."""

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE:
            yield from super().carry_out(order)


class TakesEveryCommandForAnUpgrade(BrokenMidServer, rule="AUTO-COMMAND"):
    """Checks for another version whenever any command comes."""

    def take_commands(self) -> None:
        super().take_commands()
        self.orders.append(Command("", "SystemCommand", commands.UPGRADE, ""))


class StaysAlertAfterTheCommand(BrokenMidServer, rule="AUTO-COMMAND"):
    """Asks every ten minutes once it has been sent the command."""

    def carry_out(self, order: str) -> Waiting:
        self.check_period = timedelta(minutes=10)
        yield from super().carry_out(order)


class TellsNobody(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Leaves it to the MID Servers to find out."""

    def needs_upgrade(self, agent: Record) -> bool:
        return agent["name"] == ""


class TellsOnlyOne(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Has one command for all MID Servers together."""

    def send_system_command(self, mid: str, source: str) -> None:
        if not self.tables.select("ecc_queue", f"source={source}^state=ready"):
            super().send_system_command(mid, source)


class TellsTheOldVersionOnly(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Tells those that had the instance's version before, and forgets those that had another."""

    def upgrade(self, stamp: str) -> None:
        self.before = self.stamp
        super().upgrade(stamp)

    def needs_upgrade(self, agent: Record) -> bool:
        return agent.get("version") == self.before


class AsksOneTestAlone(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Publishes all errors, and lets only the one about the download site hold it back."""

    def check_preconditions(self) -> None:
        try:
            super().check_preconditions()
        except BlockedError:
            if not self.site.is_accessible():
                raise


class StaysBlocked(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Does not test again once it was blocked."""

    has_been_blocked = False

    def check_preconditions(self) -> None:
        if self.has_been_blocked:
            raise BlockedError
        self.has_been_blocked = True
        super().check_preconditions()
        self.has_been_blocked = False


class TestsOnlyWhenToldTo(BrokenMidServer, rule="AUTO-PRECHECK-TOGGLE"):
    """Wants a parameter before it tests anything."""

    def check_preconditions(self) -> None:
        if self.agent.parameter("mid.upgrade.run_precheck") == "true":
            super().check_preconditions()


class RestsAfterAFailure(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Leaves one check out after each that was blocked."""

    rests = False

    def check(self) -> Waiting:
        self.rests = not self.rests
        if self.rests:
            yield from super().check()


class GivesUpAfterThreeTries(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Asks on, but does not try to upgrade a fourth time."""

    tries = 0

    def upgrade(self) -> Waiting:
        self.tries += 1
        if self.tries <= 3:  # noqa: PLR2004 - the fault
            yield from super().upgrade()


class StaysFailed(BrokenMidServer, rule="FAIL-RETRY-FAMILY"):
    """Waits for somebody once it is Upgrade Failed."""

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and self.status != "Upgrade Failed"


class DownloadsWhatComesNext(BrokenMidServer, rule="PKG-APPROPRIATE"):
    """Gets the packages of another build as well, to have them at hand."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        facts = self.host.facts()
        _, packages = self.instance.packages(facts.os, facts.architecture, NEXT)
        self.site.download(packages[0])


class TakesThePackageOfTheOtherSystem(BrokenMidServer, rule="PKG-PLATFORM"):
    """Asks for packages for Linux, whatever it runs on."""

    def upgrade(self) -> Waiting:
        facts = self.host.facts()
        self.host.facts = lambda: replace(facts, os="linux")  # type: ignore[method-assign] # the fault
        yield from super().upgrade()
