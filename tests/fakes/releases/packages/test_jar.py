import hashlib
import io
import zipfile
from base64 import b64encode
from datetime import UTC, datetime

from fakes.releases.packages import jar, timestamp
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.pki import default_pki

ENTRIES = [("agent/bin/mid.sh", b"#!/bin/sh\n"), ("agent/lib/mid.jar", bytes(5000))]
PKI = default_pki()
SIGNED_AT = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)


def test_a_package_begins_with_its_signature_and_keeps_the_order_of_its_entries() -> None:
    names = [name for name, _ in jar.read(jar.sign(ENTRIES, PKI.signer))]
    assert names == [
        "META-INF/MANIFEST.MF",
        "META-INF/SIGNER.SF",
        "META-INF/SIGNER.RSA",
        "agent/bin/mid.sh",
        "agent/lib/mid.jar",
    ]


def test_the_same_package_is_the_same_bytes() -> None:
    first, second = (jar.sign(ENTRIES, PKI.signer, stamper=timestamp.stamper(PKI.tsa, SIGNED_AT)) for _ in range(2))
    assert first == second


def test_the_time_of_signing_is_part_of_the_package() -> None:
    stampers = [timestamp.stamper(PKI.tsa, moment) for moment in (SIGNED_AT, SIGNED_AT.replace(year=2018))]
    first, second = (jar.sign(ENTRIES, PKI.signer, stamper=stamper) for stamper in stampers)
    assert first != second


def test_every_signer_has_a_file_and_a_block() -> None:
    package = jar.sign(ENTRIES, PKI.signer, more_signers=[PKI.package_signer("CN=Second")])
    assert [name for name, _ in jar.read(package) if "SIGNER2" in name] == [
        "META-INF/SIGNER2.SF",
        "META-INF/SIGNER2.RSA",
    ]


def test_the_manifest_names_the_digest_in_use() -> None:
    manifest = dict(jar.read(jar.sign(ENTRIES, PKI.signer, digest=Digest.SHA1)))[jar.MANIFEST]
    assert manifest.count(b"SHA-1-Digest: ") == len(ENTRIES)
    assert b"SHA-256" not in manifest


def test_digests_are_those_of_the_contents() -> None:
    manifest = dict(jar.read(jar.sign(ENTRIES, PKI.signer)))[jar.MANIFEST]
    for _, content in ENTRIES:
        assert b"SHA-256-Digest: " + b64encode(hashlib.sha256(content).digest()) in manifest


def test_no_line_of_a_manifest_is_longer_than_72_bytes() -> None:
    name = "agent/" + "ü" * 100
    package = jar.sign([(name, b"")], PKI.signer)
    contents = dict(jar.read(package))
    lines = (contents[jar.MANIFEST] + contents["META-INF/SIGNER.SF"]).split(b"\r\n")
    assert max(map(len, lines)) == 72
    assert f"Name: {name}".encode() in contents[jar.MANIFEST].replace(b"\r\n ", b"")


def test_entries_have_a_fixed_date_and_no_posix_permissions() -> None:
    with zipfile.ZipFile(io.BytesIO(jar.sign(ENTRIES, PKI.signer))) as archive:
        facts = {(info.date_time, info.create_system, info.external_attr) for info in archive.infolist()}
    assert facts == {((2020, 1, 1, 0, 0, 0), 0, 0x20)}
