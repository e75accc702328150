"""Faults in the chapter "The Upgrade state": what can be done with a MID Server that is Upgrading or Paused."""

from contextlib import suppress
from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.instance.encoded_query import Record
from reference_impl.mid import commands
from reference_impl.mid.host import HostError
from reference_impl.mid.waiting import Waiting


class RestartsInTheMiddle(BrokenMidServer, rule="STATE-NO-RESUME-RESTART"):
    """Obeys a restart while it upgrades."""

    def wait(self, until: datetime) -> Waiting:
        yield from super().wait(until)
        if self.is_busy and any(command.source == commands.RESTART for command in self.waiting()):
            yield from self.restart()


class RestartsInTheMiddleWhenItWasTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-NO-RESUME-RESTART"):
    """Obeys a restart at once where somebody has asked for the upgrade, too."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and self.is_told and any(command.source == commands.RESTART for command in self.waiting()):
            self.host.restart_service()


class ResumesInTheMiddle(BrokenMidServer, rule="STATE-NO-RESUME-RESTART"):
    """Is Up as soon as it is resumed, whatever it is doing."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and any(command.source == commands.RESUME for command in self.waiting()):
            self.come_up()


class GivesInAtTheSecondResume(BrokenMidServer, rule="STATE-NO-RESUME-RESTART"):
    """Is Up when it is told for the second time to resume."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and [command.source for command in self.waiting()].count(commands.RESUME) > 1:
            self.come_up()


class RestartsAnything(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Sends a restart to a MID Server whatever its status is."""

    def is_available(self, action: str, status: str) -> bool:
        return action == "restart" or super().is_available(action, status)


