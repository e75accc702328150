"""The verdict on a package, from its archive, manifest, signatures, time stamps and chains.

What a package shows does not change with time: it is found out once for its content. Whether a signer's certificate was
valid when it signed is found out with it where a time stamp says when that was; without one that means now, each time.
"""

import hashlib
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from reference_impl.mid.verification import archive, chain, manifest, signature_block, timestamp
from reference_impl.mid.verification.refusal import Code, Refused, refusing
from reference_impl.mid.verification.signature_block import SignatureBlock
from reference_impl.mid.verification.timestamp import Timestamp

MANIFEST = "META-INF/MANIFEST.MF"
ORGANISATION = "ServiceNow Inc."
"""Who signs packages, as the documentation's sample shows (rule SIG-SIGNER)."""
SIGNATURE_PART = re.compile(r"META-INF/([^/]+)\.(SF|RSA|DSA|EC)", re.IGNORECASE)


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
    timestamp: Timestamp | None
    path: chain.Chain | None
    """The signer's chain at the time of the time stamp."""


class Verifier:
    """Verifies packages against one set of trust anchors, and remembers what they showed."""

    def __init__(self, trust_anchors: Sequence[str]) -> None:
        self._anchors = [x509.load_pem_x509_certificate(anchor.encode()) for anchor in trust_anchors]
        self._known: dict[bytes, tuple[Evidence, ...] | Refused] = {}

    def verify(self, package: bytes, now: datetime, *, require_timestamp: bool) -> list[Signer]:
        """The signers of a good package."""
        if not self._anchors:
            raise Refused(Code.NO_TRUST_ANCHORS)
        evidence = self._evidence(package)
        signers = [self._judge(one, now, require_timestamp=require_timestamp) for one in evidence]
        if not any(is_of_organisation(signer.certificate) for signer in signers):
            raise Refused(Code.ANOTHER_ORGANISATION, signers[0].certificate.subject.rfc4514_string())
        return signers

    def _evidence(self, package: bytes) -> tuple[Evidence, ...]:
        digest = hashlib.sha256(package).digest()
        if digest not in self._known:
            self._known[digest] = self._examine(package)
        known = self._known[digest]
        if isinstance(known, Refused):
            raise Refused(known.code, known.detail)
        return known

    def _examine(self, package: bytes) -> tuple[Evidence, ...] | Refused:
        try:
            return examine(package, self._anchors)
        except Refused as refused:
            return Refused(refused.code, refused.detail)  # the one raised would keep the package alive

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


def examine(package: bytes, anchors: Sequence[x509.Certificate]) -> tuple[Evidence, ...]:
    """The signatures of a package, once each covers every entry as it is (JAR File Specification)."""
    opened = archive.open_archive(package)
    names = frozenset(opened.namelist())
    parts = _signature_parts(names)
    if MANIFEST not in names or not parts:
        raise Refused(Code.UNSIGNED)
    listed = manifest.parse(archive.read(opened, MANIFEST))
    evidence, covered = [], frozenset(listed.entries)
    for signature_file, block_file in parts.values():
        content = archive.read(opened, signature_file)
        block = signature_block.verify(archive.read(opened, block_file), content)
        stamp = timestamp.verify(block, anchors)
        evidence.append(Evidence(block, stamp, signer_path(block, anchors, stamp.time) if stamp else None))
        covered &= manifest.vouched_for(manifest.parse(content), listed)
    exempt = {MANIFEST, *(name for pair in parts.values() for name in pair)}
    _check_entries(opened, listed, covered, exempt)
    return tuple(evidence)


def signer_path(block: SignatureBlock, anchors: Sequence[x509.Certificate], signed_at: datetime) -> chain.Chain:
    """The chain from a signer's certificate to a trust anchor, as it was when the signer signed."""
    with refusing(Code.MALFORMED_SIGNATURE):  # certificates are parsed only as far as they are asked
        return chain.build(block.signer, block.others, anchors, signed_at, ExtendedKeyUsageOID.CODE_SIGNING)


def is_of_organisation(certificate: x509.Certificate) -> bool:
    """Whether a certificate belongs to those who make the packages; others may sign beside them."""
    named = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return [each.value for each in named] == [ORGANISATION]


def _signature_parts(names: frozenset[str]) -> Mapping[str, tuple[str, str]]:
    """The signature file and the block of each signature; one without the other is refused, be it stray or stripped."""
    matches = [match for name in sorted(names) if (match := SIGNATURE_PART.fullmatch(name))]
    files = {match[1].upper(): match[0] for match in matches if match[2].upper() == "SF"}
    blocks = {match[1].upper(): match[0] for match in matches if match[2].upper() != "SF"}
    if alone := files.keys() ^ blocks.keys():
        raise Refused(Code.SIGNATURE_INCOMPLETE, min(alone))
    return {base: (files[base], blocks[base]) for base in files}


def _check_entries(
    opened: zipfile.ZipFile, listed: manifest.Sections, covered: frozenset[str], exempt: set[str]
) -> None:
    """Every entry is listed and signed and as it was, and none is gone; an empty folder needs no signature."""
    folders = {info.filename for info in opened.infolist() if info.is_dir() and not info.file_size}
    entries = set(opened.namelist()) - exempt
    if unlisted := entries - folders - listed.entries.keys():
        raise Refused(Code.UNSIGNED_ENTRY, min(unlisted))
    if gone := listed.entries.keys() - entries:
        raise Refused(Code.MISSING_ENTRY, min(gone))
    if unsigned := listed.entries.keys() - covered:
        raise Refused(Code.UNSIGNED_SECTION, min(unsigned))
    for name, section in listed.entries.items():
        if not manifest.agrees(section.digests(), archive.read(opened, name)):
            raise Refused(Code.ENTRY_TAMPERED, name)
