"""The verdict on a package, from its archive, manifest, signatures, time stamps and chains.

What a package shows does not change with time: it is found out once for its content. Whether a signer's certificate was
valid when it signed is found out with it where a time stamp says when that was; without one that means now, each time.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from reference_impl.mid.verification import archive, chain, manifest, names, signature_block, timestamp
from reference_impl.mid.verification.refusal import Code, Refused, refusing
from reference_impl.mid.verification.signature_block import SignatureBlock
from reference_impl.mid.verification.timestamp import Timestamp

ORGANISATION = "ServiceNow Inc."
"""Who signs packages, as the documentation's sample shows (rule SIG-SIGNER)."""
SIGNATURE_PART = re.compile(r"META-INF/([^/]+)\.(SF|RSA|DSA|EC)", re.IGNORECASE | re.ASCII)
MANIFEST = re.compile(r"META-INF/MANIFEST\.MF", re.IGNORECASE | re.ASCII)
"""No other letter is one of these in another case, such as a Turkish i without its dot."""
MAX_SIGNATURES = 8
"""A signature file takes as long to read as a manifest, and anybody can sign one."""
NO_SIGNATURE = (Code.WEAK_DIGEST, Code.WEAK_KEY, Code.UNSUPPORTED_ALGORITHM)
"""Why a signature counts for none: it does no harm beside good ones, such as an older one with SHA-1."""

Tell = Callable[[str], None]
"""Is told each step of a verification (rule SIG-TRACE)."""


@dataclass(frozen=True)
class Signer:
    """Who signed a package, and since when that is known.

    Attributes:
        certificate: The signer's.
        chain: The signer's certificate, its issuers and the trust anchor.
        timestamp: The trusted time of signing, if there is one.
    """

    certificate: x509.Certificate
    chain: chain.Chain
    timestamp: Timestamp | None


@dataclass(frozen=True)
class Evidence:
    """What a good signature of a package shows, whatever the time is."""

    block: SignatureBlock
    covered: frozenset[str]
    """The entries that it vouches for."""
    timestamp: Timestamp | None
    path: chain.Chain | None
    """The signer's chain at the time of the time stamp."""


@dataclass(frozen=True)
class Known:
    """What a package has shown, and the steps by which that was found out."""

    steps: Sequence[str]
    outcome: tuple[Evidence, ...] | Refused


class Verifier:
    """Verifies packages against one set of trust anchors, and remembers what they showed."""

    def __init__(self, trust_anchors: Sequence[str]) -> None:
        self._anchors = [each for anchor in trust_anchors for each in x509.load_pem_x509_certificates(anchor.encode())]
        self._known: dict[bytes, Known] = {}

    def verify(self, package: bytes, now: datetime, tell: Tell, *, require_timestamp: bool) -> list[Signer]:
        """The signers of a good package."""
        if not self._anchors:
            raise Refused(Code.NO_TRUST_ANCHORS)
        evidence = self._evidence(package, tell)
        signers = [self._judge(one, now, require_timestamp=require_timestamp) for one in evidence]
        for signer in signers:
            tell(f"chain: {', from '.join(one.subject.rfc4514_string() for one in signer.chain)}")
        check_organisation(evidence)
        return signers

    def _evidence(self, package: bytes, tell: Tell) -> tuple[Evidence, ...]:
        digest = hashlib.sha256(package).digest()
        if digest not in self._known:
            self._known[digest] = self._examine(package)
        known = self._known[digest]
        for step in known.steps:
            tell(step)
        if isinstance(known.outcome, Refused):
            raise Refused(known.outcome.code, known.outcome.detail)
        return known.outcome

    def _examine(self, package: bytes) -> Known:
        steps: list[str] = []
        try:
            return Known(steps, examine(package, self._anchors, steps.append))
        except Refused as refused:
            return Known(steps, Refused(refused.code, refused.detail))  # the one raised would keep the package alive

    def _judge(self, evidence: Evidence, now: datetime, *, require_timestamp: bool) -> Signer:
        """Rule SIG-TIMESTAMP: the signer's certificate is valid when it signed, whatever has become of it since."""
        stamp, block = evidence.timestamp, evidence.block
        if stamp is None and require_timestamp:
            raise Refused(Code.NO_TIMESTAMP)
        if stamp and stamp.time > now:
            raise Refused(Code.TIMESTAMP_INVALID, "it lies in the future")
        path = evidence.path or signer_path(block, self._anchors, now)
        return Signer(block.signer, path, stamp)


@lru_cache(maxsize=8)
def verifier_for(trust_anchors: tuple[str, ...]) -> Verifier:
    """The verifier for these trust anchors."""
    return Verifier(trust_anchors)


