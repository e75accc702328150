"""Open a package's ZIP (PKWARE APPNOTE), and read it in the only way in which it can be read.

Rule SIG-HARDENED: an archive is refused that two readers could read differently, or that is unsafe to extract. A
signature vouches for names as they are; it covers neither an entry's attributes nor what lies between the entries.
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence

from reference_impl.mid.verification.refusal import Code, Refused, refusing

MAX_ENTRIES = 50_000
MAX_BYTES = 1 << 30
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1 << 20

END_RECORD = struct.Struct("<4s16xH")
ZIP64_LOCATOR = struct.Struct("<4s16x")
LOCAL_HEADER = struct.Struct("<6xHHIIIIHH")
DESCRIPTOR = struct.Struct("<III")
DESCRIPTOR_SIGNATURE = b"PK\x07\x08"

EXTRA_FIELD = struct.Struct("<HH")
EXTRA_OF_TOOLS = {0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xCAFE}
"""APPNOTE 4.6.1 and Info-ZIP: times and owners of files; and the mark of a JAR. No ZIP64: packages are smaller."""
MAX_EXTRA_BYTES = 64

DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)

ENCRYPTED = 0x1
DESCRIPTOR_FOLLOWS = 0x8
"""APPNOTE 4.4.4, bit 3: checksum and sizes follow the data, and the local header may have zeros for them."""

FILE_TYPE_SHIFT = 28
UNKNOWN_TYPE, DIRECTORY, REGULAR_FILE = 0o00, 0o04, 0o10


def open_archive(package: bytes) -> zipfile.ZipFile:
    """The archive, once nothing about its structure and its names is amiss."""
    if not package:
        raise Refused(Code.EMPTY_FILE)
    with refusing(Code.NOT_A_ZIP):
        archive = zipfile.ZipFile(io.BytesIO(package))
        _check_end(package, archive)
        _check_sizes(archive.infolist())
        _check_layout(package, archive)
    for info in archive.infolist():
        _check_entry(info)
    _check_names(archive.namelist())
    return archive


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The content of an entry."""
    with refusing(Code.CORRUPT_ENTRY):
        return archive.read(name)


def _check_end(package: bytes, archive: zipfile.ZipFile) -> None:
    """The end record ends the file, and no ZIP64 record competes with it: packages are smaller than that."""
    start = len(package) - END_RECORD.size - len(archive.comment)
    signature, _ = END_RECORD.unpack_from(package, start)
    if signature != b"PK\x05\x06":
        raise Refused(Code.APPENDED_DATA)
    if package[start - ZIP64_LOCATOR.size : start].startswith(b"PK\x06\x07"):
        raise Refused(Code.HEADER_MISMATCH, "ZIP64 end record")


def _check_sizes(infos: Sequence[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_BYTES:
        raise Refused(Code.ZIP_BOMB, "too large")
    for info in infos:
        if info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise Refused(Code.ZIP_BOMB, info.filename)


def _check_layout(package: bytes, archive: zipfile.ZipFile) -> None:
    """Entries follow one another, from the first byte to the central directory, without a gap and without overlap."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset != end:
            raise Refused(Code.HIDDEN_DATA if end else Code.PREPENDED_DATA, f"before {info.filename}")
        end = _end_of_entry(package, info)
        _check_extra(info.extra, info)
    if end != archive.start_dir:
        raise Refused(Code.HIDDEN_DATA, "before the central directory")


def _end_of_entry(package: bytes, info: zipfile.ZipInfo) -> int:
    """Where the entry ends; readers that stream see the local header, readers that seek the central directory."""
    header: tuple[int, ...] = LOCAL_HEADER.unpack_from(package, info.header_offset)
    flags, method, _, *sizes, name_size, extra_size = header
    expected = [info.CRC, info.compress_size, info.file_size]
    deferred = bool(flags & DESCRIPTOR_FOLLOWS) and sizes == [0, 0, 0]
    if (flags, method) != (info.flag_bits, info.compress_type) or not (deferred or sizes == expected):
        raise Refused(Code.HEADER_MISMATCH, info.filename)
    extra = info.header_offset + LOCAL_HEADER.size + name_size
    _check_extra(package[extra : extra + extra_size], info)
    end = extra + extra_size + info.compress_size
    _check_stream(package[extra + extra_size : end], info)
    if not flags & DESCRIPTOR_FOLLOWS:
        return end
    if package.startswith(DESCRIPTOR_SIGNATURE, end):
        end += len(DESCRIPTOR_SIGNATURE)
    if list(DESCRIPTOR.unpack_from(package, end)) != expected:
        raise Refused(Code.HEADER_MISMATCH, info.filename)
    return end + DESCRIPTOR.size


def _check_extra(extra: bytes, info: zipfile.ZipInfo) -> None:
    """Extra fields hold times and owners, and nothing that another reader could take for something else."""
    while extra:
        kind, size = EXTRA_FIELD.unpack_from(extra)
        if kind not in EXTRA_OF_TOOLS or size > min(MAX_EXTRA_BYTES, len(extra) - EXTRA_FIELD.size):
            raise Refused(Code.HIDDEN_DATA, f"an extra field of {info.filename}")
        extra = extra[EXTRA_FIELD.size + size :]


def _check_stream(stream: bytes, info: zipfile.ZipInfo) -> None:
    """All of the data belong to the file, whether a reader goes by its size or to the end of the stream."""
    if info.compress_type == zipfile.ZIP_STORED:
        size, rest = len(stream), b""
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        size = len(unpacker.decompress(stream, info.file_size + 1))
        rest = unpacker.unused_data
    else:
        return  # refused for that
    if size != info.file_size:
        raise Refused(Code.HEADER_MISMATCH, f"the size of {info.filename}")
    if rest:
        raise Refused(Code.HIDDEN_DATA, f"behind {info.filename}")


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.external_attr >> FILE_TYPE_SHIFT not in (UNKNOWN_TYPE, DIRECTORY, REGULAR_FILE):
        raise Refused(Code.SYMLINK, info.filename)
    if info.flag_bits & ENCRYPTED:
        raise Refused(Code.ENCRYPTED_ENTRY, info.filename)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(Code.UNKNOWN_COMPRESSION, info.filename)
    name = info.orig_filename  # `filename` ends at a NUL, and has this system's separators replaced
    if "\\" in name or not name.isprintable():
        raise Refused(Code.BAD_NAME, repr(name))
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise Refused(Code.ABSOLUTE_PATH, name)
    parts = name.removesuffix("/").split("/")
    if {"", ".", ".."} & set(parts):
        raise Refused(Code.PATH_TRAVERSAL, name)
    if any(map(_is_another_on_windows, parts)):
        raise Refused(Code.BAD_NAME, name)


def _is_another_on_windows(part: str) -> bool:
    """Whether Windows takes a name for a stream of a file, for a device, or for the name without its end."""
    return ":" in part or part.endswith((".", " ")) or bool(DEVICE.match(part))


def _check_names(names: Sequence[str]) -> None:
    """No two names are one to an extractor, or to a file system that ignores case."""
    seen: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold().removesuffix("/")
        if folded in seen:
            raise Refused(Code.DUPLICATE_ENTRY if seen[folded] == name else Code.CASE_COLLISION, name)
        seen[folded] = name
