"""Make signatures in the Cryptographic Message Syntax (RFC 5652), as signers do and as they should not."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from fakes.releases.packages import der
from fakes.releases.packages.der import Tag
from fakes.releases.packages.pki import Identity, Key

DATA = der.oid("1.2.840.113549.1.7.1")
SIGNED_DATA = der.oid("1.2.840.113549.1.7.2")
TST_INFO = der.oid("1.2.840.113549.1.9.16.1.4")

CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
TIMESTAMP_TOKEN = "1.2.840.113549.1.9.16.2.14"  # noqa: S105 - an object identifier, no secret
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"

Order = Callable[[Iterable[bytes]], Iterable[bytes]]
"""Puts encoded certificates in order."""
Stamper = Callable[[bytes], bytes]
"""Makes a time-stamp token over a signature value."""


class Digest(StrEnum):
    """A hash function, spelled as a manifest spells it."""

    MD5 = "MD5"
    SHA1 = "SHA-1"
    """This and the one before are for packages that are to be refused."""
    SHA256 = "SHA-256"
    SHA384 = "SHA-384"
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
    Digest.MD5: "1.2.840.113549.2.5",
    Digest.SHA1: "1.3.14.3.2.26",
    Digest.SHA256: "2.16.840.1.101.3.4.2.1",
    Digest.SHA384: "2.16.840.1.101.3.4.2.2",
    Digest.SHA512: "2.16.840.1.101.3.4.2.3",
}
_HASHES: dict[Digest, hashes.HashAlgorithm] = {
    Digest.MD5: hashes.MD5(),  # noqa: S303 - as below
    Digest.SHA1: hashes.SHA1(),  # noqa: S303 - a verifier must be seen to refuse it
    Digest.SHA256: hashes.SHA256(),
    Digest.SHA384: hashes.SHA384(),
    Digest.SHA512: hashes.SHA512(),
}


@dataclass(frozen=True)
class Scheme:
    """How a key signs.

    Attributes:
        algorithm: The AlgorithmIdentifier of the signature.
        sign: Makes the signature value over data.
    """

    algorithm: bytes
    sign: Callable[[Key, bytes, Digest], bytes]


def rsa_signature(key: Key, data: bytes, digest: Digest) -> bytes:
    """The signature value of RSASSA-PKCS1-v1_5."""
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("a key of another kind")
    return key.sign(data, padding.PKCS1v15(), digest.hash)


PKCS1 = Scheme(der.sequence(der.oid("1.2.840.113549.1.1.1"), der.NULL), rsa_signature)
"""That of the documentation's sample."""


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


@dataclass(frozen=True)
class Signing:
    """What a signature is made with.

    Attributes:
        digest: The hash function.
        attributes: The signed attributes; without any, the content itself is signed.
        stamper: What makes the time stamp; None for none.
        scheme: How the key signs.
    """

    digest: Digest = Digest.SHA256
    attributes: tuple[bytes, ...] = ()
    stamper: Stamper | None = None
    scheme: Scheme = PKCS1


def sign(content: Content, identity: Identity, signing: Signing = Signing()) -> bytes:
    """A ContentInfo that holds a SignedData by one signer, with the signer's certificates up to the root.

    The certificates are a SET: in DER they stand in its order, and CMS, which is BER, lets them stand in any.
    """
    infos = [signer_info(content, identity, signing)]
    return signed_data(content, infos, content.order(encoded(identity)), signing.digest)


def encoded(identity: Identity) -> list[bytes]:
    """The certificates of an identity: its own, and those of its issuers."""
    return [one.public_bytes(Encoding.DER) for one in (identity.certificate, *identity.chain)]


def signed_data(
    content: Content, infos: Iterable[bytes], certificates: Iterable[bytes], digest: Digest = Digest.SHA256
) -> bytes:
    """A ContentInfo that holds a SignedData (RFC 5652, 5.1), of whatever it is made."""
    listed = list(certificates)
    held = der.sequence(
        der.integer(content.version),
        der.set_of(digest.algorithm),
        content.encapsulated,
        der.element(Tag.CONTEXT_0, *listed) if listed else b"",
        der.set_of(*infos),
    )
    return der.sequence(SIGNED_DATA, der.element(Tag.CONTEXT_0, held))


def signer_info(content: Content, identity: Identity, signing: Signing = Signing()) -> bytes:
    """The SignerInfo (RFC 5652, 5.3); the signature covers the attributes as a SET, where there are any (5.4)."""
    certificate = identity.certificate
    ordered = sorted(signing.attributes)
    signed = der.element(Tag.SET, *ordered) if ordered else content.data
    signature = signing.scheme.sign(identity.key, signed, signing.digest)
    return der.sequence(
        der.integer(1),
        der.sequence(certificate.issuer.public_bytes(), der.integer(certificate.serial_number)),
        signing.digest.algorithm,
        der.element(Tag.CONTEXT_0, *ordered) if ordered else b"",
        signing.scheme.algorithm,
        der.octets(signature),
        _stamped(signing.stamper, signature),
    )


def _stamped(stamper: Stamper | None, signature: bytes) -> bytes:
    """The unsigned attributes: the time stamp (RFC 3161, appendix A), if there is to be one."""
    return der.element(Tag.CONTEXT_1, attribute(TIMESTAMP_TOKEN, stamper(signature))) if stamper else b""
