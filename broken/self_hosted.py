"""Faults in the chapter "Access to the MID Server download site": packages that are brought to the host."""

from collections.abc import Sequence
from contextlib import suppress

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid import Process
from reference_impl.mid.failures import DownloadError, UpgradeFailure, VerificationError
from reference_impl.mid.host import HostError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting


class NothingBrought(Installation):
    """Finds nothing in its folder."""

    def was_brought(self, package: Package) -> bool:
        return not package


class InstallsFromTheSiteAlone(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Installs nothing that it has not downloaded itself."""

    installation_type = NothingBrought


class TrustsWhatWasBrought(Installation):
    """Verifies what comes over the network."""

    brought: Sequence[Package] = ()

    def was_brought(self, package: Package) -> bool:
        is_there = super().was_brought(package)
        self.brought = [*self.brought, package] if is_there else self.brought
        return is_there

    def verify(self, package: Package) -> None:
        if package not in self.brought:
            super().verify(package)


class VerifiesOnlyWhatItHasDownloaded(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Installs whatever somebody has put into its folder."""

    installation_type = TrustsWhatWasBrought


class VerifiesTheCore(Installation):
    """Verifies one package of those that were brought."""

    def verify(self, package: Package) -> None:
        if package.file.startswith("mid-core.") or not self.was_brought(package):
            super().verify(package)


class VerifiesTheFirstThatWasBrought(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Takes the Java runtime that was brought with a good core for good."""

    installation_type = VerifiesTheCore


class BroughtWithoutAnAnswer(Installation):
    """Looks into its folder where the site does not answer at all."""

    def was_brought(self, package: Package) -> bool:
        try:
            self._site.download(package)
        except DownloadError as error:
            return "HTTP" not in str(error) and super().was_brought(package)
        return False


class ObeysAProxy(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Does not install what was brought where the site, or a proxy before it, answers with an error."""

    installation_type = BroughtWithoutAnAnswer


class LooksIntoItsFolderWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Installs what was brought when somebody has asked for it, and not at the hour."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if not self.is_told:
            self.installation.was_brought = lambda package: not package  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class WantsItsTestInAnyCase(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Asks for the download site although its tests are turned off."""

    def check_preconditions(self) -> None:
        super().check_preconditions()
        if not self.site.is_accessible():
            raise UpgradeFailure("the download site is out of reach")


class EmptiesItsFolder(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Deletes what lies in its folder when its process begins."""

    def run(self) -> Process:
        with suppress(HostError):
            self.host.delete(self.agent.path("package", "incoming"))
        yield from super().run()


class RefusesWhatWasBroughtForGood(BrokenMidServer, rule="ACC-SELF-HOSTED"):
    """Takes no package any more of a version of which it has refused one."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.kept("refused") == self.destination:
            raise UpgradeFailure("it was refused before")
        try:
            yield from super().install(packages)
        except VerificationError:
            self.keep("refused", self.destination)
            raise
