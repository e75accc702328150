"""What an OCSP responder is asked and replies (RFC 6960): really signed, and with the times of the virtual clock.

`cryptography` puts the real time into each reply as `producedAt`, so replies are written by hand; what is asked about
is repeated as the request has it, whichever hash function names it.
"""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp

from fakes.releases.packages import der
from fakes.releases.packages.cms import Digest, rsa_signature
from fakes.releases.packages.der import Tag
from fakes.releases.packages.pki import Identity

BASIC = der.oid("1.3.6.1.5.5.7.48.1.1")
NONCE = der.oid("1.3.6.1.5.5.7.48.1.2")
SHA256_WITH_RSA = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.NULL)
KEY_COMPROMISE = 1
VALIDITY = timedelta(minutes=10)
"""For how long a reply is current: who keeps one until then still asks anew for the next upgrade."""
SKEW = timedelta(minutes=5)
"""How long before it was asked for a reply is current already: a clock may be behind."""

GOOD = der.element(Tag.PRIMITIVE_0)
UNKNOWN = der.element(Tag.PRIMITIVE_2)


class Failure(IntEnum):
    """Why a responder says nothing of the certificate (RFC 6960, 4.2.1)."""

    MALFORMED_REQUEST = 1
    TRY_LATER = 3
    UNAUTHORIZED = 6


@dataclass(frozen=True)
class Question:
    """What a request asks: the CertIDs and the extension with the nonce, as it has them."""

    certificates: tuple[bytes, ...]
    nonce: bytes = b""


@dataclass(frozen=True)
class Reply:
    """What a responder says of every certificate that it was asked about.

    Attributes:
        signer: Whose key signs.
        since: From when it is current.
        until: Until when; None where it does not say so.
        status: The CertStatus, such as GOOD.
        responder: Who it says it is, and whose certificate comes with it; the signer where it is left out.
    """

    signer: Identity
    since: datetime
    until: datetime | None
    status: bytes = GOOD
    responder: Identity | None = None


def good(authority: Identity, now: datetime) -> Reply:
    """The good reply of an authority, as it is current now."""
    return Reply(authority, now - SKEW, now + VALIDITY)


def revoked(at: datetime) -> bytes:
    """The CertStatus of a certificate whose key was stolen."""
    return der.element(Tag.CONTEXT_1, der.time(at), der.element(Tag.CONTEXT_0, der.enumerated(KEY_COMPROMISE)))


def read_question(request: bytes) -> Question:
    """What an OCSPRequest asks.

    Raises:
        ValueError: It is none.
    """
    ocsp.load_der_ocsp_request(request)
    (whole,) = der.children(request)
    asked, *_ = der.children(whole.content)
    parts = list(der.children(asked.content))
    (listed,) = (part for part in parts if part.tag == Tag.SEQUENCE)
    certificates = [next(der.children(each.content)).encoded for each in der.children(listed.content)]
    return Question(tuple(certificates), _nonce([part for part in parts if part.tag == Tag.CONTEXT_2]))


def issuer_keys(question: Question) -> set[bytes]:
    """The hashes of the keys of the issuers that it names."""
    return {list(der.children(next(der.children(each)).content))[2].content for each in question.certificates}


def key_hashes(authority: Identity) -> set[bytes]:
    """How requests may name the authority's key (RFC 6960, 4.1.1)."""
    key = _key_bits(authority)
    return {hashlib.new(name, key).digest() for name in ("sha1", "sha256", "sha384", "sha512")}


def about_another(question: Question) -> Question:
    """The question, as if it had been about other certificates of the same issuer."""
    return Question(tuple(map(_next_serial_number, question.certificates)), question.nonce)


def failure(why: Failure) -> bytes:
    """An OCSPResponse without anything that would be signed."""
    return der.sequence(der.enumerated(why))


def answer(question: Question, reply: Reply) -> bytes:
    """The OCSPResponse."""
    responder = reply.responder or reply.signer
    until = der.element(Tag.CONTEXT_0, der.time(reply.until)) if reply.until else b""
    times = der.time(reply.since), until
    data = der.sequence(
        der.element(Tag.CONTEXT_2, der.octets(hashlib.sha1(_key_bits(responder)).digest())),  # noqa: S324 - RFC 6960
        der.time(reply.since),
        der.sequence(*(der.sequence(each, reply.status, *times) for each in question.certificates)),
        der.element(Tag.CONTEXT_1, der.sequence(question.nonce)) if question.nonce else b"",
    )
    signature = der.bits(_signature(data, reply.signer))
    certificates = der.element(Tag.CONTEXT_0, der.sequence(responder.certificate.public_bytes(Encoding.DER)))
    basic = der.sequence(data, SHA256_WITH_RSA, signature, certificates)
    return der.sequence(der.enumerated(0), der.element(Tag.CONTEXT_0, der.sequence(BASIC, der.octets(basic))))


@functools.lru_cache(maxsize=256)
def _signature(data: bytes, signer: Identity) -> bytes:
    """Both packages of an upgrade are asked about at one instant, and so answered alike."""
    return rsa_signature(signer.key, data, Digest.SHA256)


def _nonce(extensions: Sequence[der.Element]) -> bytes:
    listed = [each for one in extensions for every in der.children(one.content) for each in der.children(every.content)]
    return next((each.encoded for each in listed if each.content.startswith(NONCE)), b"")


def _next_serial_number(certificate: bytes) -> bytes:
    (whole,) = der.children(certificate)
    *issuer, number = der.children(whole.content)
    following = der.integer(int.from_bytes(number.content, "big") + 1)
    return der.sequence(*(each.encoded for each in issuer), following)


@functools.cache
def _key_bits(identity: Identity) -> bytes:
    """The public key without its algorithm: what is hashed where a key is named."""
    return identity.key.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)
