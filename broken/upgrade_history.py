"""Faults in the chapter "MID Server Upgrade History"."""

from broken.base import BrokenInstance

HISTORY = "ecc_agent_upgrade_history"


class LeavesNoRecord(BrokenInstance, rule="HIST-RECORD"):
    """Leaves no record of its upgrades."""

    def record_upgrade(self, old: str, new: str) -> None:
        pass


class RecordsTheLastUpgradeOnly(BrokenInstance, rule="HIST-RECORD"):
    """Writes each upgrade over the one before."""

    def record_upgrade(self, old: str, new: str) -> None:
        for record in self.tables.select(HISTORY):
            self.tables.delete(HISTORY, record["sys_id"])
        super().record_upgrade(old, new)


class RecordsFamiliesOnly(BrokenInstance, rule="HIST-RECORD"):
    """Leaves a record where it becomes another family."""

    def record_upgrade(self, old: str, new: str) -> None:
        if old.partition("-")[0] != new.partition("-")[0]:
            super().record_upgrade(old, new)


class RecordsNoWayBack(BrokenInstance, rule="HIST-RECORD"):
    """Leaves no record of an upgrade to a version that it has had."""

    def record_upgrade(self, old: str, new: str) -> None:
        if not self.tables.select(HISTORY, f"old_version={new}"):
            super().record_upgrade(old, new)


class RecordsEachMidServer(BrokenInstance, rule="HIST-RECORD"):
    """Leaves a record for each MID Server that is to follow."""

    def record_upgrade(self, old: str, new: str) -> None:
        for _ in self.tables.select("ecc_agent"):
            super().record_upgrade(old, new)


class RecordsItsRestarts(BrokenInstance, rule="HIST-RECORD"):
    """Takes each of its starts for an upgrade."""

    def record_upgrade(self, old: str, new: str) -> None:
        """Its restart does that."""

    def restart(self) -> None:
        super().restart()
        super().record_upgrade(self.stamp, self.stamp)


class ForgetsItsHistoryInARestart(BrokenInstance, rule="HIST-RECORD"):
    """Has no records of before its last restart."""

    is_upgrading = False

    def upgrade(self, stamp: str) -> None:
        self.is_upgrading = True
        super().upgrade(stamp)
        self.is_upgrading = False

    def restart(self) -> None:
        if not self.is_upgrading:
            for record in self.tables.select(HISTORY):
                self.tables.delete(HISTORY, record["sys_id"])
        super().restart()


class RecordsTwoUpgrades(BrokenInstance, rule="HIST-RECORD"):
    """Leaves no record of its third upgrade."""

    def record_upgrade(self, old: str, new: str) -> None:
        if len(self.tables.select(HISTORY)) < 2:  # noqa: PLR2004
            super().record_upgrade(old, new)


class NamesTheNewVersionTwice(BrokenInstance, rule="HIST-RECORD-FIELDS"):
    """Names the version that it has now as the one that it came from."""

    def record_upgrade(self, old: str, new: str) -> None:
        del old
        super().record_upgrade(new, new)


class NamesWhereItBegan(BrokenInstance, rule="HIST-RECORD-FIELDS"):
    """Names the version of its first day as the one that it came from, each time."""

    def record_upgrade(self, old: str, new: str) -> None:
        found = self.tables.select(HISTORY, "ORDERBYsys_created_on")
        super().record_upgrade(found[0]["old_version"] if found else old, new)


class NamesWhatWasAssigned(BrokenInstance, rule="HIST-RECORD-FIELDS"):
    """Names what its MID Servers were assigned as the version that it came from."""

    def record_upgrade(self, old: str, new: str) -> None:
        del old
        super().record_upgrade(self.assigned(), new)
