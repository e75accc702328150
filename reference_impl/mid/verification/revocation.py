"""Whether the certificate of a package's signer was revoked: the responder that it names says so.

Chapter "MID Server access to OCSP blocked"; RFC 6960. Rules ACC-OCSP and ACC-OCSP-ANSWER: a package is let in by a good
reply about this very certificate, well-formed, current and signed by the authority that issued it. Doubt means no.
"""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from reference_impl.mid.http import Http, NoAnswerError
from reference_impl.mid.verification.algorithms import HASHES, is_signed_by
from reference_impl.mid.verification.refusal import Code, Refused, refusing
from reference_impl.mid.verification.verifier import Signer

HEADERS = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}

ON_ITS_WAY = timedelta(minutes=15)
"""As long as Java takes two clocks to differ."""


class Revocation:
    """One MID Server's way to the responders; each method raises Refused where it is not content."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def check(self, signer: Signer, now: datetime) -> None:
        """Ask about a signer whose certificate leads to a trust anchor.

        Nobody is asked about one that is a trust anchor itself, or that names no responder.

        Raises:
            Refused: It was revoked, or nobody knows.
        """
        certificate, *issuers = signer.chain
        if issuers and (url := responder_of(certificate)):
            issuer = issuers[0]
            request = self.request(certificate, issuer)
            self.judge(self.ask(url, request), request, issuer, now)

    def request(self, certificate: x509.Certificate, issuer: x509.Certificate) -> ocsp.OCSPRequest:
        """The request about a certificate."""
        algorithm = hashes.SHA1()  # noqa: S303 - it names an issuer and proves nothing; responders need know no other
        return ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, algorithm).build()

    def ask(self, url: str, request: ocsp.OCSPRequest) -> bytes:
        """What the responder replies, whatever that is (RFC 6960, appendix A.1)."""
        try:
            answer = self._http.ask("POST", url, HEADERS, request.public_bytes(Encoding.DER))
        except NoAnswerError as error:
            raise Refused(Code.OCSP_UNREACHABLE, f"{url}: {error}") from error
        if not answer.is_success:
            raise Refused(Code.OCSP_UNREACHABLE, f"{url}: HTTP {answer.status}")
        return answer.body

    def judge(self, reply: bytes, request: ocsp.OCSPRequest, issuer: x509.Certificate, now: datetime) -> None:
        """Let a good reply pass, and no other."""
        with refusing(Code.OCSP_MALFORMED):
            response = ocsp.load_der_ocsp_response(reply)
            if response.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
                raise Refused(Code.OCSP_ERROR, response.response_status.name)
            self.check_signature(response, issuer)
            (single,) = response.responses
            self.check_subject(single, request)
            self.check_time(single, now)
            self.check_status(single)

    def check_signature(self, response: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
        """The authority signs itself: nobody whom it may have entitled is believed (RFC 6960, 4.2.2.2)."""
        check_signature(response, issuer)

    def check_subject(self, single: ocsp.OCSPSingleResponse, request: ocsp.OCSPRequest) -> None:
        """It is about the certificate that was asked about."""
        if _subject(single) != _subject(request):
            raise Refused(Code.OCSP_MALFORMED, "it is about another certificate")

    def check_time(self, single: ocsp.OCSPSingleResponse, now: datetime) -> None:
        """It is current (RFC 6960, 4.2.2.1); one that does not say until when is so for no longer than it travels."""
        until = single.next_update_utc or single.this_update_utc + ON_ITS_WAY
        if not single.this_update_utc <= now <= until:
            raise Refused(Code.OCSP_STALE, f"it is of {single.this_update_utc:%Y-%m-%d}")

    def check_status(self, single: ocsp.OCSPSingleResponse) -> None:
        """It says good."""
        if single.certificate_status == ocsp.OCSPCertStatus.REVOKED:
            raise Refused(Code.REVOKED)
        if single.certificate_status != ocsp.OCSPCertStatus.GOOD:
            raise Refused(Code.OCSP_UNKNOWN)


def responder_of(certificate: x509.Certificate) -> str:
    """The URL of the responder that a certificate names; empty where it names none."""
    try:
        named = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return ""
    places = (each.access_location for each in named if each.access_method == AuthorityInformationAccessOID.OCSP)
    return next((place.value for place in places if isinstance(place, x509.UniformResourceIdentifier)), "")


def check_signature(response: ocsp.OCSPResponse, signer: x509.Certificate) -> None:
    """Refuse a reply that the owner of this certificate has not signed."""
    algorithm = response.signature_hash_algorithm or hashes.SHA512()  # Ed25519 names none, and has this one within
    if algorithm.name not in HASHES:
        raise Refused(Code.OCSP_BAD_SIGNATURE, algorithm.name)
    if not is_signed_by(signer, response.signature, response.tbs_response_bytes, algorithm, padding.PKCS1v15()):
        raise Refused(Code.OCSP_BAD_SIGNATURE)


def _subject(one: ocsp.OCSPRequest | ocsp.OCSPSingleResponse) -> tuple[str, bytes, bytes, int]:
    return one.hash_algorithm.name, one.issuer_name_hash, one.issuer_key_hash, one.serial_number
