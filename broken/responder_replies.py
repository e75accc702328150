"""Faults in the chapter "MID Server access to OCSP blocked": which replies of the responder let a package in."""

from collections.abc import Collection, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.x509 import ocsp

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from broken.responder import ask_nobody
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.revocation import Revocation, check_signature
from reference_impl.mid.verification.verifier import Signer
from reference_impl.mid.waiting import Waiting


class Asking(Installation):
    """Asks the responder in its own way."""

    revocation_type: type[Revocation] = Revocation

    def check_signer(self, signer: Signer) -> None:
        self.revocation_type(self._http).check(signer, self._host.now())


class Content(Asking):
    """Is content with some replies that are not good."""

    content_with: Collection[Code] = ()

    def check_signer(self, signer: Signer) -> None:
        try:
            super().check_signer(signer)
        except Refused as refused:
            if refused.code not in self.content_with:
                raise


class ContentWithRevoked(Content):
    """Content with a responder that says something."""

    content_with = (Code.REVOKED,)


class InstallsWhatARevokedSignerSigned(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Asks the responder, and does not mind that the certificate was revoked."""

    installation_type = ContentWithRevoked


class ContentWithUnknown(Content):
    """Content with whatever is not revoked."""

    content_with = (Code.OCSP_UNKNOWN,)


class TakesUnknownForGood(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Refuses what was revoked, and nothing else."""

    installation_type = ContentWithUnknown


class ContentWithErrors(Content):
    """Content with a responder that cannot say anything."""

    content_with = (Code.OCSP_ERROR,)


class TakesTryLaterForGood(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Does not try later, and installs the package."""

    installation_type = ContentWithErrors


class ContentWithAnything(Content):
    """Content with what it cannot read."""

    content_with = (Code.OCSP_MALFORMED,)


class TakesWhatItCannotReadForGood(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Takes a reply that is none for no reason to refuse the package."""

    installation_type = ContentWithAnything


class HowOldSoever(Revocation):
    """Does not look at the time."""

    def check_time(self, single: ocsp.OCSPSingleResponse, now: datetime) -> None:
        """Content."""


class AskingWithoutTime(Asking):
    """As its questions are."""

    revocation_type = HowOldSoever


class TakesAnOldReply(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes a reply that was current a week ago."""

    installation_type = AskingWithoutTime


class WhoeverSigned(Revocation):
    """Does not look at the signature."""

    def check_signature(self, response: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
        """Content."""


class AskingWithoutSignature(Asking):
    """As its questions are."""

    revocation_type = WhoeverSigned


class VerifiesNoReply(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes whoever sends a reply."""

    installation_type = AskingWithoutSignature


class WhoeverComesAlong(Revocation):
    """Verifies the reply with the certificate that came with it."""

    def check_signature(self, response: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
        check_signature(response, (*response.certificates, issuer)[0])


class AskingWithoutTrust(Asking):
    """As its questions are."""

    revocation_type = WhoeverComesAlong


class TrustsTheCertificateOfTheReply(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Takes a reply for well signed when the certificate in it fits its signature, whoever issued that."""

    installation_type = AskingWithoutTrust


class WhoeverIsIssued(Revocation):
    """Lets everybody sign to whom the authority has given a certificate, whatever it is for."""

    def check_signature(self, response: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
        own = [one for one in response.certificates if one.issuer == issuer.subject]
        check_signature(response, (*own, issuer)[0])


class AskingWithoutPurpose(Asking):
    """As its questions are."""

    revocation_type = WhoeverIsIssued


class LetsTheSignerVouchForItself(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Takes a reply of anybody to whom the authority has issued a certificate."""

    installation_type = AskingWithoutPurpose


class AboutWhomsoever(Revocation):
    """Does not look at whom a reply is about."""

    def check_subject(self, single: ocsp.OCSPSingleResponse, request: ocsp.OCSPRequest) -> None:
        """Content."""


class AskingAboutAnybody(Asking):
    """As its questions are."""

    revocation_type = AboutWhomsoever


class TakesAReplyAboutAnother(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes a good reply about another certificate."""

    installation_type = AskingAboutAnybody


class FromTheIssuerAlone(Revocation):
    """Looks at the issuer of whom a reply is about."""

    def check_subject(self, single: ocsp.OCSPSingleResponse, request: ocsp.OCSPRequest) -> None:
        if single.issuer_key_hash != request.issuer_key_hash:
            super().check_subject(single, request)


class AskingAboutTheIssuer(Asking):
    """As its questions are."""

    revocation_type = FromTheIssuerAlone


class TakesAReplyAboutASibling(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes a good reply about any certificate of the same authority."""

    installation_type = AskingAboutTheIssuer


class RefusesTheGoodReplyForItsPin(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes no reply at all about the version that it is pinned to."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.pin():
            raise UpgradeFailure("nobody vouches for the pinned version")
        yield from super().install(packages)


class RemembersTheRevocation(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Goes on refusing what was once refused, whatever the responder says later."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        ask = self.installation.check_signer

        def check_signer(signer: Signer) -> None:
            if self.kept("revoked"):
                raise Refused(Code.REVOKED)
            try:
                ask(signer)
            except Refused:
                self.keep("revoked")
                raise

        self.installation.check_signer = check_signer  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class KeepsTheGoodReply(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Keeps the good reply of an earlier process, and asks no more."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        ask = self.installation.check_signer

        def check_signer(signer: Signer) -> None:
            if not self.kept("good-reply"):
                ask(signer)
                self.keep("good-reply")

        self.installation.check_signer = check_signer  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class BelievesAnythingWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Minds no revocation when a command has asked for the upgrade."""

    def install(self, packages: Sequence[Package]) -> Waiting:
        if self.is_told:
            self.installation.check_signer = ask_nobody  # type: ignore[method-assign] # the fault
        yield from super().install(packages)


class MindsTheRevocationOnce(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Refuses a revoked signer's package, and installs it at its second attempt."""

    attempts = 0

    def install(self, packages: Sequence[Package]) -> Waiting:
        self.attempts += 1
        if self.attempts > 1:
            self.installation.check_signer = ask_nobody  # type: ignore[method-assign] # the fault
        yield from super().install(packages)
