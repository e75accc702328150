"""Faults that show only at the second time: what remains of an attempt or of an answer when the next one comes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from broken.base import BrokenMidServer
from reference_impl.mid.failures import BlockedError, QueryError, RefreshError, UpgradeFailure
from reference_impl.mid.history import FAILED
from reference_impl.mid.host import HostError
from reference_impl.mid.installation import Installation
from reference_impl.mid.log_on import BROKEN as SCRIPT_FAILED
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from reference_impl.mid.verification.verifier import Signer

HALF_A_DAY, FOURTH = 12, 4


class TestsEveryFourthTimeAfterHalfADay(BrokenMidServer, rule="FAIL-RETRY-HOURLY"):
    """Counts on tests that have failed twelve times in a row, and runs them at every fourth check only."""

    failures = 0

    def check_preconditions(self) -> None:
        if self.failures >= HALF_A_DAY and self.failures % FOURTH:
            self.failures += 1
            raise BlockedError("as before")
        try:
            super().check_preconditions()
        except BlockedError:
            self.failures += 1
            raise
        self.failures = 0


class AsksNoMoreAfterARefusedLogin(BrokenMidServer, rule="AUTO-HOURLY"):
    """Takes 401 for the end, until it is started again."""

    is_refused = False

    def check(self) -> Waiting:
        if not self.is_refused:
            yield from super().check()

    def assigned(self) -> str:
        try:
            return super().assigned()
        except QueryError as error:
            self.is_refused = "401" in str(error)
            raise


class ReachesTheSiteOnce(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Tests access to the download site until a process of it has had some."""

    was_accessible = False

    def run_tests(self) -> list[str]:
        self.site.is_accessible = self.is_accessible  # type: ignore[method-assign]
        return super().run_tests()

    def is_accessible(self) -> bool:
        """Whether it is, or ever was."""
        self.was_accessible = self.was_accessible or type(self.site).is_accessible(self.site)
        return self.was_accessible


class FirstBackup(Installation):
    """Never deletes its backup, and puts back what was in it before this attempt."""

    def _discard(self, folder: str) -> None:
        if folder != self._backup_folder:
            super()._discard(folder)

    def replace(self) -> None:
        before = self.backup()
        try:
            super().replace()
        except HostError:
            for name, content in before.items():
                self._host.write(self._in(self._agent.path(), name), content)
            raise

    def backup(self) -> dict[str, bytes]:
        """The files in the backup, by their names."""
        try:
            names = self._host.list_files(self._backup_folder)
        except HostError:  # there is none yet
            return {}
        return {name: self._host.read(self._in(self._backup_folder, name)) for name in names}


class PutsTheOldestFilesBack(BrokenMidServer, rule="FAIL-RESTORE"):
    """Puts the files back that it had before its first upgrade."""

    installation_type = FirstBackup


class PutsBackOnce(Installation):
    """Leaves files as they are when a second attempt fails."""

    has_put_back = False

    def put_back(self, names: Sequence[str]) -> None:
        if not self.has_put_back:
            super().put_back(names)
        self.has_put_back = True


class PutsFilesBackOnce(BrokenMidServer, rule="FAIL-RESTORE"):
    """Puts files back after the first failure of a process, and not after the next ones."""

    installation_type = PutsBackOnce


class VerifiedTogether(Installation):
    """Remembers the packages of an attempt once all of them were good."""

    good: frozenset[str] = frozenset()

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        self.good = frozenset(package.file for package in packages)
        return super().install(packages)

    def verify(self, package: Package) -> None:
        if package.file not in self.good:
            super().verify(package)


class VerifiesAVersionOnce(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not verify again the packages of a version that were all good in an attempt, whatever became of it."""

    installation_type = VerifiedTogether


class AskedForGood(Installation):
    """Forgets no good reply between two attempts."""

    @cached_property
    def good(self) -> "set[Certificate]":
        """The certificates that were good once."""
        return set()

    def check_signer(self, signer: "Signer") -> None:
        if signer.certificate not in self.good:
            super().check_signer(signer)
        self.good.add(signer.certificate)


class AsksAboutASignerOnce(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Keeps a good reply until its process ends, and an attempt that has failed does not end it."""

    installation_type = AskedForGood


class RecordsAnErrorOnce(BrokenMidServer, rule="ERR-REFRESH"):
    """Records an error that it has recorded before as a failure without a reason."""

    @cached_property
    def recorded(self) -> set[str]:
        """What it has recorded."""
        return set()

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        text = str(failure)
        failure.args = ("failed again",) if text in self.recorded else (text,)
        self.recorded.add(text)
        super().failed(failure, wanted)

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, state, "failed" if state == FAILED else message)


class WaitsOnThroughErrors(BrokenMidServer, rule="ERR-REFRESH"):
    """Takes an error for one more refusal of a permit, once it was refused one."""

    def obtain_permit(self) -> Waiting:
        if self.instance.take_permit():
            return
        while not self.is_granted():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            yield from self.wait(self.host.now() + self.permit_period)

    def is_granted(self) -> bool:
        """Whether the instance gives it a permit; an error is a no."""
        try:
            return self.instance.take_permit()
        except RefreshError:
            return False


class RecordsTheFirstWaitAlone(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Records refusals until it has had a permit, and never again."""

    def obtain_permit(self) -> Waiting:
        if not self.kept("waited"):
            yield from super().obtain_permit()
            self.keep("waited")
        while not self.instance.take_permit():
            yield from self.wait(self.host.now() + self.permit_period)


class ReportsNoRunWithoutItsScript(BrokenMidServer, rule="WARN-CONTINUING"):
    """Reports no run in which the script has failed and nothing else was met, so that old issues stay open."""

    def check_preconditions(self) -> None:
        logged = self.agent.read_log().count(SCRIPT_FAILED)

        def publish(messages: Sequence[str]) -> None:
            if messages or self.agent.read_log().count(SCRIPT_FAILED) == logged:
                type(self.instance).publish(self.instance, messages)

        self.instance.publish = publish  # type: ignore[method-assign]
        super().check_preconditions()


class ReportsTestsThatAreOff(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Reports tests that it has not run as passed, which resolves what they had met."""

    def check_preconditions(self) -> None:
        if self.tests_are_disabled():
            self.instance.publish([])
        else:
            super().check_preconditions()
