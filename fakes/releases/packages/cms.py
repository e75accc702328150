"""Make signatures in the Cryptographic Message Syntax (RFC 5652), with one signer and RSASSA-PKCS1-v1_5."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding

from fakes.releases.packages import der
from fakes.releases.packages.der import Tag
from fakes.releases.packages.pki import Identity

DATA = der.oid("1.2.840.113549.1.7.1")
SIGNED_DATA = der.oid("1.2.840.113549.1.7.2")
TST_INFO = der.oid("1.2.840.113549.1.9.16.1.4")

CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
TIMESTAMP_TOKEN = "1.2.840.113549.1.9.16.2.14"  # noqa: S105 - an object identifier, no secret
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"

RSA = der.sequence(der.oid("1.2.840.113549.1.1.1"), der.NULL)

Order = Callable[[Iterable[bytes]], Iterable[bytes]]
"""Puts encoded certificates in order."""
Stamper = Callable[[bytes], bytes]
"""Makes a time-stamp token over a signature value."""


class Digest(StrEnum):
    """A hash function, spelled as a manifest spells it."""

    SHA1 = "SHA-1"
    """Only for packages that are to be refused."""
    SHA256 = "SHA-256"
    SHA512 = "SHA-512"

    @property
    def algorithm(self) -> bytes:
        """The AlgorithmIdentifier."""
        return der.sequence(der.oid(_OIDS[self]), der.NULL)

    @property
    def hash(self) -> hashes.HashAlgorithm:
        """The function as `cryptography` names it."""
        return _HASHES[self]

    def of(self, data: bytes) -> bytes:
        """The digest of the data."""
        return hashlib.new(self.name, data).digest()


_OIDS = {
    Digest.SHA1: "1.3.14.3.2.26",
    Digest.SHA256: "2.16.840.1.101.3.4.2.1",
    Digest.SHA512: "2.16.840.1.101.3.4.2.3",
}
_HASHES: dict[Digest, hashes.HashAlgorithm] = {
    Digest.SHA1: hashes.SHA1(),  # noqa: S303 - a verifier must be seen to refuse it
    Digest.SHA256: hashes.SHA256(),
    Digest.SHA512: hashes.SHA512(),
}


@dataclass(frozen=True)
class Content:
    """What is signed, and how it stands in the SignedData: detached (a JAR's signature file) or within (a token)."""

    data: bytes
    type: bytes = DATA
    detached: bool = True
    order: Order = sorted
    """That of the certificates which stand beside it."""

    @property
    def version(self) -> int:
        """The SignedData's version: 3 for anything but plain data (RFC 5652, 5.1)."""
        return 1 if self.type == DATA else 3

    @property
    def encapsulated(self) -> bytes:
        """The EncapsulatedContentInfo."""
        within = b"" if self.detached else der.element(Tag.CONTEXT_0, der.octets(self.data))
        return der.sequence(self.type, within)


def attribute(dotted: str, value: bytes) -> bytes:
    """An Attribute with one value."""
    return der.sequence(der.oid(dotted), der.set_of(value))


def sign(
    content: Content,
    identity: Identity,
    digest: Digest = Digest.SHA256,
    *,
    attributes: tuple[bytes, ...] = (),
    stamper: Stamper | None = None,
) -> bytes:
    """A ContentInfo that holds a SignedData by one signer, with the signer's certificates up to the root.

    The certificates are a SET: in DER they stand in its order, and CMS, which is BER, lets them stand in any.
    """
    certificates = [one.public_bytes(Encoding.DER) for one in (identity.certificate, *identity.chain)]
    signed_data = der.sequence(
        der.integer(content.version),
        der.set_of(digest.algorithm),
        content.encapsulated,
        der.element(Tag.CONTEXT_0, *content.order(certificates)),
        der.set_of(_signer_info(content, identity, digest, attributes, stamper)),
    )
    return der.sequence(SIGNED_DATA, der.element(Tag.CONTEXT_0, signed_data))


def _signer_info(
    content: Content, identity: Identity, digest: Digest, attributes: tuple[bytes, ...], stamper: Stamper | None
) -> bytes:
    """The SignerInfo (RFC 5652, 5.3); the signature covers the attributes as a SET, where there are any (5.4)."""
    certificate = identity.certificate
    ordered = sorted(attributes)
    signed = der.element(Tag.SET, *ordered) if ordered else content.data
    signature = identity.key.sign(signed, padding.PKCS1v15(), digest.hash)
    return der.sequence(
        der.integer(1),
        der.sequence(certificate.issuer.public_bytes(), der.integer(certificate.serial_number)),
        digest.algorithm,
        der.element(Tag.CONTEXT_0, *ordered) if ordered else b"",
        RSA,
        der.octets(signature),
        der.element(Tag.CONTEXT_1, attribute(TIMESTAMP_TOKEN, stamper(signature))) if stamper else b"",
    )
