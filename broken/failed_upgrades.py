"""Faults in the chapter "Failed upgrades"."""

from dataclasses import replace
from datetime import timedelta

from broken.base import BrokenMidServer
from reference_impl.mid import Surroundings
from reference_impl.mid.failures import BlockedError, RefreshError, UpgradeFailure, VerificationError
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.waiting import Sleep, Waiting


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


class NeverForgetsAFamily(BrokenMidServer, rule="FAIL-PATCH"):
    """Takes every failure for one to another family once such an upgrade has failed, also after a start."""

    def is_other_family(self, wanted: str) -> bool:
        if super().is_other_family(wanted):
            self.keep("family")
        return bool(self.kept("family"))


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


class FailsOnlyAtTheHour(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up again where it was not the hour that asked for the way to another family."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.host.now() - self.started < timedelta(hours=1):
            self.come_up()


class TakesAThirdFileForNoFailure(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up after the host has not let files be replaced, wherever the upgrade was to go."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if isinstance(failure, RefreshError) and "busy" in str(failure):
            self.come_up()


class TakesAnEmptyListForNoFailure(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up after the instance has named no packages, wherever the upgrade was to go."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if "there are no packages" in str(failure):
            self.come_up()


class TakesAMissingRuntimeForNoFailure(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up after one of two packages was not there, wherever the upgrade was to go."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if "404" in str(failure):
            self.come_up()


class ForgetsItsFailureAfterADay(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up again two days after a failed upgrade to another family."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.host.now() - self.started > timedelta(days=2):
            self.come_up()


class GoesByWhatWasAssignedBeforeTheWait(BrokenMidServer, rule="ERR-409-REASSIGNED"):
    """Takes the version that was assigned before the wait for a permit for the one that failed."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, self.first or wanted)

    first = ""

    def obtain_permit(self) -> Waiting:
        self.first = self.destination
        yield from super().obtain_permit()


class TakesAHotfixForAFamily(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Upgrade Failed when a hotfix, or what replaces one, has failed."""

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) or ("hotfix" in wanted) is not ("hotfix" in self.running.text)


class TakesTheWayBackForAFamily(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Upgrade Failed when an older patch has failed."""

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) or "patch1-" in wanted


class FailsForACommand(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Upgrade Failed when a patch has failed that a command asked for."""

    is_ordered = False

    def carry_out(self, order: str) -> Waiting:
        self.is_ordered = True
        yield from super().carry_out(order)
        self.is_ordered = False

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) or self.is_ordered


class FailsAtItsStart(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Upgrade Failed when a patch has failed in the first minute of its process."""

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) or self.host.now() - self.started < timedelta(minutes=1)


class FailsForItsPin(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Upgrade Failed when the way to its pin has failed."""

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) or bool(self.pin())


class FailsTheThirdTime(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Upgrade Failed when patches have failed three times in a row."""

    failures = 0

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        self.failures += 1
        super().failed(failure, wanted)

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) or self.failures > 2  # noqa: PLR2004 - the third time


class TakesNoCommandAfterAFailure(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Up after a failed patch, and takes no command any more."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def take_commands(self) -> None:
        if not self.has_failed:
            super().take_commands()


class StaysFailedWhenNothingIsWanted(BrokenMidServer, rule="FAIL-FAMILY-OVER"):
    """Does not check any more once it was Upgrade Failed and its own version was assigned again."""

    is_over = False

    def is_different(self, wanted: str) -> bool:
        different = super().is_different(wanted)
        self.is_over |= self.status == "Upgrade Failed" and not different
        return different and not self.is_over


class IsUpWhenItFailsAgainAfterARestart(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up where the way to a family fails that has failed in a process before."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        self.earlier = self.kept("failed")

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if wanted == self.earlier and self.is_other_family(wanted):
            self.come_up()
        else:
            self.keep("failed", wanted)
            super().failed(failure, wanted)


MANY = 30
"""More failures than a day has hours."""


class GivesUpAfterThirtyFailures(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Does not try again by itself after thirty failures in a row."""

    failures = 0

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.failures += 1

    def may_upgrade(self) -> bool:
        return self.failures < MANY and super().may_upgrade()
