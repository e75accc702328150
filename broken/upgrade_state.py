"""Faults in the chapters "The Upgrade state" and "Upgrading MID Servers in the Down state"."""

from datetime import datetime

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.instance.encoded_query import Record
from reference_impl.mid import commands
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.server import Waiting


class StaysUpWhileItUpgrades(BrokenMidServer, rule="STATE-UPGRADING"):
    """Never tells the instance that it upgrades."""

    def report(self, status: str) -> None:
        if status != "Upgrading":
            super().report(status)


class IsUpBeforeItRestarts(BrokenMidServer, rule="STATE-UPGRADING"):
    """Takes the upgrade for done once the files are in place."""

    def restart(self) -> Waiting:
        self.report("Up")
        yield from super().restart()


class ClaimsTheNewVersionBeforeItRuns(BrokenMidServer, rule="STATE-UPGRADING"):
    """Reports what lies in the agent folder, not what runs."""

    def restart(self) -> Waiting:
        self.running = parse_buildstamp(self.agent.installed())
        self.report("Upgrading")
        yield from super().restart()


class TakesCommandsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Takes every command as soon as it comes."""

    def take_commands(self) -> None:
        self.orders += self.commands.take("Up")
        self.commands.finish(hold=self.holds_results())


class SendsResultsWhileItUpgrades(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Sends every result as soon as it is there."""

    def holds_results(self) -> bool:
        return False


class LosesResults(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Keeps the results of the time of the upgrade, and never sends them."""

    def come_up(self) -> None:
        self.report("Up")


class IgnoresCommandsOfTheMeantime(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Calls processed what has waited while it restarted."""

    def come_up(self) -> None:
        super().come_up()
        for command in self.waiting():
            if not command.is_system:
                self.instance.set_state(command, "processed")


class UpgradesUnvalidated(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Wants to be Up, and no more."""

    def may_upgrade(self) -> bool:
        return self.status in ("Up", "Upgrade Failed")


class UpgradesWhilePaused(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Wants to be validated, and no more."""

    def may_upgrade(self) -> bool:
        return self.instance.is_validated()


class IsContentWithHalfAValidation(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Takes whatever is not a plain no for a yes."""

    def may_upgrade(self) -> bool:
        return self.status != "Paused" and self.instance.validation() != "false"


class RestartsInTheMiddle(BrokenMidServer, rule="STATE-NO-RESUME-RESTART"):
    """Obeys a restart while it upgrades."""

    def wait(self, until: datetime) -> Waiting:
        yield from super().wait(until)
        if self.is_busy and any(command.source == "restart" for command in self.waiting()):
            yield from self.restart()


class ResumesInTheMiddle(BrokenMidServer, rule="STATE-NO-RESUME-RESTART"):
    """Is Up as soon as it is resumed, whatever it is doing."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and any(command.source == "resumeMid" for command in self.waiting()):
            self.come_up()


class RestartsAnything(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Sends a restart to a MID Server whatever its status is."""

    def is_available(self, action: str, status: str) -> bool:
        return action == "restart" or super().is_available(action, status)


class ResumesAnything(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Sends a resume to a MID Server whatever its status is."""

    def is_available(self, action: str, status: str) -> bool:
        return action == "resume" or super().is_available(action, status)


class RefusesLogsWhileUpgrading(BrokenInstance, rule="STATE-LIKE-PAUSED"):
    """Wants nobody to look at a MID Server that upgrades."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and (action, status) != ("grab_log", "Upgrading")


class IsDeafWhileItUpgrades(BrokenMidServer, rule="STATE-LIKE-PAUSED"):
    """Hands out its log when it is Paused, but not while it upgrades."""

    def take_commands(self) -> None:
        if not self.is_busy:
            super().take_commands()


class ClearsNoQueue(BrokenInstance, rule="STATE-PAUSED-ACTIONS"):
    """Leaves the queue of a MID Server alone unless it is Up."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and (action != "clear_queue" or status == "Up")


class ThrowsAwayWhatMustWait(BrokenMidServer, rule="STATE-QUEUED"):
    """Calls an upgrade processed that it may not do now."""

    def take_commands(self) -> None:
        for command in self.waiting():
            if command.source == commands.UPGRADE and not self.may_upgrade():
                self.instance.set_state(command, "processed")
        super().take_commands()


class UpgradesOncePerCommand(BrokenMidServer, rule="STATE-QUEUED"):
    """Installs the assigned version anew for each command, even if it runs."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.told = False

    def is_different(self, wanted: str) -> bool:
        return self.told or super().is_different(wanted)


class DropsCommandsForTheAbsent(BrokenInstance, rule="STATE-QUEUED"):
    """Tells only those that are Up of its upgrade."""

    def needs_upgrade(self, agent: Record) -> bool:
        return super().needs_upgrade(agent) and agent.get("status") == "Up" and agent.get("validated") == "true"


class AlwaysShowsUpgrading(BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Behaves like a version that knows the status, whichever it is."""

    def is_older_than_the_upgrade_states(self) -> bool:
        return False


class NeverShowsUpgradingOnIstanbul(BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Takes Istanbul for a version that does not know the status."""

    def is_older_than_the_upgrade_states(self) -> bool:
        return self.running.is_older_than("jakarta")


class FailsLikeANewVersion(BrokenMidServer, rule="STATE-PRE-ISTANBUL-FAILED"):
    """Knows the status Upgrade Failed before there was one."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.is_other_family(wanted):
            self.report("Upgrade Failed")


class ComparesFamiliesByLetter(BrokenMidServer, rule="STATE-RELEASE-ORDER"):
    """Takes Australia for a version from before Istanbul."""

    def is_older_than_the_upgrade_states(self) -> bool:
        return self.running.family < "istanbul"


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
