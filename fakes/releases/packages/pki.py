"""The people behind a package: certification authorities, the package's signer, a time-stamping authority.

Certificates hold from 2015 to 2099, so that they are valid on any virtual date and on the real one. Only keys take time
to make; they are made when first needed, once per process. Those of the infrastructure that targets are told to trust
are stored, as packages are that hang from it (`fakes.releases.packages.stored`); they protect nothing but tests.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

KEYS = Path(__file__).parents[1] / "data" / "test_keys.pem"
VALID_FROM = datetime(2015, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2099, 1, 1, tzinfo=UTC)

DEFAULT = "MID Server upgrade conformance suite"
"""What the infrastructure is called that targets are told to trust."""
SOMEBODY_ELSE = "Somebody else"
"""What one is called that nobody trusts."""
SIGNER = "CN=ServiceNow Inc.,O=ServiceNow Inc.,L=Santa Clara,ST=California,C=US"
"""The signer that the documentation's sample output of jarsigner shows."""

RESPONDER = "ocsp.test-authority.example"
RESPONDER_URL = f"http://{RESPONDER}/"
"""Who says whether the signer's certificate was revoked, as that certificate itself names it (RFC 5280, 4.2.2.1)."""


Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Identity:
    """A certificate with its key, and the certificates of its issuers: the nearest first, the root last."""

    certificate: x509.Certificate
    key: Key
    chain: tuple[x509.Certificate, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What a certificate is to say; without purposes, that it belongs to a certification authority."""

    subject: str
    purposes: tuple[x509.ObjectIdentifier, ...] = ()
    valid_from: datetime = VALID_FROM
    valid_until: datetime = VALID_UNTIL
    responder: str = field(default="", repr=False)
    """The URL of who says whether it was revoked; empty where it names nobody. It changes no serial number."""

    @property
    def is_authority(self) -> bool:
        """Whether the certificate may issue others."""
        return not self.purposes


@dataclass(frozen=True)
class Pki:
    """One public key infrastructure; one under another name shares neither keys nor trust with it."""

    name: str = DEFAULT

    @cached_property
    def root(self) -> Identity:
        """Where trust begins."""
        return issue(Claim(f"CN=Test Root CA,O={self.name}"), self._key("root"))

    @cached_property
    def intermediate(self) -> Identity:
        """The issuer of signers' certificates."""
        return issue(Claim(f"CN=Test Code Signing CA,O={self.name}"), self._key("intermediate"), self.root)

    @cached_property
    def signer(self) -> Identity:
        """Who signs the packages."""
        return self.package_signer()

    @cached_property
    def tsa(self) -> Identity:
        """The time-stamping authority."""
        claim = Claim(f"CN=Test SHA256 TimeStamping Signer,O={self.name}", (ExtendedKeyUsageOID.TIME_STAMPING,))
        return issue(claim, self._key("tsa"), self.root)

    @cached_property
    def trust_anchors(self) -> list[str]:
        """What a target is told to trust, in PEM."""
        return [self.root.certificate.public_bytes(Encoding.PEM).decode()]

    def package_signer(
        self, subject: str = SIGNER, *, valid_from: datetime = VALID_FROM, valid_until: datetime = VALID_UNTIL
    ) -> Identity:
        """A signer of another name or of another time, with the key of the usual one."""
        claim = Claim(subject, (ExtendedKeyUsageOID.CODE_SIGNING,), valid_from, valid_until, RESPONDER_URL)
        return issue(claim, self._key("signer"), self.intermediate)

    def _key(self, owner: str) -> rsa.RSAPrivateKey:
        stored = owner if self.name == DEFAULT else f"{owner} of {self.name}"
        return stored_keys().get(stored) or make_key(stored)


@cache
def default_pki() -> Pki:
    """The infrastructure that targets are told to trust."""
    return Pki()


@cache
def stored_keys() -> Mapping[str, rsa.RSAPrivateKey]:
    """The keys of the default infrastructure, by their owners; of one that nobody trusts; and one that is too short."""
    blocks = re.findall(
        r"^# ([^\n]+)\n(-----BEGIN.*?-----END [A-Z ]+-----)$", KEYS.read_text("ascii"), re.DOTALL | re.MULTILINE
    )
    return {owner: _load(block) for owner, block in blocks}


def _load(block: str) -> rsa.RSAPrivateKey:
    # they are as they were written; to examine one takes longer than to sign with it
    key = load_pem_private_key(block.encode(), None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("a key of another kind")
    return key


@cache
def make_key(owner: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The owner's key, the same one throughout the process."""
    del owner
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def issue(
    claim: Claim,
    key: Key,
    issuer: Identity | None = None,
    *,
    instead: Iterable[x509.Extension[x509.ExtensionType]] = (),
    without: Collection[x509.ObjectIdentifier] = (),
) -> Identity:
    """A certificate for the key, signed by the issuer, or by itself; the same arguments give the same bytes.

    Args:
        claim: What it says.
        key: Whose it is.
        issuer: Who vouches for it.
        instead: Extensions that it has in place of the usual ones of their kind, or besides.
        without: The kinds of extensions that it lacks.
    """
    subject = x509.Name.from_rfc4514_string(claim.subject)
    issuer_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(_serial_number(claim, key))
        .not_valid_before(claim.valid_from)
        .not_valid_after(claim.valid_until)
    )
    usual = {each.oid: each for each in _extensions(claim, key, issuer_key)}
    for each in {**usual, **{each.oid: each for each in instead}}.values():
        if each.oid not in without:
            builder = builder.add_extension(each.value, each.critical)
    chain = (issuer.certificate, *issuer.chain) if issuer else ()
    digest = None if isinstance(issuer_key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Identity(builder.sign(issuer_key, digest), key, chain)


def extension(value: x509.ExtensionType, *, critical: bool) -> x509.Extension[x509.ExtensionType]:
    """An extension of a certificate."""
    return x509.Extension(value.oid, critical, value)


def _extensions(claim: Claim, key: Key, issuer_key: Key) -> Iterator[x509.Extension[x509.ExtensionType]]:
    yield extension(x509.BasicConstraints(ca=claim.is_authority, path_length=None), critical=True)
    yield extension(key_usage(signs=not claim.is_authority, certifies=claim.is_authority), critical=True)
    yield extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    yield extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    if claim.purposes:
        # RFC 3161, 2.3: a time-stamping authority's extended key usage is critical
        critical = claim.purposes == (ExtendedKeyUsageOID.TIME_STAMPING,)
        yield extension(x509.ExtendedKeyUsage(claim.purposes), critical=critical)
    if claim.responder:
        place = x509.UniformResourceIdentifier(claim.responder)
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
        yield extension(x509.AuthorityInformationAccess([access]), critical=False)


def _serial_number(claim: Claim, key: Key) -> int:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return int.from_bytes(hashlib.sha256(repr(claim).encode() + public).digest()[:16], "big")


def key_usage(*, signs: bool = False, certifies: bool = False, enciphers: bool = False) -> x509.KeyUsage:
    """What a key may be used for."""
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=enciphers,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )
