"""The envelope of a certificate: DSSE (https://github.com/secure-systems-lab/dsse), as securesystemslib makes it."""

import json
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import Error, VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"
MAX_ENVELOPE_BYTES = 16 * 2**20


class EnvelopeError(ValueError):
    """A text is no envelope of a certificate; the message says why, in one line."""


class _Signature(Struct, forbid_unknown_fields=True):
    keyid: str
    sig: str


class _Sealed(Struct, forbid_unknown_fields=True, rename="camel"):
    """What stands in the file."""

    payload: str
    payload_type: Literal["application/vnd.in-toto+json"]
    signatures: Annotated[list[_Signature], Meta(max_length=1)]


def sealed(payload: bytes, signer: CryptoSigner | None) -> bytes:
    """A payload in its envelope, as JSON on one line; unsigned where there is no signer."""
    envelope = Envelope(payload, PAYLOAD_TYPE, {})
    if signer is not None:
        envelope.sign(signer)
    return _written(envelope)


def opened(content: bytes) -> Envelope:
    """The envelope that `sealed` has made, to the byte.

    Raises:
        EnvelopeError: It is none.
    """
    try:
        read = msgspec.json.decode(content, type=_Sealed)
        envelope: Envelope = Envelope.from_dict(msgspec.to_builtins(read))
    except (msgspec.DecodeError, ValueError, Error, RecursionError) as error:
        raise EnvelopeError(f"no DSSE envelope of a certificate: {error}") from None
    if _written(envelope) != content:
        raise EnvelopeError("no DSSE envelope as midcert writes it: the same values stand there in other bytes")
    return envelope


def key_id(envelope: Envelope) -> str:
    """The id of the key that is said to have signed; empty where nobody has."""
    return next(iter(envelope.signatures), "")


def is_signed_by(envelope: Envelope, key: SSlibKey) -> bool:
    """Whether the signature is one of this key over this payload."""
    try:
        envelope.verify([key], 1)
    except VerificationError:
        return False
    return True


def _written(envelope: Envelope) -> bytes:
    return json.dumps(envelope.to_dict()).encode() + b"\n"
