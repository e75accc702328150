"""Write ZIP archives by the byte (PKWARE APPNOTE), as `zipfile` would not: with headers that lie, with more data."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from fakes.releases.packages import jar

STORED, DEFLATED = 0, 8
VERSION = 20
DATE, TIME = (40 << 9) | (1 << 5) | 1, 0
"""The first of January, 2020."""


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
    local_name: str = ""
    """How the local header calls it; by default as the central one does."""
    checksum: int | None = None
    """That of the central header; by default the right one."""
    attributes: int = jar.ATTRIBUTE_ARCHIVE
    system: int = jar.HOST_FAT

    @property
    def data(self) -> bytes:
        """What follows the local header."""
        if self.stream is not None:
            return self.stream
        return deflated(self.content) if self.method == DEFLATED else self.content


def deflated(content: bytes, level: int = -1) -> bytes:
    """A stream that inflates to the content."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def extra(content: bytes, kind: int = 0x6D42) -> bytes:
    """An extra field of a kind that nobody has registered."""
    return struct.pack("<HH", kind, len(content)) + content


def write(members: Iterable[Member], between: bytes = b"") -> bytes:
    """The archive; perhaps with something before the central directory that no header names."""
    body, directory, count = bytearray(), bytearray(), 0
    for member in members:
        directory += _central(member, len(body))
        body += _local(member)
        count += 1
    body += between
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def members(package: bytes) -> list[Member]:
    """The entries of a good archive."""
    return [Member(name, content) for name, content in jar.read(package)]


def _facts(member: Member, checksum: int) -> tuple[int, ...]:
    return member.method, TIME, DATE, checksum, len(member.data), len(member.content)


def _local(member: Member) -> bytes:
    name, facts = (member.local_name or member.name).encode(), _facts(member, zlib.crc32(member.content))
    header = struct.pack("<4s5H3I2H", b"PK\x03\x04", VERSION, 0, *facts, len(name), len(member.local_extra))
    return header + name + member.local_extra + member.data


def _central(member: Member, offset: int) -> bytes:
    name = member.name.encode()
    checksum = zlib.crc32(member.content) if member.checksum is None else member.checksum
    made_by = member.system << 8 | VERSION
    facts = (made_by, VERSION, 0, *_facts(member, checksum), len(name), 0, 0, 0, 0, member.attributes, offset)
    return struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *facts) + name
