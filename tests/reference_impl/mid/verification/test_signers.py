"""Packages whose signer or time stamp is refused: rules SIG-VERIFY, SIG-HARDENED, SIG-PACKAGE-SHAPE, SIG-TIMESTAMP."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache

import pytest
from asn1crypto import cms as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages import cms, der, jar, timestamp
from fakes.releases.packages.cms import Digest, Stamper
from fakes.releases.packages.pki import SIGNER, Claim, Identity, Pki, default_pki, issue, make_key
from reference_impl.mid.verification import Code
from tests.reference_impl.mid.verification.verdicts import NOW, code_for

PKI = default_pki()
ROGUE = Pki("Somebody else")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ENTRIES = [("agent/bin/mid.sh", b"#!/bin/sh\necho hi\n")]
SIGNED_AT = NOW - 100 * DAY
STAMPER = timestamp.stamper(PKI.tsa, SIGNED_AT)
CODE_SIGNING, TIME_STAMPING = (ExtendedKeyUsageOID.CODE_SIGNING,), (ExtendedKeyUsageOID.TIME_STAMPING,)
START, END = NOW - 400 * DAY, NOW - 30 * DAY
BLOCK = "META-INF/SIGNER.RSA"


def signed(
    identity: Identity = PKI.signer, stamper: Stamper | None = None, more_signers: Sequence[Identity] = ()
) -> bytes:
    return jar.sign(ENTRIES, identity, stamper=stamper, more_signers=more_signers)


def with_block(make: Callable[[bytes], bytes]) -> bytes:
    """The good package with another block over its signature file."""
    entries = jar.read(signed())
    block = make(dict(entries)["META-INF/SIGNER.SF"])
    return jar.write((name, block if name == BLOCK else data) for name, data in entries)


def leaf(*purposes: x509.ObjectIdentifier, issuer: Identity = PKI.intermediate) -> Identity:
    return issue(Claim("CN=Another Signer", purposes), PKI.signer.key, issuer)


def impostor() -> Identity:
    """Under a root that bears the name of the trusted one."""
    name = PKI.root.certificate.subject.rfc4514_string()
    return leaf(*CODE_SIGNING, issuer=issue(Claim(name), ROGUE.root.key))


def weakly_certified() -> Identity:
    """The signer's certificate, signed again with SHA-1, which `cryptography` does not do."""
    algorithm = der.sequence(der.oid("1.2.840.113549.1.1.5"), der.NULL)
    (tbs,) = der.children(PKI.signer.certificate.tbs_certificate_bytes)
    version, serial_number, _, *others = (child.encoded for child in der.children(tbs.content))
    body = der.sequence(version, serial_number, algorithm, *others)
    signature = PKI.intermediate.key.sign(body, padding.PKCS1v15(), Digest.SHA1.hash)
    encoded = der.sequence(body, algorithm, der.element(der.Tag.BIT_STRING, b"\0", signature))
    return Identity(x509.load_der_x509_certificate(encoded), PKI.signer.key, PKI.signer.chain)


@cache
def expired() -> Identity:
    return PKI.package_signer(valid_from=START, valid_until=END)


def future() -> Identity:
    return PKI.package_signer(valid_from=NOW + 30 * DAY, valid_until=NOW + 90 * DAY)


def stamped(at: datetime, authority: Identity = PKI.tsa, identity: Identity | None = None) -> bytes:
    """Signed by one who has expired since, unless somebody else is given."""
    return signed(identity or expired(), timestamp.stamper(authority, at))


def authority(*purposes: x509.ObjectIdentifier, until: datetime = NOW) -> Identity:
    claim = Claim("CN=Another TSA", purposes, valid_until=until)
    return issue(claim, PKI.tsa.key, PKI.root)


def tampering(old: bytes, new: bytes) -> Stamper:
    def make(signature: bytes) -> bytes:
        token = STAMPER(signature)
        assert old in token
        return token.replace(old, new)

    return make


