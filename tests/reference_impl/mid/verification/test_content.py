"""Packages whose archive or content is refused: rules SIG-VERIFY and SIG-HARDENED."""

import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import pytest

from fakes.releases.packages import jar
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.pki import default_pki
from reference_impl.mid.verification import Code
from tests.reference_impl.mid.verification.verdicts import code_for

PKI = default_pki()
SCRIPT = "agent/bin/mid.sh"
ENTRIES = [(SCRIPT, b"#!/bin/sh\necho hi\n" * 10), ("agent/lib/mid.jar", bytes(range(256)) * 20)]
EVIL = ENTRIES[0][1].replace(b"hi", b"HI")
SIGNATURE_FILE, BLOCK = "META-INF/SIGNER.SF", "META-INF/SIGNER.RSA"
SYMLINK = 0o120777 << 16

Entry = tuple[str | zipfile.ZipInfo, bytes]


@cache
def good() -> bytes:
    return jar.sign(ENTRIES, PKI.signer)


def signed(name: str, content: bytes = b"evil") -> bytes:
    return jar.sign([*ENTRIES, (name, content)], PKI.signer)


def with_entry(name: str, change: Callable[[bytes], bytes], package: bytes | None = None) -> bytes:
    entries = jar.read(package or good())
    assert name in dict(entries)
    return jar.write((each, change(data) if each == name else data) for each, data in entries)


def with_content(name: str, content: bytes) -> bytes:
    return with_entry(name, lambda _: content)


def replacing(name: str, old: bytes, new: bytes) -> bytes:
    assert old in dict(jar.read(good()))[name]
    return with_entry(name, lambda data: data.replace(old, new))


def without(*names: str) -> bytes:
    return jar.write((name, data) for name, data in jar.read(good()) if name not in names)


def with_more(after: Sequence[Entry] = (), before: Sequence[Entry] = ()) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile: duplicate name
        return jar.write([*before, *jar.read(good()), *after])


def with_manifest_of(entries: Iterable[tuple[str, bytes]], kept: str) -> bytes:
    """All made anew for other entries, but one part."""
    old, new = dict(jar.read(good())), jar.read(jar.sign(list(entries), PKI.signer))
    return jar.write((name, old[name] if name == kept else data) for name, data in new)


def with_another_signature() -> bytes:
    other = dict(jar.read(jar.sign([("other.txt", b"other")], PKI.signer)))
    return jar.write((name, other.get(name, data) if name != jar.MANIFEST else data) for name, data in jar.read(good()))


def with_listed_entry() -> bytes:
    entry = ("agent/evil.sh", b"evil")
    section = jar.manifest([entry])[1][entry[0]]
    return jar.write([*jar.read(with_entry(jar.MANIFEST, lambda data: data + section)), entry])


def with_tampered_digest() -> bytes:
    """The entry and its digest in the manifest agree, but nobody signed them."""
    sections, evil = jar.manifest(ENTRIES)[1], jar.manifest([(SCRIPT, EVIL)])[1]
    package = replacing(jar.MANIFEST, sections[SCRIPT], evil[SCRIPT])
    return with_entry(SCRIPT, lambda _: EVIL, package)


def symlink() -> bytes:
    info = jar.describe(SCRIPT)
    info.create_system, info.external_attr = 3, SYMLINK
    return jar.write((info if name == SCRIPT else name, data) for name, data in jar.read(good()))


def with_gap() -> bytes:
    """Bytes before the central directory that no record of it names."""
    end = good().rindex(b"PK\x05\x06")
    (directory,) = struct.unpack_from("<I", good(), end + 16)
    hidden = b"hidden payload"
    end_record = good()[end : end + 16] + struct.pack("<I", directory + len(hidden)) + good()[end + 20 :]
    return good()[:directory] + hidden + good()[directory:end] + end_record


def with_other_local_name() -> bytes:
    name = SCRIPT.encode()
    assert good().count(name) == 2
    return good().replace(name, b"agent/bin/EVL.sh", 1)


