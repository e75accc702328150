"""Good packages whose signatures are not those of the documentation's sample, but are as the formats allow them."""

from collections.abc import Mapping
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from fakes.releases.packages import cms, der, jar
from fakes.releases.packages.cms import PKCS1, Content, Digest, Scheme, Signing
from fakes.releases.packages.flawed_blocks import attributes_of, usual, with_attributes, with_block
from fakes.releases.packages.flawed_certificates import leaf, purposes
from fakes.releases.packages.flawed_content import BLOCK, SIGNATURE_FILE, signed, usual_stamper
from fakes.releases.packages.flawed_manifests import vouched
from fakes.releases.packages.flawed_signers import CODE_SIGNING, by, somebody
from fakes.releases.packages.kinds import LEGAL, SHAPE, Entries, Flaw, Kind
from fakes.releases.packages.pki import SIGNER, Claim, Identity, Key, default_pki, issue

ELLIPTIC = ec.derive_private_key(0x1234567890ABCDEF, ec.SECP256R1())
EDWARDS = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))

BEGINNING_OF_BER, END_OF_BER = b"\x80", b"\0\0"


def pss(mask: Digest) -> Scheme:
    """RSASSA-PSS with SHA-256, this mask, and no salt, so that the same package is the same bytes."""
    parameters = der.sequence(
        der.element(der.Tag.CONTEXT_0, Digest.SHA256.algorithm),
        der.element(der.Tag.CONTEXT_1, der.sequence(der.oid("1.2.840.113549.1.1.8"), mask.algorithm)),
        der.element(der.Tag.CONTEXT_2, der.integer(0)),
    )

    def sign(key: Key, data: bytes, digest: Digest) -> bytes:
        if not isinstance(key, rsa.RSAPrivateKey):
            raise TypeError("a key of another kind")
        return key.sign(data, padding.PSS(padding.MGF1(mask.hash), 0), digest.hash)

    return Scheme(der.sequence(der.oid("1.2.840.113549.1.1.10"), parameters), sign)


def _ecdsa(key: Key, data: bytes, digest: Digest) -> bytes:
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a key of another kind")
    return key.sign(data, ec.ECDSA(digest.hash, deterministic_signing=True))


def _eddsa(key: Key, data: bytes, _: Digest) -> bytes:
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise TypeError("a key of another kind")
    return key.sign(data)


PSS = pss(Digest.SHA256)
ECDSA = Scheme(der.sequence(der.oid("1.2.840.10045.4.3.2")), _ecdsa)
EDDSA = Scheme(der.sequence(der.oid("1.3.101.112")), _eddsa)


def signed_in(scheme: Scheme, key: Key | None = None, digest: Digest = Digest.SHA256, name: str = BLOCK) -> Flaw:
    """By the usual signer, who signs in another way, perhaps with another key."""

    def make(entries: Entries) -> bytes:
        signer = _of_key(key) if key else default_pki().signer
        sign = Signing(digest, scheme=scheme, stamper=usual_stamper())
        return with_block(lambda content: cms.sign(Content(content), signer, sign), name)(entries)

    return make


def _of_key(key: Key) -> Identity:
    return issue(Claim(SIGNER, (CODE_SIGNING,)), key, default_pki().intermediate)


def _with_certificates(order: cms.Order) -> Flaw:
    """The certificates stand otherwise beside the signature, which does not cover them."""
    return with_block(
        lambda content: cms.sign(
            replace(Content(content), order=order), default_pki().signer, Signing(stamper=usual_stamper())
        )
    )


def _without_the_root(certificates: object) -> list[bytes]:
    del certificates
    return cms.encoded(default_pki().signer)[:-1]


def _in_ber(content: bytes) -> bytes:
    """The outer lengths are indefinite ones, as whoever streams writes them (X.690, 8.1.3.6)."""
    (whole,) = der.children(usual(content))
    kind, held = der.children(whole.content)
    inner = b"\xa0" + BEGINNING_OF_BER + held.content + END_OF_BER
    return b"\x30" + BEGINNING_OF_BER + kind.encoded + inner + END_OF_BER


def _signed_by_two(entries: Entries) -> bytes:
    second = issue(Claim("CN=Second Signer", (CODE_SIGNING,)), somebody().signer.key, default_pki().intermediate)
    return jar.sign(entries, default_pki().signer, stamper=usual_stamper(), more_signers=[second])


def _named(change: dict[str, str]) -> Flaw:
    """The parts of the signature have other names."""
    return lambda entries: jar.write((change.get(name, name), content) for name, content in jar.read(signed(entries)))


def _beside_an_older_one(entries: Entries) -> bytes:
    """A signature with SHA-1 stands beside the good one, for tools that know no other."""
    parts = jar.read(signed(entries))
    block = jar.signature_block(dict(parts)[SIGNATURE_FILE], default_pki().signer, Digest.SHA1)
    older = [("META-INF/OLDER.SF", dict(parts)[SIGNATURE_FILE]), ("META-INF/OLDER.RSA", block)]
    return jar.write([*parts[:3], *older, *parts[3:]])


