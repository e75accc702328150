"""Several signatures in one package: each entry needs a good one, and a bad one spoils the package."""

from collections.abc import Mapping, Sequence

import pytest

from fakes.releases.packages import jar
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.flawed_signers import of_1024_bits, somebody
from fakes.releases.packages.pki import Identity, default_pki
from reference_impl.mid.verification import Code, verify
from tests.reference_impl.mid.verification.verdicts import NOW, code_for

PKI = default_pki()
SECOND = PKI.package_signer("CN=Build 7,O=ServiceNow Inc.")
ANOTHER = PKI.package_signer("CN=Example,O=Example")
FIRST_ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n")]
MORE_ENTRIES = [("lib/more.jar", b"more")]
ENTRIES = [*FIRST_ENTRIES, *MORE_ENTRIES]

Signature = tuple[bytes, bytes]
"""A signature file and its block."""


def signature(
    entries: Sequence[tuple[str, bytes]] = ENTRIES,
    by: Identity = PKI.signer,
    *,
    named: Digest = Digest.SHA256,
    signed: Digest = Digest.SHA256,
) -> Signature:
    """One that was made when the package had these entries, and vouches for them."""
    content = jar.signature_file(*jar.manifest(entries), named)
    return content, jar.signature_block(content, by, signed)


def package(*signatures: Signature) -> bytes:
    main, sections = jar.manifest(ENTRIES)
    parts = [(jar.MANIFEST, main + b"".join(sections.values()))]
    for number, (content, block) in enumerate(signatures):
        parts += [(f"META-INF/S{number}.SF", content), (f"META-INF/S{number}.RSA", block)]
    return jar.write([*parts, *ENTRIES])


def tampered(one: Signature) -> Signature:
    return one[0].replace(b"conformance", b"c0nformance"), one[1]


def only(entries: Sequence[tuple[str, bytes]], by: Identity) -> Signature:
    """One over the manifest as it is, that names these entries alone."""
    main, sections = jar.manifest(ENTRIES)
    named: Mapping[str, bytes] = {name: sections[name] for name, _ in entries}
    content = jar.signature_file(main, named)
    return content, jar.signature_block(content, by)


@pytest.mark.parametrize(
    "signatures",
    [
        [signature(FIRST_ENTRIES), signature(by=SECOND)],
        [signature(FIRST_ENTRIES), only(MORE_ENTRIES, SECOND)],
        [signature(), signature(by=ANOTHER)],
        [signature(), signature(signed=Digest.SHA1)],
        [signature(), signature(named=Digest.SHA1)],
        [signature(by=SECOND), signature(named=Digest.SHA1, signed=Digest.SHA1)],
        [signature(), signature(by=of_1024_bits())],
        [signature(), signature(by=somebody().signer, signed=Digest.SHA1)],
    ],
    ids=[
        "extended, and signed by another",
        "extended, and the rest signed by another",
        "another organisation, too",
        "an older one with SHA-1",
        "an older one with digests of SHA-1",
        "an older one with nothing but SHA-1",
        "an older one with a short key",
        "a weak one by somebody",
    ],
)
def test_a_package_is_good_where_a_good_signature_covers_each_entry(signatures: Sequence[Signature]) -> None:
    """Source: adoptium-support issue 738. Both JDKs take all of these."""
    assert code_for(package(*signatures)) is None
    assert code_for(package(*reversed(signatures))) is None


@pytest.mark.parametrize(
    ("signatures", "code"),
    [
        ([signature(FIRST_ENTRIES)], Code.UNSIGNED_SECTION),
        ([signature(FIRST_ENTRIES), signature(signed=Digest.SHA1)], Code.WEAK_DIGEST),
        ([signature(signed=Digest.SHA1)], Code.WEAK_DIGEST),
        ([signature(), tampered(signature(by=SECOND))], Code.SIGNATURE_MISMATCH),
        ([signature(), tampered(signature(signed=Digest.SHA1))], Code.SIGNATURE_MISMATCH),
        ([signature(), tampered(signature(by=of_1024_bits()))], Code.SIGNATURE_MISMATCH),
        ([signature(), signature([*ENTRIES, ("gone", b"")])], Code.MANIFEST_TAMPERED),
        ([signature(), signature(by=somebody().signer)], Code.UNTRUSTED),
        ([signature(), (signature()[0], b"0\x03abc")], Code.MALFORMED_SIGNATURE),
        ([signature(FIRST_ENTRIES), only(MORE_ENTRIES, ANOTHER)], Code.ANOTHER_ORGANISATION),
    ],
    ids=[
        "extended",
        "the rest with SHA-1",
        "SHA-1 alone",
        "one tampered with",
        "a weak one tampered with",
        "a short one tampered with",
        "one of another package",
        "one by somebody",
        "one that is garbage",
        "the rest by another organisation",
    ],
)
def test_a_package_is_bad_where_a_signature_is_or_an_entry_has_none(
    signatures: Sequence[Signature], code: Code
) -> None:
    """Source: both JDKs refuse these, but for garbage and another organisation (SIG-HARDENED, SIG-SIGNER)."""
    assert code_for(package(*signatures)) is code
    assert code_for(package(*reversed(signatures))) is code


def test_the_signers_are_those_whose_signatures_count() -> None:
    signed = package(signature(signed=Digest.SHA1), signature(by=SECOND))
    assert [each.certificate for each in verify(signed, PKI.trust_anchors, NOW)] == [SECOND.certificate]