def weakly_signed(signature: bytes) -> bytes:
    """A token whose message digest is strong, but not its signature's."""
    token = asn1.ContentInfo.load(STAMPER(signature))["content"]
    tst_info = bytes(token["encap_content_info"]["content"])
    attributes = (
        cms.attribute(cms.CONTENT_TYPE, cms.TST_INFO),
        cms.attribute(cms.MESSAGE_DIGEST, der.octets(Digest.SHA1.of(tst_info))),
    )
    content = cms.Content(tst_info, cms.TST_INFO, detached=False)
    return cms.sign(content, PKI.tsa, cms.Signing(Digest.SHA1, attributes))


SIGNERS: dict[str, tuple[Callable[[], bytes], Code]] = {
    "untrusted root": (lambda: signed(ROGUE.signer), Code.UNTRUSTED),
    "untrusted root with the trusted one's name": (lambda: signed(impostor()), Code.UNTRUSTED),
    "self-signed": (
        lambda: signed(issue(Claim(SIGNER, CODE_SIGNING), PKI.signer.key)),
        Code.SELF_SIGNED,
    ),
    "signer acts as an authority": (lambda: signed(leaf(*CODE_SIGNING, issuer=PKI.signer)), Code.UNTRUSTED),
    "authority acts as a signer": (lambda: signed(PKI.intermediate), Code.BAD_EKU),
    "for servers": (lambda: signed(leaf(ExtendedKeyUsageOID.SERVER_AUTH)), Code.BAD_EKU),
    "for any purpose": (lambda: signed(leaf(ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE)), Code.BAD_EKU),
    "another key than the certificate's": (
        lambda: signed(Identity(PKI.signer.certificate, PKI.tsa.key, PKI.signer.chain)),
        Code.SIGNATURE_MISMATCH,
    ),
    "second of two is untrusted": (lambda: signed(more_signers=[ROGUE.signer]), Code.UNTRUSTED),
    "RSA with 1024 bits": (
        lambda: signed(issue(Claim(SIGNER, CODE_SIGNING), make_key("weak", 1024), PKI.intermediate)),
        Code.WEAK_KEY,
    ),
    "signature with SHA-1": (
        lambda: with_block(lambda content: jar.signature_block(content, PKI.signer, Digest.SHA1)),
        Code.WEAK_DIGEST,
    ),
    "certificate with SHA-1": (lambda: signed(weakly_certified()), Code.WEAK_DIGEST),
    "expired": (lambda: signed(expired()), Code.EXPIRED),
    "not yet valid": (lambda: signed(future()), Code.NOT_YET_VALID),
}

TIMESTAMPS: dict[str, tuple[Callable[[], bytes], Code]] = {
    "after the signer expired": (lambda: stamped(END + SECOND), Code.EXPIRED),
    "before the signer was valid": (lambda: stamped(START - SECOND), Code.NOT_YET_VALID),
    "in the future": (lambda: stamped(NOW + SECOND, identity=PKI.signer), Code.TIMESTAMP_INVALID),
    "rescues a signer of the future": (lambda: stamped(NOW + 60 * DAY, identity=future()), Code.TIMESTAMP_INVALID),
    "of an untrusted authority": (
        lambda: stamped(SIGNED_AT, ROGUE.tsa, PKI.signer),
        Code.TIMESTAMP_UNTRUSTED,
    ),
    "of an untrusted authority, signer expired": (lambda: stamped(SIGNED_AT, ROGUE.tsa), Code.TIMESTAMP_UNTRUSTED),
    "by a signer of packages": (lambda: stamped(SIGNED_AT, PKI.signer), Code.TIMESTAMP_UNTRUSTED),
    "by an authority with more purposes": (
        lambda: stamped(SIGNED_AT, authority(*TIME_STAMPING, *CODE_SIGNING)),
        Code.TIMESTAMP_UNTRUSTED,
    ),
    "by an authority that had expired": (
        lambda: stamped(SIGNED_AT, authority(*TIME_STAMPING, until=SIGNED_AT - SECOND)),
        Code.TIMESTAMP_UNTRUSTED,
    ),
    "over another signature": (
        lambda: signed(stamper=lambda _: STAMPER(b"another signature")),
        Code.TIMESTAMP_INVALID,
    ),
    "of another time than was signed": (
        lambda: signed(expired(), tampering(der.time(SIGNED_AT), der.time(SIGNED_AT - DAY))),
        Code.TIMESTAMP_INVALID,
    ),
    "garbage": (lambda: signed(stamper=lambda _: der.octets(b"garbage")), Code.TIMESTAMP_INVALID),
    "signed with SHA-1": (lambda: signed(stamper=weakly_signed), Code.TIMESTAMP_INVALID),
    "over a SHA-1 digest": (
        lambda: signed(stamper=timestamp.stamper(PKI.tsa, SIGNED_AT, timestamp.Style(Digest.SHA1))),
        Code.TIMESTAMP_INVALID,
    ),
}

