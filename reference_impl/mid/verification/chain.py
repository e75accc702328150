"""Certificates: whether one may do what it does, and whether a chain leads from it to a trust anchor.

Rules SIG-VERIFY (trust), SIG-HARDENED (key size), SIG-TIMESTAMP (validity at the time of signing); RFC 5280, section 6.
`cryptography` builds and checks the path, but says in words only why there is none: that is read off the certificates.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NoReturn, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import verification
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import Criticality, ExtensionPolicy, Policy

from reference_impl.mid.verification.algorithms import check_hash, check_key
from reference_impl.mid.verification.refusal import Code, Refused

Extension = TypeVar("Extension", bound=x509.ExtensionType)

MAX_INTERMEDIATES = 5
CERTIFICATE_TYPE = x509.ObjectIdentifier("2.16.840.1.113730.1.1")
"""Netscape's, from before there were extended key usages: jarsigner still looks at it."""
OF_CODE_SIGNING = 0x10
"""Among its bits, all of which lie in one byte."""
LIMITS: Mapping[type[x509.ExtensionType], str] = {x509.NameConstraints: "names", x509.PolicyConstraints: "policies"}
"""What an authority can limit (RFC 5280, 4.2.1.10 and 4.2.1.11)."""

Chain = tuple[x509.Certificate, ...]
"""A certificate, its issuers, and the trust anchor."""


def build(
    leaf: x509.Certificate,
    others: Iterable[x509.Certificate],
    anchors: Sequence[x509.Certificate],
    at: datetime,
    purpose: x509.ObjectIdentifier,
) -> Chain:
    """The chain that leads to a trust anchor and was valid at the time, of a certificate that may serve the purpose."""
    _check_usage(leaf, purpose)
    check_key(leaf)  # the path verification of `cryptography` checks the keys of authorities only
    candidates = [one for one in others if one != leaf]
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store(list(anchors)))
        .time(at)
        .max_chain_depth(MAX_INTERMEDIATES)
        .extension_policies(ca_policy=_issuers_for(purpose), ee_policy=ExtensionPolicy.permit_all())
        .build_client_verifier()
    )
    try:
        path = tuple(verifier.verify(leaf, candidates).chain)
    except verification.VerificationError as error:
        _refuse(_path_by_name(leaf, [*anchors, *candidates]), anchors, at, str(error))
    _check_constraints(path)
    return path


def _check_constraints(path: Chain) -> None:
    """Refuse authorities that limit names or policies: `cryptography` minds few such."""
    for authority in path[1:-1]:
        for kind, limited in LIMITS.items():
            if _extension(authority, kind):
                raise Refused(Code.UNTRUSTED, f"{limited} are limited by {authority.subject.rfc4514_string()}")


def _check_usage(leaf: x509.Certificate, purpose: x509.ObjectIdentifier) -> None:
    """RFC 5280, 4.2.1.3, 4.2.1.9 and 4.2.1.12; neither "any purpose" nor silence about purposes is enough."""
    purposes = _extension(leaf, x509.ExtendedKeyUsage)
    if purposes is None or purpose not in purposes:
        raise Refused(Code.BAD_EKU)
    if _is_of_another_type(leaf, purpose):
        raise Refused(Code.BAD_EKU, "a certificate of another type")
    usage = _extension(leaf, x509.KeyUsage)
    constraints = _extension(leaf, x509.BasicConstraints)
    if (usage and not usage.digital_signature) or (constraints and constraints.ca):
        raise Refused(Code.BAD_KEY_USAGE)


def _is_of_another_type(leaf: x509.Certificate, purpose: x509.ObjectIdentifier) -> bool:
    """Whether it says in Netscape's way that it is for other things than signing code."""
    stated = [each.value.public_bytes() for each in leaf.extensions if each.oid == CERTIFICATE_TYPE]
    return purpose == ExtendedKeyUsageOID.CODE_SIGNING and any(not each[-1] & OF_CODE_SIGNING for each in stated)


def _extension(certificate: x509.Certificate, kind: type[Extension]) -> Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _issuers_for(purpose: x509.ObjectIdentifier) -> ExtensionPolicy:
    """The usual demands on authorities; the purpose replaces TLS where an authority's purposes are limited."""

    def check(_policy: Policy, _issuer: x509.Certificate, purposes: x509.ExtendedKeyUsage | None) -> None:
        if purposes and not {purpose, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE} & set(purposes):
            raise ValueError("an authority for other purposes")

    return ExtensionPolicy.webpki_defaults_ca().may_be_present(x509.ExtendedKeyUsage, Criticality.AGNOSTIC, check)


def _path_by_name(leaf: x509.Certificate, candidates: Sequence[x509.Certificate]) -> Chain:
    """The certificates that name one another as issuers, as far as they go; nothing is verified."""
    path: Chain = (leaf,)
    while path[-1].issuer != path[-1].subject:
        issuer = next((one for one in candidates if one.subject == path[-1].issuer and one not in path), None)
        if issuer is None:
            break
        path = (*path, issuer)
    return path


def _refuse(path: Chain, anchors: Sequence[x509.Certificate], at: datetime, why: str) -> NoReturn:
    """Say what keeps the certificates from being a valid chain, and with which words `cryptography` says so."""
    code = Code.UNTRUSTED
    if path[-1] not in anchors:
        code = Code.SELF_SIGNED if len(path) == 1 and path[0].issuer == path[0].subject else Code.UNTRUSTED
    elif any(at < one.not_valid_before_utc for one in path):
        code = Code.NOT_YET_VALID
    elif any(at > one.not_valid_after_utc for one in path):
        code = Code.EXPIRED
    else:
        _check_algorithms(path, anchors)
    raise Refused(code, f"{path[0].subject.rfc4514_string()}: {why}")


def _check_algorithms(path: Chain, anchors: Sequence[x509.Certificate]) -> None:
    """Refuse keys and digests that are not taken; nobody need believe what an anchor says of itself."""
    for one in path:
        check_key(one)
        if one not in anchors:
            check_hash(_hash_of(one), of=f"the certificate of {one.subject.rfc4514_string()}")


def _hash_of(certificate: x509.Certificate) -> str:
    """The hash function of a certificate's signature, or the algorithm that has none of its own."""
    try:
        algorithm = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        algorithm = None
    return algorithm.name if algorithm else certificate.signature_algorithm_oid.dotted_string
