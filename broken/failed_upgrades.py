"""Faults in the chapter "Failed upgrades"."""

from dataclasses import replace
from datetime import timedelta

from broken.base import BrokenMidServer
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.mid.failures import BlockedError, RefreshError, UpgradeFailure, VerificationError
from reference_impl.mid.server import Waiting
from reference_impl.mid.waiting import Sleep


class FallsBackToUp(BrokenMidServer, rule="FAIL-FAMILY"):
    """Takes every failed upgrade for one within the family."""

    def is_other_family(self, wanted: str) -> bool:
        return not wanted


class TakesTheFamilyBeforeForAPatch(BrokenMidServer, rule="FAIL-FAMILY"):
    """Fails only on the way to a later family."""

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) and wanted.partition("-")[0] > self.running.family


class HealsByWaiting(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up again at the check after a failed upgrade, without having tried anew."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def check(self) -> Waiting:
        if self.has_failed:
            self.has_failed = False
            self.instance.assigned_stamp()
            self.report("Up")
        else:
            yield from super().check()


class GivesUpOnPatches(BrokenMidServer, rule="FAIL-PATCH"):
    """Takes every failed upgrade for one to another family."""

    def is_other_family(self, wanted: str) -> bool:
        return bool(wanted)


class StaysUpgradingAfterFailure(BrokenMidServer, rule="FAIL-PATCH"):
    """Forgets the status when an upgrade within the family fails."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if self.is_other_family(wanted):
            super().failed(failure, wanted)


class FailsLate(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Up after a failed upgrade within the family, and Upgrade Failed five minutes later."""

    def upgrade(self) -> Waiting:
        try:
            yield from super().upgrade()
        except UpgradeFailure:
            self.report("Up")
            yield Sleep(self.host.now() + timedelta(minutes=5))
            self.report("Upgrade Failed")


class TakesABlockForNoFailure(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up after a pre-upgrade test has failed, wherever the upgrade was to go."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if isinstance(failure, BlockedError):
            self.come_up()


class TakesABadPackageForNoFailure(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up after a package was not verified, wherever the upgrade was to go."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if isinstance(failure, VerificationError):
            self.come_up()


class StopsWorkingAfterAHalfUpgrade(BrokenMidServer, rule="FAIL-PATCH"):
    """Stays Upgrading when the host does not let files be replaced."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if not isinstance(failure, RefreshError):
            super().failed(failure, wanted)


class ClaimsTheVersionItFailedToReach(BrokenMidServer, rule="FAIL-PATCH"):
    """Reports the assigned version after the upgrade to it has failed."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        running, self.running = self.running, replace(self.running, text=wanted)
        super().failed(failure, wanted)
        self.running = running


class LeavesHalfAnUpgrade(BrokenMidServer, rule="FAIL-RESTORE"):
    """Leaves the files as they are when not all of them could be replaced."""

    def upgrade(self) -> Waiting:
        self.installation.put_back = lambda names: None  # type: ignore[method-assign] # noqa: ARG005 - the fault
        yield from super().upgrade()


class DoesNotTryFromMadrid(BrokenMidServer, rule="FAIL-LINUX-MADRID"):
    """Knows that an upgrade from Madrid or older to New York fails on Linux, and does not try."""

    def upgrade(self) -> Waiting:
        if self.host.facts().os != "linux" or not self.running.is_older_than("newyork"):
            yield from super().upgrade()


class UpgradesWithoutItsService(BrokenMidServer, rule="FAIL-LINUX-MADRID"):
    """Replaces its files and says that it is Up, without a restart of the service."""

    def restart(self) -> Waiting:
        self.running = parse_buildstamp(self.agent.installed())
        self.report("Up")
        yield from ()
