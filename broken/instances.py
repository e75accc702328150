"""Instances with one fault each."""

from datetime import datetime, timedelta

from broken.base import BrokenInstance
from reference_impl.instance.encoded_query import Record


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


class GivesThreePermits(BrokenInstance, rule="ERR-409"):
    """Lets three MID Servers upgrade at once."""

    permits = 3


class GivesOnePermit(BrokenInstance, rule="ERR-409"):
    """Lets only one MID Server upgrade at a time."""

    permits = 1


class CountsPermitsWithoutNames(BrokenInstance, rule="ERR-409"):
    """Takes anybody's Up for the end of somebody's upgrade."""

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] == "Up" and self.holders:
            self.holders.pop()
        super().agent_changed(agent)


class LendsPermitsForHalfAnHour(BrokenInstance, rule="ERR-409"):
    """Forgets who has a permit after thirty minutes."""

    last_asked = datetime(2999, 1, 1)  # noqa: DTZ001 - the tables' times have no zone

    def take_permit(self, agent: str) -> bool:
        now = datetime.fromisoformat(self.tables.now())
        if now > self.last_asked + timedelta(minutes=30):
            self.holders.clear()
        self.last_asked = now
        return super().take_permit(agent)


class KeepsPermitsOfFailedUpgrades(BrokenInstance, rule="ERR-409"):
    """Takes a permit back only from those who succeeded."""

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] != "Upgrade Failed":
            super().agent_changed(agent)


class KeepsPermitsOfTheDead(BrokenInstance, rule="ERR-409-DEAD-HOLDER"):
    """Waits for a MID Server that is Down to give its permit back."""

    def channel_closed(self, agent: str) -> None:
        self.tables.update("ecc_agent", agent, {"status": "Down"})
