"""The records of a ZIP archive (PKWARE APPNOTE, 4.3), by the byte: each byte belongs to exactly one of them.

Rule SIG-HARDENED. A reader may go from header to header, or by the directory, or back from the end; it may go by the
sizes, or to the end of a stream. An archive is refused unless all of them come to the same entries.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from reference_impl.mid.verification.refusal import Code, Refused

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
ZIP64_END = struct.Struct("<4sQ2H2I4Q")
ZIP64_LOCATOR = struct.Struct("<4sIQI")
ZIP64_END_SIZE = ZIP64_END.size - 12
"""Its own count leaves out the signature and itself; there are no extensible data (4.3.14.2)."""
EXTRA = struct.Struct("<2H")
MAX_COMMENT_BYTES = 0xFFFF
IN_ZIP64, COUNT_IN_ZIP64 = 0xFFFFFFFF, 0xFFFF
"""What stands for a number that a ZIP64 record holds (4.4.1.4)."""

DESCRIPTOR_SIGNATURE = b"PK\x07\x08"

ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
DESCRIPTOR_FOLLOWS = 1 << 3
"""Checksum and sizes follow the data, and the local header may have zeros for them (4.4.4)."""
UTF8 = 1 << 11
KNOWN_FLAGS = 1 << 1 | 1 << 2 | DESCRIPTOR_FOLLOWS | UTF8
"""How hard it was packed, and the two above; what other bits ask for no good package needs."""
STORED, DEFLATED = 0, 8
"""The methods of a JAR (4.4.5)."""
MAX_VERSION = 45
"""ZIP64 (4.4.3.2); some readers leave out an entry that needs more."""

ZIP64, ALIGNMENT = 0x0001, 0xD935
"""What the latter holds, as Android's tools write it, is zeros but for the first two bytes."""
MAX_EXTRA_BYTES = {0x000A: 32, 0x5455: 13, 0x5855: 12, 0x7855: 4, 0x7875: 19, 0xCAFE: 0}
"""APPNOTE 4.6.1 and Info-ZIP: times and owners of files, and the mark of a JAR; another field may be another name."""


@dataclass(frozen=True)
class Entry:
    """A file or a folder, as all its headers tell it."""

    name: bytes
    flags: int
    method: int
    checksum: int
    size: int
    system: int
    """On which it was made (4.4.2)."""
    attributes: int
    """Of DOS in the low half, of UNIX in the high one (4.4.15)."""
    data: memoryview
    """What lies in the archive; packed, unless its method is to store."""


@dataclass(frozen=True)
class _Central:
    """A record of the central directory."""

    system: int
    needed: int
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    disk: int
    attributes: int
    offset: int
    name: bytes

    @property
    def label(self) -> str:
        """The name, for messages."""
        return repr(self.name)[1:]


@dataclass(frozen=True)
class _End:
    """What the end of an archive says of its central directory."""

    count: int
    start: int
    end: int


def entries(package: bytes, max_entries: int) -> list[Entry]:
    """The entries of an archive in which nothing else lies, in the order of their data.

    Raises:
        Refused: Some byte belongs to nothing, or to two things.
        struct.error: It breaks off.
    """
    end = _end(package)
    if end.count > max_entries:
        raise Refused(Code.ZIP_BOMB, f"{end.count} entries")
    listed = sorted(_directory(package, end), key=lambda each: each.offset)
    starts = [each.offset for each in listed] + [end.start]
    if starts[0]:
        raise Refused(Code.PREPENDED_DATA)
    return [_entry(package, each, following) for each, following in zip(listed, starts[1:], strict=True)]


