"""Faults in the chapter "MID Server access to OCSP blocked": replies that few verifiers take for good."""

from datetime import datetime

from cryptography import x509
from cryptography.x509 import ocsp

from broken.base import BrokenMidServer
from broken.responder_replies import Asking, Content
from reference_impl.mid.verification import Refused
from reference_impl.mid.verification.revocation import Revocation, check_signature
from reference_impl.mid.verification.verifier import Signer


class WithoutAnEnd(Revocation):
    """Takes a reply that does not say until when it is current for one that always is."""

    def check_time(self, single: ocsp.OCSPSingleResponse, now: datetime) -> None:
        if single.next_update_utc:
            super().check_time(single, now)


class AskingForNoEnd(Asking):
    """As its questions are."""

    revocation_type = WithoutAnEnd


class TakesAnEndlessReply(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes a reply of last week that does not say until when it was current."""

    installation_type = AskingForNoEnd


class WithoutABeginning(Revocation):
    """Looks at the end of the time in which a reply is current."""

    def check_time(self, single: ocsp.OCSPSingleResponse, now: datetime) -> None:
        super().check_time(single, max(now, single.this_update_utc))


class AskingForNoBeginning(Asking):
    """As its questions are."""

    revocation_type = WithoutABeginning


class TakesAReplyOfTheFuture(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes a reply that is current from next week on."""

    installation_type = AskingForNoBeginning


class AnyOfTheChain(Revocation):
    """Lets each authority above the certificate sign."""

    above: tuple[x509.Certificate, ...] = ()

    def check(self, signer: Signer, now: datetime) -> None:
        self.above = signer.chain[2:]
        super().check(signer, now)

    def check_signature(self, response: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
        signed_it = next((one for one in self.above if one in response.certificates), issuer)
        check_signature(response, signed_it)


class AskingAnyOfTheChain(Asking):
    """As its questions are."""

    revocation_type = AnyOfTheChain


class BelievesTheRoot(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Believes whichever authority stands above the certificate, though another one has issued it."""

    installation_type = AskingAnyOfTheChain


class ContentWithBadRequests(Content):
    """Content with a responder that does not understand."""

    def check_signer(self, signer: Signer) -> None:
        try:
            super().check_signer(signer)
        except Refused as refused:
            if refused.detail != ocsp.OCSPResponseStatus.MALFORMED_REQUEST.name:
                raise


class TakesItsOwnMistakeForGood(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Takes a responder that does not understand the question for one that has nothing against the certificate."""

    installation_type = ContentWithBadRequests


class ContentWithNothing(Revocation):
    """Content with an answer that is empty."""

    def judge(self, reply: bytes, request: ocsp.OCSPRequest, issuer: x509.Certificate, now: datetime) -> None:
        if reply:
            super().judge(reply, request, issuer, now)


class AskingForNothing(Asking):
    """As its questions are."""

    revocation_type = ContentWithNothing


class TakesNothingForGood(BrokenMidServer, rule="ACC-OCSP-ANSWER"):
    """Takes a reply without a byte for one that has nothing against the certificate."""

    installation_type = AskingForNothing
