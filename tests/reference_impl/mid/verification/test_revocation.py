from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.network.front import SpoiledAnswer
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from fakes.releases.builds import named
from fakes.releases.download_site import signed_package
from fakes.releases.packages import jar
from fakes.releases.packages.ocsp import Failure
from fakes.releases.packages.pki import RESPONDER_URL, Claim, default_pki, issue
from fakes.releases.responder import responder
from fakes.troubles import faults
from fakes.troubles import ocsp_replies as replies
from reference_impl.mid import http
from reference_impl.mid.verification import Code, Refused, verify
from reference_impl.mid.verification.revocation import Revocation, responder_of
from reference_impl.mid.verification.verifier import Signer

NOW = datetime(2020, 7, 1, 12, tzinfo=UTC)
PKI = default_pki()
(SIGNER,) = verify(signed_package("mid-core", named("Orlando Patch 2")), PKI.trust_anchors, NOW)


class Way:
    """To a responder that may reply wrongly."""

    def __init__(self, spoiled: SpoiledAnswer = lambda request, server: server(request)) -> None:
        self._spoiled = spoiled
        self.asked: list[Request] = []

    def ask(self, method: str, url: str, headers: dict[str, str], body: bytes = b"") -> http.Answer:
        """As every Http."""
        request = Request(method, url, headers, body)
        self.asked.append(request)
        answer: Answer = self._spoiled(request, responder(lambda: NOW))
        if not isinstance(answer, Response):
            raise http.NoAnswerError(answer.value)
        return http.Answer(answer.status, answer.body)


def check(way: Way, signer: Signer = SIGNER, now: datetime = NOW) -> None:
    Revocation(way).check(signer, now)  # type: ignore[arg-type]


def refusal(spoiled: SpoiledAnswer, now: datetime = NOW) -> str:
    with pytest.raises(Refused) as refused:
        check(Way(spoiled), now=now)
    return f"{refused.value.code}: {refused.value.detail}"


def test_the_responder_that_the_certificate_names_is_asked_about_it() -> None:
    way = Way()
    check(way)
    [asked] = way.asked
    assert (asked.method, asked.url) == ("POST", RESPONDER_URL)
    assert asked.headers["Content-Type"] == "application/ocsp-request"
    assert ocsp.load_der_ocsp_request(asked.body).serial_number == PKI.signer.certificate.serial_number


def test_a_certificate_that_names_no_responder_is_not_asked_about() -> None:
    claim = Claim("CN=Somebody,O=ServiceNow Inc.", (ExtendedKeyUsageOID.CODE_SIGNING,))
    silent = jar.sign([("a", b"b")], issue(claim, PKI.signer.key, PKI.intermediate))
    (signer,) = verify(silent, PKI.trust_anchors, NOW)
    way = Way()
    check(way, signer)
    assert (responder_of(signer.certificate), way.asked) == ("", [])


@pytest.mark.parametrize("fault", NetworkFault)
def test_no_answer_is_no(fault: NetworkFault) -> None:
    assert refusal(faults.no_answer(fault)) == f"ocsp-unreachable: {RESPONDER_URL}: {fault}"


@pytest.mark.parametrize("status", [403, 407, 500])
def test_an_error_is_no(status: int) -> None:
    assert refusal(faults.error(status)) == f"ocsp-unreachable: {RESPONDER_URL}: HTTP {status}"


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        (replies.REVOKED, "revoked: "),
        (replies.UNKNOWN, "ocsp-unknown: "),
        (replies.OUTDATED, "ocsp-stale: it is of 2020-06-24"),
        (replies.SIGNED_BY_A_STRANGER, "ocsp-bad-signature: "),
        (replies.IN_THE_NAME_OF_THE_AUTHORITY, "ocsp-bad-signature: "),
        (replies.SIGNED_BY_THE_SIGNER, "ocsp-bad-signature: "),
        (replies.ABOUT_ANOTHER, "ocsp-malformed: it is about another certificate"),
        (replies.failing(Failure.TRY_LATER), "ocsp-error: TRY_LATER"),
        (replies.failing(Failure.UNAUTHORIZED), "ocsp-error: UNAUTHORIZED"),
    ],
    ids=["revoked", "unknown", "old", "stranger", "in its name", "the signer", "another", "tryLater", "unauthorized"],
)
def test_every_reply_but_a_good_one_is_no_and_says_why(spoiled: SpoiledAnswer, why: str) -> None:
    assert refusal(spoiled) == why


@pytest.mark.parametrize("spoiled", [replies.malformed, replies.cut_short, faults.another_page])
def test_what_is_no_reply_is_no(spoiled: SpoiledAnswer) -> None:
    assert refusal(spoiled).startswith("ocsp-malformed: ValueError: ")


@pytest.mark.parametrize(("passed", "is_current"), [(-301, False), (-300, True), (600, True), (601, False)])
def test_a_reply_counts_while_it_is_current(passed: int, *, is_current: bool) -> None:
    now = NOW + timedelta(seconds=passed)
    if is_current:
        check(Way(), now=now)
    else:
        assert refusal(lambda request, server: server(request), now) == "ocsp-stale: it is of 2020-07-01"


@pytest.mark.parametrize(("passed", "is_current"), [(0, True), (600, True), (601, False)])
def test_a_reply_without_an_end_counts_for_a_quarter_of_an_hour(passed: int, *, is_current: bool) -> None:
    """It is five minutes old when it is asked for."""
    endless, now = replies.changed(lambda reply: replace(reply, until=None)), NOW + timedelta(seconds=passed)
    if is_current:
        check(Way(endless), now=now)
    else:
        assert refusal(endless, now) == "ocsp-stale: it is of 2020-07-01"


def test_nobody_is_asked_about_a_certificate_that_is_trusted_itself() -> None:
    anchor = PKI.signer.certificate.public_bytes(Encoding.PEM).decode()
    (signer,) = verify(jar.sign([("a", b"b")], PKI.signer), [anchor], NOW)
    way = Way()
    check(way, signer)
    assert (signer.chain, way.asked) == ((PKI.signer.certificate,), [])


def test_each_refusal_has_a_reason_in_words() -> None:
    codes = [code for code in Code if code.startswith("ocsp-") or code == "revoked"]
    assert {Refused(code).reason.partition(" ")[0] for code in codes} == {"OCSP", "Signer"}
