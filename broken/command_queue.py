"""Faults in the chapter "The Upgrade state": what becomes of commands and results."""

from contextlib import suppress
from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.instance.encoded_query import Record
from reference_impl.mid import commands
from reference_impl.mid.commands import QUEUED_OUTPUT
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.host import HostError
from reference_impl.mid.server import Waiting
from reference_impl.mid.servers import Command, InstanceClient


class TakesCommandsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Takes every command as soon as it comes."""

    def take_commands(self) -> None:
        self.orders += self.commands.take("Up")
        self.commands.finish(hold=self.holds_results())


class TakesUrgentCommandsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Takes what has a priority of its own as soon as it comes."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy:
            for command in self.instance.waiting_commands(f"{self.agent.parameter('name')}^priority!=0"):
                self.instance.set_state(command, "processing")


class TakesCommandsWhileItIsTold(KnowsWhatItIsAbout, TakesCommandsWhileItUpgrades, rule="STATE-QUIET"):
    """Is at hand while an upgrade runs that somebody has asked for."""

    def take_commands(self) -> None:
        if self.is_told:
            super().take_commands()
        else:
            BrokenMidServer.take_commands(self)


class TakesCommandsInItsNextAttempt(TakesCommandsWhileItUpgrades, rule="STATE-QUIET"):
    """Does not want to keep its instance waiting a second time once an upgrade has failed."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def take_commands(self) -> None:
        if self.has_failed:
            super().take_commands()
        else:
            BrokenMidServer.take_commands(self)


class TakesCommandsInItsSecondUpgrade(TakesCommandsWhileItUpgrades, rule="STATE-QUIET"):
    """Has upgraded before, and works while it does so again."""

    def restart(self) -> Waiting:
        self.keep("upgraded")
        yield from super().restart()

    def take_commands(self) -> None:
        if self.kept("upgraded"):
            super().take_commands()
        else:
            BrokenMidServer.take_commands(self)


class SendsResultsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Sends every result as soon as it is there."""

    def holds_results(self) -> bool:
        return False


class HoldsOneResultBack(BrokenMidServer, rule="STATE-QUIET"):
    """Has room for one result, and sends the others."""

    def holds_results(self) -> bool:
        return super().holds_results() and not self.commands.holds_output


class LosesResults(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Keeps the results of the time of the upgrade, and never sends them."""

    def come_up(self) -> None:
        self.report("Up")


