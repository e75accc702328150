"""Names and attributes of entries: what an extractor would make of them, on any system.

Rule SIG-HARDENED: a signature vouches for names as they are, and covers no attributes.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from reference_impl.mid.verification.records import UTF8, Entry
from reference_impl.mid.verification.refusal import Code, Refused

DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
RESERVED_ON_WINDOWS = re.compile(r'[:<>"|?*]')
VERSION_ON_VMS = re.compile(r";[0-9]*$")
"""Info-ZIP's unzip drops it on every system."""

MAX_NAME_BYTES, MAX_PART_BYTES = 4096, 255
"""PATH_MAX and NAME_MAX of Linux; no other system takes longer ones."""
MAX_DEPTH = 100
"""How many folders may lie in one another: extractors go through them one by one, and a name has room for 2,000."""

WITH_CODE_PAGES = {0, 6, 11}
"""MS-DOS, OS/2 and Windows NT (APPNOTE 4.4.2, the last by Info-ZIP's number): UnZip heeds no mark of UTF-8 there."""

FILE_TYPE_SHIFT = 28
UNKNOWN_TYPE, DIRECTORY, REGULAR_FILE = 0o00, 0o04, 0o10
DOS_VOLUME_LABEL, DOS_DIRECTORY = 0x08, 0x10


def of(entry: Entry) -> str:
    """The name, where it leads into the folder and to the same file for every reader and on every system."""
    name = _decoded(entry)
    longest = max(map(len, entry.name.split(b"/")))
    if len(entry.name) > MAX_NAME_BYTES or longest > MAX_PART_BYTES:
        raise Refused(Code.BAD_NAME, f"one of {len(entry.name)} bytes")
    if entry.name.count(b"/") > MAX_DEPTH:
        raise Refused(Code.BAD_NAME, f"one of {entry.name.count(b'/')} folders")
    if "\\" in name or not name.isprintable():
        raise Refused(Code.BAD_NAME, repr(name))
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise Refused(Code.ABSOLUTE_PATH, name)
    parts = name.removesuffix("/").split("/")
    if {"", ".", ".."} & set(parts):
        raise Refused(Code.PATH_TRAVERSAL, name)
    if any(map(_is_another_somewhere, parts)):
        raise Refused(Code.BAD_NAME, name)
    _check_attributes(entry, name)
    return name


def check_distinct(names: Collection[str]) -> None:
    """No two paths are one to an extractor, or to a file system that ignores case; no file is a folder, too."""
    entries: set[str] = set()
    folders: set[str] = set()
    spelled: dict[str, str] = {}
    for name in names:
        path = name.removesuffix("/")
        if path in entries:
            raise Refused(Code.DUPLICATE_ENTRY, name)
        entries.add(path)
        new = [path, *(each for each in _above(path) if each not in folders)]
        if any(spelled.setdefault(_folded(each), each) != each for each in new):
            raise Refused(Code.CASE_COLLISION, name)
        folders.update(new[1:])
    if both := folders.intersection(names):
        raise Refused(Code.DUPLICATE_ENTRY, f"{min(both)} is a folder, too")


def is_folder(name: str) -> bool:
    """Whether it is a folder's, to every reader."""
    return name.endswith("/")


def _decoded(entry: Entry) -> str:
    """The name in characters.

    Without the mark of UTF-8 (APPNOTE, appendix D), or from where code pages are, each reader has its own for a byte.
    """
    encoding = "utf-8" if entry.flags & UTF8 and entry.system not in WITH_CODE_PAGES else "ascii"
    try:
        return entry.name.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(Code.AMBIGUOUS_NAME, repr(entry.name)) from None


def _is_another_somewhere(part: str) -> bool:
    """Whether a system takes it for a stream, a device, or for the name without its end, or cannot write it."""
    return (
        part.endswith((".", " "))
        or any(pattern.search(part) for pattern in (RESERVED_ON_WINDOWS, VERSION_ON_VMS))
        or bool(DEVICE.match(part))
    )


def _check_attributes(entry: Entry, name: str) -> None:
    """They say what the name says: a folder, or a file, and neither a link nor the label of a volume."""
    kind = entry.attributes >> FILE_TYPE_SHIFT
    if kind not in (UNKNOWN_TYPE, DIRECTORY, REGULAR_FILE):
        raise Refused(Code.SYMLINK, f"type {kind:o}: {name}")
    is_other = kind == (REGULAR_FILE if is_folder(name) else DIRECTORY)
    dos = entry.attributes & (DOS_VOLUME_LABEL if is_folder(name) else DOS_VOLUME_LABEL | DOS_DIRECTORY)
    if is_other or dos:
        raise Refused(Code.HEADER_MISMATCH, f"the attributes of {name}")


def _above(path: str) -> Iterator[str]:
    """The folders in which a path lies."""
    return (path[: each.start()] for each in re.finditer("/", path))


def _folded(path: str) -> str:
    """A caseless match is canonical before and after (The Unicode Standard, D145)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
