"""Faults in the chapter "Upgrade error messages": who gets a permit."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from broken.base import BrokenInstance
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import OVER

GRANTED = 2
"""How many permits there are."""


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
        now = datetime.fromisoformat(self.tables.stamp())
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


class TakesPermitsFromTheUnvalidated(BrokenInstance, rule="ERR-409"):
    """Takes a permit for free whose holder is no longer validated."""

    def take_permit(self, agent: str) -> bool:
        self.holders = {each for each in self.holders if self.tables.get("ecc_agent", each)["validated"] == "true"}
        return super().take_permit(agent)


class CountsPermitsByFamily(BrokenInstance, rule="ERR-409"):
    """Gives two permits to the MID Servers of each family."""

    def take_permit(self, agent: str) -> bool:
        family = self.tables.get("ecc_agent", agent)["version"].partition("-")[0]
        others = [each for each in self.holders if self.tables.get("ecc_agent", each)["version"].startswith(family)]
        self.permits = len(self.holders) + self.permits - len(others) if len(others) < GRANTED else 0
        granted = super().take_permit(agent)
        self.permits = GRANTED
        return granted


class CountsPermitsByVersion(BrokenInstance, rule="ERR-409"):
    """Gives two permits to the MID Servers of each version."""

    def take_permit(self, agent: str) -> bool:
        version = self.tables.get("ecc_agent", agent)["version"]
        others = [each for each in self.holders if self.tables.get("ecc_agent", each)["version"] == version]
        self.permits = len(self.holders) + 1 if len(others) < GRANTED else 0
        granted = super().take_permit(agent)
        self.permits = GRANTED
        return granted


class LooksBeforeItLeaps(BrokenInstance, rule="ERR-409"):
    """Counts the permits and gives one, and lets others come in between where more than one asks."""

    def __init__(
        self, now: Callable[[], datetime], new_id: Callable[[], str], stamp: str, builds: Sequence[str]
    ) -> None:
        super().__init__(now, new_id, stamp, builds)
        self.counted: list[str] = []
        """Who has asked together with others, and saw a free permit."""
        self.more_than_permits = threading.Event()

    def take_permit(self, agent: str) -> bool:
        if agent not in self.holders and len(self.holders) >= self.permits:
            return False
        if threading.current_thread() is not threading.main_thread():  # in which nobody can come in between
            self.counted.append(agent)
            if len(self.counted) > self.permits:
                self.more_than_permits.set()
            self.more_than_permits.wait(60)
        self.holders.add(agent)
        return True


class LendsPermitsForADay(BrokenInstance, rule="ERR-409"):
    """Forgets who has a permit after a day."""

    given = datetime(2999, 1, 1)  # noqa: DTZ001 - the tables' times have no zone

    def take_permit(self, agent: str) -> bool:
        now = datetime.fromisoformat(self.tables.stamp())
        if now > self.given + timedelta(days=1):
            self.holders.clear()
        if granted := super().take_permit(agent):
            self.given = now
        return granted


class ForgetsPermitsAtARestart(BrokenInstance, rule="ERR-409"):
    """Has its permits in memory alone, and begins without any."""

    def restart(self) -> None:
        self.holders = set()
        super().restart()


class ForgetsPermitsAtAnUpgrade(BrokenInstance, rule="ERR-409"):
    """Takes its own upgrade for the end of those of its MID Servers."""

    def upgrade(self, stamp: str) -> None:
        self.holders.clear()
        super().upgrade(stamp)


class FreesThePermitsOfThePaused(BrokenInstance, rule="ERR-409"):
    """Takes Paused for the end of an upgrade."""

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] == "Paused":
            self.release_permit(agent["sys_id"])
        super().agent_changed(agent)


class FreesAnyPermit(BrokenInstance, rule="ERR-409"):
    """Lets anybody give somebody's permit back."""

    def release_permit(self, agent: str) -> None:
        if agent not in self.holders and self.holders:
            self.holders.pop()
        super().release_permit(agent)


class FreesOnlyTheFirst(BrokenInstance, rule="ERR-409"):
    """Takes a permit back only from who got the first one."""

    first = ""

    def take_permit(self, agent: str) -> bool:
        granted = super().take_permit(agent)
        if granted and len(self.holders) == 1:
            self.first = agent
        return granted

    def agent_changed(self, agent: Record) -> None:
        if agent["sys_id"] == self.first or agent["status"] == "Down":
            super().agent_changed(agent)


class KeepsPermitsOfWhoNeverBegan(BrokenInstance, rule="ERR-409-DEAD-HOLDER"):
    """Takes a permit from a MID Server that goes Down only if it was Upgrading."""

    def channel_closed(self, agent: str) -> None:
        was = self.tables.get("ecc_agent", agent).get("status")
        record = self.tables.update("ecc_agent", agent, {"status": "Down"})
        if was == "Upgrading":
            self.agent_changed(record)


class FailedAgainKeepsItsPermit(BrokenInstance, rule="ERR-409"):
    """Heeds no status that is told a second time: whoever fails again out of Upgrade Failed keeps its permit."""

    @cached_property
    def told(self) -> dict[str, str]:
        """The last status of each MID Server."""
        return {}

    def agent_changed(self, agent: Record) -> None:
        before, self.told[agent["sys_id"]] = self.told.get(agent["sys_id"]), agent["status"]
        if not before == agent["status"] == "Upgrade Failed":
            super().agent_changed(agent)


class RestartTidiesPermits(BrokenInstance, rule="ERR-409"):
    """Takes their permits from holders that are not Upgrading when it is restarted."""

    def restart(self) -> None:
        super().restart()
        for agent in list(self.holders):
            if self.tables.get("ecc_agent", agent)["status"] != "Upgrading":
                self.release_permit(agent)


class TurnedAwayFrees(BrokenInstance, rule="ERR-409"):
    """Frees a permit of somebody else when one that was turned away is Up, has failed or is Down."""

    @cached_property
    def turned_away(self) -> set[str]:
        """Those whose last request was refused, by sys_id."""
        return set()

    def take_permit(self, agent: str) -> bool:
        given = super().take_permit(agent)
        (self.turned_away.discard if given else self.turned_away.add)(agent)
        return given

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] in OVER and agent["sys_id"] in self.turned_away:
            self.turned_away.discard(agent["sys_id"])
            if self.holders:
                self.holders.pop()
        super().agent_changed(agent)
