from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.ocsp import OCSPCertStatus, OCSPResponse, OCSPResponseStatus

from fakes.network.front import SpoiledAnswer
from fakes.network.http_types import NetworkFault, Request, Response
from fakes.releases.download_site import SIGNING_TIME
from fakes.releases.packages.ocsp import Failure
from fakes.releases.packages.pki import RESPONDER_URL, default_pki
from fakes.releases.responder import responder
from fakes.troubles import ocsp_replies as replies

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
PKI = default_pki()
QUESTION = (
    ocsp.OCSPRequestBuilder()
    .add_certificate(PKI.signer.certificate, PKI.intermediate.certificate, hashes.SHA256())
    .build()
)
ASK = Request("POST", RESPONDER_URL, {}, QUESTION.public_bytes(Encoding.DER))
SIGNED = {name: value for name, value in vars(replies).items() if name.isupper() and callable(value)}


def spoiled(answer: SpoiledAnswer) -> OCSPResponse:
    answered = answer(ASK, responder(lambda: NOON))
    assert isinstance(answered, Response)
    return ocsp.load_der_ocsp_response(answered.body)


def is_signed_by(told: OCSPResponse, identity: object = PKI.intermediate) -> bool:
    assert isinstance(identity, type(PKI.intermediate))
    try:
        identity.key.public_key().verify(told.signature, told.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def test_a_revoked_certificate_was_so_before_anything_was_signed_with_it() -> None:
    told = spoiled(replies.REVOKED)
    assert told.certificate_status is OCSPCertStatus.REVOKED
    assert told.revocation_time_utc is not None
    assert PKI.signer.certificate.not_valid_before_utc < told.revocation_time_utc < SIGNING_TIME
    assert is_signed_by(told)


def test_an_unknown_certificate_is_that() -> None:
    assert spoiled(replies.UNKNOWN).certificate_status is OCSPCertStatus.UNKNOWN


def test_an_outdated_reply_was_good_for_ten_minutes_a_week_ago() -> None:
    told = spoiled(replies.OUTDATED)
    begun = NOON - timedelta(days=7, minutes=5)
    assert (told.this_update_utc, told.certificate_status) == (begun, OCSPCertStatus.GOOD)
    assert told.next_update_utc == NOON - timedelta(days=7) + timedelta(minutes=10)
    assert is_signed_by(told)


def test_who_signs_wrongly_says_who_it_is_or_that_it_is_the_authority() -> None:
    theirs, name = spoiled(replies.SIGNED_BY_A_STRANGER), spoiled(replies.IN_THE_NAME_OF_THE_AUTHORITY)
    assert not is_signed_by(theirs)
    assert not is_signed_by(name)
    assert theirs.certificates != name.certificates == [PKI.intermediate.certificate]


def test_a_signer_that_vouches_for_itself_was_issued_by_the_authority() -> None:
    told = spoiled(replies.SIGNED_BY_THE_SIGNER)
    assert told.certificates == [PKI.signer.certificate]
    assert is_signed_by(told, PKI.signer)


def test_a_reply_about_another_certificate_names_the_same_issuer() -> None:
    told = spoiled(replies.ABOUT_ANOTHER)
    assert told.serial_number == QUESTION.serial_number + 1
    assert (told.issuer_key_hash, told.certificate_status) == (QUESTION.issuer_key_hash, OCSPCertStatus.GOOD)
    assert is_signed_by(told)


@pytest.mark.parametrize(
    ("why", "status"),
    [
        (Failure.TRY_LATER, OCSPResponseStatus.TRY_LATER),
        (Failure.UNAUTHORIZED, OCSPResponseStatus.UNAUTHORIZED),
    ],
)
def test_a_responder_that_says_nothing_says_why(why: Failure, status: OCSPResponseStatus) -> None:
    assert spoiled(replies.failing(why)).response_status is status


@pytest.mark.parametrize("answer", [replies.malformed, replies.cut_short])
def test_what_is_no_reply_looks_like_one_to_http(answer: Callable[..., Response]) -> None:
    answered = answer(ASK, responder(lambda: NOON))
    assert (answered.status, answered.headers) == (200, {"Content-Type": "application/ocsp-response"})
    with pytest.raises(ValueError, match="error parsing asn1 value"):
        ocsp.load_der_ocsp_response(answered.body)


@pytest.mark.parametrize("name", [*SIGNED, "cut_short"])
def test_where_there_is_no_answer_none_is_made(name: str) -> None:
    answer = {**SIGNED, "cut_short": replies.cut_short}[name]
    assert answer(ASK, lambda _: NetworkFault.REFUSED) is NetworkFault.REFUSED


@pytest.mark.parametrize("name", SIGNED)
def test_a_question_that_has_no_good_reply_has_no_other(name: str) -> None:
    nonsense = Request("POST", RESPONDER_URL, {}, b"hello")
    assert SIGNED[name](nonsense, responder(lambda: NOON)) == responder(lambda: NOON)(nonsense)
