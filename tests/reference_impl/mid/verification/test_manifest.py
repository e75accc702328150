"""Manifests and signature files: what both JDKs read, and what a signature file vouches for."""

from collections.abc import Mapping

import pytest

from fakes.releases.packages import jar
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.pki import default_pki
from reference_impl.mid.verification import Code
from tests.reference_impl.mid.verification.verdicts import code_for

SCRIPT, META = "bin/mid.sh", "package/meta/x"
ENTRIES = [(SCRIPT, b"#!/bin/sh\necho hi\n"), (META, b"y\n")]
MAIN, SECTIONS = jar.manifest(ENTRIES)
WHOLE = MAIN + b"".join(SECTIONS.values())
SEALED = b"Name: com/example/\r\nSealed: true\r\n\r\n"


def digest_of(data: bytes, digest: Digest = Digest.SHA256) -> bytes:
    return jar.base64_of(digest, data).encode()


def signature_file(
    whole: bytes = WHOLE, main: bytes = MAIN, sections: Mapping[str, bytes] = SECTIONS, digest: Digest = Digest.SHA256
) -> bytes:
    """What vouches for a manifest that is perhaps another one."""
    parts = [
        b"Signature-Version: 1.0",
        b"%s-Digest-Manifest: %s" % (digest.encode(), digest_of(whole, digest)),
        b"%s-Digest-Manifest-Main-Attributes: %s" % (digest.encode(), digest_of(main, digest)),
        b"",
    ]
    for name, section in sections.items():
        parts += [b"Name: " + name.encode(), b"%s-Digest: %s" % (digest.encode(), digest_of(section, digest)), b""]
    return b"\r\n".join([*parts, b""])


def package(manifest: bytes, signature: bytes | None = None) -> bytes:
    """Signed with a signature file over this manifest, unless it is another one."""
    signature = signature or signature_file(manifest)
    block = jar.signature_block(signature, default_pki().signer)
    signed = [(jar.MANIFEST, manifest), ("META-INF/A.SF", signature), ("META-INF/A.RSA", block)]
    return jar.write([*signed, *ENTRIES])


def with_attribute(line: bytes) -> bytes:
    return MAIN.removesuffix(b"\r\n") + line + b"\r\n\r\n" + b"".join(SECTIONS.values())


