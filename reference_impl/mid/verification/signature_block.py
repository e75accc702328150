"""The signature block: a CMS SignedData by one signer over a signature file.

JAR File Specification, "Digital Signatures"; RFC 5652, section 5. Rules SIG-VERIFY and SIG-PACKAGE-SHAPE.
asn1crypto only reads. What it has read is never encoded again by `dump()`, whose cost is exponential for some lengths:
headers are put before the raw contents instead.
"""

import hashlib
import re
from dataclasses import dataclass

from asn1crypto import algos, cms, core, parser
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from reference_impl.mid.verification.algorithms import check_hash, check_key, hash_named, is_signed_by, key_of
from reference_impl.mid.verification.refusal import Code, Refused, refusing, shown

KEY_TYPES = {
    "rsassa_pkcs1v15": rsa.RSAPublicKey,
    "rsassa_pss": rsa.RSAPublicKey,
    "ecdsa": ec.EllipticCurvePublicKey,
    "ed25519": ed25519.Ed25519PublicKey,
}
"""The keys by the signature algorithms that are made with them."""
WITHOUT_HASH = ("rsassa_pkcs1v15", "ed25519")
"""Identifiers of algorithms that leave the hash function to the digest's."""
PROTECTION = "cms_algorithm_protection"
"""An attribute that repeats which algorithms sign (RFC 6211)."""
MAX_CERTIFICATES = 64
MAX_BLOCK_BYTES = 1 << 18
LONG_NUMBER = re.compile(rb"[\x80-\xff]{1000}")
"""Within an object identifier, which asn1crypto reads in a time that grows with its square."""

SEQUENCE, SET = 16, 17


@dataclass(frozen=True)
class SignatureBlock:
    """Who signed, and what the block holds besides: other certificates, and time-stamp tokens over the signature."""

    signer: x509.Certificate
    name: str
    """The signer's, in words."""
    algorithm: str
    """In words, such as "rsassa_pkcs1v15 with sha256"."""
    others: tuple[x509.Certificate, ...]
    signature: bytes
    tokens: tuple[bytes, ...]


def verify(block: bytes, content: bytes) -> SignatureBlock:
    """The block, once its signature over the content has proven to be the signer's."""
    with refusing(Code.MALFORMED_SIGNATURE):
        if len(block) > MAX_BLOCK_BYTES or LONG_NUMBER.search(block):
            raise Refused(Code.MALFORMED_SIGNATURE, f"{len(block)} bytes")
        signed_data = _signed_data(block, content)
        (info,) = signed_data["signer_infos"]
        listed = signed_data["certificates"]
        if len(listed) > MAX_CERTIFICATES:
            raise Refused(Code.MALFORMED_SIGNATURE, f"{len(listed)} certificates")
        certificates = [_certificate(choice) for choice in listed]
        signer = _signer(info["sid"], certificates)
        algorithm = _check_signature(info, signer, content)
        others = tuple(one for one in certificates if one != signer)
        name = shown(signer.subject.rfc4514_string())
        return SignatureBlock(signer, name, algorithm, others, info["signature"].native, _tokens(info))


def encode(tag: int, contents: bytes) -> bytes:
    """A constructed element of DER around raw contents."""
    return bytes(parser.emit(0, 1, tag, contents))


def elements(encoded: bytes) -> list[bytes]:
    """The encoded elements within a constructed one."""
    contents, found = parser.parse(encoded, strict=True)[4], []
    while contents:
        *_, header, content, trailer = parser.parse(contents)
        size = len(header) + len(content) + len(trailer)
        found.append(contents[:size])
        contents = contents[size:]
    return found


def _signed_data(block: bytes, content: bytes) -> cms.SignedData:
    """The SignedData; what it signs is plain data, which lie beside it, or are repeated in it."""
    info = cms.ContentInfo.load(block, strict=True)
    if info["content_type"].native != "signed_data":
        raise Refused(Code.MALFORMED_SIGNATURE, "not SignedData")
    signed = info["content"]["encap_content_info"]
    if signed["content_type"].native != "data" or signed["content"].native not in (None, content):
        raise Refused(Code.SIGNATURE_MISMATCH, "it is about something else than its signature file")
    return info["content"]


def _certificate(choice: cms.CertificateChoices) -> x509.Certificate:
    return x509.load_der_x509_certificate(encode(SEQUENCE, choice.chosen.contents))


