"""Faults in the chapter "Upgrade methods": packages that are installed although their signature says no."""

from contextlib import suppress
from typing import ClassVar

from broken.base import BrokenMidServer, KnowsWhatItIsAbout, unchecked
from reference_impl.mid.failures import VerificationError
from reference_impl.mid.host import HostError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.waiting import Waiting


class Forgiving(Installation):
    """Overlooks some reasons to refuse a package."""

    forgives: ClassVar[frozenset[Code]] = frozenset(Code)

    def verify(self, package: Package) -> None:
        try:
            super().verify(package)
        except VerificationError as failure:
            if not (isinstance(failure.__cause__, Refused) and failure.__cause__.code in self.forgives):
                raise


class InstallsWhateverItGets(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies packages, and installs them whatever came of it."""

    installation_type = Forgiving


class TrustsEverybody(BrokenMidServer, rule="SIG-VERIFY"):
    """Checks that a package is as it was signed, and not by whom."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.UNTRUSTED, Code.SELF_SIGNED})


class TakesWhatNobodySigned(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies signatures where there are any."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.UNSIGNED})


class OverlooksMoreFiles(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies the files that the manifest names, and installs all."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.UNSIGNED_ENTRY})


class DoesNotLookAtTheManifest(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content with a good signature, whatever it signs."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.MANIFEST_TAMPERED})


class DoesNotLookIntoFiles(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content with a signed manifest, whatever the files hold."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.ENTRY_TAMPERED})


class DoesNotLookAtTheSignature(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content when the digests fit together, whoever has made them."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.SIGNATURE_MISMATCH, Code.MALFORMED_SIGNATURE, Code.SIGNATURE_INCOMPLETE})


class TakesExpiredCertificates(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask when a certificate is valid."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.EXPIRED, Code.NOT_YET_VALID})


class TakesAnyCertificate(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask what a certificate is for."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.BAD_EKU})


class TakesWeakDigests(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content with SHA-1."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.WEAK_DIGEST})


class ReadsWhatNobodyElseReads(BrokenMidServer, rule="SIG-VERIFY"):
    """Unpacks packages by a library that knows more methods than the tool by which they are verified."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.UNKNOWN_COMPRESSION})


class DoesNotVerifyWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a command for a reason to trust the package."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.verify = unchecked  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class DoesNotVerifyForItsPin(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a pin for a reason to trust the package."""

    def upgrade(self) -> Waiting:
        if self.pin():
            self.installation.verify = unchecked  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class VerifiesOncePerProcess(BrokenMidServer, rule="SIG-VERIFY"):
    """Installs in its second attempt what it has refused in its first."""

    def upgrade(self) -> Waiting:
        try:
            yield from super().upgrade()
        except VerificationError:
            self.installation.verify = unchecked  # type: ignore[method-assign] # the fault
            raise


class DoesNotVerifyAfterAStart(BrokenMidServer, rule="SIG-VERIFY"):
    """Installs at its start whatever it downloads, to be ready soon."""

    def check(self) -> Waiting:
        verify = self.installation.verify
        if self.host.now() == self.started:
            self.installation.verify = unchecked  # type: ignore[method-assign] # the fault
        yield from super().check()
        self.installation.verify = verify  # type: ignore[method-assign] # as it was


class InstallsWhatLies(Installation):
    """Takes a package that lies there already where it cannot be downloaded."""

    def was_brought(self, package: Package) -> bool:
        is_there = super().was_brought(package)
        if is_there:
            self.verify = unchecked  # type: ignore[method-assign] # the fault
        return is_there


class InstallsWhatItHasRefused(BrokenMidServer, rule="SIG-VERIFY"):
    """Falls back on what it has once downloaded, be it good or bad."""

    installation_type = InstallsWhatLies


class NeverTriesARefusedBuildAgain(BrokenMidServer, rule="SIG-VERIFY"):
    """Remembers a build of which a package was bad, and never wants it again."""

    def upgrade(self) -> Waiting:
        if self.destination in self.kept("refused"):
            return
        try:
            yield from super().upgrade()
        except VerificationError:
            self.keep("refused", self.destination)
            raise


class KnowsGoodNames(Installation):
    """Verifies the first file of a name, and takes each later one for the same."""

    good: frozenset[str] = frozenset()

    def verify(self, package: Package) -> None:
        if package.file not in self.good:
            super().verify(package)
            self.good |= {package.file}


class RemembersGoodNames(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies a file of each name once in a process, since a build does not change."""

    installation_type = KnowsGoodNames


class KeepsWhatItHasDownloaded(Installation):
    """Does not download again what lies there."""

    def fetch(self, package: Package) -> None:
        with suppress(HostError):
            self._host.read(self._incoming(package))
            return self.verify(package)
        return super().fetch(package)


class KeepsABadPackage(BrokenMidServer, rule="SIG-VERIFY"):
    """Refuses a bad package again and again, and never looks whether the site has a good one by now."""

    installation_type = KeepsWhatItHasDownloaded
