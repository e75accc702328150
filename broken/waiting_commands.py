"""Faults in the chapter "The Upgrade state": commands that wait in the ECC queue."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.tables import Tables
from reference_impl.mid import Surroundings, commands
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.servers import Command, InstanceClient
from reference_impl.mid.waiting import Waiting


class Unfinished(InstanceClient):
    """Calls no upgrade processed."""

    def set_state(self, command: Command, state: str) -> None:
        super().set_state(command, "processing" if command.source == commands.UPGRADE else state)


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
        oldest = datetime.fromisoformat(self.tables.stamp()) - timedelta(hours=12)
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


class ForgetsCommandsAfterAnHour(BrokenMidServer, rule="STATE-QUEUED"):
    """Calls an autoUpgrade processed that has waited for more than an hour, and does nothing."""

    patience = timedelta(hours=1)

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        self.seen: dict[str, datetime] = {}

    def take_commands(self) -> None:
        for command in self.waiting():
            self.seen.setdefault(command.sys_id, self.host.now())
        super().take_commands()

    def may_carry_out(self, order: Command) -> bool:
        has_waited = self.host.now() - self.seen.get(order.sys_id, self.host.now())
        if order.source == commands.UPGRADE and has_waited > self.patience:
            self.instance.set_state(order, "processed")
            return False
        return super().may_carry_out(order)


class ForgetsCommandsAfterADay(ForgetsCommandsAfterAnHour, rule="STATE-QUEUED"):
    """Calls an autoUpgrade processed that has waited for more than a day, and does nothing."""

    patience = timedelta(days=1)


class DownWhilePausedForgets(BrokenInstance, rule="STATE-QUEUED"):
    """Drops the autoUpgrade that waits for a Paused MID Server when that becomes Down without being resumed."""

    def channel_closed(self, agent: str) -> None:
        record = self.tables.get("ecc_agent", agent)
        if record["status"] == "Paused":
            for command in self.waiting(record["name"]):
                if command["source"] == "autoUpgrade":
                    self.tables.update("ecc_queue", command["sys_id"], {"state": "processed"})
        super().channel_closed(agent)


class TablesThatForget(Tables):
    """Call the autoUpgrade that waits for a MID Server processed when its validation is withdrawn."""

    def update(self, table: str, sys_id: str, values: Mapping[str, str]) -> Record:
        record = super().update(table, sys_id, values)
        if table == "ecc_agent" and values.get("validated", "true") != "true":
            query = f"agent=mid.server.{record['name']}^source=autoUpgrade^state=ready"
            for command in self.select("ecc_queue", query):
                super().update("ecc_queue", command["sys_id"], {"state": "processed"})
        return record


class InvalidatedForgets(BrokenInstance, rule="STATE-QUEUED"):
    """Drops the autoUpgrade that waits for a MID Server when its validation is withdrawn."""

    def __init__(
        self, now: Callable[[], datetime], new_id: Callable[[], str], stamp: str, builds: Sequence[str]
    ) -> None:
        super().__init__(now, new_id, stamp, builds)
        self.tables = TablesThatForget(now, new_id)
        self.reset_stamp()


class BeginsWithAnEmptyQueue(BrokenInstance, rule="STATE-QUEUED"):
    """Forgets the commands that wait when it is restarted."""

    def restart(self) -> None:
        super().restart()
        for command in self.tables.select("ecc_queue", "queue=output^state=ready"):
            self.tables.delete("ecc_queue", command["sys_id"])


class TablesThatHandOutOnce(Tables):
    """Call an autoUpgrade processed once its MID Server was shown it."""

    def select(self, table: str, query: str = "") -> list[Record]:
        found: list[Record] = [{**record} for record in super().select(table, query)]
        for command in found if query.endswith("^queue=output^state=ready") else ():
            if command["source"] == "autoUpgrade":
                self.update("ecc_queue", command["sys_id"], {"state": "processed"})
        return found


class HandsACommandOutOnce(BrokenInstance, rule="STATE-QUEUED"):
    """Takes an autoUpgrade for done once its MID Server was shown it."""

    def __init__(
        self, now: Callable[[], datetime], new_id: Callable[[], str], stamp: str, builds: Sequence[str]
    ) -> None:
        super().__init__(now, new_id, stamp, builds)
        self.tables = TablesThatHandOutOnce(now, new_id)
        self.reset_stamp()
