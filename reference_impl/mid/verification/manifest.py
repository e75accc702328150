"""Manifest and signature files, and what the one vouches for in the other.

JAR File Specification, "JAR Manifest" and "Signature Validation". Rule SIG-VERIFY, and where this is stricter than the
specification SIG-HARDENED: what can be read in two ways is refused. Digests cover raw bytes, so those are kept.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reference_impl.mid.verification.algorithms import HASHES, check_hash
from reference_impl.mid.verification.refusal import Code, Refused, refusing

SIGNATURE_VERSION = "1.0"
OF_MAIN_ATTRIBUTES = "-manifest-main-attributes"
OF_MANIFEST = "-manifest"

SECTION = re.compile(rb"(?:[^\r\n]++(?>\r\n|\r|\n))++(?>\r\n|\r|\n)?")
"""Lines, and the blank one that ends them; the last section may have none."""
FOLD = re.compile(rb"(?>\r\n|\r|\n) ")
ATTRIBUTE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*): ([^\0]*)")

Digests = frozenset[tuple[str, str]]
"""Names of hash functions, such as "sha256", each with a digest in Base64."""


@dataclass(frozen=True)
class Section:
    """A section with its blank line; attribute names are in lower case, as they are compared without case."""

    raw: bytes
    attributes: Mapping[str, str]

    def digests(self, of: str = "") -> Digests:
        """The digests that are taken; of the entry, or of what the attributes' suffix names.

        Raises:
            Refused: There are others alone.
        """
        found = {
            (match[1].replace("-", ""), value)
            for key, value in self.attributes.items()
            if (match := re.fullmatch(rf"([a-z0-9-]+?)-digest{of}", key))
        }
        taken = frozenset((algorithm, value) for algorithm, value in found if algorithm in HASHES)
        if found and not taken:
            check_hash(min(found)[0])
        return taken


@dataclass(frozen=True)
class Sections:
    """A manifest or a signature file: its main section and one for each entry."""

    raw: bytes
    main: Section
    entries: Mapping[str, Section]


def parse(raw: bytes) -> Sections:
    """The sections of a manifest or a signature file."""
    with refusing(Code.MALFORMED_MANIFEST):
        if not raw.endswith((b"\r", b"\n")):  # readers leave out such a line
            raise Refused(Code.MALFORMED_MANIFEST, "its last line has no end")
        sections = [_section(each[0]) for each in SECTION.finditer(raw)]
        main = Section(b"", {}) if raw.startswith((b"\r", b"\n")) else sections.pop(0)
        entries = {_entry_name(section): section for section in sections}
        if len(entries) != len(sections):
            raise Refused(Code.MALFORMED_MANIFEST, "a repeated name")
        return Sections(raw, main, entries)


def agrees(digests: Digests, data: bytes | Iterable[bytes]) -> bool:
    """Whether all of the digests, and at least one, are those of the data."""
    made = {algorithm: hashlib.new(algorithm) for algorithm, _ in digests}
    for chunk in [data] if isinstance(data, bytes) else data:
        for each in made.values():
            each.update(chunk)
    return bool(digests) and all(
        base64.b64encode(made[algorithm].digest()).decode() == value for algorithm, value in digests
    )


def vouched_for(signature_file: Sections, manifest: Sections) -> frozenset[str]:
    """The names that the signature file vouches for: by the whole manifest, or by what it says of each section.

    Raises:
        Refused: What it names is not as it was, or only digests that are not taken say that it is.
    """
    if signature_file.main.attributes.get("signature-version") != SIGNATURE_VERSION:
        raise Refused(Code.MALFORMED_SIGNATURE, "a signature file of an unknown version")
    if not agrees(signature_file.main.digests(OF_MANIFEST), manifest.raw):
        of_main = signature_file.main.digests(OF_MAIN_ATTRIBUTES)
        if of_main and not agrees(of_main, manifest.main.raw):
            raise Refused(Code.MANIFEST_TAMPERED, "its main section")
        for name, section in signature_file.entries.items():
            if name not in manifest.entries or not agrees(section.digests(), manifest.entries[name].raw):
                raise Refused(Code.MANIFEST_TAMPERED, name)
    return frozenset(signature_file.entries)


def _section(raw: bytes) -> Section:
    attributes: dict[str, str] = {}
    for line in FOLD.sub(b"", raw).rstrip(b"\r\n").splitlines():
        found = ATTRIBUTE.fullmatch(line.decode())
        if found is None or found[1].lower() in attributes:
            raise Refused(Code.MALFORMED_MANIFEST, f"the line {line[:80]!r}")
        attributes[found[1].lower()] = found[2]
    return Section(raw, attributes)


def _entry_name(section: Section) -> str:
    """The entry that a section is about: its first attribute ("Manifest Specification")."""
    first, value = next(iter(section.attributes.items()))
    if first != "name":
        raise Refused(Code.MALFORMED_MANIFEST, f"a section that begins with {first!r}")
    return value