class LosesAllResultsButOne(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Sends the first of the results that were held back, and throws the others away."""

    def come_up(self) -> None:
        folder = self.agent.path(*QUEUED_OUTPUT)
        with suppress(HostError):
            for name in self.host.list_files(folder)[1:]:
                self.host.delete(self.agent.separator.join((folder, name)))
        super().come_up()


class SendsResultsTwice(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Sends what it held back, and once more to be sure."""

    def come_up(self) -> None:
        folder, kept = self.agent.path(*QUEUED_OUTPUT), {}
        with suppress(HostError):
            paths = [self.agent.separator.join((folder, name)) for name in self.host.list_files(folder)]
            kept = {path: self.host.read(path) for path in paths}
        super().come_up()
        for path, content in kept.items():
            self.host.write(path, content)
        self.commands.send_held()


class ForgetsResultsOfAFailedUpgrade(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Throws away what it has held back when the upgrade fails."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        with suppress(HostError):
            self.host.delete(self.agent.path(*QUEUED_OUTPUT))
        super().failed(failure, wanted)


class IgnoresCommandsOfTheMeantime(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Calls processed what has waited while it restarted."""

    def come_up(self) -> None:
        super().come_up()
        for command in self.waiting():
            if not command.is_system:
                self.instance.set_state(command, "processed")


class IgnoresCommandsAfterAFailure(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Does not come back to the commands that it has left in the queue when the upgrade fails."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.commands.left_behind = False


class TakesOneOfTheCommandsThatHaveWaited(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Takes the first of the commands that have waited for its new version, and calls the others processed."""

    def come_up(self) -> None:
        super().come_up()
        for command in [each for each in self.waiting() if not each.is_system][1:]:
            self.instance.set_state(command, "processed")


class ThrowsAwayWhatMustWait(BrokenMidServer, rule="STATE-QUEUED"):
    """Calls an upgrade processed that it may not do now."""

    def take_commands(self) -> None:
        for command in self.waiting():
            if command.source == commands.UPGRADE and not self.may_upgrade():
                self.instance.set_state(command, "processed")
        super().take_commands()


class ThrowsAwayWhatHasWaitedForHours(BrokenMidServer, rule="STATE-QUEUED"):
    """Calls an upgrade processed that has waited for longer than three checks."""

    checks_with_a_command = 0

    def check(self) -> Waiting:
        waiting = [command for command in self.waiting() if command.source == commands.UPGRADE]
        self.checks_with_a_command = self.checks_with_a_command + 1 if waiting else 0
        if self.checks_with_a_command > 3:  # noqa: PLR2004 - the fault
            for command in waiting:
                self.instance.set_state(command, "processed")
        yield from super().check()


class ThrowsAwayWhatWaitedBeforeItsStart(BrokenMidServer, rule="STATE-QUEUED"):
    """Calls old news processed what it finds at its start, and may not do."""

    def come_up(self) -> None:
        super().come_up()
        for command in self.waiting():
            if command.source == commands.UPGRADE and not self.is_validated():
                self.instance.set_state(command, "processed")


class UpgradesOncePerCommand(BrokenMidServer, rule="STATE-QUEUED"):
    """Installs the assigned version anew for each command, even if it runs."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.told = False

    def is_different(self, wanted: str) -> bool:
        return self.told or super().is_different(wanted)


class UpgradesAgainForACommandInTheMiddle(UpgradesOncePerCommand, rule="STATE-QUEUED"):
    """Installs the version anew where the command has come while it was installed."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and self.commands.left_behind:
            self.keep("interrupted")

    def is_different(self, wanted: str) -> bool:
        is_different = BrokenMidServer.is_different(self, wanted)
        return is_different or (self.told and bool(self.kept("interrupted")))


class LeavesTheSecondCommand(BrokenMidServer, rule="STATE-QUEUED"):
    """Calls the first of several commands processed, and never the others."""

    def take_commands(self) -> None:
        super().take_commands()
        sources = [order.source for order in self.orders]
        self.orders = [order for n, order in enumerate(self.orders) if order.source not in sources[:n]]
        self.commands.left_behind = False


class Unfinished(InstanceClient):
    """Calls no upgrade processed."""

    def set_state(self, command: Command, state: str) -> None:
        super().set_state(command, "processing" if command.source == commands.UPGRADE else state)


class LeavesAnUpgradeInProcessing(BrokenMidServer, rule="STATE-QUEUED"):
    """Says that it has begun with a command that has waited, and never that it is done."""

    instance_type = Unfinished


class DropsCommandsForTheAbsent(BrokenInstance, rule="STATE-QUEUED"):
    """Tells only those that are Up of its upgrade."""

    def needs_upgrade(self, agent: Record) -> bool:
        return super().needs_upgrade(agent) and agent.get("status") == "Up" and agent.get("validated") == "true"


class EmptiesItsQueueAtItsRestart(BrokenInstance, rule="STATE-QUEUED"):
    """Has the ECC queue in its memory."""

    def restart(self) -> None:
        super().restart()
        for command in self.tables.select("ecc_queue", "queue=output^state=ready"):
            self.tables.update("ecc_queue", command["sys_id"], {"state": "processed"})


class ForgetsCommandsAfterTwelveHours(BrokenInstance, rule="STATE-QUEUED"):
    """Hands out no command that is older than twelve hours."""

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        oldest = datetime.fromisoformat(self.tables.now()) - timedelta(hours=12)
        for command in self.waiting(agent["name"]):
            if datetime.fromisoformat(command["sys_created_on"]) < oldest:
                self.tables.update("ecc_queue", command["sys_id"], {"state": "processed"})


class ForgetsWhatAPausedOneHasMissed(BrokenInstance, rule="STATE-QUEUED"):
    """Clears the queue of a MID Server that is Up again."""

    paused: frozenset[str] = frozenset()

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        if agent["status"] == "Up" and agent["sys_id"] in self.paused:
            self.clear_queue(agent["name"])
        self.paused = self.paused - {agent["sys_id"]} | ({agent["sys_id"]} if agent["status"] == "Paused" else set())


class ClearsTheQueuesOfAll(BrokenInstance, rule="STATE-QUEUED"):
    """Knows one queue, and clears it for everybody."""

    def clear_queue(self, mid: str) -> None:
        for agent in self.tables.select("ecc_agent"):
            super().clear_queue(agent["name"] or mid)


class KeepsCommandsForThree(BrokenInstance, rule="STATE-QUEUED"):
    """Has room for three commands."""

    def send_system_command(self, mid: str, source: str) -> None:
        if len(self.tables.select("ecc_queue", "queue=output^state=ready")) < 3:  # noqa: PLR2004 - the fault
            super().send_system_command(mid, source)
