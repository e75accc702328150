"""Faults in the chapter "Version control properties": the override."""

from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer
from broken.stamps import build_stamp, order_of
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.instance.instance import BUILDSTAMP, OVERRIDE
from reference_impl.instance.packages import Package
from reference_impl.mid.waiting import Waiting


class IgnoresTheOverride(BrokenInstance, rule="VER-OVERRIDE"):
    """Answers with mid.buildstamp, whatever the override says."""

    def assigned(self) -> str:
        return self.property_value(BUILDSTAMP)


class ListsPackagesOfAnotherVersion(BrokenInstance, rule="VER-OVERRIDE"):
    """Names the override, and lists the packages of mid.buildstamp."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        return super().packages(os, architecture, version or self.property_value(BUILDSTAMP))


class TakesTheLatestChange(BrokenInstance, rule="VER-OVERRIDE-NO-AUTO"):
    """Answers with the property that was changed last."""

    def assigned(self) -> str:
        query = f"nameIN{OVERRIDE},{BUILDSTAMP}^valueISNOTEMPTY^ORDERBYsys_updated_on"
        return self.tables.select("sys_properties", query)[-1]["value"]


class ShipsTheOverride(BrokenInstance, rule="VER-OVERRIDE-ABSENT"):
    """Has the property from the beginning, though empty."""

    def add_administrator(self, user: str, password: str) -> None:
        super().add_administrator(user, password)
        self.tables.insert("sys_properties", {"name": OVERRIDE, "value": ""})


class ForgetsTheOverrideInARestart(BrokenInstance, rule="VER-OVERRIDE-RESTART"):
    """Clears the override when it is restarted."""

    def restart(self) -> None:
        super().restart()
        self.set_property(OVERRIDE, "")


class KeepsTheOverrideThroughAnUpgrade(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Keeps the override when it is upgraded."""

    def upgrade(self, stamp: str) -> None:
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        self.set_property(OVERRIDE, override)


class HandsOutTheNewer(BrokenInstance, rule="VER-OVERRIDE"):
    """Answers with the newer of override and build stamp."""

    def assigned(self) -> str:
        override, stamp = self.property_value(OVERRIDE), self.property_value(BUILDSTAMP)
        return max(override, stamp, key=order_of) if override else stamp


class HandsOutTheOverrideOfItsFamily(BrokenInstance, rule="VER-OVERRIDE"):
    """Answers with the override only where that is of the family of the build stamp."""

    def assigned(self) -> str:
        override, stamp = self.property_value(OVERRIDE), self.property_value(BUILDSTAMP)
        return override if override.partition("-")[0] == stamp.partition("-")[0] else stamp


class GoesByTheStampWhenItIsTold(BrokenMidServer, rule="VER-OVERRIDE"):
    """Asks for the override at its hourly checks, and for mid.buildstamp when a command comes."""

    told = ""

    def carry_out(self, order: str) -> Waiting:
        self.told = build_stamp(self)
        yield from super().carry_out(order)
        self.told = ""

    def pin(self) -> str:
        return super().pin() or self.told


class FollowsTheFirstOverride(BrokenMidServer, rule="VER-OVERRIDE"):
    """Follows no second override that is older than the first."""

    def is_different(self, wanted: str) -> bool:
        was_moved = "patch4" in self.running.text and not self.pin()
        return super().is_different(wanted) and not (was_moved and order_of(wanted) < order_of(self.running.text))


class ForgetsTheOverrideAfterTwoDays(BrokenInstance, rule="VER-OVERRIDE-NO-AUTO"):
    """Hands out an override for two days."""

    def assigned(self) -> str:
        found = self.tables.select("sys_properties", f"name={OVERRIDE}")
        now = datetime.fromisoformat(self.tables.stamp())
        if found and now - datetime.fromisoformat(found[0]["sys_updated_on"]) > timedelta(days=2):
            return self.property_value(BUILDSTAMP)
        return super().assigned()


class LeavesTheOverrideForANewerStamp(BrokenMidServer, rule="VER-OVERRIDE-NO-AUTO"):
    """Upgrades to a build stamp that is newer than the override it has reached."""

    def wanted(self, assigned: str) -> str:
        stamp = build_stamp(self)
        newer = self.running.is_named_by(assigned) and order_of(stamp) > order_of(assigned)
        self.newer = stamp if newer else ""
        return super().wanted(stamp if newer else assigned)

    newer = ""

    def pin(self) -> str:
        return super().pin() or self.newer


