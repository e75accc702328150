"""Write and walk DER (X.690), as far as signatures, time stamps and replies about certificates need it.

asn1crypto serves for reading only: its `dump()` takes every length whose last byte is 0x80 for an indefinite one and
then encodes all below anew, at a cost exponential in the depth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

NULL = b"\x05\x00"

LONG_FORM = 0x80
"""In a length: what follows is the number of length bytes. In an object identifier: the arc goes on."""


class Tag(IntEnum):
    """The identifier octets in use."""

    INTEGER = 0x02
    BIT_STRING = 0x03
    OCTET_STRING = 0x04
    OBJECT_IDENTIFIER = 0x06
    ENUMERATED = 0x0A
    GENERALIZED_TIME = 0x18
    SEQUENCE = 0x30
    SET = 0x31
    PRIMITIVE_0 = 0x80
    PRIMITIVE_2 = 0x82
    CONTEXT_0 = 0xA0
    CONTEXT_1 = 0xA1
    CONTEXT_2 = 0xA2


@dataclass(frozen=True)
class Element:
    """One element as it was read: its tag, its content, and all of its bytes."""

    tag: int
    content: bytes
    encoded: bytes


def element(tag: Tag, *parts: bytes) -> bytes:
    """An element whose content is the given parts."""
    content = b"".join(parts)
    size = len(content)
    if size < LONG_FORM:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, LONG_FORM | len(length)]) + length + content


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE of encoded elements."""
    return element(Tag.SEQUENCE, *parts)


def set_of(*parts: bytes) -> bytes:
    """A SET OF, in the order that DER asks for (X.690, 11.6)."""
    return element(Tag.SET, *sorted(parts))


def integer(value: int) -> bytes:
    """A non-negative INTEGER."""
    return element(Tag.INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def enumerated(value: int) -> bytes:
    """An ENUMERATED of one byte."""
    return element(Tag.ENUMERATED, bytes([value]))


def octets(data: bytes) -> bytes:
    """An OCTET STRING."""
    return element(Tag.OCTET_STRING, data)


def bits(data: bytes) -> bytes:
    """A BIT STRING of whole bytes."""
    return element(Tag.BIT_STRING, b"\x00", data)


def time(moment: datetime) -> bytes:
    """A GeneralizedTime of a moment in UTC, to the second."""
    return element(Tag.GENERALIZED_TIME, moment.strftime("%Y%m%d%H%M%SZ").encode())


def oid(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER."""
    first, second, *rest = map(int, dotted.split("."))
    return element(Tag.OBJECT_IDENTIFIER, *map(_arc, [40 * first + second, *rest]))


def _arc(number: int) -> bytes:
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(LONG_FORM | number & 0x7F)
    return bytes(reversed(groups))


def children(content: bytes) -> Iterator[Element]:
    """The elements in the content of a constructed one: short tags and definite lengths only."""
    start = 0
    while start < len(content):
        size, body = content[start + 1], start + 2
        if size >= LONG_FORM:
            body += size & 0x7F
            size = int.from_bytes(content[start + 2 : body], "big")
        end = body + size
        yield Element(content[start], content[body:end], content[start:end])
        start = end
