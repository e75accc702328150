"""Which keys, digests and signature algorithms are taken, and what the others are refused for."""

from collections.abc import Callable
from functools import cache

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages import cms, der, jar, timestamp
from fakes.releases.packages.cms import Digest, Scheme, Signing
from fakes.releases.packages.pki import SIGNER, Claim, Identity, Key, default_pki, issue, make_key
from fakes.releases.packages.signing_time import SIGNING_TIME
from reference_impl.mid.verification import Code
from tests.reference_impl.mid.verification.verdicts import code_for

PKI = default_pki()
ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n")]
BLOCK = "META-INF/SIGNER.RSA"
SHA256_WITH_RSA, SHA1_WITH_RSA = "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.5"


def without_parameters(oid: str) -> bytes:
    return der.sequence(der.oid(oid))


def pss_parameters(digest: Digest, salt: int) -> bytes:
    """RFC 4055, section 3.1."""
    mask = der.sequence(der.oid("1.2.840.113549.1.1.8"), digest.algorithm)
    return der.sequence(
        der.element(der.Tag.CONTEXT_0, digest.algorithm),
        der.element(der.Tag.CONTEXT_1, mask),
        der.element(der.Tag.CONTEXT_2, der.integer(salt)),
    )


def pss(digest: Digest, salt: int = 32) -> Scheme:
    def sign(key: Key, data: bytes, with_: Digest) -> bytes:
        assert isinstance(key, rsa.RSAPrivateKey)
        return key.sign(data, padding.PSS(padding.MGF1(digest.hash), salt), with_.hash)

    return Scheme(der.sequence(der.oid("1.2.840.113549.1.1.10"), pss_parameters(digest, salt)), sign)


def ecdsa(oid: str) -> Scheme:
    def sign(key: Key, data: bytes, digest: Digest) -> bytes:
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key.sign(data, ec.ECDSA(digest.hash))

    return Scheme(without_parameters(oid), sign)


def sign_by_ed25519(key: Key, data: bytes, _: Digest) -> bytes:
    assert isinstance(key, ed25519.Ed25519PrivateKey)
    return key.sign(data)


ECDSA_SHA256, ECDSA_SHA512 = ecdsa("1.2.840.10045.4.3.2"), ecdsa("1.2.840.10045.4.3.4")
ED25519 = Scheme(without_parameters("1.3.101.112"), sign_by_ed25519)


@cache
def signer(kind: Callable[[], Key]) -> Identity:
    return issue(Claim(SIGNER, (ExtendedKeyUsageOID.CODE_SIGNING,)), kind(), PKI.intermediate)


def of_rsa() -> Key:
    return PKI.signer.key


def on_curve(curve: ec.EllipticCurve) -> Callable[[], Key]:
    return cache(lambda: ec.generate_private_key(curve))


P256, P384, P521, K256 = map(on_curve, (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1(), ec.SECP256K1()))


def by_edwards() -> Key:
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))


def signed(identity: Identity, signing: Signing) -> bytes:
    entries = jar.read(jar.sign(ENTRIES, PKI.signer))
    block = cms.sign(cms.Content(dict(entries)["META-INF/SIGNER.SF"]), identity, signing)
    return jar.write((name, block if name == BLOCK else data) for name, data in entries)


@pytest.mark.parametrize(
    ("kind", "signing"),
    [
        (of_rsa, Signing(Digest.SHA384)),
        (of_rsa, Signing(Digest.SHA512)),
        (of_rsa, Signing(scheme=Scheme(without_parameters(SHA256_WITH_RSA), cms.rsa_signature))),
        (of_rsa, Signing(scheme=pss(Digest.SHA256))),
        (of_rsa, Signing(Digest.SHA384, scheme=pss(Digest.SHA384, 47))),
        (P256, Signing(scheme=ECDSA_SHA256)),
        (P384, Signing(Digest.SHA512, scheme=ECDSA_SHA512)),
        (P521, Signing(Digest.SHA512, scheme=ECDSA_SHA512)),
        (by_edwards, Signing(Digest.SHA512, scheme=ED25519)),
    ],
    ids=["SHA-384", "SHA-512", "the hash in its name", "PSS", "PSS with SHA-384", "P-256", "P-384", "P-521", "Ed25519"],
)
def test_the_kin_of_the_documented_algorithms_are_taken(kind: Callable[[], Key], signing: Signing) -> None:
    assert code_for(signed(signer(kind), signing)) is None


@pytest.mark.parametrize(
    ("kind", "signing", "code"),
    [
        (of_rsa, Signing(Digest.SHA1), Code.WEAK_DIGEST),
        (of_rsa, Signing(Digest.MD5), Code.WEAK_DIGEST),
        (of_rsa, Signing(Digest.SHA1, scheme=pss(Digest.SHA1, 20)), Code.WEAK_DIGEST),
        (lambda: make_key("short", 1024), Signing(), Code.WEAK_KEY),
        (K256, Signing(scheme=ECDSA_SHA256), Code.UNSUPPORTED_ALGORITHM),
        (of_rsa, Signing(scheme=pss(Digest.SHA512)), Code.UNSUPPORTED_ALGORITHM),
        (
            of_rsa,
            Signing(scheme=Scheme(without_parameters("1.2.840.10040.4.3"), cms.rsa_signature)),
            Code.UNSUPPORTED_ALGORITHM,
        ),
        (
            of_rsa,
            Signing(scheme=Scheme(without_parameters("1.3.6.1.4.1.99999.2"), cms.rsa_signature)),
            Code.UNSUPPORTED_ALGORITHM,
        ),
        (of_rsa, Signing(scheme=Scheme(ECDSA_SHA256.algorithm, cms.rsa_signature)), Code.SIGNATURE_MISMATCH),
    ],
    ids=[
        "SHA-1",
        "MD5",
        "PSS with SHA-1",
        "RSA with 1024 bits",
        "a curve of others",
        "PSS with another digest",
        "DSA",
        "an algorithm that nobody knows",
        "ECDSA by a key of RSA",
    ],
)
def test_others_are_refused_for_what_they_are(kind: Callable[[], Key], signing: Signing, code: Code) -> None:
    assert code_for(signed(signer(kind), signing)) is code


def test_an_authority_may_stamp_with_the_kin_of_the_documented_algorithms() -> None:
    claim = Claim("CN=Another TSA", (ExtendedKeyUsageOID.TIME_STAMPING,))
    authority = issue(claim, P256(), PKI.root)
    stamper = timestamp.stamper(authority, SIGNING_TIME, timestamp.Style(scheme=ECDSA_SHA256))
    assert code_for(jar.sign(ENTRIES, PKI.signer, stamper=stamper)) is None


def test_a_hash_function_of_others_is_no_weak_one() -> None:
    algorithm = der.sequence(der.oid("2.16.840.1.101.3.4.2.4"), der.NULL)
    entries = jar.read(jar.sign(ENTRIES, PKI.signer))
    block = dict(entries)[BLOCK].replace(Digest.SHA256.algorithm, algorithm)
    package = jar.write((name, block if name == BLOCK else data) for name, data in entries)
    assert hashes.SHA224.name == "sha224"
    assert code_for(package) is Code.UNSUPPORTED_ALGORITHM
