"""Faults in the chapter "Upgrading MID Servers in the Down state"."""

from datetime import timedelta

from broken.base import BrokenMidServer
from broken.waiting_commands import UpgradesOncePerCommand
from reference_impl.mid import Process, Sleep, commands
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.servers import Command
from reference_impl.mid.waiting import Waiting


class WorksBeforeItUpgrades(BrokenMidServer, rule="DOWN-START"):
    """Takes the commands that wait before it checks."""

    def come_up(self) -> None:
        super().come_up()
        self.take_commands()


class WaitsAnHourAfterItsStart(BrokenMidServer, rule="DOWN-START"):
    """Asks at its start, and leaves the upgrade to the next check."""

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and self.host.now() > self.started


class UpgradesOnceMoreForTheCommand(UpgradesOncePerCommand, rule="DOWN-START"):
    """Upgrades at its start, and again for the command that has waited."""


class ChecksThreeMinutesAfterItIsUp(BrokenMidServer, rule="DOWN-START"):
    """Is Up at once, and takes its time for the check."""

    def check(self) -> Waiting:
        if self.host.now() == self.started:
            yield Sleep(self.started + timedelta(minutes=3))
        yield from super().check()


class PausesBeforeItUpgrades(BrokenMidServer, rule="DOWN-START"):
    """Takes what is for itself at once, and upgrades after that."""

    def is_urgent(self, command: Command) -> bool:
        """Whether a command does not wait for the upgrade."""
        return command.source == commands.PAUSE

    def check(self) -> Waiting:
        if self.host.now() == self.started:
            find, mid = self.instance.waiting_commands, self.agent.parameter("name")
            urgent = [command for command in find(mid) if self.is_urgent(command)]
            self.instance.waiting_commands = lambda mid: urgent  # type: ignore[method-assign] # noqa: ARG005 - the fault
            self.take_commands()
            self.instance.waiting_commands = find  # type: ignore[method-assign]
            yield from self.carry_out_orders()
        yield from super().check()


class TakesTheUrgentBeforeItUpgrades(PausesBeforeItUpgrades, rule="DOWN-START"):
    """Takes at once what has a priority of its own."""

    def is_urgent(self, command: Command) -> bool:
        return command in self.instance.waiting_commands(f"{self.agent.parameter('name')}^priority!=0")


class RestartsBeforeItUpgrades(PausesBeforeItUpgrades, rule="DOWN-START"):
    """Restarts its service first where somebody has asked for it."""

    def is_urgent(self, command: Command) -> bool:
        return command.source == commands.RESTART


class CatchesUpTwice(BrokenMidServer, rule="DOWN-START"):
    """Leaves the upgrade to the hour from its third start on."""

    def may_upgrade(self) -> bool:
        if self.host.now() > self.started:
            return super().may_upgrade()
        self.keep("starts", f"{self.kept('starts')}x")
        return super().may_upgrade() and len(self.kept("starts")) <= 2  # noqa: PLR2004 - the fault


class LeavesItsCommandsToTheHour(BrokenMidServer, rule="DOWN-START"):
    """Takes no command before its second check."""

    def take_commands(self) -> None:
        if self.host.now() >= self.started + self.check_period:
            super().take_commands()


class TakesNoCommandAfterABlock(BrokenMidServer, rule="DOWN-START"):
    """Takes no command while an error keeps it from upgrading."""

    is_blocked = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.is_blocked = True

    def take_commands(self) -> None:
        if not self.is_blocked:
            super().take_commands()


class TakesNoFamilyBeforeAtItsStart(BrokenMidServer, rule="DOWN-START"):
    """Leaves the way to the family before to the hour."""

    def is_different(self, wanted: str) -> bool:
        is_back = self.is_other_family(wanted) and wanted < self.running.text
        return super().is_different(wanted) and not (is_back and self.host.now() == self.started)


class GivesUpWithoutItsInstance(BrokenMidServer, rule="DOWN-START"):
    """Does nothing more when its start meets no instance."""

    def run(self) -> Process:
        process = super().run()
        first = next(process)
        if not self.is_known:
            yield Sleep(None)
        called = yield first
        while True:
            called = yield process.send(called)


class WorksOnceItsInstanceIsBack(BrokenMidServer, rule="DOWN-START"):
    """Takes commands although it has not checked since its start."""

    def answer_call(self) -> None:
        self.take_commands()


class NoticesNoLostConnection(BrokenMidServer, rule="DOWN-RECONNECT"):
    """Does not look whether its instance thinks it Down."""

    def answer_call(self) -> None:
        self.is_behind = not self.is_known
        self.take_commands()


class IsUpAndWaitsForTheHour(BrokenMidServer, rule="DOWN-RECONNECT"):
    """Is Up when its connection is back, and leaves the check to the hour."""

    def catch_up_after_an_outage(self) -> Waiting:
        self.is_behind = False
        self.catch_up()
        self.take_commands()
        yield from ()


class ReconnectsOnce(BrokenMidServer, rule="DOWN-RECONNECT"):
    """Checks when its connection is back for the first time."""

    has_reconnected = False

    def catch_up_after_an_outage(self) -> Waiting:
        if self.has_reconnected:
            self.is_behind = False
            self.catch_up()
        else:
            self.has_reconnected = True
            yield from super().catch_up_after_an_outage()


class LeavesWhatCameDuringAnOutage(BrokenMidServer, rule="DOWN-RECONNECT"):
    """Checks when its connection is back, and looks into its queue when it is called once more."""

    def catch_up_after_an_outage(self) -> Waiting:
        self.is_behind = False
        yield from self.check()


class UpgradesPausedAfterAnOutage(BrokenMidServer, rule="DOWN-RECONNECT"):
    """Does not look at its status in the check that follows an outage, and upgrades although it is Paused."""

    is_after_an_outage = False

    def catch_up_after_an_outage(self) -> Waiting:
        self.is_after_an_outage = True
        yield from super().catch_up_after_an_outage()
        self.is_after_an_outage = False

    def may_upgrade(self) -> bool:
        if self.is_after_an_outage:
            return self.is_known and self.is_validated()
        return super().may_upgrade()


class StartsWhereItPaused(BrokenMidServer, rule="DOWN-START"):
    """Takes the commands that wait before it checks, where it was Paused when its process ended."""

    def run(self) -> Process:
        was_paused = self.kept("status") == commands.PAUSED
        self.come_up()
        if was_paused:
            self.take_commands()
        yield from self.check()
        yield from self.work()

    def report(self, status: str) -> None:
        super().report(status)
        self.keep("status", status)


class StartsAsItFailed(BrokenMidServer, rule="DOWN-START"):
    """Is Upgrade Failed again when it is started after a failed upgrade."""

    def report(self, status: str) -> None:
        self.keep("status", status)
        super().report(status)

    def come_up(self) -> None:
        if self.host.now() == self.started and self.kept("status") == commands.UPGRADE_FAILED:
            super().report(commands.UPGRADE_FAILED)
        else:
            super().come_up()