def examine(package: bytes, anchors: Sequence[x509.Certificate], tell: Tell) -> tuple[Evidence, ...]:
    """The good signatures of a package, once they cover every entry as it is (JAR File Specification)."""
    opened = archive.open_archive(package)
    tell(f"archive: {len(opened)} entries in {len(package)} bytes")
    parts = _signature_parts(opened)
    manifest_file = next((name for name in opened if MANIFEST.fullmatch(name)), "")
    if not manifest_file or not parts:
        raise Refused(Code.UNSIGNED)
    sections = manifest.parse(archive.read(opened, manifest_file))
    exempt = {manifest_file, *(name for pair in parts.values() for name in pair)}
    listed = _listed(sections, opened, exempt)
    tell(f"manifest: {len(listed)} entries")
    evidence, set_aside = _signatures(opened, parts, sections, anchors, tell)
    unsigned = listed.keys() - frozenset().union(*(each.covered for each in evidence))
    if set_aside and (unsigned or not evidence):
        raise set_aside[0]
    if unsigned:
        raise Refused(Code.UNSIGNED_SECTION, min(unsigned) if listed.keys() - unsigned else "all of them")
    for name in (each for each in opened if each not in exempt):  # those were read to the end, as these are
        is_as_listed = manifest.agrees(listed.get(name, frozenset()), archive.unpack(opened, name))
        if name in listed and not is_as_listed:
            raise Refused(Code.ENTRY_TAMPERED, f"{name}, by {' and '.join(sorted(dict(listed[name])))}")
    tell("entries: they are what was signed")
    return evidence


def signer_path(block: SignatureBlock, anchors: Sequence[x509.Certificate], signed_at: datetime) -> chain.Chain:
    """The chain from a signer's certificate to a trust anchor, as it was when the signer signed."""
    with refusing(Code.MALFORMED_SIGNATURE):  # certificates are parsed only as far as they are asked
        return chain.build(block.signer, block.others, anchors, signed_at, ExtendedKeyUsageOID.CODE_SIGNING)


def check_organisation(evidence: Collection[Evidence]) -> None:
    """Those who make the packages have signed every entry; others may sign beside them (rule SIG-SIGNER)."""
    by_them = [each.covered for each in evidence if is_of_organisation(each.block.signer)]
    for each in evidence:
        if not by_them or each.covered - frozenset().union(*by_them):
            raise Refused(Code.ANOTHER_ORGANISATION, each.block.name)


def is_of_organisation(certificate: x509.Certificate) -> bool:
    """Whether a certificate belongs to those who make the packages."""
    named = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return [each.value for each in named] == [ORGANISATION]


def _signature_parts(opened: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """The signature file and the block of each signature; one without the other is refused, be it stray or stripped."""
    matches = [match for name in sorted(opened) if (match := SIGNATURE_PART.fullmatch(name))]
    files = {match[1].upper(): match[0] for match in matches if match[2].upper() == "SF"}
    blocks = {match[1].upper(): match[0] for match in matches if match[2].upper() != "SF"}
    if alone := files.keys() ^ blocks.keys():
        raise Refused(Code.SIGNATURE_INCOMPLETE, min(alone))
    if len(files) > MAX_SIGNATURES:
        raise Refused(Code.ZIP_BOMB, f"{len(files)} signatures")
    return {base: (files[base], blocks[base]) for base in files}


def _listed(
    sections: manifest.Sections, opened: archive.Archive, exempt: Collection[str]
) -> Mapping[str, manifest.Digests]:
    """The digests of the entries; a section without any is no entry's, and an empty folder needs none."""
    listed = {name: digests for name, section in sections.entries.items() if (digests := section.digests())}
    entries = {name for name in opened if not names.is_folder(name)} - set(exempt)
    if unlisted := entries - listed.keys():
        if unlisted <= sections.entries.keys():
            raise Refused(Code.UNSIGNED_SECTION, f"no digest of {min(unlisted)}")
        raise Refused(Code.UNSIGNED_ENTRY, min(unlisted))
    if gone := listed.keys() - opened.keys():
        raise Refused(Code.MISSING_ENTRY, min(gone))
    return listed


def _signatures(
    opened: archive.Archive,
    parts: Mapping[str, tuple[str, str]],
    sections: manifest.Sections,
    anchors: Sequence[x509.Certificate],
    tell: Tell,
) -> tuple[tuple[Evidence, ...], Sequence[Refused]]:
    """What the signatures show that count, and why the others do not."""
    evidence: list[Evidence] = []
    set_aside: list[Refused] = []
    for signature_file, block_file in parts.values():
        content = archive.read(opened, signature_file)
        try:
            block = signature_block.verify(archive.read(opened, block_file), content)
            covered = manifest.vouched_for(manifest.parse(content), sections)
        except Refused as refused:
            if refused.code not in NO_SIGNATURE:
                raise
            tell(f"{block_file}: counts for nothing ({refused.code})")
            set_aside.append(refused)
            continue
        tell(f"{block_file}: signed by {block.name}, {block.algorithm}")
        stamp = timestamp.verify(block, anchors)
        tell(f"{block_file}: {f'stamped at {stamp.time:%Y-%m-%dT%H:%M:%SZ}' if stamp else 'without a time stamp'}")
        path = signer_path(block, anchors, stamp.time) if stamp else None
        evidence.append(Evidence(block, covered & sections.entries.keys(), stamp, path))
    return tuple(evidence), set_aside
