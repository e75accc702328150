"""Faults in the chapter "Pinning a MID Server to a specific version"."""

import re
from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.buildstamp import FAMILIES, InvalidBuildstampError, parse_buildstamp
from reference_impl.instance.instance import BUILDSTAMP, OVERRIDE
from reference_impl.instance.packages import Package
from reference_impl.mid.failures import BuildstampError
from reference_impl.mid.server import Waiting

OVERRIDDEN = "orlando-12-11-2019__patch3-04-22-2020_05-05-2020_1854"


class ReadsItsPinAtTheStart(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Knows of its pin when it starts, and forgets it at the next check."""

    def pin(self) -> str:
        return super().pin() if self.host.now() == self.started else ""


class IgnoresItsPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Takes what is assigned to all MID Servers, pinned or not."""

    def pin(self) -> str:
        return ""


class KnowsNoLetters(BrokenMidServer, rule="VER-FORMAT"):
    """Takes a patch or a hotfix with a letter for a misprint."""

    def wanted(self, assigned: str) -> str:
        if re.search(r"(?:patch|hotfix)\d+[a-z]", assigned):
            raise BuildstampError(assigned)
        return super().wanted(assigned)


class KnowsNoBareStamp(BrokenMidServer, rule="VER-FORMAT"):
    """Wants a family in front of the date."""

    def wanted(self, assigned: str) -> str:
        if assigned[:1].isdigit():
            raise BuildstampError(assigned)
        return super().wanted(assigned)


class TakesEmptyForSet(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Answers with the override as soon as there is one, even an empty one."""

    def assigned(self) -> str:
        found = self.tables.select("sys_properties", f"name={OVERRIDE}")
        return found[0]["value"] if found else super().assigned()


class RemembersTheOverride(BrokenMidServer, rule="VER-DEFAULT-SOURCE"):
    """Stays on a version that differs from the instance's own, even when that was an override."""

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and not self.running.is_named_by(OVERRIDDEN)


class KeepsTheUsersStamp(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Leaves mid.buildstamp as a user has set it, when it is restarted."""

    def restart(self) -> None:
        pass


class KeepsTheUsersStampThroughAnUpgrade(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Leaves mid.buildstamp as a user has set it, when it is upgraded."""

    def upgrade(self, stamp: str) -> None:
        changed = self.property_value(BUILDSTAMP)
        own = self.stamp
        super().upgrade(stamp)
        if changed != own:
            self.set_property(BUILDSTAMP, changed)


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


class LeavesItsPinWhenItIsTold(BrokenMidServer, rule="VER-PINNED"):
    """Thinks that a command goes before its pin."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = True
        yield from super().carry_out(order)
        self.told = False

    def pin(self) -> str:
        return "" if self.told else super().pin()


class LeavesItsPinOnceItIsThere(BrokenMidServer, rule="VER-PINNED"):
    """Has done what the pin says once it runs that version, and follows the instance again."""

    def pin(self) -> str:
        pin = super().pin()
        return "" if self.running.is_named_by(pin) else pin


class KnowsTagsOnly(BrokenMidServer, rule="VER-PINNED-STAMP"):
    """Wants a pin without the time of the build."""

    def pin(self) -> str:
        return re.sub(r"_\d{2}-\d{2}-\d{4}_\d{4}$", "", super().pin())


class IgnoresABadPin(BrokenMidServer, rule="VER-PINNED-EDGE"):
    """Follows the instance when its pin names nothing."""

    def pin(self) -> str:
        pin = super().pin()
        return pin if "__patch" in pin and "patch99" not in pin else ""


class TakesTheFirstOfTwo(BrokenMidServer, rule="VER-PINNED-EDGE"):
    """Takes one build of several that have the name of its pin."""

    def pin(self) -> str:
        pin = super().pin()
        return f"{pin}_01-23-2023_1901" if pin.startswith("sandiego") else pin


class IsFreedByAnUpgradeOfTheInstance(BrokenMidServer, rule="VER-PINNED-SURVIVES"):
    """Takes the command of an upgraded instance for the end of its pin."""

    freed = False

    def carry_out(self, order: str) -> Waiting:
        self.freed = True
        yield from super().carry_out(order)

    def pin(self) -> str:
        return "" if self.freed else super().pin()


class RemovesItsPin(BrokenMidServer, rule="VER-PINNED-OWN-UPGRADE"):
    """Writes a new config.xml when it has moved to its pin."""

    def restart(self) -> Waiting:
        path = self.agent.path("config.xml")
        self.host.write(path, self.host.read(path).replace(b"mid.pinned.version", b"mid.former.version"))
        yield from super().restart()


class TakesTheNewerOfPinAndOverride(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Follows its pin only where that is newer than what is assigned."""

    now_assigned = ""

    def pin(self) -> str:
        pin = super().pin()
        return pin if _order(pin) >= _order(self.now_assigned) else ""

    def check(self) -> Waiting:
        self.now_assigned = self.instance.assigned_stamp()
        yield from super().check()


class TakesTheOlderOfPinAndOverride(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Follows its pin only where that is older than what is assigned."""

    now_assigned = ""

    def pin(self) -> str:
        pin = super().pin()
        return pin if _order(pin) <= _order(self.now_assigned) else ""

    def check(self) -> Waiting:
        self.now_assigned = self.instance.assigned_stamp()
        yield from super().check()


class NeedsAGoodStampForItsPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Wants what is assigned to be a build stamp, pinned or not."""

    def wanted(self, assigned: str) -> str:
        parse_buildstamp_or_refuse(assigned)
        return super().wanted(assigned)


class IsPinnedWithinItsFamily(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Follows a pin only within the family that runs."""

    def pin(self) -> str:
        pin = super().pin()
        return pin if pin.startswith(f"{self.running.family}-") else ""


class KeepsARemovedPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Stays on a version that its pin has named once."""

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and (bool(self.pin()) or "patch4" not in self.running.text)


class HandsOutTheNewer(BrokenInstance, rule="VER-OVERRIDE"):
    """Answers with the newer of override and build stamp."""

    def assigned(self) -> str:
        override, stamp = self.property_value(OVERRIDE), self.property_value(BUILDSTAMP)
        return max(override, stamp, key=_order) if override else stamp


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
        return super().is_different(wanted) and not (was_moved and _order(wanted) < _order(self.running.text))


class ForgetsTheOverrideAfterTwoDays(BrokenInstance, rule="VER-OVERRIDE-NO-AUTO"):
    """Hands out an override for two days."""

    def assigned(self) -> str:
        found = self.tables.select("sys_properties", f"name={OVERRIDE}")
        now = datetime.fromisoformat(self.tables.now())
        if found and now - datetime.fromisoformat(found[0]["sys_updated_on"]) > timedelta(days=2):
            return self.property_value(BUILDSTAMP)
        return super().assigned()


class LeavesTheOverrideForANewerStamp(BrokenMidServer, rule="VER-OVERRIDE-NO-AUTO"):
    """Upgrades to a build stamp that is newer than the override it has reached."""

    def wanted(self, assigned: str) -> str:
        stamp = build_stamp(self)
        newer = self.running.is_named_by(assigned) and _order(stamp) > _order(assigned)
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
        if override and _order(override) > _order(stamp):
            self.set_property(OVERRIDE, override)


class KeepsAnOlderOverride(BrokenInstance, rule="VER-OVERRIDE-CLEARED"):
    """Clears the override in its upgrade only where that is newer."""

    def upgrade(self, stamp: str) -> None:
        override = self.property_value(OVERRIDE)
        super().upgrade(stamp)
        if override and _order(override) < _order(stamp):
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


class LosesAStampThatIsRemoved(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Does not give itself a build stamp again once that was removed."""

    def restart(self) -> None:
        if self.tables.select("sys_properties", f"name={BUILDSTAMP}"):
            super().restart()


class ReturnsToItsFirstStamp(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Returns at a restart to the version that it began with."""

    first = ""

    def add_administrator(self, user: str, password: str) -> None:
        super().add_administrator(user, password)
        self.first = self.stamp

    def restart(self) -> None:
        super().restart()
        if self.property_value(BUILDSTAMP) != self.first and not self.is_upgrading:
            self.set_property(BUILDSTAMP, self.first)

    is_upgrading = False

    def upgrade(self, stamp: str) -> None:
        self.is_upgrading = True
        super().upgrade(stamp)
        self.is_upgrading = False


class KeepsAnEmptyStamp(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Leaves mid.buildstamp empty where a user has emptied it."""

    def restart(self) -> None:
        found = [record["value"] for record in self.tables.select("sys_properties", f"name={BUILDSTAMP}")]
        super().restart()
        if found == [""]:
            self.set_property(BUILDSTAMP, "")


class ResetsItsStampOnce(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Returns to its own version at the first restart, and no more."""

    restarts = 0

    def restart(self) -> None:
        self.restarts += 1
        if self.restarts <= 1:
            super().restart()


class ConfusesNeighbours(BrokenMidServer, rule="VER-PINNED"):
    """Takes a pin for another MID Server's where its own name is longer than six letters."""

    def pin(self) -> str:
        return super().pin() if len(self.agent.parameter("name")) <= len("berlin") else ""


class LeavesItsPinForAClick(BrokenMidServer, rule="VER-PINNED"):
    """Thinks that an administrator who clicks means the assigned version, once the pin is reached."""

    clicked = False

    def carry_out(self, order: str) -> Waiting:
        self.clicked = self.running.is_named_by(super().pin())
        yield from super().carry_out(order)
        self.clicked = False

    def pin(self) -> str:
        return "" if self.clicked else super().pin()


class LeavesItsPinAfterADay(BrokenMidServer, rule="VER-PINNED"):
    """Follows the instance again a day after its start."""

    def pin(self) -> str:
        return super().pin() if self.host.now() - self.started < timedelta(days=1) else ""


class IsFreedByTheSecondUpgrade(BrokenMidServer, rule="VER-PINNED-SURVIVES"):
    """Goes by its pin only while the instance is of its family."""

    def pin(self) -> str:
        family = build_stamp(self).partition("-")[0]
        return super().pin() if family in ("", self.running.family) else ""


class RemovesThePinOfAFamily(BrokenMidServer, rule="VER-PINNED-OWN-UPGRADE"):
    """Writes a new config.xml when it has moved to a pin of another family."""

    def restart(self) -> Waiting:
        if self.is_other_family(self.pin() or self.running.text):
            path = self.agent.path("config.xml")
            self.host.write(path, self.host.read(path).replace(b"mid.pinned.version", b"mid.former.version"))
        yield from super().restart()


def build_stamp(mid: BrokenMidServer) -> str:
    """What the property mid.buildstamp says, whatever the override."""
    answer = mid.instance.ask("GET", f"/api/now/table/sys_properties?sysparm_query=name={BUILDSTAMP}")
    return str(answer.json()["result"][0]["value"])


def _order(name: str) -> tuple[int, str]:
    """Family and patch of a stamp or of a pin, to be compared."""
    family, _, rest = name.partition("-")
    patch = re.search(r"patch\d+", rest)
    return (FAMILIES.index(family) if family in FAMILIES else -1, patch[0] if patch else "")


def parse_buildstamp_or_refuse(text: str) -> None:
    """Refuse what is no build stamp."""
    try:
        parse_buildstamp(text)
    except InvalidBuildstampError:
        raise BuildstampError(text) from None