class LosesTheOverrideAtTheSecondRestart(BrokenInstance, rule="VER-OVERRIDE-RESTART"):
    """Keeps the override through one restart."""

    restarts = 0

    def restart(self) -> None:
        super().restart()
        self.restarts += 1
        if self.restarts > 1:
            self.set_property(OVERRIDE, "")


class LosesAnOverrideOfAnotherFamily(BrokenInstance, rule="VER-OVERRIDE-RESTART"):
    """Keeps through a restart only an override of its own family."""

    def restart(self) -> None:
        super().restart()
        if self.property_value(OVERRIDE).partition("-")[0] not in ("", self.stamp.partition("-")[0]):
            self.set_property(OVERRIDE, "")


class KeepsAnOverrideOfAnotherFamily(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Clears the override in its upgrade only where that is of its own family."""

    def upgrade(self, stamp: str) -> None:
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        if override.partition("-")[0] not in ("", stamp.partition("-")[0]):
            self.set_property(OVERRIDE, override)


class KeepsANewerOverride(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Clears the override in its upgrade only where that is older."""

    def upgrade(self, stamp: str) -> None:
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        if override and order_of(override) > order_of(stamp):
            self.set_property(OVERRIDE, override)


class KeepsAnOlderOverride(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Clears the override in its upgrade only where that is newer."""

    def upgrade(self, stamp: str) -> None:
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        if override and order_of(override) < order_of(stamp):
            self.set_property(OVERRIDE, override)


class FindsTheOverrideAgain(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Has the override again when it is restarted after its upgrade."""

    kept = ""

    def upgrade(self, stamp: str) -> None:
        kept = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        self.kept = kept

    def restart(self) -> None:
        super().restart()
        if self.kept:
            self.set_property(OVERRIDE, self.kept)


class ClearsTheOverrideOnce(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Clears the override in its first upgrade only."""

    upgrades = 0

    def upgrade(self, stamp: str) -> None:
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        self.upgrades += 1
        if self.upgrades > 1:
            self.set_property(OVERRIDE, override)


class KeepsTheOverrideOnItsWayBack(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Clears the override where it becomes a later build, and leaves it where it goes back."""

    def upgrade(self, stamp: str) -> None:
        goes_back = parse_buildstamp(stamp).built < parse_buildstamp(self.stamp).built
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        if goes_back:
            self.set_property(OVERRIDE, override)


class OverrideOfTheLastStart(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Keeps the override with which it was restarted, and has it again when it is upgraded and then restarted."""

    started_with = ""

    def restart(self) -> None:
        super().restart()
        if self.property_value(OVERRIDE):
            self.started_with = self.property_value(OVERRIDE)
        elif self.started_with and not self.set_property(OVERRIDE, self.started_with):
            self.tables.insert("sys_properties", {"name": OVERRIDE, "value": self.started_with})

    def upgrade(self, stamp: str) -> None:
        kept, self.started_with = self.started_with, ""
        self.set_property(OVERRIDE, "")
        super().upgrade(stamp)
        self.started_with = kept or self.started_with


class RedundantOverrideIsDropped(BrokenInstance, rule="VER-OVERRIDE-RESTART"):
    """Drops an override that names its own version when it is restarted."""

    def restart(self) -> None:
        super().restart()
        if self.property_value(OVERRIDE) == self.stamp:
            self.set_property(OVERRIDE, "")


class OverrideAfterUpgrade(BrokenInstance, rule="VER-OVERRIDE"):
    """Once upgraded, hands out mid.buildstamp whatever the override, until it is restarted."""

    is_upgraded = False

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        self.is_upgraded = True

    def restart(self) -> None:
        super().restart()
        self.is_upgraded = False

    def assigned(self) -> str:
        return self.property_value(BUILDSTAMP) if self.is_upgraded else super().assigned()


class FirstOverrideStays(BrokenInstance, rule="VER-OVERRIDE"):
    """Goes on to hand out the first override when it is changed to another, until it is emptied."""

    first = ""

    def assigned(self) -> str:
        now = self.property_value(OVERRIDE)
        self.first = (self.first or now) if now else ""
        return self.first or super().assigned()
