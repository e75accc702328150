"""Instances with one fault each."""

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


class GivesThreePermits(BrokenInstance, rule="ERR-409"):
    """Lets three MID Servers upgrade at once."""

    permits = 3


class GivesOnePermit(BrokenInstance, rule="ERR-409"):
    """Lets only one MID Server upgrade at a time."""

    permits = 1


class KeepsPermitsOfFailedUpgrades(BrokenInstance, rule="ERR-409"):
    """Takes a permit back only from those who succeeded."""

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] != "Upgrade Failed":
            super().agent_changed(agent)


class KeepsPermitsOfTheDead(BrokenInstance, rule="ERR-409-DEAD-HOLDER"):
    """Waits for a MID Server that is Down to give its permit back."""

    def channel_closed(self, agent: str) -> None:
        self.tables.update("ecc_agent", agent, {"status": "Down"})
