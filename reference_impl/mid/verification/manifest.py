"""Manifest and signature files, and what the one vouches for in the other.

JAR File Specification, "JAR Manifest" and "Signature Validation". Rule SIG-VERIFY, and where this is stricter than the
specification SIG-HARDENED: what can be read in two ways is refused. Digests cover raw bytes, so those are kept.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from reference_impl.mid.verification.algorithms import HASHES, check_hash
from reference_impl.mid.verification.archive import MAX_ENTRIES
from reference_impl.mid.verification.refusal import Code, Refused, refusing

SIGNATURE_VERSION = "1.0"
MAX_SECTIONS = MAX_ENTRIES + 1
"""The main one, and one for each entry."""
OF_MAIN_ATTRIBUTES = "-manifest-main-attributes"
OF_MANIFEST = "-manifest"

SECTION = re.compile(rb"(?:[^\r\n]++(?>\r\n|\r|\n))++(?>\r\n|\r|\n)?")
"""Lines, and the blank one that ends them; the last section may have none."""
FOLD = re.compile(rb"(?>\r\n|\r|\n) ")
ATTRIBUTE = re.compile(rb"([A-Za-z0-9][A-Za-z0-9_-]{0,69}): ((?>[^\r\n\0]|(?>\r\n|\r|\n) )*+)(?>\r\n|\r|\n)")
"""A name, and a value; folds divide values alone ("Specification")."""
TOO_LONG = re.compile(rb"(?<![^\r\n])[^\r\n]{511}(?:[^\r\n]|\r\n)")
"""A line of more than 512 bytes with its end, which Java does not read; none should have more than 72 without it."""
OPTIONAL_DASH = re.compile("(?<=^sha)-(?=[0-9]+$)")
"""Java knows SHA-256 as SHA256, too, and in no further spelling."""

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
        suffix = f"-digest{of}"
        found = {
            (_algorithm(key.removesuffix(suffix)), value)
            for key, value in self.attributes.items()
            if key.endswith(suffix)
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
        if TOO_LONG.search(raw):
            raise Refused(Code.MALFORMED_MANIFEST, "a line that is too long")
        sections = [_section(each[0]) for each in islice(SECTION.finditer(raw), MAX_SECTIONS + 1)]
        if len(sections) > MAX_SECTIONS:
            raise Refused(Code.ZIP_BOMB, f"more than {MAX_SECTIONS} sections")
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


def _algorithm(named: str) -> str:
    """A hash function by its name in `hashlib`, as far as that has another one."""
    return "sha1" if named == "sha" else OPTIONAL_DASH.sub("", named)


def _section(raw: bytes) -> Section:
    attributes: dict[str, str] = {}
    start = 0
    while not raw.startswith((b"\r", b"\n"), start) and start < len(raw):
        found = ATTRIBUTE.match(raw, start)
        if found is None or (name := found[1].decode().lower()) in attributes:
            raise Refused(Code.MALFORMED_MANIFEST, f"the line {raw[start : start + 80].splitlines()[0]!r}")
        attributes[name] = FOLD.sub(b"", found[2]).decode()
        start = found.end()
    return Section(raw, attributes)


def _entry_name(section: Section) -> str:
    """The entry that a section is about: its first attribute ("Manifest Specification")."""
    first, value = next(iter(section.attributes.items()))
    if first != "name":
        raise Refused(Code.MALFORMED_MANIFEST, f"a section that begins with {first!r}")
    return value
