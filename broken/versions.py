"""Faults in the chapter "Pinning a MID Server to a specific version"."""

import re

from broken.base import BrokenInstance, BrokenMidServer
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
