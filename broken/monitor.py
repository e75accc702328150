"""Faults in the chapter "MID Server pre-upgrade check": what the monitor does with its tests, and where errors go."""

import contextlib
from collections.abc import Sequence

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import BlockedError, UpgradeFailure
from reference_impl.mid.servers import InstanceClient
from reference_impl.mid.waiting import Waiting


def fetch_all(mid: BrokenMidServer) -> None:
    """Download the assigned packages, and store them."""
    facts = mid.host.facts()
    _, packages = mid.instance.packages(facts.os, facts.architecture, mid.pin())
    for package in packages:
        mid.installation.fetch(package)


class TellsOfPassedTests(BrokenMidServer, rule="PRE-MONITOR"):
    """Makes an issue of tests that have passed, too."""

    def check_preconditions(self) -> None:
        super().check_preconditions()
        self.instance.publish(["Pre-upgrade validation tests successful. Continuing with upgrade process."])


class TestsAfterTheDownload(BrokenMidServer, rule="PRE-MONITOR"):
    """Stores its packages, and tests before it extracts them."""

    def check_preconditions(self) -> None:
        fetch_all(self)
        super().check_preconditions()


class TellsAndGoesOn(BrokenMidServer, rule="PRE-MONITOR"):
    """Tells what its tests have met, and leaves it to others to decide."""

    def check_preconditions(self) -> None:
        try:
            super().check_preconditions()
        except BlockedError:
            return


class TestsItsFilesOnce(BrokenMidServer, rule="PRE-MONITOR"):
    """Tests its files before its first upgrade, and takes the next ones on trust."""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        trusts = self.kept("files")
        self.keep("files")
        return [error for error in errors if not (trusts and "file permissions" in error)]


class TestsFilesForNewerVersions(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-MONITOR"):
    """Does not test its files on the way back."""

    def run_tests(self) -> list[str]:
        is_back = self.goal < self.running.text
        return [error for error in super().run_tests() if not (is_back and "file permissions" in error)]


class TestsAtEveryCheck(BrokenMidServer, rule="PRE-MONITOR-EQUAL"):
    """Tests and tells whether or not there is anything to upgrade to."""

    def is_different(self, wanted: str) -> bool:
        self.instance.publish(self.run_tests())
        return super().is_different(wanted)


class TestsAtItsStart(BrokenMidServer, rule="PRE-MONITOR-EQUAL"):
    """Tests and tells when it starts, to know its host."""

    def come_up(self) -> None:
        super().come_up()
        self.instance.publish(self.run_tests())


# ---- Before the upgrade, in both places


class StoresItsPackagesMeanwhile(BrokenMidServer, rule="PRE-BEFORE-UPGRADE"):
    """Has its packages ready for the time when the error is resolved."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if isinstance(failure, BlockedError):
            with contextlib.suppress(UpgradeFailure):
                fetch_all(self)


class OwnSource(InstanceClient):
    """Calls itself something else."""

    def publish(self, messages: Sequence[str]) -> None:
        body = {"source": "AutoUpgrade", "messages": list(messages)}
        self._try("POST", f"/api/now/mid/upgrade_check/{self._agent}", body)


class NamesAnotherSource(BrokenMidServer, rule="PRE-BEFORE-UPGRADE"):
    """Tells its errors as those of AutoUpgrade, and not of UpgradeCheck."""

    instance_type = OwnSource


class TellsItsErrorsAtTheNextCheck(BrokenMidServer, rule="PRE-BEFORE-UPGRADE"):
    """Tells what the tests of the check before have met."""

    former: Sequence[str] = ()

    def check_preconditions(self) -> None:
        errors = self.run_tests()
        self.instance.publish(self.former if errors else [])
        for error in self.former:
            self.agent.log(error, error=True)
        self.former = errors
        if errors:
            raise BlockedError


class IsSilentWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-BEFORE-UPGRADE"):
    """Tells what has met an hourly check, and just does not upgrade when a command has asked for it."""

    def check_preconditions(self) -> None:
        if self.is_told and self.run_tests():
            raise BlockedError
        super().check_preconditions()


class IsSilentAtItsStart(BrokenMidServer, rule="PRE-BEFORE-UPGRADE"):
    """Tells nothing of what has kept it from an upgrade at its start."""

    def check_preconditions(self) -> None:
        if self.host.now() == self.started and self.run_tests():
            raise BlockedError
        super().check_preconditions()


class StoresPackagesAfterADay(BrokenMidServer, rule="PRE-BEFORE-UPGRADE"):
    """Begins with the download when an error has been there for a day."""

    checks = 0

    def check_preconditions(self) -> None:
        self.checks += 1
        if self.checks > 24:  # noqa: PLR2004 - the fault
            fetch_all(self)
        super().check_preconditions()


class DiskAndSiteAlone(Agent):
    """Leaves errors about files out."""

    def log(self, text: str, *, error: bool = False) -> None:
        if not any(each in text for each in ("Unable to extract", "Unable to create", "Unable to verify")):
            super().log(text, error=error)


class LogsNoErrorsAboutFiles(BrokenMidServer, rule="PRE-LOG-PLACE"):
    """Logs the two errors of which the page says it, and no others."""

    agent_type = DiskAndSiteAlone


# ---- While it is held up


class StaysUpgradingWhenItIsBlocked(BrokenMidServer, rule="PRE-QUIET"):
    """Is Upgrading until its tests pass."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, BlockedError):
            self.agent.log(str(failure), error=True)
            self.show_upgrading()
        else:
            super().failed(failure, wanted)

    def may_upgrade(self) -> bool:
        return self.is_validated()


class KeepsItsPermitWhenItIsBlocked(BrokenMidServer, rule="PRE-QUIET"):
    """Gets its permit first, and keeps it until its tests pass."""

    def check_preconditions(self) -> None:
        """Not yet."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        super().check_preconditions()

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, BlockedError):
            self.agent.log(str(failure), error=True)
        else:
            super().failed(failure, wanted)
