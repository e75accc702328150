from datetime import UTC, datetime

import pytest
import rfc3161_client

from fakes.releases.packages import timestamp
from fakes.releases.packages.pki import default_pki

AT = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)
PKI = default_pki()


@pytest.mark.parametrize("nonce", [True, False])
def test_a_client_accepts_the_answer_to_its_query(*, nonce: bool) -> None:
    request = rfc3161_client.TimestampRequestBuilder().data(b"signature").nonce(nonce=nonce).build()
    response = rfc3161_client.decode_timestamp_response(timestamp.respond(request.as_bytes(), PKI.tsa, AT))
    verifier = rfc3161_client.VerifierBuilder.from_request(request).add_root_certificate(PKI.root.certificate).build()
    assert verifier.verify_message(response, b"signature")
    assert response.tst_info.gen_time == AT


def test_tokens_are_the_same_for_the_same_data_and_time() -> None:
    stamper = timestamp.stamper(PKI.tsa, AT)
    assert stamper(b"signature") == stamper(b"signature")
    assert stamper(b"signature") != stamper(b"another signature")
