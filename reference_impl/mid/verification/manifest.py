"""Manifest and signature files, and what the one vouches for in the other.

JAR File Specification, "JAR Manifest" and "Signature Validation". Rule SIG-VERIFY, and where this is stricter than the
specification SIG-HARDENED: what can be read in two ways is refused. Digests cover raw bytes, so those are kept.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from reference_impl.mid.verification.refusal import Code, Refused, refusing

STRONG_DIGESTS = frozenset({"sha256", "sha384", "sha512"})
"""Rule SIG-PACKAGE-SHAPE; MD5 and SHA-1 are refused."""

OF_MAIN_ATTRIBUTES = "-manifest-main-attributes"
OF_MANIFEST = "-manifest"


@dataclass(frozen=True)
class Section:
    """A section with its blank line; attribute names are in lower case, as they are compared without case."""

    raw: bytes
    attributes: Mapping[str, str]

    def digests(self, of: str = "") -> dict[str, str]:
        """The strong digests by algorithm; of the entry, or of what the attributes' suffix names."""
        found = {
            match[1].replace("-", ""): value
            for key, value in self.attributes.items()
            if (match := re.fullmatch(rf"([a-z0-9-]+?)-digest{of}", key))
        }
        strong = {algorithm: value for algorithm, value in found.items() if algorithm in STRONG_DIGESTS}
        if found and not strong:
            raise Refused(Code.WEAK_DIGEST, f"{', '.join(found)} in a manifest")
        return strong


@dataclass(frozen=True)
class Sections:
    """A manifest or a signature file: its main section and one for each entry."""

    raw: bytes
    main: Section
    entries: Mapping[str, Section]


def parse(raw: bytes) -> Sections:
    """The sections of a manifest or a signature file."""
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    with refusing(Code.MALFORMED_MANIFEST):
        *parts, rest = raw.split(newline * 2)
        main, *others = [_section(part, newline) for part in parts]
        entries = {_entry_name(section): section for section in others}
    if rest or len(entries) != len(others):
        raise Refused(Code.MALFORMED_MANIFEST, "a repeated name, or no blank line at the end")
    return Sections(raw, main, entries)


def agrees(digests: Mapping[str, str], data: bytes) -> bool:
    """Whether all of the digests, and at least one, are those of the data."""
    return bool(digests) and all(
        base64.b64encode(hashlib.new(algorithm, data).digest()).decode() == value
        for algorithm, value in digests.items()
    )


def vouched_for(signature_file: Sections, manifest: Sections) -> frozenset[str]:
    """The names of the entries whose sections the signature file vouches for; a wrong digest is refused."""
    of_main = signature_file.main.digests(OF_MAIN_ATTRIBUTES)
    of_all = signature_file.main.digests(OF_MANIFEST)
    if (of_main and not agrees(of_main, manifest.main.raw)) or (of_all and not agrees(of_all, manifest.raw)):
        raise Refused(Code.MANIFEST_TAMPERED)
    for name, section in signature_file.entries.items():
        if name not in manifest.entries or not agrees(section.digests(), manifest.entries[name].raw):
            raise Refused(Code.MANIFEST_TAMPERED, name)
    return frozenset(manifest.entries if of_all else signature_file.entries)


def _section(part: bytes, newline: bytes) -> Section:
    attributes: dict[str, str] = {}
    for line in part.replace(newline + b" ", b"").split(newline):
        key, value = line.decode().split(": ", 1)
        if key.lower() in attributes or not value.isprintable():
            raise Refused(Code.MALFORMED_MANIFEST, f"attribute {key!r}")
        attributes[key.lower()] = value
    return Section(part + newline * 2, attributes)


def _entry_name(section: Section) -> str:
    """The entry that a section is about: its first attribute ("Manifest Specification")."""
    first, value = next(iter(section.attributes.items()))
    if first != "name":
        raise Refused(Code.MALFORMED_MANIFEST, f"a section that begins with {first!r}")
    return value
