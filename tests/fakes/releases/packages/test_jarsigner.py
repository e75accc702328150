"""The real jarsigner as a second opinion (rule SIG-JARSIGNER)."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from fakes.releases.packages import jar, timestamp
from fakes.releases.packages.pki import Pki, default_pki
from reference_impl.mid.verification import verify

JARSIGNER = shutil.which("jarsigner") or ""
JVM = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Duser.language=en", "-J-Duser.timezone=UTC"]
PASSWORD = "changeit"

PKI = default_pki()
ENTRIES = [("agent/bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("agent/lib/mid.jar", bytes(range(256)) * 20)]
SIGNED_AT = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)
NOW = datetime(2020, 3, 1, tzinfo=UTC)
STAMPER = timestamp.stamper(PKI.tsa, SIGNED_AT)

pytestmark = pytest.mark.skipif(not JARSIGNER, reason="no jarsigner on the PATH")


def output_of_verification(package: bytes, folder: Path) -> tuple[int, str]:
    trust, file = folder / "trust.p12", folder / "package.zip"
    anchor = pkcs12.PKCS12Certificate(PKI.root.certificate, b"root")
    trust.write_bytes(pkcs12.serialize_java_truststore([anchor], BestAvailableEncryption(PASSWORD.encode())))
    file.write_bytes(package)
    options = ["-verify", "-verbose", "-certs", "-strict", "-keystore", str(trust), "-storepass", PASSWORD]
    done = subprocess.run([JARSIGNER, *JVM, *options, str(file)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def is_accepted(package: bytes, folder: Path) -> bool:
    """The exit code is not enough: it is 0 for a package that was never signed."""
    code, output = output_of_verification(package, folder)
    return code == 0 and "jar verified." in output.splitlines()


def signed_by_jarsigner(folder: Path, *options: str) -> bytes:
    store, plain, signed = folder / "signer.p12", folder / "plain.zip", folder / "signed.zip"
    signer, encryption = PKI.signer, BestAvailableEncryption(PASSWORD.encode())
    store.write_bytes(
        pkcs12.serialize_key_and_certificates(b"signer", signer.key, signer.certificate, signer.chain, encryption)
    )
    plain.write_bytes(jar.write(ENTRIES))
    arguments = ["-keystore", str(store), "-storepass", PASSWORD, "-signedjar", str(signed), *options]
    subprocess.run([JARSIGNER, *JVM, *arguments, str(plain), "signer"], capture_output=True, check=True)
    return signed.read_bytes()


@pytest.fixture
def tsa_url() -> Iterator[str]:
    @Request.application
    def answer(request: Request) -> Response:
        response = timestamp.respond(request.get_data(), PKI.tsa, SIGNED_AT)
        return Response(response, mimetype="application/timestamp-reply")

    server = make_server("127.0.0.1", 0, answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_it_says_of_a_package_is_what_the_documentation_shows(tmp_path: Path) -> None:
    code, output = output_of_verification(jar.sign(ENTRIES, PKI.signer, stamper=STAMPER), tmp_path)
    lines = [line.strip() for line in output.splitlines()]
    assert code == 0
    start = lines.index('- Signed by "CN=ServiceNow Inc., O=ServiceNow Inc., L=Santa Clara, ST=California, C=US"')
    authority = f"CN=Test SHA256 TimeStamping Signer, O={PKI.name}"
    assert lines[start + 1 :] == [
        "Digest algorithm: SHA-256",
        "Signature algorithm: SHA256withRSA, 2048-bit key",
        f'Timestamped by "{authority}" on Tue Nov 05 19:55:37 UTC 2019',
        "Timestamp digest algorithm: SHA-256",
        "Timestamp signature algorithm: SHA256withRSA, 2048-bit key",
        "",
        "jar verified.",
        "",
        "The signer certificate will expire on 2099-01-01.",
        "The timestamp will expire on 2099-01-01.",
    ]


def test_it_accepts_a_second_signer(tmp_path: Path) -> None:
    second = PKI.package_signer("CN=Second Signer")
    assert is_accepted(jar.sign(ENTRIES, PKI.signer, stamper=STAMPER, more_signers=[second]), tmp_path)


def test_it_accepts_a_signer_that_has_expired_since_the_timestamp(tmp_path: Path) -> None:
    expired = PKI.package_signer(valid_until=datetime(2021, 8, 9, tzinfo=UTC))
    assert is_accepted(jar.sign(ENTRIES, expired, stamper=STAMPER), tmp_path)
    assert not is_accepted(jar.sign(ENTRIES, expired), tmp_path)


def test_it_refuses_an_untrusted_signer_and_an_unsigned_package(tmp_path: Path) -> None:
    assert not is_accepted(jar.sign(ENTRIES, Pki("Somebody else").signer), tmp_path)
    assert not is_accepted(jar.write(ENTRIES), tmp_path)


def test_a_package_that_it_signed_is_accepted(tmp_path: Path) -> None:
    (signer,) = verify(signed_by_jarsigner(tmp_path), PKI.trust_anchors, NOW)
    assert signer.certificate == PKI.signer.certificate
    assert signer.timestamp is None


def test_a_package_that_it_signed_with_a_timestamp_is_accepted(tmp_path: Path, tsa_url: str) -> None:
    package = signed_by_jarsigner(tmp_path, "-tsa", tsa_url)
    (signer,) = verify(package, PKI.trust_anchors, NOW, require_timestamp=True)
    assert signer.timestamp is not None
    assert signer.timestamp.time == SIGNED_AT
