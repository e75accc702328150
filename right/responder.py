"""Free: how a MID Server asks the OCSP responder, how often, and whether it does."""

import base64
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from reference_impl.mid.failures import VerificationError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.revocation import Revocation
from reference_impl.mid.verification.verifier import Signer
from right.base import RightMidServer

RESPONDER = "docs/protocol.md: it answers GET and POST as RFC 6960 describes them"
NOT_SAID = "ACC-OCSP: the page leaves open whose certificate it asks about"


class SilentInstallation(Installation):
    """Goes by the signature alone."""

    def check_signer(self, signer: Signer) -> None:
        """Nobody is asked."""


class AsksNoResponder(RightMidServer, freedom=NOT_SAID, reads_otherwise=("ACC-OCSP", "ACC-OCSP-ANSWER")):
    """Never asks about the certificate that has signed a package."""

    installation_type = SilentInstallation


class GettingRevocation(Revocation):
    """Asks by GET, with another hash function."""

    def request(self, certificate: x509.Certificate, issuer: x509.Certificate) -> ocsp.OCSPRequest:
        return ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA256()).build()

    def ask(self, url: str, request: ocsp.OCSPRequest) -> bytes:
        encoded = quote(base64.b64encode(request.public_bytes(Encoding.DER)), safe="")
        try:
            answer = self._http.ask("GET", f"{url}{encoded}", {})
        except NoAnswerError as error:
            raise Refused(Code.OCSP_UNREACHABLE, str(error)) from error
        if not answer.is_success:
            raise Refused(Code.OCSP_UNREACHABLE, f"HTTP {answer.status}")
        return answer.body


class GettingInstallation(Installation):
    """Asks by GET."""

    def check_signer(self, signer: Signer) -> None:
        GettingRevocation(self._http).check(signer, self._host.now())


class AsksItsResponderByGet(RightMidServer, freedom=RESPONDER):
    """Names the certificate by SHA-256, in the address."""

    installation_type = GettingInstallation


class NonceRevocation(Revocation):
    """Asks for a reply that nobody can have had before."""

    def request(self, certificate: x509.Certificate, issuer: x509.Certificate) -> ocsp.OCSPRequest:
        asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303 - a name
        return asked.add_extension(x509.OCSPNonce(os.urandom(16)), critical=False).build()

    def judge(self, reply: bytes, request: ocsp.OCSPRequest, issuer: x509.Certificate, now: datetime) -> None:
        super().judge(reply, request, issuer, now)
        if list(request.extensions) != list(ocsp.load_der_ocsp_response(reply).extensions):
            raise Refused(Code.OCSP_STALE, "it has another nonce")


class NonceInstallation(Installation):
    """Asks with a nonce."""

    def check_signer(self, signer: Signer) -> None:
        NonceRevocation(self._http).check(signer, self._host.now())


class AsksItsResponderWithANonce(RightMidServer, freedom=RESPONDER):
    """Puts a nonce into each question, and takes no reply without it."""

    installation_type = NonceInstallation


class AskingOnce(Installation):
    """Collects the signers of all packages, and asks about each of them once, before anything is extracted."""

    signers: Sequence[Signer] = ()

    def check_signer(self, signer: Signer) -> None:
        if signer.certificate not in [each.certificate for each in self.signers]:
            self.signers = [*self.signers, signer]

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        signers, self.signers = self.signers, ()
        for signer in signers:
            self.ask(signer)
        yield from super().install(packages)

    def ask(self, signer: Signer) -> None:
        """Ask about one of them."""
        try:
            super().check_signer(signer)
        except Refused as refused:
            raise VerificationError(str(refused)) from refused


class AsksItsResponderOnce(
    RightMidServer,
    freedom="A9: outcomes are judged, not the way there; no sentence says how often a responder is asked",
):
    """Asks about the signer of both packages once, when both are there."""

    installation_type = AskingOnce


class AskingEachTime(Installation):
    """Asks about a signer whenever it verifies a package."""

    def verify(self, package: Package) -> None:
        self._asked_about.clear()
        super().verify(package)


class AsksItsResponderAboutEachPackage(
    RightMidServer, freedom="A9: one more question breaks no rule; no sentence says how often a responder is asked"
):
    """Asks about the signer of each package, when it has come and before it is extracted."""

    installation_type = AskingEachTime


class KeepingInstallation(Installation):
    """Keeps a good reply for ten minutes."""

    kept: datetime | None = None

    def check_signer(self, signer: Signer) -> None:
        now = self._host.now()
        if self.kept is None or (now - self.kept).total_seconds() > 600:  # noqa: PLR2004 - as long as it is current
            super().check_signer(signer)
            self.kept = now


class KeepsAReplyWhileItIsCurrent(
    RightMidServer, freedom="docs/protocol.md: a reply is current for ten minutes, and may be kept for so long"
):
    """Asks again only when the last reply is no longer current."""

    installation_type = KeepingInstallation
