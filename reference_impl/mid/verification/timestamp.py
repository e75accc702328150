"""The time stamp over a signature: when it was made, by the word of a trusted authority.

Rule SIG-TIMESTAMP; RFC 3161, and its appendix A for the token's place. rfc3161-client (OpenSSL) checks the token.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import rfc3161_client
from asn1crypto import algos, cms
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from reference_impl.mid.verification import chain
from reference_impl.mid.verification.algorithms import check_hash
from reference_impl.mid.verification.refusal import Code, Refused, refusing
from reference_impl.mid.verification.signature_block import SEQUENCE, SignatureBlock, elements, encode

GRANTED = encode(SEQUENCE, b"\x02\x01\x00")
"""The status of a response (RFC 3161, 2.4.2); rfc3161-client reads tokens only within one."""

TST_INFO = "1.2.840.113549.1.9.16.1.4"
CERTIFICATES = 0xA0
"""The tag of the certificates in a SignedData."""


@dataclass(frozen=True)
class Timestamp:
    """A time, and the authority's certificates up to the trust anchor."""

    time: datetime
    chain: chain.Chain


def verify(block: SignatureBlock, anchors: Sequence[x509.Certificate]) -> Timestamp | None:
    """The block's time stamp, or None where it carries none."""
    if not block.tokens:
        return None
    with refusing(Code.TIMESTAMP_INVALID):
        (token,) = block.tokens
        response = rfc3161_client.decode_timestamp_response(encode(SEQUENCE, GRANTED + in_order(token)))
        _check_digests(response)
        _check_content_type(token)
        time = response.tst_info.gen_time
        certificates = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
        authority = _authority(response.signed_data, certificates)
        trusted = _trusted_chain(authority, certificates, anchors, time)
        rfc3161_client.VerifierBuilder(roots=list(anchors)).build().verify_message(response, block.signature)
        return Timestamp(time, trusted)


def in_order(token: bytes) -> bytes:
    """The token with its certificates in the order of DER, which rfc3161-client insists on.

    CMS is BER: they may stand in any order (RFC 5652, 5.1), and no signature covers them.
    """
    content_type, explicit = elements(token)
    (signed_data,) = elements(explicit)
    parts = [_sorted(part) if part[0] == CERTIFICATES else part for part in elements(signed_data)]
    return encode(SEQUENCE, content_type + _tagged(explicit[0], encode(SEQUENCE, b"".join(parts))))


def _check_digests(response: rfc3161_client.TimeStampResponse) -> None:
    """Those of the signature, which rfc3161-client does not look at, and of what was stamped."""
    used = [("of what was stamped", response.tst_info.message_imprint.hash_algorithm)]
    used += [("of its own", each) for each in response.signed_data.digest_algorithms]
    for what, each in used:
        try:
            check_hash(algos.DigestAlgorithmId(each.dotted_string).native)
        except Refused as refused:
            if refused.code is Code.WEAK_DIGEST:
                raise Refused(Code.TIMESTAMP_INVALID, f"made with a weak digest {what}: {refused.detail}") from refused
            raise


def _check_content_type(token: bytes) -> None:
    """What was signed says that it is about a time (RFC 5652, 11.1); OpenSSL does not miss it."""
    (info,) = cms.ContentInfo.load(token)["content"]["signer_infos"]
    said = [
        each.dotted for one in info["signed_attrs"] if one["type"].native == "content_type" for each in one["values"]
    ]
    if said != [TST_INFO]:
        raise Refused(Code.TIMESTAMP_INVALID, "what was signed does not say what it is")


def _sorted(certificates: bytes) -> bytes:
    return _tagged(CERTIFICATES, b"".join(sorted(elements(certificates))))


def _tagged(identifier: int, contents: bytes) -> bytes:
    """An element of one octet for its tag, which `encode` knows of universal ones alone."""
    encoded = encode(SEQUENCE, contents)
    return bytes([identifier]) + encoded[1:]


def _authority(
    signed_data: rfc3161_client.tsp.SignedData, certificates: Sequence[x509.Certificate]
) -> x509.Certificate:
    (signer,) = signed_data.signer_infos
    for one in certificates:
        if (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number):
            return one
    raise Refused(Code.TIMESTAMP_INVALID, "no certificate of the authority")


def _trusted_chain(
    authority: x509.Certificate, others: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate], at: datetime
) -> chain.Chain:
    """The authority need not be valid any more, only at the time that it states (RFC 3161, 2.3 and appendix B)."""
    try:
        path = chain.build(authority, others, anchors, at, ExtendedKeyUsageOID.TIME_STAMPING)
    except Refused as refused:
        if refused.code is Code.UNSUPPORTED_ALGORITHM:
            raise
        raise Refused(Code.TIMESTAMP_UNTRUSTED, refused.reason) from refused
    usage = authority.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    if not usage.critical or len(usage.value) > 1:
        raise Refused(Code.TIMESTAMP_UNTRUSTED, "its certificate is not for time stamps alone")
    return path