def _signer(identifier: cms.SignerIdentifier, certificates: list[x509.Certificate]) -> x509.Certificate:
    """The certificate that the signer names by its issuer and serial number."""
    if identifier.name != "issuer_and_serial_number":
        raise Refused(Code.MALFORMED_SIGNATURE, "signer named otherwise than by issuer and serial number")
    issuer = encode(SEQUENCE, identifier.chosen["issuer"].chosen.contents)
    number = identifier.chosen["serial_number"].native
    for one in certificates:
        if (one.issuer.public_bytes(), one.serial_number) == (issuer, number):
            return one
    raise Refused(Code.MALFORMED_SIGNATURE, "no certificate of the signer")


def _check_signature(info: cms.SignerInfo, signer: x509.Certificate, content: bytes) -> str:
    """The algorithm of the signature, which is the signer's, and then of a kind that is taken."""
    digest, algorithm = info["digest_algorithm"]["algorithm"].native, info["signature_algorithm"]
    kind, signed_with = _kind(algorithm), hash_named(digest)
    _check_parameters(kind, algorithm, digest)
    if not isinstance(key_of(signer), KEY_TYPES[kind]):
        raise Refused(Code.SIGNATURE_MISMATCH, f"{kind} by another key")
    signed = _signed_bytes(info, content, digest)
    if not is_signed_by(signer, info["signature"].native, signed, signed_with, _padding(algorithm, kind)):
        raise Refused(Code.SIGNATURE_MISMATCH)
    check_hash(digest)
    check_key(signer)
    if algorithm["algorithm"].native not in WITHOUT_HASH and algorithm.hash_algo != digest:
        check_hash(algorithm.hash_algo)
        raise Refused(Code.UNSUPPORTED_ALGORITHM, f"{algorithm.hash_algo} of {digest}")
    return f"{kind} with {digest}"


def _kind(algorithm: algos.SignedDigestAlgorithm) -> str:
    """The signature algorithm without its hash function; asn1crypto has no name for kinds that it does not know."""
    try:
        kind = algorithm.signature_algo
    except ValueError:
        kind = algorithm["algorithm"].native
    if kind not in KEY_TYPES:
        raise Refused(Code.UNSUPPORTED_ALGORITHM, f"a signature by {kind}")
    return str(kind)


def _check_parameters(kind: str, algorithm: algos.SignedDigestAlgorithm, digest: str) -> None:
    """Ed25519 has a hash function of its own (RFC 8419, 3.1), and PSS uses one for all (RFC 4056, 3)."""
    if kind == "ed25519" and digest != "sha512":
        raise Refused(Code.UNSUPPORTED_ALGORITHM, f"{kind} of {digest}")
    if kind == "rsassa_pss":
        parameters = algorithm["parameters"]
        mask = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
        check_hash(mask, of="the mask of its signature")
        if (mask, parameters["trailer_field"].native) != (digest, "trailer_field_bc"):
            raise Refused(Code.UNSUPPORTED_ALGORITHM, f"{kind} of {digest} with other parameters")


def _padding(algorithm: algos.SignedDigestAlgorithm, kind: str) -> padding.AsymmetricPadding:
    if kind != "rsassa_pss":
        return padding.PKCS1v15()
    parameters = algorithm["parameters"]
    mask = hash_named(parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native)
    return padding.PSS(padding.MGF1(mask), parameters["salt_length"].native)


def _signed_bytes(info: cms.SignerInfo, content: bytes, digest: str) -> bytes:
    """What the signature covers: the content, or the attributes that hold its digest (RFC 5652, 5.4)."""
    attributes = info["signed_attrs"]
    if isinstance(attributes, core.Void):
        return content
    values = {one["type"].native: one["values"].native for one in attributes}
    expected = {"content_type": ["data"], "message_digest": [hashlib.new(digest, content).digest()]}
    if PROTECTION in values:
        named = {f"{each}_algorithm": info[f"{each}_algorithm"].native for each in ("digest", "signature")}
        expected[PROTECTION] = [{**named, "mac_algorithm": None}]
    others = [key if key in values else f"no {key}" for key, value in expected.items() if values.get(key) != value]
    if others or len(values) != len(attributes):
        raise Refused(Code.SIGNATURE_MISMATCH, f"signed attributes: {', '.join(others) or 'one is repeated'}")
    return encode(SET, attributes.contents)


def _tokens(info: cms.SignerInfo) -> tuple[bytes, ...]:
    attributes = info["unsigned_attrs"]
    if isinstance(attributes, core.Void):
        return ()
    return tuple(one["values"].contents for one in attributes if one["type"].native == "signature_time_stamp_token")
