"""Archives that nobody here has signed, such as the driver jars that packages of registries bring: an optional check.

It downloads nothing. The archives lie in the folder that MIDCERT_ARCHIVES names; one that was tried is the
mssql-jdbc-8.2.2.jre8.jar within the wheel of pyreportjasper 2.1.4, with a timestamp of a commercial authority. What
is trusted is whatever certificates an archive brings, so that all but trust is compared.
"""

import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from reference_impl.mid.verification import Code, Refused, verify
from tests.fakes.releases.packages.jdk import PROTECTION, VERIFY, is_verified, needs_jdk, on_the_path

PLACE = os.environ.get("MIDCERT_ARCHIVES", "")
ARCHIVES = sorted(each for each in Path(PLACE).rglob("*") if each.suffix in (".jar", ".zip")) if PLACE else []

pytestmark = [needs_jdk, pytest.mark.skipif(not PLACE, reason="MIDCERT_ARCHIVES names no folder of signed archives")]


def test_there_is_something_to_look_at() -> None:
    assert ARCHIVES, f"no .jar and no .zip below {PLACE}"


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name)
def test_the_reference_judges_it_as_jarsigner_does(path: Path) -> None:
    brought = list(authorities(path))
    assert accepts(path.read_bytes(), brought) is jarsigner_accepts(path, brought)


def accepts(package: bytes, anchors: list[x509.Certificate]) -> bool:
    """Whether all is well but whom it belongs to, which is a reading of its own (SIG-SIGNER)."""
    try:
        verify(package, [each.public_bytes(Encoding.PEM).decode() for each in anchors], datetime.now(UTC))
    except Refused as refused:
        return refused.code is Code.ANOTHER_ORGANISATION
    return True


def jarsigner_accepts(path: Path, anchors: list[x509.Certificate]) -> bool:
    with TemporaryDirectory() as folder:
        trust = Path(folder, "trust.p12")
        entries = [pkcs12.PKCS12Certificate(each, str(number).encode()) for number, each in enumerate(anchors)]
        trust.write_bytes(pkcs12.serialize_java_truststore(entries, PROTECTION))
        return is_verified(*on_the_path().jarsigner([[*VERIFY, str(trust), str(path)]])[0])


def authorities(path: Path) -> Iterator[x509.Certificate]:
    """The certificates of authorities in its signature blocks and in the timestamps of these, each once."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.upper().endswith((".RSA", ".EC", ".DSA"))]
        blocks = [archive.read(name) for name in names if name.upper().startswith("META-INF/")]
    found = dict.fromkeys(certificate for block in blocks for certificate in certificates(block))
    for each in found:
        certificate = x509.load_der_x509_certificate(each)
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        if constraints.ca:
            yield certificate


def certificates(block: bytes) -> Iterator[bytes]:
    """Those of a SignedData and of the timestamps in it."""
    signed_data = cms.ContentInfo.load(block)["content"]
    for choice in signed_data["certificates"]:
        yield choice.chosen.dump()
    for info in signed_data["signer_infos"]:
        for attribute in info["unsigned_attrs"]:
            if attribute["type"].native == "signature_time_stamp_token":
                for token in attribute["values"]:
                    yield from certificates(token.dump())