def _extended(entries: Entries) -> bytes:
    """Signed, then extended by a file and signed again: the first signature covers, by its sections, what it knew."""
    *known, _ = entries
    first, parts = dict(jar.read(signed(known))), jar.read(signed(entries))
    older = [("META-INF/FIRST.SF", first[SIGNATURE_FILE]), ("META-INF/FIRST.RSA", first[BLOCK])]
    return jar.write([*parts[:3], *older, *parts[3:]])


def _both_digests(entries: Entries) -> bytes:
    main, sections = jar.manifest(entries)
    lines = {name: f"SHA-1-Digest: {jar.base64_of(Digest.SHA1, data)}\r\n\r\n".encode() for name, data in entries}
    manifest = main + b"".join(each.removesuffix(b"\r\n") + lines[name] for name, each in sections.items())
    return with_parts(entries, manifest)


def with_parts(entries: Entries, manifest: bytes) -> bytes:
    """A package with this manifest, signed as it should be."""
    content = vouched(manifest)
    return jar.write([(jar.MANIFEST, manifest), (SIGNATURE_FILE, content), (BLOCK, usual(content)), *entries])


GOOD_SIGNATURES: Mapping[str, Kind] = {
    "as it should be": Kind(signed, SHAPE),
    "without a timestamp": Kind(lambda entries: jar.sign(entries, default_pki().signer), LEGAL),
    "signed by somebody else, too, whom everybody trusts": Kind(_signed_by_two, LEGAL),
    "with signed attributes": Kind(
        with_block(lambda content: with_attributes(*attributes_of(content))(content)), LEGAL
    ),
    "with SHA-384 digests": Kind(lambda entries: signed(entries, digest=Digest.SHA384), LEGAL),
    "with SHA-512 digests": Kind(lambda entries: signed(entries, digest=Digest.SHA512), LEGAL),
    "with a SHA-384 signature": Kind(signed_in(PKCS1, digest=Digest.SHA384), LEGAL),
    "with a SHA-512 signature": Kind(signed_in(PKCS1, digest=Digest.SHA512), LEGAL),
    "with SHA-256 digests, and weak ones besides": Kind(_both_digests, LEGAL),
    "with a signature by RSASSA-PSS": Kind(signed_in(PSS), LEGAL),
    "with a signature by ECDSA": Kind(signed_in(ECDSA, ELLIPTIC, name="META-INF/SIGNER.EC"), LEGAL),
    "with a signature by Ed25519": Kind(signed_in(EDDSA, EDWARDS, Digest.SHA512, "META-INF/SIGNER.EC"), LEGAL),
    "with a signature block in BER": Kind(with_block(_in_ber), LEGAL),
    "with its certificates in another order": Kind(
        _with_certificates(lambda certificates: sorted(certificates, reverse=True)), LEGAL
    ),
    "with a certificate that nobody needs": Kind(
        _with_certificates(lambda certificates: sorted([*certificates, *cms.encoded(default_pki().tsa)[:1]])), LEGAL
    ),
    "without the root in its block": Kind(_with_certificates(_without_the_root), LEGAL),
    "signed by a certificate that the root has issued": Kind(by(lambda: leaf(issuer=default_pki().root)), LEGAL),
    "signed by a certificate for signatures and for mail": Kind(
        by(lambda: leaf(purposes(CODE_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION))), LEGAL
    ),
    "signed by a certificate without key usage": Kind(by(lambda: leaf(without=(ExtensionOID.KEY_USAGE,))), LEGAL),
    "signed by a certificate without basic constraints": Kind(
        by(lambda: leaf(without=(ExtensionOID.BASIC_CONSTRAINTS,))), LEGAL
    ),
    "signed by a certificate without key identifiers": Kind(
        by(lambda: leaf(without=(ExtensionOID.SUBJECT_KEY_IDENTIFIER, ExtensionOID.AUTHORITY_KEY_IDENTIFIER))), LEGAL
    ),
    "with its signature named in lower case": Kind(
        _named({SIGNATURE_FILE: "META-INF/signer.sf", BLOCK: "META-INF/signer.rsa"}), LEGAL
    ),
    "with a long name of its signature": Kind(
        _named({SIGNATURE_FILE: "META-INF/SERVICE_NOW-1.SF", BLOCK: "META-INF/SERVICE_NOW-1.RSA"}), LEGAL
    ),
    "with an older SHA-1 signature beside its own": Kind(_beside_an_older_one, LEGAL),
    "signed, extended and signed again": Kind(_extended, LEGAL),
}
"""Signatures that are good, by words as the features have them."""
