"""Faults in the chapter "MID Server pre-upgrade check": the tests and the monitor."""

from datetime import datetime, timedelta

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.failures import BlockedError, UpgradeFailure
from reference_impl.mid.precheck import MINIMUM_SPACE, PreUpgradeTests
from reference_impl.mid.waiting import Waiting

HOUR = timedelta(hours=1)


class AsksOneTestAlone(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Publishes all errors, and lets only the one about the download site hold it back."""

    def check_preconditions(self) -> None:
        try:
            super().check_preconditions()
        except BlockedError:
            if not self.site.is_accessible():
                raise


class StaysBlocked(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Does not test again once it was blocked."""

    has_been_blocked = False

    def check_preconditions(self) -> None:
        if self.has_been_blocked:
            raise BlockedError
        self.has_been_blocked = True
        super().check_preconditions()
        self.has_been_blocked = False


class TestsOnlyWhenToldTo(BrokenMidServer, rule="AUTO-PRECHECK-TOGGLE"):
    """Wants a parameter before it tests anything."""

    def check_preconditions(self) -> None:
        if self.agent.parameter("mid.upgrade.run_precheck") == "true":
            super().check_preconditions()


class RestsAfterAFailure(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Leaves one check out after each that was blocked."""

    rests = False

    def check_preconditions(self) -> None:
        self.rests = True
        super().check_preconditions()
        self.rests = False

    def check(self) -> Waiting:
        if self.rests:
            self.rests = False
        else:
            yield from super().check()


class GivesUpAfterThreeTries(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Asks on, but does not try to upgrade a fourth time."""

    tries = 0

    def upgrade(self) -> Waiting:
        self.tries += 1
        if self.tries <= 3:  # noqa: PLR2004 - the fault
            yield from super().upgrade()


class StaysFailed(BrokenMidServer, rule="FAIL-RETRY-FAMILY"):
    """Does not try again once it is Upgrade Failed."""

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and self.status != "Upgrade Failed"


class TestsNothingWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Takes a command for an order to upgrade, whatever the tests would say."""

    def check_preconditions(self) -> None:
        if not self.is_told:
            super().check_preconditions()


class TestsNothingAtItsStart(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Tests from its second check on."""

    def check_preconditions(self) -> None:
        if self.host.now() > self.started:
            super().check_preconditions()


class TestsNothingForItsPin(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Goes to its pin, whatever the tests would say."""

    def check_preconditions(self) -> None:
        if not self.pin():
            super().check_preconditions()


class TestsNothingOnTheWayBack(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Takes a version that it may have run before for a safe one."""

    def check_preconditions(self) -> None:
        if self.goal > self.running.text:
            super().check_preconditions()


class TestsNothingForAnotherFamily(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Tests within its family alone."""

    def check_preconditions(self) -> None:
        if not self.is_other_family(self.goal):
            super().check_preconditions()


class TestsOnceForEver(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Tests nothing more once its tests have passed and it has upgraded."""

    def check_preconditions(self) -> None:
        if not self.kept("passed"):
            super().check_preconditions()
            self.keep("passed")


class CountsOnTestsOfTheLastHour(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Tests nothing when its tests have passed less than an hour ago."""

    passed: datetime | None = None

    def check_preconditions(self) -> None:
        if self.passed is None or self.host.now() >= self.passed + HOUR:
            super().check_preconditions()
            self.passed = self.host.now()


class GoesAheadAfterTenHours(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Upgrades in spite of an error that has been there for ten hours."""

    def check_preconditions(self) -> None:
        if self.host.now() < self.started + 10 * HOUR:
            super().check_preconditions()


class TestsTheDiskOnlyWhenToldTo(BrokenMidServer, rule="AUTO-PRECHECK-TOGGLE"):
    """Tests the disk where a parameter says so, and the download site by itself."""

    def check_preconditions(self) -> None:
        try:
            super().check_preconditions()
        except BlockedError:
            if not self.site.is_accessible() or self.agent.parameter("mid.upgrade.run_precheck") == "true":
                raise


class TestsByItselfAtTheHourOnly(KnowsWhatItIsAbout, BrokenMidServer, rule="AUTO-PRECHECK-TOGGLE"):
    """Wants a parameter before it tests anything at its start or when it is told."""

    def check_preconditions(self) -> None:
        is_hourly = self.host.now() > self.started and not self.is_told
        if is_hourly or self.agent.parameter("mid.upgrade.run_precheck") == "true":
            super().check_preconditions()


class TestsEverySecondHour(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Takes the tests of the check before for those of every second check."""

    checks = 0

    def check_preconditions(self) -> None:
        self.checks += 1
        if self.checks % 2 == 0:
            raise BlockedError
        super().check_preconditions()


class GoesOnWithTheVersionThatWasBlocked(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Upgrades to the version for which its tests have failed, once they pass."""

    blocked = ""

    def wanted(self, assigned: str) -> str:
        return self.blocked or super().wanted(assigned)

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.blocked = wanted

    def pin(self) -> str:
        return self.blocked or super().pin()


class GivesUpWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Tries no more after a failed test that a command has led to."""

    has_given_up = False

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and not self.has_given_up

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_given_up = self.is_told


class GivesUpAfterHalfADay(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Asks on, but does not try to upgrade when an error has been there for twelve hours."""

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and self.host.now() < self.started + 12 * HOUR


class StaysFailedAfterTheDownload(BrokenMidServer, rule="FAIL-RETRY-FAMILY"):
    """Goes on out of Upgrade Failed when a test has failed, and not when anything else has."""

    has_given_up = False

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and not self.has_given_up

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_given_up = not isinstance(failure, BlockedError)


class StaysFailedOnTheWayBack(KnowsWhatItIsAbout, BrokenMidServer, rule="FAIL-RETRY-FAMILY"):
    """Goes on out of Upgrade Failed to a later family only."""

    def may_upgrade(self) -> bool:
        is_stuck = self.status == "Upgrade Failed" and self.goal < self.running.text
        return super().may_upgrade() and not is_stuck


class StaysFailedWhenItWasTold(GivesUpWhenItIsTold, rule="FAIL-RETRY-FAMILY"):
    """Does not leave Upgrade Failed where a command has led to it."""


class StaysFailedAfterThreeHours(BrokenMidServer, rule="FAIL-RETRY-FAMILY"):
    """Tries three times to leave Upgrade Failed."""

    tries = 0

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.tries += 1

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and self.tries <= 3  # noqa: PLR2004 - the fault


class HidesItsSecondAttempt(BrokenMidServer, rule="FAIL-RETRY-FAMILY"):
    """Is Upgrade Failed until an attempt has gone well, and never Upgrading again."""

    def report(self, status: str) -> None:
        if (self.status, status) != ("Upgrade Failed", "Upgrading"):
            super().report(status)


class TrustsTheTestsOfItsFormerLife(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Runs no tests at its start where an earlier process has passed them for the same version."""

    is_first_try = True

    def run_tests(self) -> list[str]:
        trusts = self.is_first_try and self.kept("tested") == self.destination
        self.is_first_try = False
        errors = [] if trusts else super().run_tests()
        self.keep("tested", "" if errors else self.destination)
        return errors


class DiskOf32Bits(PreUpgradeTests):
    """Keeps the number of free bytes in 32 bits."""

    def disk_space(self) -> str:
        free = self.host.free_bytes() % 2**32
        return f"Not enough free disk space. The system reports {free} bytes free" if free < MINIMUM_SPACE else ""


class CountsBytesIn32Bits(BrokenMidServer, rule="PRE-DISK"):
    """Takes a large disk for a full one, where the lower bits of its free bytes say so."""

    tests_type = DiskOf32Bits
