import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from fakes.network.http_types import Request, Response
from fakes.releases.packages.pki import RESPONDER_URL, Pki, default_pki
from fakes.releases.responder import responder

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
PKI = default_pki()
SHA1 = hashes.SHA1()  # noqa: S303 - the name of an issuer
ALGORITHMS = [SHA1, hashes.SHA256(), hashes.SHA384(), hashes.SHA512()]


def builder(algorithm: hashes.HashAlgorithm = SHA1, pki: Pki = PKI) -> ocsp.OCSPRequestBuilder:
    return ocsp.OCSPRequestBuilder().add_certificate(pki.signer.certificate, pki.intermediate.certificate, algorithm)


def posted(request: bytes) -> Response:
    answer = responder(lambda: NOON)(Request("POST", RESPONDER_URL, {}, request))
    assert isinstance(answer, Response)
    return answer


def reply(request: ocsp.OCSPRequest) -> ocsp.OCSPResponse:
    return ocsp.load_der_ocsp_response(posted(request.public_bytes(Encoding.DER)).body)


def test_the_signer_s_certificate_alone_names_the_responder() -> None:
    access = PKI.signer.certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert [each.access_location.value for each in access] == [RESPONDER_URL]
    for other in (PKI.root, PKI.intermediate, PKI.tsa):
        with pytest.raises(x509.ExtensionNotFound):
            other.certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.name)
def test_a_certificate_of_the_authority_is_good_whatever_names_its_issuer(algorithm: hashes.HashAlgorithm) -> None:
    request = builder(algorithm).build()
    told = reply(request)
    assert told.certificate_status is ocsp.OCSPCertStatus.GOOD
    assert told.serial_number == PKI.signer.certificate.serial_number
    assert (told.issuer_name_hash, told.issuer_key_hash) == (request.issuer_name_hash, request.issuer_key_hash)
    assert told.hash_algorithm.name == algorithm.name


def test_a_reply_is_current_from_five_minutes_ago_for_ten_minutes_more() -> None:
    told = reply(builder().build())
    assert told.produced_at_utc == told.this_update_utc == NOON - timedelta(minutes=5)
    assert told.next_update_utc == NOON + timedelta(minutes=10)


def test_the_authority_signs_itself_and_says_so() -> None:
    told, authority = reply(builder().build()), PKI.intermediate.certificate
    assert told.signature_algorithm_oid == x509.SignatureAlgorithmOID.RSA_WITH_SHA256
    PKI.intermediate.key.public_key().verify(
        told.signature, told.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256()
    )
    assert told.certificates == [authority]
    assert told.responder_key_hash == x509.SubjectKeyIdentifier.from_public_key(authority.public_key()).digest


def test_a_nonce_is_repeated_and_nothing_else_is_invented() -> None:
    nonce = x509.OCSPNonce(b"0123456789abcdef")
    asked = builder().add_extension(nonce, critical=False).build()
    assert [each.value for each in reply(asked).extensions] == [nonce]
    assert list(reply(builder().build()).extensions) == []


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("safe", ["", "/+="])
def test_what_is_asked_in_an_address_is_answered_alike(slash: str, safe: str) -> None:
    request = builder().build().public_bytes(Encoding.DER)
    url = f"{RESPONDER_URL}{slash}{quote(base64.b64encode(request), safe=safe)}"
    assert responder(lambda: NOON)(Request("GET", url)) == posted(request)


def test_the_same_question_at_the_same_time_has_the_same_reply() -> None:
    request = builder().build().public_bytes(Encoding.DER)
    assert posted(request).body == posted(request).body
    assert posted(request).headers == {"Content-Type": "application/ocsp-response"}


@pytest.mark.parametrize("body", [b"", b"hello", b"0", b'{"a": 1}'])
def test_what_is_no_question_is_malformed(body: bytes) -> None:
    answer = posted(body)
    assert answer.status == 200
    told = ocsp.load_der_ocsp_response(answer.body)
    assert told.response_status is ocsp.OCSPResponseStatus.MALFORMED_REQUEST


@pytest.mark.parametrize("path", ["", "favicon.ico", "MEUwQzBB"])
def test_an_address_that_asks_nothing_is_malformed(path: str) -> None:
    answer = responder(lambda: NOON)(Request("GET", f"{RESPONDER_URL}{path}"))
    assert isinstance(answer, Response)
    assert ocsp.load_der_ocsp_response(answer.body).response_status is ocsp.OCSPResponseStatus.MALFORMED_REQUEST


def test_of_another_authority_it_says_nothing() -> None:
    told = reply(builder(pki=Pki("Somebody else")).build())
    assert told.response_status is ocsp.OCSPResponseStatus.UNAUTHORIZED
