"""Faults in the chapter "MID Server access to OCSP blocked": when the responder is asked, and what no answer means."""

from collections.abc import Collection, Sequence
from contextlib import suppress

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.verifier import Signer
from reference_impl.mid.waiting import Waiting


def ask_nobody(signer: Signer) -> None:
    """Content."""


class WithoutQuestions(Installation):
    """Leaves it at the signature."""

    def check_signer(self, signer: Signer) -> None:
        """Content."""


class AsksNoResponderAndInstalls(BrokenMidServer, rule="ACC-OCSP"):
    """Verifies the signature, and never asks whether the signer's certificate was revoked."""

    installation_type = WithoutQuestions


class Lenient(Installation):
    """Does without some answers."""

    content_with: Collection[str] = ()
    """Why there is none: how the detail of the refusal ends."""

    def check_signer(self, signer: Signer) -> None:
        try:
            super().check_signer(signer)
        except Refused as refused:
            if refused.code != Code.OCSP_UNREACHABLE or not refused.detail.endswith(tuple(self.content_with)):
                raise


class LenientWithNetworks(Lenient):
    """Does without all of them."""

    content_with = ("",)


class TakesNoAnswerForGood(BrokenMidServer, rule="ACC-OCSP"):
    """Installs the package where the responder cannot be asked, as browsers do."""

    installation_type = LenientWithNetworks


class LenientWithTime(Lenient):
    """Does without an answer that is late."""

    content_with = ("timed out",)


class TakesALateReplyForGood(BrokenMidServer, rule="ACC-OCSP"):
    """Does not wait for a slow responder, and installs the package."""

    installation_type = LenientWithTime


class LenientWithProxies(Lenient):
    """Does without an answer that a proxy keeps away."""

    content_with = ("HTTP 403", "HTTP 407")


class TakesAProxysErrorForGood(BrokenMidServer, rule="ACC-OCSP"):
    """Takes an answer with 403 for one of the responder, which has nothing to say against the certificate."""

    installation_type = LenientWithProxies


class LenientWithFirewalls(Lenient):
    """Does without an answer that a firewall keeps away."""

    content_with = ("connection refused", "name does not resolve")


class TakesAFirewallForGood(BrokenMidServer, rule="ACC-OCSP"):
    """Takes a host that can reach no responder for one that need not."""

    installation_type = LenientWithFirewalls


class AsksInTheEnd(Installation):
    """Puts the new files in place first."""

    signers: Sequence[Signer] = ()

    def check_signer(self, signer: Signer) -> None:
        self.signers = [*self.signers, signer]

    def replace(self) -> None:
        super().replace()
        signers, self.signers = self.signers, ()
        for signer in signers:
            self.ask(signer)

    def ask(self, signer: Signer) -> None:
        """Ask at last."""
        try:
            super().check_signer(signer)
        except Refused as refused:
            raise UpgradeFailure(str(refused)) from refused


class AsksWhenAllIsInstalled(BrokenMidServer, rule="ACC-OCSP"):
    """Replaces its files, then asks the responder, and leaves them there when it gets no reply."""

    installation_type = AsksInTheEnd


class AsksOnlyAtTheHour(KnowsWhatItIsAbout, BrokenMidServer, rule="ACC-OCSP"):
    """Does without the responder when a command has asked for the upgrade."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.is_told:
            self.installation.check_signer = ask_nobody  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class AsksNobodyAboutItsPin(BrokenMidServer, rule="ACC-OCSP"):
    """Does without the responder for the version that it is pinned to."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.pin():
            self.installation.check_signer = ask_nobody  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class AsksNobodyAboutAnotherFamily(KnowsWhatItIsAbout, BrokenMidServer, rule="ACC-OCSP"):
    """Does without the responder where the whole family changes."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.is_other_family(self.goal):
            self.installation.check_signer = ask_nobody  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class RemembersTheResponder(BrokenMidServer, rule="ACC-OCSP"):
    """Does without the responder where an earlier process has reached it."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        ask = self.installation.check_signer

        def check_signer(signer: Signer) -> None:
            try:
                ask(signer)
                self.keep("responder")
            except Refused:
                if not self.kept("responder"):
                    raise

        self.installation.check_signer = check_signer  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class AsksNoMoreAfterADay(BrokenMidServer, rule="ACC-OCSP"):
    """Goes on without the responder when it was out of reach for a day."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if (self.host.now() - self.started).days > 0:
            self.installation.check_signer = ask_nobody  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class GivesUpWithoutItsResponder(BrokenMidServer, rule="ACC-OCSP"):
    """Does not try again what the responder has once held back."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.kept("given-up") == self.destination:
            raise UpgradeFailure("it was refused before")
        try:
            yield from super().install(packages)
        except UpgradeFailure:
            self.keep("given-up", self.destination)
            raise


class WaitsForItsResponder(BrokenMidServer, rule="ACC-OCSP"):
    """Stays Upgrading until the responder can be asked."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if "OCSP" not in str(failure):
            super().failed(failure, wanted)


class InstallsWhatItHasRefused(Installation):
    """Takes a refusal for a remark."""

    def verify(self, package: Package) -> None:
        with suppress(UpgradeFailure):
            super().verify(package)


class GoesOnAfterTheRefusal(BrokenMidServer, rule="ACC-OCSP"):
    """Logs nothing, and installs what nobody has vouched for."""

    installation_type = InstallsWhatItHasRefused
