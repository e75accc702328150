"""Write ZIP archives by the byte (PKWARE APPNOTE), as `zipfile` would not: with headers that lie, with more data."""

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fakes.releases.packages import jar

STORED, DEFLATED = 0, 8
VERSION = 20
DATE, TIME = (40 << 9) | (1 << 5) | 1, 0
"""The first of January, 2020."""

SIZES_FOLLOW = 0x8
"""A flag: checksum and sizes stand behind the data (APPNOTE 4.4.4)."""
UTF_8 = 0x800
"""A flag: names are in UTF-8."""


@dataclass(frozen=True)
class Header:
    """What a local or a central header says of an entry.

    Attributes:
        packed: How many bytes follow the local header.
        size: How many bytes they unpack to.
        comment: In the central header alone.
        offset: Where the local header is; likewise.
    """

    name: bytes
    method: int
    checksum: int
    packed: int
    size: int
    flags: int = 0
    extra: bytes = b""
    comment: bytes = b""
    offset: int = 0

    @property
    def facts(self) -> tuple[int, ...]:
        """What both kinds of header have in common."""
        return self.flags, self.method, TIME, DATE, self.checksum, self.packed, self.size, len(self.name)


@dataclass(frozen=True)
class End:
    """What the record at the end says of the directory."""

    count: int
    size: int
    offset: int
    disk: int = 0
    comment: bytes = b""


def as_it_is(header: Header) -> Header:
    """The header without a change."""
    return header


def true_end(end: End) -> End:
    """The record without a change."""
    return end


@dataclass(frozen=True)
class Member:
    """An entry: what its headers tell, and what follows them."""

    name: str
    content: bytes
    """What sizes and checksum are about."""
    method: int = DEFLATED
    stream: bytes | None = None
    """What is there in its place; by default the content, packed by the method."""
    local_extra: bytes = b""
    """An extra field that the local header has, and not the central one."""
    attributes: int = jar.ATTRIBUTE_ARCHIVE
    system: int = jar.HOST_FAT
    local: Callable[[Header], Header] = as_it_is
    """What the local header says instead."""
    central: Callable[[Header], Header] = as_it_is
    """What the central header says instead."""
    descriptor: bytes = b""
    """What stands behind the data."""

    @property
    def data(self) -> bytes:
        """What follows the local header."""
        if self.stream is not None:
            return self.stream
        return deflated(self.content) if self.method == DEFLATED else self.content

    @property
    def header(self) -> Header:
        """What a header says that does not lie."""
        checksum = zlib.crc32(self.content)
        return Header(self.name.encode(), self.method, checksum, len(self.data), len(self.content))


def deflated(content: bytes, level: int = -1) -> bytes:
    """A stream that inflates to the content."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def extra(content: bytes, kind: int = 0x6D42) -> bytes:
    """An extra field, by default of a kind that nobody has registered."""
    return struct.pack("<HH", kind, len(content)) + content


def descriptor(member: Member) -> bytes:
    """What stands behind the data where the local header leaves it out (APPNOTE 4.3.9)."""
    header = member.header
    return struct.pack("<4s3I", b"PK\x07\x08", header.checksum, header.packed, header.size)


def write(members: Iterable[Member], between: bytes = b"", end: Callable[[End], End] = true_end) -> bytes:
    """The archive.

    Args:
        members: Its entries.
        between: What stands before the directory, and no header names it.
        end: What the record at the end says instead of the truth.
    """
    body, directory, count = bytearray(), bytearray(), 0
    for member in members:
        directory += _central(member, len(body))
        body += local(member)
        count += 1
    body += between
    told = end(End(count, len(directory), len(body)))
    facts = (told.disk, told.disk, told.count, told.count, told.size, told.offset, len(told.comment))
    return bytes(body + directory) + struct.pack("<4s4H2IH", b"PK\x05\x06", *facts) + told.comment


def members(package: bytes) -> list[Member]:
    """The entries of a good archive."""
    return [Member(name, content) for name, content in jar.read(package)]


def local(member: Member) -> bytes:
    """The entry with its local header."""
    header = member.local(member.header)
    extra_field = header.extra + member.local_extra
    packed = struct.pack("<4s5H3I2H", b"PK\x03\x04", VERSION, *header.facts, len(extra_field))
    return packed + header.name + extra_field + member.data + member.descriptor


def _central(member: Member, offset: int) -> bytes:
    header = member.central(replace(member.header, offset=offset))
    facts = (member.system << 8 | VERSION, VERSION, *header.facts, len(header.extra), len(header.comment), 0, 0)
    packed = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *facts, member.attributes, header.offset)
    return packed + header.name + header.extra + header.comment
