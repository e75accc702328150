"""Faults in the chapter "Upgrade methods": whether there is an upgrade, and to which version."""

import re
from datetime import timedelta

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from broken.waiting_commands import UpgradesOncePerCommand
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.mid import commands
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.servers import Command
from reference_impl.mid.waiting import Waiting


class UpgradesOnlyWhenTold(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-DEFAULT"):
    """Wants a parameter before it upgrades by itself."""

    def upgrade(self) -> Waiting:
        if self.is_told or self.agent.parameter("mid.upgrade.automatic") == "true":
            yield from super().upgrade()


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


class WantsAParameterForTheCommand(BrokenMidServer, rule="AUTO-DEFAULT"):
    """Upgrades every hour by itself, and wants a parameter before it does so when it is told to."""

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE or self.agent.parameter("mid.upgrade.automatic") == "true":
            yield from super().carry_out(order)


class UpgradesByItselfOnce(BrokenMidServer, rule="AUTO-DEFAULT"):
    """Leaves all upgrades but the first to somebody else."""

    def upgrade(self) -> Waiting:
        if not self.kept("upgraded"):
            self.keep("upgraded")
            yield from super().upgrade()


class TakesNoOlderWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Takes an older version at the hour, and takes a command for the news of a newer one."""

    def is_different(self, wanted: str) -> bool:
        is_older = not self.pin() and parse_buildstamp(wanted).built < self.running.built
        return super().is_different(wanted) and not (self.is_told and is_older)


class TakesNoOlderForItsPin(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Thinks that nobody pins a MID Server to a version that is older than its own."""

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and not (self.pin() and wanted < self.running.tag)


class ComparesTags(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Takes two builds of one patch for the same version."""

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and not wanted.startswith(self.running.tag)


class IgnoresHotfixes(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Compares family and patch alone."""

    def is_different(self, wanted: str) -> bool:
        patches = [re.sub(r"(__patch[^-]+).*", r"\1", stamp) for stamp in (wanted, self.running.text)]
        return super().is_different(wanted) and patches[0] != patches[1]


class TakesWhatBeginsAlikeForEqual(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Runs Patch 10 and takes Patch 1 for it."""

    def is_different(self, wanted: str) -> bool:
        patch = re.sub(r"(__patch[^-]+).*", r"\1", wanted)
        return super().is_different(wanted) and not re.match(rf"{patch}\d", self.running.text)


class TakesNoFamilyBefore(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Goes back within its family, and not to the one before."""

    def is_different(self, wanted: str) -> bool:
        is_back = self.is_other_family(wanted) and wanted < self.running.text
        return super().is_different(wanted) and not is_back


class NeverGoesBackToAVersion(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Writes down which versions it has run, and takes none of them again."""

    def upgrade(self) -> Waiting:
        wanted = self.instance.assigned_stamp()
        if wanted not in self.kept("versions").split():
            self.keep("versions", f"{self.kept('versions')} {self.running.text}")
            yield from super().upgrade()


class RunsAfterTheVersionItFailedToReach(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Tries the version that it has failed to reach until it is there, whatever is assigned meanwhile."""

    missed = ""

    def wanted(self, assigned: str) -> str:
        return self.missed or super().wanted(assigned)

    def upgrade(self) -> Waiting:
        version = self.missed or self.instance.assigned_stamp()
        self.pin = lambda: version  # type: ignore[method-assign] # the fault
        yield from super().upgrade()

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        self.missed = wanted
        super().failed(failure, wanted)


class GivesUpAfterAFailedUpgrade(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Takes no other version once an upgrade has failed."""

    has_failed = False

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and not self.has_failed

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        self.has_failed = True
        super().failed(failure, wanted)


class InstallsTheSameWhenItIsTold(UpgradesOncePerCommand, rule="AUTO-DIFFERENT"):
    """Takes a command for an order to install what is assigned, even what it runs."""


class HearsOneCommandForEver(BrokenMidServer, rule="AUTO-COMMAND"):
    """Leaves the upgrades of all commands but the first to the hour."""

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE or not self.kept("told"):
            self.keep("told")
            yield from super().carry_out(order)


class HearsOneCommandInEachProcess(BrokenMidServer, rule="AUTO-COMMAND"):
    """Leaves the upgrade to the hour when it has been told once since its start."""

    is_told = False

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE or not self.is_told:
            self.is_told = order == commands.UPGRADE
            yield from super().carry_out(order)


class LeavesTheCommandInProcessing(BrokenMidServer, rule="AUTO-COMMAND"):
    """Takes the command, and never says that it is done."""

    def carry_out_orders(self) -> Waiting:
        say = self.instance.set_state
        self.instance.set_state = (  # type: ignore[method-assign] # the fault
            lambda command, state: say(command, "processing" if command.source == commands.UPGRADE else state)
        )
        yield from super().carry_out_orders()


class HearsCommandsForNamesThatBeginAlike(BrokenMidServer, rule="AUTO-COMMAND"):
    """Takes the commands for every MID Server whose name begins like its own."""

    def take_commands(self) -> None:
        find = self.instance.waiting_commands
        self.instance.waiting_commands = (  # type: ignore[method-assign] # the fault
            lambda mid: find(f"{mid}^ORagentSTARTSWITHmid.server.{mid}")
        )
        super().take_commands()
        self.instance.waiting_commands = find  # type: ignore[method-assign]


class HearsNoPriority(BrokenMidServer, rule="AUTO-COMMAND"):
    """Looks for commands of the usual priority alone."""

    def take_commands(self) -> None:
        find = self.instance.waiting_commands
        self.instance.waiting_commands = lambda mid: find(f"{mid}^priority=0")  # type: ignore[method-assign] # the fault
        super().take_commands()
        self.instance.waiting_commands = find  # type: ignore[method-assign]


class LeavesOtherFamiliesToTheHour(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-COMMAND"):
    """Goes to another family at the hour, and not when it is told."""

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and not (self.is_told and self.is_other_family(self.goal))