GOOD: dict[str, Callable[[], bytes]] = {
    "signed and stamped": lambda: signed(stamper=STAMPER),
    "expired, stamped in its last second": lambda: stamped(END),
    "expired, stamped in its first second": lambda: stamped(START),
    "stamped now": lambda: stamped(NOW, identity=PKI.signer),
    "stamped by an authority that has expired since": lambda: stamped(
        SIGNED_AT, authority(*TIME_STAMPING, until=SIGNED_AT + SECOND)
    ),
    "signed attributes": lambda: with_block(with_signed_attributes),
}


def with_signed_attributes(content: bytes) -> bytes:
    attributes = (
        cms.attribute(cms.CONTENT_TYPE, cms.DATA),
        cms.attribute(cms.MESSAGE_DIGEST, der.octets(Digest.SHA256.of(content))),
    )
    return cms.sign(cms.Content(content), PKI.signer, cms.Signing(attributes=attributes))


@pytest.mark.parametrize("case", SIGNERS)
def test_signer_is_refused(case: str) -> None:
    package, code = SIGNERS[case]
    assert code_for(package()) is code


@pytest.mark.parametrize("case", TIMESTAMPS)
def test_timestamp_is_refused(case: str) -> None:
    package, code = TIMESTAMPS[case]
    assert code_for(package()) is code


@pytest.mark.parametrize("case", GOOD)
def test_signer_is_accepted(case: str) -> None:
    assert code_for(GOOD[case]()) is None


def test_signed_attributes_of_another_content_are_refused() -> None:
    assert code_for(with_block(lambda _: with_signed_attributes(b"another content"))) is Code.SIGNATURE_MISMATCH


def test_an_authority_that_is_not_within_the_block_is_not_looked_for() -> None:
    bare = Identity(PKI.signer.certificate, PKI.signer.key)
    assert PKI.intermediate.certificate.public_bytes(Encoding.DER) not in signed(bare)
    assert code_for(signed(bare)) is Code.UNTRUSTED


def test_the_certificates_of_a_timestamp_may_stand_in_any_order() -> None:
    """Source: RFC 5652, 5.1; bc-java issue 195. `openssl ts -chain` lets them stand as they come."""

    def stamper(signature: bytes) -> bytes:
        imprint = der.sequence(Digest.SHA256.algorithm, der.octets(Digest.SHA256.of(signature)))
        query = der.sequence(der.integer(1), imprint)
        response = timestamp.respond(query, PKI.tsa, SIGNED_AT, lambda certificates: sorted(certificates, reverse=True))
        (whole,) = der.children(response)
        _, token = der.children(whole.content)
        return token.encoded

    assert STAMPER(b"x") != stamper(b"x")
    assert code_for(signed(expired(), stamper)) is None


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("CN=Build 7,O=ServiceNow Inc.", None),
        ("CN=ServiceNow Inc.", Code.ANOTHER_ORGANISATION),
        ("CN=ServiceNow Inc.,O=Example", Code.ANOTHER_ORGANISATION),
        ("CN=Example,O=ServiceNow Inc. Partners", Code.ANOTHER_ORGANISATION),
        ("O=ServiceNow Inc.,O=Example", Code.ANOTHER_ORGANISATION),
    ],
)
def test_who_may_sign_is_a_matter_of_the_organisation(subject: str, code: Code | None) -> None:
    assert code_for(signed(PKI.package_signer(subject))) is code


def test_others_may_sign_beside_those_who_may() -> None:
    assert code_for(signed(more_signers=[PKI.package_signer("CN=Example,O=Example")])) is None
