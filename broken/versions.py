"""Faults in the chapter "Pinning a MID Server to a specific version"."""

import re

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.instance.instance import BUILDSTAMP, OVERRIDE
from reference_impl.mid.failures import BuildstampError

OVERRIDDEN = "orlando-12-11-2019__patch3-04-22-2020_05-05-2020_1854"


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


class AnotherBuildStays(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Leaves mid.buildstamp alone at a restart where it names another build with the tag of its own."""

    def reset_stamp(self) -> None:
        if not self.property_value(BUILDSTAMP).startswith(f"{self.stamp.rpartition('_')[0].rpartition('_')[0]}_"):
            super().reset_stamp()


class StampOfTheFirstUpgrade(BrokenInstance, rule="VER-BUILDSTAMP-RESET"):
    """Sets mid.buildstamp back to the version of its first upgrade at a restart after the second one."""

    first = before = ""

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        self.first = self.first or stamp

    def reset_stamp(self) -> None:
        super().reset_stamp()
        if self.first and self.stamp == self.before:
            self.set_property(BUILDSTAMP, self.first)
        self.before = self.stamp