class ResumesAnything(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Sends a resume to a MID Server whatever its status is."""

    def is_available(self, action: str, status: str) -> bool:
        return action == "resume" or super().is_available(action, status)


class SendsWhatItHasRefusedOnce(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Sends what it has refused once for a MID Server that is Upgrading."""

    refused = frozenset[str]()

    def is_available(self, action: str, status: str) -> bool:
        if status == "Upgrading" and action in self.refused:
            return True
        available = super().is_available(action, status)
        if not available:
            self.refused |= {action}
        return available


class ResumesNamesakesToo(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Sends a command to all MID Servers whose names begin like the one that is meant."""

    def send_system_command(self, mid: str, source: str) -> None:
        for agent in self.tables.select("ecc_agent", f"nameSTARTSWITH{mid}"):
            super().send_system_command(agent["name"], source)


class ForgetsStatusesAtItsRestart(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Takes all MID Servers for Paused after its restart."""

    def restart(self) -> None:
        super().restart()
        for agent in self.tables.select("ecc_agent", "status=Upgrading"):
            self.tables.update("ecc_agent", agent["sys_id"], {"status": "Paused"})


class NeverRestartsWhatHasUpgraded(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Hides Restart MID and Resume MID for good once a MID Server was Upgrading."""

    hidden: frozenset[str] = frozenset()

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        if agent["status"] == "Upgrading":
            self.hidden |= {agent["sys_id"]}

    def act(self, agent: str, action: str) -> None:
        if agent not in self.hidden or action not in ("resume", "restart"):
            super().act(agent, action)


class RefusesLogsWhileUpgrading(BrokenInstance, rule="STATE-LIKE-PAUSED"):
    """Wants nobody to look at a MID Server that upgrades."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and (action, status) != ("grab_log", "Upgrading")


class PausesWhatUpgrades(BrokenInstance, rule="STATE-LIKE-PAUSED"):
    """Has Pause MID on the record of a MID Server that upgrades, and not on that of a Paused one."""

    def is_available(self, action: str, status: str) -> bool:
        return (action, status) == ("pause", "Upgrading") or super().is_available(action, status)


class HidesTheLinkWhileUpgrading(BrokenInstance, rule="STATE-LIKE-PAUSED"):
    """Has no Upgrade MID on the record of a MID Server that upgrades, but on that of a Paused one."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and (action, status) != ("upgrade", "Upgrading")


class ClearsNoQueueWhileUpgrading(BrokenInstance, rule="STATE-LIKE-PAUSED"):
    """Clears the queue of a MID Server that is Paused, and of none that upgrades."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and (action, status) != ("clear_queue", "Upgrading")


class IsDeafWhileItUpgrades(BrokenMidServer, rule="STATE-LIKE-PAUSED"):
    """Hands out its log when it is Paused, but not while it upgrades."""

    def take_commands(self) -> None:
        if not self.is_busy:
            super().take_commands()


class DumpsNoThreadsWhileItUpgrades(BrokenMidServer, rule="STATE-LIKE-PAUSED"):
    """Hands out its log while it upgrades, and says nothing of its threads."""

    def take_commands(self) -> None:
        if not self.is_busy or any(command.source != commands.THREAD_DUMP for command in self.waiting()):
            super().take_commands()


class ClearsNoQueue(BrokenInstance, rule="STATE-PAUSED-ACTIONS"):
    """Leaves the queue of a MID Server alone unless it is Up."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and (action != "clear_queue" or status == "Up")


class ClearsTheQueuesOfNamesakes(BrokenInstance, rule="STATE-PAUSED-ACTIONS"):
    """Clears the queues of all MID Servers whose names begin alike."""

    def clear_queue(self, mid: str) -> None:
        for agent in self.tables.select("ecc_agent", f"nameSTARTSWITH{mid}"):
            super().clear_queue(agent["name"])


class AcceptsAndSendsNothing(BrokenInstance, rule="STATE-PAUSED-ACTIONS"):
    """Says yes to whoever wants the log of a MID Server that upgrades, and sends no command."""

    def act(self, agent: str, action: str) -> None:
        if self.tables.get("ecc_agent", agent)["status"] != "Upgrading" or action != "grab_log":
            super().act(agent, action)


class WorksWhilePaused(BrokenMidServer, rule="STATE-PAUSED-ACTIONS"):
    """Takes commands for its host when it is Paused."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.status == "Paused":
            self.commands.take("Up")


class SendsResultsWhilePaused(BrokenMidServer, rule="STATE-PAUSED-ACTIONS"):
    """Sends every result at once when it is Paused."""

    def holds_results(self) -> bool:
        return super().holds_results() and self.status != "Paused"


class LosesResultsWhilePaused(BrokenMidServer, rule="STATE-PAUSED-ACTIONS"):
    """Throws away what came up while it was Paused."""

    def carry_out(self, order: str) -> Waiting:
        if order == commands.RESUME:
            with suppress(HostError):
                self.host.delete(self.agent.path(*commands.QUEUED_OUTPUT))
        yield from super().carry_out(order)


class MidServerRoleRestartsAnyway(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Lets those who have the role mid_server, and not admin, resume and restart what is Upgrading."""

    roles: frozenset[str] = frozenset()

    def may_act(self, roles: set[str]) -> bool:
        self.roles = frozenset(roles)
        return super().may_act(roles)

    def is_available(self, action: str, status: str) -> bool:
        may_anyway = action in ("restart", "resume") and "admin" not in self.roles and status == "Upgrading"
        return may_anyway or super().is_available(action, status)


class StuckUpgrade(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Takes what has been Upgrading for two hours for stuck, and lets it be resumed and restarted."""

    since = datetime(2999, 1, 1)  # noqa: DTZ001 - the tables' times have no zone

    def agent_changed(self, agent: Record) -> None:
        self.since = datetime.fromisoformat(self.tables.stamp())
        super().agent_changed(agent)

    def is_available(self, action: str, status: str) -> bool:
        is_stuck = datetime.fromisoformat(self.tables.stamp()) >= self.since + timedelta(hours=2)
        may_anyway = action in ("restart", "resume") and status == "Upgrading" and is_stuck
        return may_anyway or super().is_available(action, status)


class UpgradeEndsUpgrading(BrokenInstance, rule="STATE-NO-RESUME-RESTART"):
    """Calls those Paused that are Upgrading when it is upgraded."""

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        for agent in self.tables.select("ecc_agent", "status=Upgrading"):
            self.tables.update("ecc_agent", agent["sys_id"], {"status": "Paused"})


class ClearsSystemCommandsAlone(BrokenInstance, rule="STATE-LIKE-PAUSED"):
    """Leaves the commands for the host in the queue that is cleared while the MID Server is Upgrading."""

    def clear_queue(self, mid: str) -> None:
        [record] = self.tables.select("ecc_agent", f"name={mid}")
        for command in self.waiting(mid):
            if record["status"] != "Upgrading" or command["topic"] == "SystemCommand":
                self.tables.update("ecc_queue", command["sys_id"], {"state": "processed"})