def with_other_checksum() -> bytes:
    at = good().rindex(SCRIPT.encode()) - 46 + 16  # in the central directory's record
    return good()[:at] + bytes([good()[at] ^ 1]) + good()[at + 1 :]


CONTENT: dict[str, tuple[Callable[[], bytes], Code]] = {
    "entry tampered": (lambda: with_entry(SCRIPT, lambda _: EVIL), Code.ENTRY_TAMPERED),
    "entry and its digest tampered": (with_tampered_digest, Code.MANIFEST_TAMPERED),
    "manifest's main section tampered": (
        lambda: replacing(jar.MANIFEST, b"conformance", b"c0nformance"),
        Code.MANIFEST_TAMPERED,
    ),
    "manifest lists one more entry": (with_listed_entry, Code.UNSIGNED_SECTION),
    "manifest is no manifest": (lambda: with_entry(jar.MANIFEST, lambda _: b"\xff"), Code.MALFORMED_MANIFEST),
    "manifest repeats an attribute": (
        lambda: replacing(jar.MANIFEST, b"Created-By", b"Manifest-Version"),
        Code.MALFORMED_MANIFEST,
    ),
    "manifest and signature file made anew": (
        lambda: with_manifest_of([(SCRIPT, EVIL)], kept=BLOCK),
        Code.SIGNATURE_MISMATCH,
    ),
    "signature file tampered": (
        lambda: replacing(SIGNATURE_FILE, b"conformance", b"c0nformance"),
        Code.SIGNATURE_MISMATCH,
    ),
    "signature of another package": (with_another_signature, Code.MANIFEST_TAMPERED),
    "unsigned entry": (lambda: with_more([("agent/evil.sh", b"evil")]), Code.UNSIGNED_ENTRY),
    "unsigned entry under META-INF": (lambda: with_more([("META-INF/services/x", b"evil")]), Code.UNSIGNED_ENTRY),
    "stray signature file": (lambda: with_more([("META-INF/EVIL.SF", b"x")]), Code.SIGNATURE_INCOMPLETE),
    "stray SIG- file": (lambda: with_more([("META-INF/SIG-EVIL", b"x")]), Code.UNSIGNED_ENTRY),
    "folder with content": (lambda: with_more([("agent/work/", b"evil")]), Code.HIDDEN_DATA),
    "entry removed": (lambda: without(SCRIPT), Code.MISSING_ENTRY),
    "block removed": (lambda: without(BLOCK), Code.SIGNATURE_INCOMPLETE),
    "signature file removed": (lambda: without(SIGNATURE_FILE), Code.SIGNATURE_INCOMPLETE),
    "signature removed": (lambda: without(SIGNATURE_FILE, BLOCK), Code.UNSIGNED),
    "manifest removed": (lambda: without(jar.MANIFEST), Code.UNSIGNED),
    "never signed": (lambda: jar.write(ENTRIES), Code.UNSIGNED),
    "no entries": (lambda: jar.write([]), Code.UNSIGNED),
    "block is garbage": (lambda: with_entry(BLOCK, lambda _: b"\x30\x03garbage"), Code.MALFORMED_SIGNATURE),
    "block truncated": (lambda: with_entry(BLOCK, lambda data: data[:-40]), Code.MALFORMED_SIGNATURE),
    "SHA-1 digests": (lambda: jar.sign(ENTRIES, PKI.signer, digest=Digest.SHA1), Code.WEAK_DIGEST),
}