def _end(package: bytes) -> _End:
    """The end record ends the file; a ZIP64 record before it says the same, as not all readers look at it."""
    start = package.rfind(b"PK\x05\x06", max(0, len(package) - END.size - MAX_COMMENT_BYTES))
    if start < 0:
        raise Refused(Code.NOT_A_ZIP, "no end record")
    _, *stated, comment_size = END.unpack_from(package, start)
    if start + END.size + comment_size < len(package):
        raise Refused(Code.APPENDED_DATA)
    if start + END.size + comment_size > len(package):
        raise Refused(Code.NOT_A_ZIP, "its comment breaks off")
    end, told = start, stated
    if package.startswith(b"PK\x06\x07", max(0, start - ZIP64_LOCATOR.size)):
        end, told = _zip64_end(package, start - ZIP64_LOCATOR.size)
        limits = (COUNT_IN_ZIP64,) * 4 + (IN_ZIP64,) * 2
        if any(one not in (other, limit) for one, other, limit in zip(stated, told, limits, strict=True)):
            raise Refused(Code.HEADER_MISMATCH, "ZIP64 end record")
    disk, disk_of_directory, count_here, count, size, offset = told
    if disk or disk_of_directory or count_here != count:
        raise Refused(Code.UNSUPPORTED_ARCHIVE, "more than one disk")
    if offset + size > end:
        raise Refused(Code.NOT_A_ZIP, "the end record names another directory")
    if offset + size < end:
        begins = package.startswith((b"PK\x03\x04", b"PK\x05\x06"))
        raise Refused(Code.HIDDEN_DATA if begins else Code.PREPENDED_DATA, "before the end record")
    return _End(count, offset, end)


def _zip64_end(package: bytes, locator: int) -> tuple[int, list[int]]:
    """Where the ZIP64 end record begins, and what it tells of the directory."""
    _, disk, start, disks = ZIP64_LOCATOR.unpack_from(package, locator)
    if (disk, disks) != (0, 1):
        raise Refused(Code.UNSUPPORTED_ARCHIVE, "more than one disk")
    signature, size, _, needed, *told = ZIP64_END.unpack_from(package, start)
    if (signature, start + ZIP64_END.size, size) != (b"PK\x06\x06", locator, ZIP64_END_SIZE):
        raise Refused(Code.HIDDEN_DATA, "ZIP64 end record")
    if needed > MAX_VERSION:
        raise Refused(Code.UNSUPPORTED_ARCHIVE, f"version {needed}")
    return start, told


def _directory(package: bytes, end: _End) -> Iterator[_Central]:
    """The records of the central directory, which fill it."""
    start = end.start
    for _ in range(end.count):
        signature, made_by, needed, flags, method, _, _, checksum, *numbers = CENTRAL.unpack_from(package, start)
        packed, size, name_size, extra_size, comment_size, disk, _, attributes, offset = numbers
        name, extra, following = _cut(package, start + CENTRAL.size, name_size, extra_size, comment_size)
        if signature != b"PK\x01\x02" or following > end.end:
            raise Refused(Code.NOT_A_ZIP, "the central directory breaks off")
        size, packed, offset = _centrally(_zip64(extra, name), size, packed, offset)
        of_file = packed, size, disk, attributes, offset, name
        yield _Central(made_by >> 8, needed, flags, method, checksum, *of_file)
        start = following
    if start != end.end:
        raise Refused(Code.HIDDEN_DATA, "behind the central directory")


def _cut(package: bytes, start: int, name_size: int, extra_size: int, comment_size: int) -> tuple[bytes, bytes, int]:
    """The name and the extra fields behind a header, and where its comment ends."""
    extra, comment = start + name_size, start + name_size + extra_size
    return package[start:extra], package[extra:comment], comment + comment_size


def _zip64(extra: bytes, name: bytes, *, is_local: bool = False) -> list[int] | None:
    """What the ZIP64 field says, if there is one; other fields hold times and owners, and each is there once."""
    found: dict[int, bytes] = {}
    while extra.strip(b"\0") if is_local else extra:  # zeros align the data
        kind, size = EXTRA.unpack_from(extra.ljust(EXTRA.size))
        content, extra = extra[EXTRA.size : EXTRA.size + size], extra[EXTRA.size + size :]
        if kind in found:
            raise Refused(Code.HIDDEN_DATA, f"an extra field of {name!r} once more")
        if len(content) != size or not _is_known(kind, content, is_local=is_local):
            raise Refused(Code.HIDDEN_DATA, f"an extra field of {name!r}")
        found[kind] = content
    numbers = found.get(ZIP64)
    return None if numbers is None else list(struct.unpack(f"<{len(numbers) // 8}Q", numbers))


