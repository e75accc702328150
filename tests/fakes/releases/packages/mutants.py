"""What a good package may turn into: by a bit, by some bytes, or by somebody who knows what they mean.

Who knows the format changes a field of a header, what stands in an entry, a line or a digest of a manifest, an element
of the signature block; and makes the rest of the package fit.
"""

import base64
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from fakes.releases.packages import archive, der, jar
from fakes.releases.packages.archive import DEFLATED, STORED, Member, deflated, extra
from fakes.releases.packages.flawed_content import BLOCK, SIGNATURE_FILE, signed

CONSTRUCTED = 0x20
"""In a tag: what is in the element are elements (X.690, 8.1.2.5)."""

Draw = Callable[[st.SearchStrategy], object]

ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hello\n" * 5), ("lib/mid.jar", bytes(range(256))), ("work/a", b"a")]
MEMBERS = [
    *(replace(each, method=STORED if each.name == "work/a" else DEFLATED) for each in archive.members(signed(ENTRIES))),
    Member("work/empty/", b"", STORED),
]
GOOD = archive.write(MEMBERS)
"""Small and stamped, with a file that is not packed and with a folder."""

NAMES = [
    *(name for name, _ in ENTRIES),
    *(jar.MANIFEST, SIGNATURE_FILE, BLOCK, "META-INF/OTHER.SF", "META-INF/OTHER.RSA", "meta-inf/manifest.mf"),
    *("bin/MID.SH", "bin/more.sh", "../mid.sh", "/bin/mid.sh", "bin\\mid.sh", "work/empty", "work/", "", "bin/mid.sh/"),
]
NUMBERS = [0, 1, 2, 8, 0x20, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]
ARBITRARY = st.sampled_from(NUMBERS) | st.integers(0, 0xFFFFFFFF)

FIELDS = {
    b"PK\x03\x04": [(4, "H"), (6, "H"), (8, "H"), (10, "H"), (14, "I"), (18, "I"), (22, "I"), (26, "H"), (28, "H")],
    b"PK\x01\x02": [
        *((4, "H"), (6, "H"), (8, "H"), (10, "H"), (16, "I"), (20, "I"), (24, "I"), (28, "H"), (30, "H")),
        *((32, "H"), (34, "H"), (36, "H"), (38, "I"), (42, "I")),
    ],
    b"PK\x05\x06": [(4, "H"), (6, "H"), (8, "H"), (10, "H"), (12, "I"), (16, "I"), (20, "H")],
}
"""Where the fields of the headers lie, and how long they are (PKWARE APPNOTE, 4.3.7, 4.3.12, 4.3.16)."""
PLACES = [
    (match.start() + offset, length)
    for signature, fields in FIELDS.items()
    for match in re.finditer(re.escape(signature), GOOD)
    for offset, length in fields
]


@st.composite
def bits(draw: Draw, content: bytes = GOOD) -> bytes:
    """One bit is another."""
    place = draw(st.integers(0, len(content) * 8 - 1))
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


@st.composite
def spans(draw: Draw, content: bytes = GOOD) -> bytes:
    """Some bytes are gone, are there twice, are others, or come from elsewhere in it."""
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.integers(0, 40)))
    other = draw(st.integers(0, len(content)))
    in_place = draw(
        st.sampled_from([b"", content[start:end] * 2, content[other : other + end - start]]) | st.binary(max_size=20)
    )
    return content[:start] + in_place + content[end:]


@st.composite
def headers(draw: Draw) -> bytes:
    """A field or two of the headers say something else."""
    package = bytearray(GOOD)
    for place, length in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=2)):
        (old,) = struct.unpack_from(f"<{length}", package, place)
        new = draw(ARBITRARY | st.sampled_from([old - 1, old + 1, len(GOOD) - old]))
        struct.pack_into(f"<{length}", package, place, new & (0xFFFF if length == "H" else 0xFFFFFFFF))
    return bytes(package)


@st.composite
def entries(draw: Draw) -> bytes:
    """Entries are others, in another order, more or fewer, or unlike their headers."""
    members = list(MEMBERS)
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.integers(0, max(0, len(members) - 1)))
        members[place : place + 1] = draw(in_place_of(draw(st.sampled_from(MEMBERS)), draw(st.sampled_from(MEMBERS))))
    return archive.write(draw(st.just(members) | st.permutations(members)), draw(st.just(b"") | st.binary(max_size=8)))


