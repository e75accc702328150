"""Faults in the chapter "Upgrade methods": what an instance does that was upgraded."""

from broken.base import BrokenInstance
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import GLOBAL, OVERRIDE


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


class TellsOlderOnesOnly(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Tells a MID Server only when its build is the older one."""

    def needs_upgrade(self, agent: Record) -> bool:
        return parse_buildstamp(agent["version"]).built < parse_buildstamp(self.assigned()).built


class TakesBuildsOfOnePatchForEqual(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Compares versions without date and time of the build."""

    def needs_upgrade(self, agent: Record) -> bool:
        return parse_buildstamp(agent["version"]).tag != parse_buildstamp(self.assigned()).tag


class TellsNobodyOfAHotfix(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Leaves hotfixes to the hourly check."""

    def needs_upgrade(self, agent: Record) -> bool:
        return super().needs_upgrade(agent) and "hotfix" not in self.assigned()


class TellsOnesThatAreUpOnly(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Forgets a MID Server whose status is another."""

    def needs_upgrade(self, agent: Record) -> bool:
        return super().needs_upgrade(agent) and agent["status"] == "Up"


class TellsBeforeTheOverrideEnds(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Compares with the override that its upgrade is about to end."""

    override = ""

    def upgrade(self, stamp: str) -> None:
        self.override = self.property_value(OVERRIDE)
        super().upgrade(stamp)

    def needs_upgrade(self, agent: Record) -> bool:
        return agent["version"] != (self.override or self.assigned())


class TellsThree(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Has three commands and no more for all MID Servers together."""

    def send_system_command(self, mid: str, source: str) -> None:
        if len(self.tables.select("ecc_queue", f"source={source}^state=ready")) < 3:  # noqa: PLR2004 - the fault
            super().send_system_command(mid, source)


class TellsOnce(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Sends nothing to a MID Server that was sent the command before."""

    def needs_upgrade(self, agent: Record) -> bool:
        sent = self.tables.select("ecc_queue", f"agent=mid.server.{agent['name']}^source=autoUpgrade")
        return super().needs_upgrade(agent) and not sent


class TellsNobodyAfterARestart(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Forgets in a restart whom to tell of its upgrades."""

    restarts = 0

    def restart(self) -> None:
        super().restart()
        self.restarts += 1

    def needs_upgrade(self, agent: Record) -> bool:
        return super().needs_upgrade(agent) and self.restarts == 1  # which is the upgrade's own


class TellsUnderAnotherTopic(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Sends what no MID Server takes for a system command."""

    def queued(self, command: Record) -> None:
        self.tables.update("ecc_queue", command["sys_id"], {"topic": "AutoUpgrade"})
        super().queued(command)


class MistakesNamesThatBeginAlike(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Takes the command for one MID Server for that of another, whose name goes on."""

    def send_system_command(self, mid: str, source: str) -> None:
        waiting = self.tables.select("ecc_queue", f"source={source}^state=ready")
        if not any(f"mid.server.{mid}".startswith(command["agent"]) for command in waiting):
            super().send_system_command(mid, source)


class UpgradingIsNotTold(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Sends no autoUpgrade to a MID Server that is Upgrading when the instance is upgraded."""

    def needs_upgrade(self, agent: Record) -> bool:
        return agent["status"] != "Upgrading" and super().needs_upgrade(agent)


class AnythingWaits(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Sends no autoUpgrade to a MID Server for which any other command is waiting."""

    def send_system_command(self, mid: str, source: str) -> None:
        if source != "autoUpgrade" or not self.waiting(mid):
            super().send_system_command(mid, source)


class TellsItsOwnDomain(BrokenInstance, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Sends autoUpgrade to the MID Servers alone that are in its own domain, global."""

    def needs_upgrade(self, agent: Record) -> bool:
        domains = {agent.get("sys_domain", GLOBAL), self.domain_of(agent["sys_id"])}
        return domains == {GLOBAL} and super().needs_upgrade(agent)
