"""The signature block: a CMS SignedData by one signer over a signature file.

JAR File Specification, "Digital Signatures"; RFC 5652, section 5. Rules SIG-VERIFY and SIG-PACKAGE-SHAPE.
asn1crypto only reads. What it has read is never encoded again by `dump()`, whose cost is exponential for some lengths:
headers are put before the raw contents instead.
"""

import hashlib
from dataclasses import dataclass

from asn1crypto import cms, core, parser
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from reference_impl.mid.verification import chain
from reference_impl.mid.verification.refusal import Code, Refused, refusing

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}

SEQUENCE, SET = 16, 17


@dataclass(frozen=True)
class SignatureBlock:
    """Who signed, and what the block holds besides: other certificates, and time-stamp tokens over the signature."""

    signer: x509.Certificate
    others: tuple[x509.Certificate, ...]
    signature: bytes
    tokens: tuple[bytes, ...]


def verify(block: bytes, content: bytes) -> SignatureBlock:
    """The block, once its signature over the content has proven to be the signer's."""
    with refusing(Code.MALFORMED_SIGNATURE):
        signed_data = _signed_data(block)
        (info,) = signed_data["signer_infos"]
        certificates = [_certificate(choice) for choice in signed_data["certificates"]]
        signer = _signer(info["sid"], certificates)
        _check_signature(info, signer, content)
        others = tuple(one for one in certificates if one != signer)
        return SignatureBlock(signer, others, info["signature"].native, _tokens(info))


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


def _signed_data(block: bytes) -> cms.SignedData:
    info = cms.ContentInfo.load(block, strict=True)
    if info["content_type"].native != "signed_data":
        raise Refused(Code.MALFORMED_SIGNATURE, "not SignedData")
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


def _check_signature(info: cms.SignerInfo, signer: x509.Certificate, content: bytes) -> None:
    """SHA-2 with RSA and the padding of PKCS #1 v1.5, as the documentation's sample shows."""
    digest = info["digest_algorithm"]["algorithm"].native
    if digest not in HASHES:
        raise Refused(Code.WEAK_DIGEST, f"signature with {digest}")
    algorithm = info["signature_algorithm"]
    if algorithm.signature_algo != "rsassa_pkcs1v15":
        raise Refused(Code.MALFORMED_SIGNATURE, f"signature algorithm {algorithm.signature_algo}")
    if algorithm["algorithm"].native != "rsassa_pkcs1v15" and algorithm.hash_algo != digest:
        raise Refused(Code.WEAK_DIGEST, f"signature with {algorithm.hash_algo}")
    signed = _signed_bytes(info, content, digest)
    try:
        chain.rsa_key(signer).verify(info["signature"].native, signed, padding.PKCS1v15(), HASHES[digest])
    except InvalidSignature as error:
        raise Refused(Code.SIGNATURE_MISMATCH) from error


def _signed_bytes(info: cms.SignerInfo, content: bytes, digest: str) -> bytes:
    """What the signature covers: the content, or the attributes that hold its digest (RFC 5652, 5.4)."""
    attributes = info["signed_attrs"]
    if isinstance(attributes, core.Void):
        return content
    values = {one["type"].native: one["values"].native for one in attributes}
    expected = {"content_type": ["data"], "message_digest": [hashlib.new(digest, content).digest()]}
    if len(values) != len(attributes) or any(values.get(key) != value for key, value in expected.items()):
        raise Refused(Code.SIGNATURE_MISMATCH, "signed attributes")
    return encode(SET, attributes.contents)


def _tokens(info: cms.SignerInfo) -> tuple[bytes, ...]:
    attributes = info["unsigned_attrs"]
    if isinstance(attributes, core.Void):
        return ()
    return tuple(one["values"].contents for one in attributes if one["type"].native == "signature_time_stamp_token")