def in_place_of(one: Member, other: Member) -> st.SearchStrategy[list[Member]]:
    """What may stand in the place of one entry."""
    name, junk = st.sampled_from(NAMES), st.binary(max_size=20)
    return st.one_of(
        st.sampled_from([[], [one, one], [one, other], [other], [replace(one, content=other.content)]]),
        st.sampled_from([[replace(one, method=method)] for method in (STORED, DEFLATED, 12)]),
        st.just([replace(one, method=DEFLATED, stream=deflated(other.content))]),
        name.map(lambda name: [replace(one, name=name)]),
        name.map(lambda name: [one, replace(other, name=name)]),
        name.map(lambda name: [replace(one, local=lambda header: replace(header, name=name.encode()))]),
        junk.map(lambda junk: [replace(one, stream=one.data + junk)]),
        junk.map(lambda junk: [replace(one, local_extra=junk)]),
        st.builds(lambda junk, kind: [replace(one, local_extra=extra(junk, kind))], junk, st.integers(0, 0xFFFF)),
        ARBITRARY.map(lambda number: [replace(one, central=lambda header: replace(header, checksum=number))]),
        st.builds(lambda system, bits: [replace(one, system=system, attributes=bits)], st.integers(0, 20), ARBITRARY),
    )


@st.composite
def lines(draw: Draw) -> bytes:
    """Lines of the manifest or of the signature file are gone, doubled, exchanged or others."""
    name = draw(st.sampled_from([jar.MANIFEST, SIGNATURE_FILE]))
    text = _content(name).split(b"\r\n")
    place, other = (draw(st.integers(0, len(text) - 1)) for _ in range(2))
    text[place : place + 1] = draw(in_line_of(text[place], text[other]))
    return _with(name, draw(st.sampled_from([b"\r\n", b"\r\n", b"\n", b"\r"])).join(text))


def in_line_of(one: bytes, other: bytes) -> st.SearchStrategy[list[bytes]]:
    """What may stand in the place of one line."""
    digest = st.binary(min_size=32, max_size=32).map(base64.b64encode)
    return st.one_of(
        st.sampled_from(
            [[], [one, one], [other], [one, other], [one, b""], [one.swapcase()], [one[:9], b" " + one[9:]]]
        ),
        st.sampled_from([b"SHA-1", b"SHA-512", b"MD5", b"sha-256"]).map(lambda name: [one.replace(b"SHA-256", name)]),
        digest.map(lambda digest: [re.sub(rb": .*", b": " + digest, one)]),
        st.sampled_from(NAMES).map(lambda name: [b"Name: " + name.encode()]),
    )


@st.composite
def contents(draw: Draw, change: Callable[[bytes], st.SearchStrategy[bytes]]) -> bytes:
    """What one entry holds is another, and it is packed anew."""
    name = draw(st.sampled_from([member.name for member in MEMBERS if member.content]))
    return _with(name, draw(change(_content(name))))


@st.composite
def elements(draw: Draw) -> bytes:
    """An element of the signature block is another, gone or doubled, and those around it have the right lengths."""
    block, numbers = _content(BLOCK), count()
    chosen = draw(st.integers(0, _elements(block) - 1))

    def change(encoded: bytes) -> bytes:
        if next(numbers) == chosen:
            return bytes(draw(st.sampled_from([b"", encoded * 2, der.NULL]) | spans(encoded)))
        (element,) = der.children(encoded)
        if not element.tag & CONSTRUCTED:
            return encoded
        return _element(element.tag, b"".join(change(each.encoded) for each in der.children(element.content)))

    return _with(BLOCK, change(block))


def _elements(encoded: bytes) -> int:
    """How many elements there are, all in all."""
    (element,) = der.children(encoded)
    within = der.children(element.content) if element.tag & CONSTRUCTED else ()
    return 1 + sum(_elements(each.encoded) for each in within)


def _element(tag: int, content: bytes) -> bytes:
    return bytes([tag]) + der.sequence(content)[1:]


def _content(name: str) -> bytes:
    return next(member.content for member in MEMBERS if member.name == name)


def _with(name: str, content: bytes) -> bytes:
    return archive.write(replace(each, content=content) if each.name == name else each for each in MEMBERS)


KINDS: Mapping[str, st.SearchStrategy[bytes]] = {
    "a bit": bits(),
    "some bytes": spans(),
    "a header": headers(),
    "an entry": entries(),
    "a line": lines(),
    "a bit of an entry": contents(bits),
    "some bytes of an entry": contents(spans),
    "an element of the block": elements(),
}

"""Mutants, by what is changed."""
