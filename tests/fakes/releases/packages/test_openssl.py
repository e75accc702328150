"""OpenSSL as another opinion: of our signatures, time stamps and responder, and as the maker of time stamps."""

import base64
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from werkzeug.wrappers import Request, Response

from fakes.network import http_types
from fakes.releases.packages import jar, ocsp, timestamp
from fakes.releases.packages.cms import Digest, Stamper
from fakes.releases.packages.flawed_content import BLOCK, SIGNATURE_FILE
from fakes.releases.packages.pki import Claim, Identity, default_pki, issue
from fakes.releases.packages.signing_time import SIGNING_TIME
from fakes.releases.responder import responder
from midcert.protocol.web_server import WebServer
from reference_impl.mid.verification import verify
from tests.fakes.releases.packages.jdk import on_the_path

PKI = default_pki()
ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n")]
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
"""OpenSSL cannot be told another time."""

TSA_CONFIG = """
[tsa]
default_tsa = stamps
[stamps]
serial = serial
default_policy = 1.3.6.1.4.1.99999.1.1
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
"""

pytestmark = pytest.mark.needs("openssl")


def openssl(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Its exit code, and the lines that it prints."""
    command = ["openssl", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, [*done.stdout.splitlines(), *done.stderr.splitlines()]


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "root.pem").write_bytes(pem(PKI.root.certificate))
    (tmp_path / "intermediate.pem").write_bytes(pem(PKI.intermediate.certificate))
    (tmp_path / "signer.pem").write_bytes(pem(PKI.signer.certificate))
    return tmp_path


@pytest.mark.parametrize("digest", [Digest.SHA256, Digest.SHA512])
@pytest.mark.parametrize(
    ("data", "said"), [(b"signature", "Verification: OK"), (b"another", "message imprint mismatch")]
)
def test_it_verifies_our_time_stamps_and_notices_that_one_is_of_something_else(
    folder: Path, digest: Digest, data: bytes, said: str
) -> None:
    (folder / "token").write_bytes(timestamp.token(b"signature", PKI.tsa, SIGNING_TIME, timestamp.Style(digest)))
    (folder / "data").write_bytes(data)
    code, lines = openssl(folder, "ts", "-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "root.pem")
    assert any(said in line for line in lines), lines
    assert (code == 0) is (said == "Verification: OK")


def test_it_verifies_our_answers_to_its_own_queries(folder: Path) -> None:
    (folder / "data").write_bytes(b"signature")
    openssl(folder, "ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query")
    (folder / "reply").write_bytes(timestamp.respond((folder / "query").read_bytes(), PKI.tsa, SIGNING_TIME))
    code, lines = openssl(folder, "ts", "-verify", "-in", "reply", "-queryfile", "query", "-CAfile", "root.pem")
    assert code == 0
    assert "Verification: OK" in lines


@pytest.mark.parametrize("is_changed", [False, True])
def test_it_verifies_our_signature_blocks_and_notices_another_signature_file(folder: Path, *, is_changed: bool) -> None:
    parts = dict(jar.read(jar.sign(ENTRIES, PKI.signer, stamper=timestamp.stamper(PKI.tsa, SIGNING_TIME))))
    (folder / "block").write_bytes(parts[BLOCK])
    (folder / "signed").write_bytes(parts[SIGNATURE_FILE] + b"x" * is_changed)
    where = ["-inform", "DER", "-in", "block", "-content", "signed", "-CAfile", "root.pem"]
    code, lines = openssl(folder, "cms", "-verify", "-binary", "-purpose", "any", *where)
    assert (code == 0) is ("CMS Verification successful" in lines) is (not is_changed)


@contextmanager
def our_responder() -> Iterator[str]:
    """The responder at a URL."""
    ours = responder(lambda: datetime.now(UTC))

    @Request.application
    def answer(request: Request) -> Response:
        url = f"http://responder.example/{quote(request.path[1:], safe='')}"
        said = ours(http_types.Request(request.method, url, {}, request.get_data()))
        assert isinstance(said, http_types.Response)
        return Response(said.body, said.status, dict(said.headers))

    with closing(WebServer(answer)) as server:
        yield f"{server.url()}/"


ASKED = ["-issuer", "intermediate.pem", "-cert", "signer.pem", "-CAfile", "root.pem"]


@pytest.mark.parametrize("digest", ["sha1", "sha256"])
def test_it_asks_our_responder_by_post(folder: Path, digest: str) -> None:
    with our_responder() as url:
        _, lines = openssl(folder, "ocsp", f"-{digest}", *ASKED, "-url", url)
    assert told(lines) == ["Response verify OK", "signer.pem: good"]


def test_it_takes_what_our_responder_replies_to_a_get(folder: Path) -> None:
    openssl(folder, "ocsp", *ASKED, "-reqout", "request")
    request = base64.b64encode((folder / "request").read_bytes())
    with our_responder() as url, urlopen(f"{url}{quote(request, safe='')}") as reply:  # noqa: S310 - of this test
        (folder / "reply").write_bytes(reply.read())
    assert read(folder) == ["Response verify OK", "signer.pem: good"]


def read(folder: Path) -> list[str]:
    """What it makes of a reply to the request that it has made before."""
    _, lines = openssl(folder, "ocsp", *ASKED, "-no_nonce", "-reqin", "request", "-respin", "reply")
    return told(lines)


def told(lines: list[str]) -> list[str]:
    """All but the times: its exit code tells nothing of a certificate's status."""
    return sorted({line for line in lines if not line.startswith("\t")})


@pytest.mark.parametrize(
    ("word", "status"),
    [("good", ocsp.GOOD), ("revoked", ocsp.revoked(YESTERDAY)), ("unknown", ocsp.UNKNOWN)],
    ids=["good", "revoked", "unknown"],
)
def test_it_reads_every_status_that_our_replies_may_have(folder: Path, word: str, status: bytes) -> None:
    openssl(folder, "ocsp", *ASKED, "-reqout", "request")
    question = ocsp.read_question((folder / "request").read_bytes())
    now = datetime.now(UTC)
    reply = ocsp.Reply(PKI.intermediate, now - ocsp.SKEW, now + ocsp.VALIDITY, status)
    (folder / "reply").write_bytes(ocsp.answer(question, reply))
    assert read(folder) == ["Response verify OK", f"signer.pem: {word}"]


def stamping(folder: Path, authority: Identity) -> Stamper:
    """Makes tokens by `openssl ts`, with the authority's chain, which it leaves in an order that is not DER's."""
    (folder / "tsa.pem").write_bytes(pem(authority.certificate))
    (folder / "chain.pem").write_bytes(pem(authority.certificate, *authority.chain))
    key = authority.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "tsa.key").write_bytes(key)
    (folder / "tsa.cnf").write_text(TSA_CONFIG)

    def stamp(signature: bytes) -> bytes:
        (folder / "data").write_bytes(signature)
        openssl(folder, "ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query")
        who = ["-config", "tsa.cnf", "-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "chain.pem"]
        code, lines = openssl(folder, "ts", "-reply", "-queryfile", "query", *who, "-token_out", "-out", "token")
        assert code == 0, lines
        return (folder / "token").read_bytes()

    return stamp


def elliptic() -> Identity:
    """A time-stamping authority whose key is of an elliptic curve."""
    claim = Claim("CN=Test EC TimeStamping Signer", (ExtendedKeyUsageOID.TIME_STAMPING,))
    return issue(claim, ec.generate_private_key(ec.SECP256R1()), PKI.root)


@pytest.mark.needs("jarsigner")
@pytest.mark.parametrize("authority", [lambda: PKI.tsa, elliptic], ids=["RSA", "EC"])
def test_a_package_with_a_time_stamp_that_it_made_is_good_and_jarsigner_agrees(
    folder: Path, authority: Callable[[], Identity]
) -> None:
    package = jar.sign(ENTRIES, PKI.signer, stamper=stamping(folder, authority()))
    (signer,) = verify(package, PKI.trust_anchors, datetime.now(UTC) + timedelta(minutes=1), require_timestamp=True)
    assert signer.timestamp is not None
    assert on_the_path().verdicts([package]) == [True]