ARCHIVE: dict[str, tuple[Callable[[], bytes], Code]] = {
    "empty": (lambda: b"", Code.EMPTY_FILE),
    "not a ZIP": (lambda: b"<html>proxy error</html>" * 50, Code.NOT_A_ZIP),
    "truncated": (lambda: good()[: len(good()) // 2], Code.NOT_A_ZIP),
    "end cut off": (lambda: good()[:-30], Code.NOT_A_ZIP),
    "duplicate entry, the bad one first": (lambda: with_more(before=[(SCRIPT, EVIL)]), Code.DUPLICATE_ENTRY),
    "duplicate entry, the bad one last": (lambda: with_more(after=[(SCRIPT, EVIL)]), Code.DUPLICATE_ENTRY),
    "duplicate manifest": (lambda: with_more(before=[(jar.MANIFEST, b"")]), Code.DUPLICATE_ENTRY),
    "leaves the folder": (lambda: signed("../../evil.sh"), Code.PATH_TRAVERSAL),
    "leaves the folder later": (lambda: signed("agent/../../evil.sh"), Code.PATH_TRAVERSAL),
    "absolute path": (lambda: signed("/etc/cron.d/evil"), Code.ABSOLUTE_PATH),
    "drive letter": (lambda: signed("C:/Windows/evil.dll"), Code.ABSOLUTE_PATH),
    "backslashes": (lambda: signed("..\\..\\evil.bat"), Code.BAD_NAME),
    "symbolic link": (symlink, Code.SYMLINK),
    "names that differ in case": (lambda: signed("agent/BIN/mid.sh"), Code.CASE_COLLISION),
    "data before": (lambda: b"#!/bin/sh\necho evil\nexit\n" + good(), Code.PREPENDED_DATA),
    "data after": (lambda: good() + b"evil trailer", Code.APPENDED_DATA),
    "data between": (with_gap, Code.HIDDEN_DATA),
    "another name in the local header": (with_other_local_name, Code.HEADER_MISMATCH),
    "another checksum in the directory": (with_other_checksum, Code.HEADER_MISMATCH),
}


def test_the_package_that_is_changed_here_is_good() -> None:
    assert code_for(good()) is None


@pytest.mark.parametrize("case", CONTENT)
def test_content_is_refused(case: str) -> None:
    package, code = CONTENT[case]
    assert code_for(package()) is code


@pytest.mark.parametrize("case", ARCHIVE)
def test_archive_is_refused(case: str) -> None:
    package, code = ARCHIVE[case]
    assert code_for(package()) is code


@pytest.mark.parametrize("name", [jar.MANIFEST, SIGNATURE_FILE, BLOCK])
def test_no_damage_makes_the_verifier_fail_otherwise(name: str) -> None:
    """Certificates fail in the parser, in the algorithm's name, in an extension: one bit of every fifth byte."""
    content = dict(jar.read(good()))[name]
    for position in range(0, len(content), 5):
        damaged = bytearray(content)
        damaged[position] ^= 1 << position % 8
        code_for(with_content(name, bytes(damaged)))


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"0",
        b"\x30\x80" * 100_000,
        b"\x30\x84\xff\xff\xff\xff",
        b"\x06\x83\x01\x00\x00" + b"\x81" * (1 << 16),
        bytes(1 << 20),
    ],
    ids=["nothing", "a byte", "no end of sequences", "longer than it is", "a number without an end", "zeros"],
)
def test_bytes_that_are_made_to_hurt_are_refused(block: bytes) -> None:
    assert code_for(with_content(BLOCK, block)) is Code.MALFORMED_SIGNATURE


@pytest.mark.parametrize(
    "manifest",
    [b"", b"\r\n" * 100_000, b"a: " + b"\n " * 100_000 + b"\n", b"Name: x\n" * 10_000, bytes(1 << 20)],
    ids=["nothing", "blank lines", "one line", "one name", "zeros"],
)
def test_a_manifest_that_is_made_to_hurt_is_refused(manifest: bytes) -> None:
    assert code_for(with_content(jar.MANIFEST, manifest)) in (Code.MALFORMED_MANIFEST, Code.UNSIGNED_ENTRY)


def test_more_sections_and_signatures_than_anybody_needs_are_not_read() -> None:
    sections = b"".join(b"Name: %d\n\n" % number for number in range(50_001))
    assert code_for(with_content(jar.MANIFEST, b"Manifest-Version: 1.0\n\n" + sections)) is Code.ZIP_BOMB
    parts = [(f"META-INF/{number}.{kind}", b"") for number in range(8) for kind in ("SF", "RSA")]
    assert code_for(with_more(parts)) is Code.ZIP_BOMB
