"""The people behind a package: certification authorities, the package's signer, a time-stamping authority.

Certificates hold from 2015 to 2099, so that they are valid on any virtual date and on the real one. Only keys take time
to make; they are made when first needed, once per process. Those of the infrastructure that targets are told to trust
are stored, as packages are that hang from it (`fakes.releases.packages.stored`); they protect nothing but tests.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

KEYS = Path(__file__).parents[1] / "data" / "test_keys.pem"
VALID_FROM = datetime(2015, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2099, 1, 1, tzinfo=UTC)

DEFAULT = "MID Server upgrade conformance suite"
"""What the infrastructure is called that targets are told to trust."""
SIGNER = "CN=ServiceNow Inc.,O=ServiceNow Inc.,L=Santa Clara,ST=California,C=US"
"""The signer that the documentation's sample output of jarsigner shows."""

RESPONDER = "ocsp.test-authority.example"
RESPONDER_URL = f"http://{RESPONDER}/"
"""Who says whether the signer's certificate was revoked, as that certificate itself names it (RFC 5280, 4.2.2.1)."""


@dataclass(frozen=True)
class Identity:
    """A certificate with its key, and the certificates of its issuers: the nearest first, the root last."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
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
        return stored_keys()[owner] if self.name == DEFAULT else make_key(f"{owner} of {self.name}")


@cache
def default_pki() -> Pki:
    """The infrastructure that targets are told to trust."""
    return Pki()


@cache
def stored_keys() -> Mapping[str, rsa.RSAPrivateKey]:
    """The keys of the default infrastructure, by their owners."""
    blocks = re.findall(
        r"^# (\w+)\n(-----BEGIN.*?-----END [A-Z ]+-----)$", KEYS.read_text("ascii"), re.DOTALL | re.MULTILINE
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


def issue(claim: Claim, key: rsa.RSAPrivateKey, issuer: Identity | None = None) -> Identity:
    """A certificate for the key, signed by the issuer, or by itself; the same arguments give the same bytes."""
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
        .add_extension(x509.BasicConstraints(ca=claim.is_authority, path_length=None), critical=True)
        .add_extension(_key_usage(claim), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if claim.purposes:
        # RFC 3161, 2.3: a time-stamping authority's extended key usage is critical
        critical = claim.purposes == (ExtendedKeyUsageOID.TIME_STAMPING,)
        builder = builder.add_extension(x509.ExtendedKeyUsage(claim.purposes), critical=critical)
    if claim.responder:
        place = x509.UniformResourceIdentifier(claim.responder)
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    chain = (issuer.certificate, *issuer.chain) if issuer else ()
    return Identity(builder.sign(issuer_key, hashes.SHA256()), key, chain)


def _serial_number(claim: Claim, key: rsa.RSAPrivateKey) -> int:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return int.from_bytes(hashlib.sha256(repr(claim).encode() + public).digest()[:16], "big")


def _key_usage(claim: Claim) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not claim.is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=claim.is_authority,
        crl_sign=claim.is_authority,
        encipher_only=False,
        decipher_only=False,
    )