GOOD = {
    "LF": WHOLE.replace(b"\r\n", b"\n"),
    "CR": WHOLE.replace(b"\r\n", b"\r"),
    "line ends of two kinds": MAIN + b"".join(SECTIONS.values()).replace(b"\r\n", b"\n"),
    "no blank line at the end": WHOLE.removesuffix(b"\r\n"),
    "more blank lines": MAIN + b"\r\n" + b"\r\n".join(SECTIONS.values()) + b"\r\n\r\n",
    "no main attributes": b"\r\n" + b"".join(SECTIONS.values()),
    "a TAB": with_attribute(b"Built-By:  a\tb"),
    "a space that does not break": with_attribute("Built-By: a\u00a0b".encode()),
    "an empty value": with_attribute(b"Built-By: "),
    "a line of 510 bytes": with_attribute(b"Built-By: " + b"a" * 500),
    "a long name of an attribute": with_attribute(b"B" * 70 + b": a"),
    "a character across two lines": with_attribute(b"Built-By: \xc3\r\n \xbc"),
    "names of attributes in lower case": WHOLE.replace(b"Name: ", b"name: ").replace(b"-Digest", b"-digest"),
    "a hash function without its dash": WHOLE.replace(b"SHA-256-Digest", b"SHA256-Digest"),
    "a package that is sealed": WHOLE + SEALED,
    "a weak digest beside a strong one": WHOLE.replace(b"SHA-256-D", b"SHA1-Digest: x\r\nSHA-256-D"),
    "an unknown digest beside a strong one": WHOLE.replace(b"SHA-256-D", b"TIGER-Digest: x\r\nSHA-256-D"),
}
BAD = {
    "no line end": (WHOLE.removesuffix(b"\r\n\r\n"), Code.MALFORMED_MANIFEST),
    "a NUL": (with_attribute(b"Built-By: a\0b"), Code.MALFORMED_MANIFEST),
    "not UTF-8": (with_attribute(b"Built-By: a\xffb"), Code.MALFORMED_MANIFEST),
    "no space behind a colon": (with_attribute(b"Built-By:a"), Code.MALFORMED_MANIFEST),
    "no colon": (with_attribute(b"Built"), Code.MALFORMED_MANIFEST),
    "a line of 511 bytes": (with_attribute(b"Built-By: " + b"a" * 501), Code.MALFORMED_MANIFEST),
    "a longer name of an attribute": (with_attribute(b"B" * 71 + b": a"), Code.MALFORMED_MANIFEST),
    "a name of an attribute in two lines": (with_attribute(b"Built\r\n -By: a"), Code.MALFORMED_MANIFEST),
    "a value in the next line": (with_attribute(b"Built-By:\r\n  a"), Code.MALFORMED_MANIFEST),
    "an attribute that is no name": (with_attribute(b"Built.By: a"), Code.MALFORMED_MANIFEST),
    "an attribute twice": (with_attribute(b"Created-By: a"), Code.MALFORMED_MANIFEST),
    "a section twice": (WHOLE + SECTIONS[META], Code.MALFORMED_MANIFEST),
    "a section without a name": (WHOLE + b"Sealed: true\r\n\r\n", Code.MALFORMED_MANIFEST),
    "a byte order mark": (b"\xef\xbb\xbf" + WHOLE, Code.MALFORMED_MANIFEST),
    "a section without a digest": (
        MAIN + SECTIONS[SCRIPT] + b"Name: package/meta/x\r\nSealed: true\r\n\r\n",
        Code.UNSIGNED_SECTION,
    ),
    "a second digest that is wrong": (
        WHOLE.replace(b"SHA-256-D", b"SHA-512-Digest: x\r\nSHA-256-D"),
        Code.ENTRY_TAMPERED,
    ),
    "one digest spelt twice": (WHOLE.replace(b"SHA-256-D", b"SHA256-Digest: x\r\nSHA-256-D"), Code.ENTRY_TAMPERED),
    "weak digests alone": (WHOLE.replace(b"SHA-256-D", b"SHA1-D"), Code.WEAK_DIGEST),
    "weak digests of an old name alone": (WHOLE.replace(b"SHA-256-D", b"SHA-D"), Code.WEAK_DIGEST),
    "digests with a dash more": (WHOLE.replace(b"SHA-256-D", b"SHA-2-56-D"), Code.UNSUPPORTED_ALGORITHM),
    "digests of another kind alone": (WHOLE.replace(b"SHA-256-D", b"SHA3-256-D"), Code.UNSUPPORTED_ALGORITHM),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_manifest_that_both_jdks_read_is_read(case: str) -> None:
    assert code_for(package(GOOD[case])) is None


@pytest.mark.parametrize("case", BAD)
def test_a_manifest_that_one_could_misread_is_refused(case: str) -> None:
    """Source: JDK 17 and 25 read "a NUL" to "a section twice" all the same, and each in one way of two."""
    manifest, code = BAD[case]
    assert code_for(package(manifest)) is code


CHANGED_MAIN = MAIN.replace(b"conformance", b"c0nformance")
EXTENDED = MAIN + SECTIONS[SCRIPT] + SEALED + SECTIONS[META]


@pytest.mark.parametrize(
    ("manifest", "signature", "code"),
    [
        (EXTENDED, signature_file(), None),
        (EXTENDED, signature_file(sections={**SECTIONS, "gone": b""}), Code.MANIFEST_TAMPERED),
        (EXTENDED, signature_file(sections={**SECTIONS, META: b""}), Code.MANIFEST_TAMPERED),
        (CHANGED_MAIN + b"".join(SECTIONS.values()), signature_file(), Code.MANIFEST_TAMPERED),
        (WHOLE, signature_file(main=b"another"), None),
        (WHOLE, signature_file(sections=dict.fromkeys(SECTIONS, b"another")), None),
        (WHOLE, signature_file(sections={**SECTIONS, "gone": b""}), None),
        (WHOLE, signature_file(sections={}), Code.UNSIGNED_SECTION),
        (WHOLE, signature_file(sections={META: SECTIONS[META]}), Code.UNSIGNED_SECTION),
        (WHOLE, signature_file().replace(b"Version: 1.0", b"Version: 2.0"), Code.MALFORMED_SIGNATURE),
        (WHOLE, signature_file().removeprefix(b"Signature-Version: 1.0\r\n"), Code.MALFORMED_SIGNATURE),
        (WHOLE, signature_file(digest=Digest.SHA1), Code.WEAK_DIGEST),
    ],
    ids=[
        "extended",
        "extended, and a section gone",
        "extended, and a section changed",
        "main section changed",
        "whole, whatever is said of the main section",
        "whole, whatever is said of sections",
        "whole, whatever else is named",
        "whole, but no section named",
        "whole, but one of two sections named",
        "another version",
        "no version",
        "weak digests",
    ],
)
def test_a_signature_file_vouches_for_the_whole_or_for_sections(
    manifest: bytes, signature: bytes, code: Code | None
) -> None:
    """Source: JAR File Specification, "Signature Validation"; both JDKs take no entry that it does not name."""
    assert code_for(package(manifest, signature)) is code