def _is_known(kind: int, content: bytes, *, is_local: bool) -> bool:
    """Whether an extra field holds nothing but what it is for."""
    if kind == ZIP64:
        return len(content) % 8 == 0
    if kind == ALIGNMENT:
        return is_local and not content[2:].strip(b"\0")
    return len(content) <= MAX_EXTRA_BYTES.get(kind, -1)


def _centrally(zip64: list[int] | None, *stated: int) -> tuple[int, int, int]:
    """Size, packed size and offset; a ZIP64 field holds those that the record leaves to it (4.5.3)."""
    if zip64 is None:
        size, packed, offset = stated
        return size, packed, offset
    if len(zip64) != stated.count(IN_ZIP64):
        raise Refused(Code.HEADER_MISMATCH, f"a ZIP64 field for {len(zip64)} numbers")
    values = iter(zip64)
    size, packed, offset = (next(values) if each == IN_ZIP64 else each for each in stated)
    return size, packed, offset


def _entry(package: bytes, central: _Central, end: int) -> Entry:
    """The entry whose data lie between its local header and what follows it."""
    signature, needed, flags, method, _, _, checksum, *numbers = LOCAL.unpack_from(package, central.offset)
    packed, size, name_size, extra_size = numbers
    name, extra, start = _cut(package, central.offset + LOCAL.size, name_size, extra_size, 0)
    if signature != b"PK\x03\x04":
        raise Refused(Code.NOT_A_ZIP, f"no header of {central.label}")
    if name != central.name:
        raise Refused(Code.HEADER_MISMATCH, f"the name of {central.label}")
    if (flags, method) != (central.flags, central.method):
        raise Refused(Code.HEADER_MISMATCH, f"how {central.label} is packed")
    _check_features(central, needed)
    zip64 = _zip64(extra, name, is_local=True)
    size, packed = _locally(zip64, size, packed)
    is_deferred = bool(flags & DESCRIPTOR_FOLLOWS)
    if is_deferred and method == STORED and packed != central.packed:
        raise Refused(Code.UNSUPPORTED_ARCHIVE, f"the size of {central.label}, which is stored, stands behind it")
    stated, true = (checksum, packed, size), (central.checksum, central.packed, central.size)
    if any(one != other and not (is_deferred and one == 0) for one, other in zip(stated, true, strict=True)):
        raise Refused(Code.HEADER_MISMATCH, central.label)
    data_end = start + central.packed
    if data_end > end:
        raise Refused(Code.HEADER_MISMATCH, f"{central.label} overlaps with what follows")
    descriptors = _descriptors(true, is_long=zip64 is not None) if is_deferred else (b"",)
    if package[data_end:end] not in descriptors:
        raise Refused(Code.HIDDEN_DATA, f"behind {central.label}")
    data = memoryview(package)[start:data_end]
    of_central = central.checksum, central.size, central.system, central.attributes
    return Entry(name, flags, method, *of_central, data)


def _check_features(central: _Central, needed: int) -> None:
    """Refuse what asks more of a reader than a JAR does."""
    if central.flags & ENCRYPTED:
        raise Refused(Code.ENCRYPTED_ENTRY, central.label)
    if central.method not in (STORED, DEFLATED):
        raise Refused(Code.UNKNOWN_COMPRESSION, central.label)
    if central.flags & ~KNOWN_FLAGS or max(needed, central.needed) > MAX_VERSION or central.disk:
        raise Refused(Code.UNSUPPORTED_ARCHIVE, central.label)


def _locally(zip64: list[int] | None, *stated: int) -> tuple[int, int]:
    """Size and packed size; a ZIP64 field in a local header holds both (4.5.3)."""
    if zip64 is not None and (stated != (IN_ZIP64, IN_ZIP64) or len(zip64) != len(stated)):
        raise Refused(Code.HEADER_MISMATCH, "a ZIP64 field")
    size, packed = zip64 or stated
    return size, packed


def _descriptors(true: tuple[int, int, int], *, is_long: bool) -> tuple[bytes, bytes]:
    """What follows the data: checksum and sizes, with or without a signature (4.3.9)."""
    descriptor = struct.pack("<I2Q" if is_long else "<3I", *true)
    return descriptor, DESCRIPTOR_SIGNATURE + descriptor
