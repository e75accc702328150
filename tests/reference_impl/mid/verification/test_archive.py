"""What an archive may have that is no danger, and in which two readers would see two contents."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from fakes.releases.packages import archive
from fakes.releases.packages.archive import SIZES_FOLLOW, STORED, End, Header, Member, deflated, descriptor, extra
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.archive import MAX_BYTES, MAX_SIGNATURE_BYTES, open_archive, read, unpack

CONTENT = b"#!/bin/sh\necho hi\n" * 10
FILE = Member("bin/mid.sh", CONTENT)
STORED_FILE = replace(FILE, method=STORED)
TIMES, JAR_MARK = extra(b"\x01" + bytes(4), 0x5455), extra(b"", 0xCAFE)
LEFT_TO_ZIP64 = 0xFFFFFFFF

Change = Callable[[Header], Header]


def code_of(package: bytes, *members: Member) -> Code | None:
    try:
        opened = open_archive(package)
        assert {name: read(opened, name) for name in opened} == {each.name: each.content for each in members}
    except Refused as refused:
        return refused.code
    return None


def code_for(*members: Member) -> Code | None:
    return code_of(archive.write(members), *members)


def saying(**facts: int | bytes) -> Change:
    def change(header: Header) -> Header:
        return replace(header, **facts)  # type: ignore[arg-type] # each fact is of its kind

    return change


def zip64(*numbers: int) -> bytes:
    return extra(struct.pack(f"<{len(numbers)}Q", *numbers), 1)


def with_zip64(member: Member, *, size: int | None = None, packed: int | None = None) -> Member:
    """The local header leaves the sizes to a ZIP64 field."""
    size = len(member.content) if size is None else size
    packed = len(member.data) if packed is None else packed
    left = saying(size=LEFT_TO_ZIP64, packed=LEFT_TO_ZIP64, extra=zip64(size, packed))
    return replace(member, local=left)


def deferring(member: Member, *, size: int = 0, packed: int = 0, checksum: int = 0) -> Member:
    """Checksum and sizes follow the data."""
    local = saying(flags=SIZES_FOLLOW, size=size, packed=packed, checksum=checksum)
    return replace(member, local=local, central=saying(flags=SIZES_FOLLOW), descriptor=descriptor(member))


def streamed_zip64(member: Member) -> Member:
    """As Python writes to a pipe with force_zip64, and Info-ZIP what it reads from one."""
    facts = zlib.crc32(member.content), len(member.data), len(member.content)
    local = saying(flags=SIZES_FOLLOW, size=LEFT_TO_ZIP64, packed=LEFT_TO_ZIP64, checksum=0, extra=zip64(0, 0))
    behind = struct.pack("<4sI2Q", b"PK\x07\x08", *facts)
    return replace(member, local=local, central=saying(flags=SIZES_FOLLOW), descriptor=behind)


def with_zip64_end(package: bytes, shift: int = 0, count: int = 1) -> bytes:
    """The end record leaves all of its numbers to a ZIP64 end record, as Info-ZIP and Java write them."""
    start = package.rindex(b"PK\x05\x06")
    *_, size, offset, _ = struct.unpack("<4s4H2IH", package[start:])
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset + shift)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, start, 1)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, LEFT_TO_ZIP64, LEFT_TO_ZIP64, 0)
    return package[:start] + record + locator + end


@pytest.mark.parametrize(
    "member",
    [
        FILE,
        STORED_FILE,
        replace(FILE, stream=deflated(CONTENT, 0)),
        replace(FILE, content=bytes(4 << 20)),
        replace(FILE, local_extra=TIMES),
        replace(FILE, local_extra=TIMES + JAR_MARK),
        replace(FILE, central=saying(comment=b"a comment")),
        Member("empty", b""),
        Member("work/", b""),
        Member("work/", b"", STORED),
        deferring(FILE),
        deferring(FILE, size=len(CONTENT)),
        replace(deferring(FILE), descriptor=descriptor(FILE)[4:]),
        with_zip64(FILE),
        with_zip64(STORED_FILE),
        replace(with_zip64(FILE), central=saying(size=LEFT_TO_ZIP64, extra=zip64(len(CONTENT)))),
        streamed_zip64(FILE),
        replace(FILE, local_extra=TIMES + bytes(3)),
        replace(FILE, local_extra=extra(b"\4" + bytes(6), 0xD935) + TIMES),
    ],
    ids=[
        "a file",
        "stored",
        "deflated in blocks that are stored",
        "a million zeros and more",
        "times",
        "times and the mark of a JAR",
        "a comment",
        "an empty file",
        "a folder, as the jar of JDK 17 has it",
        "a folder",
        "sizes behind the file",
        "one size behind the file, as Info-ZIP has it",
        "sizes behind the file, without a signature",
        "ZIP64",
        "ZIP64 and stored",
        "ZIP64 in both headers",
        "ZIP64 through a pipe",
        "zeros that align",
        "a field of zeros that align",
    ],
)
def test_every_byte_belongs_to_what_is_there(member: Member) -> None:
    assert code_for(member) is None


@pytest.mark.parametrize(
    ("member", "code"),
    [
        (replace(FILE, stream=deflated(CONTENT + b"more")), Code.HEADER_MISMATCH),
        (replace(FILE, stream=deflated(CONTENT) + b"more"), Code.HIDDEN_DATA),
        (replace(FILE, stream=deflated(CONTENT)[:-5]), Code.CORRUPT_ENTRY),
        (replace(FILE, stream=deflated(CONTENT[:-1])), Code.HEADER_MISMATCH),
        (replace(FILE, stream=deflated(CONTENT[::-1])), Code.CORRUPT_ENTRY),
        (replace(FILE, method=STORED, stream=CONTENT + b"more"), Code.HEADER_MISMATCH),
        (Member("work/", b"", STORED, stream=b"more"), Code.HEADER_MISMATCH),
        (Member("work/", b"", stream=deflated(b"") + b"more"), Code.HIDDEN_DATA),
        (Member("work/", b"more"), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=extra(b"more")), Code.HIDDEN_DATA),
        (replace(FILE, central=saying(extra=extra(b"\x01" + bytes(4) + b"bin/x", 0x7075))), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=extra(bytes(100), 0x5455)), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=TIMES[:-1]), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=b"mor"), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=b"\0mor" + bytes(3)), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=TIMES * 2), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=extra(b"\4\0more", 0xD935)), Code.HIDDEN_DATA),
        (replace(FILE, central=saying(extra=bytes(3))), Code.HIDDEN_DATA),
        (deferring(STORED_FILE), Code.UNSUPPORTED_ARCHIVE),
        (streamed_zip64(STORED_FILE), Code.UNSUPPORTED_ARCHIVE),
        (replace(with_zip64(FILE), central=saying(extra=zip64(len(CONTENT)))), Code.HEADER_MISMATCH),
        (replace(FILE, local_extra=zip64(len(CONTENT), len(FILE.data))), Code.HEADER_MISMATCH),
        (with_zip64(FILE, size=len(CONTENT) + 1), Code.HEADER_MISMATCH),
        (with_zip64(FILE, packed=0), Code.HEADER_MISMATCH),
        (replace(FILE, local_extra=zip64(1) * 2), Code.HIDDEN_DATA),
        (replace(FILE, central=saying(extra=zip64(1))), Code.HEADER_MISMATCH),
        (replace(FILE, central=saying(size=LEFT_TO_ZIP64, extra=zip64(len(CONTENT), 0))), Code.HEADER_MISMATCH),
        (replace(FILE, local=saying(checksum=0)), Code.HEADER_MISMATCH),
        (replace(deferring(FILE), descriptor=b""), Code.HIDDEN_DATA),
        (replace(deferring(FILE), descriptor=descriptor(STORED_FILE)), Code.HIDDEN_DATA),
        (deferring(FILE, size=1), Code.HEADER_MISMATCH),
        (replace(streamed_zip64(FILE), descriptor=descriptor(FILE)), Code.HIDDEN_DATA),
        (replace(FILE, local=saying(flags=2)), Code.HEADER_MISMATCH),
        (replace(FILE, local=saying(name=b"bin/MID.SH")), Code.HEADER_MISMATCH),
        (replace(FILE, local=saying(flags=1), central=saying(flags=1)), Code.ENCRYPTED_ENTRY),
        (replace(FILE, local=saying(flags=1 << 5), central=saying(flags=1 << 5)), Code.UNSUPPORTED_ARCHIVE),
        (replace(FILE, central=saying(packed=1 << 20), local=saying(packed=1 << 20)), Code.HEADER_MISMATCH),
    ],
    ids=[
        "stream goes on",
        "data behind a stream",
        "stream breaks off",
        "stream is shorter",
        "another content",
        "data behind a stored file",
        "data in a folder",
        "data behind a folder's stream",
        "folder with a content",
        "unknown extra field",
        "another name in an extra field",
        "extra field with much in it",
        "extra field that breaks off",
        "no extra field",
        "no zeros that align",
        "times twice",
        "a field that aligns with more in it",
        "zeros that align nothing",
        "size behind a stored file",
        "size behind a stored file, for ZIP64",
        "ZIP64 with what stands beside it",
        "ZIP64 beside sizes",
        "ZIP64 with another size",
        "ZIP64 with another packed size",
        "ZIP64 twice",
        "ZIP64 that nobody reads",
        "ZIP64 with a number that nobody reads",
        "no checksum",
        "no sizes behind the file",
        "other sizes behind the file",
        "other sizes before the file",
        "sizes too short behind the file",
        "flags in one header",
        "name in one header",
        "encrypted",
        "patched",
        "longer than the archive",
    ],
)
def test_a_byte_that_belongs_to_nothing_is_refused(member: Member, code: Code) -> None:
    assert code_for(member) is code


def test_the_end_may_leave_its_numbers_to_zip64_where_these_are_true() -> None:
    package = archive.write([FILE])
    assert code_of(with_zip64_end(package), FILE) is None
    assert code_of(with_zip64_end(package, shift=1)) is Code.NOT_A_ZIP
    assert code_of(with_zip64_end(package, count=2)) is Code.NOT_A_ZIP
    both = package[: package.rindex(b"PK\x05\x06")] + with_zip64_end(package)[package.rindex(b"PK\x05\x06") :]
    assert code_of(both, FILE) is None
    contradicting = both[:-12] + struct.pack("<H", 3) + both[-10:]
    assert code_of(contradicting) is Code.HEADER_MISMATCH


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda end: replace(end, comment=b"of somebody"), None),
        (lambda end: replace(end, comment=b"PK\x05\x06"), Code.NOT_A_ZIP),
        (lambda end: replace(end, comment=archive.write([FILE])), Code.HIDDEN_DATA),
        (lambda end: replace(end, disk=1), Code.UNSUPPORTED_ARCHIVE),
        (lambda end: replace(end, count=0), Code.HIDDEN_DATA),
        (lambda end: replace(end, count=2), Code.NOT_A_ZIP),
        (lambda end: replace(end, count=60_000), Code.ZIP_BOMB),
        (lambda end: replace(end, size=end.size - 1), Code.HIDDEN_DATA),
        (lambda end: replace(end, offset=end.offset + 1), Code.NOT_A_ZIP),
        (lambda end: replace(end, offset=LEFT_TO_ZIP64), Code.NOT_A_ZIP),
    ],
    ids=[
        "a comment",
        "an end in its comment",
        "an archive in its comment",
        "another disk",
        "nothing listed",
        "more listed",
        "far more listed",
        "a shorter list",
        "a list elsewhere",
        "ZIP64 that is not there",
    ],
)
def test_the_end_tells_of_all_that_is_before_it(end: Callable[[End], End], code: Code | None) -> None:
    assert code_of(archive.write([FILE], end=end), FILE) is code


def test_two_names_for_the_same_data_are_refused() -> None:
    shared = [FILE, replace(FILE, name="bin/other", central=lambda header: replace(header, offset=0))]
    assert code_for(*shared) is Code.HEADER_MISMATCH


@pytest.mark.parametrize("method", [9, 12, 14, 93], ids=["Deflate64", "BZIP2", "LZMA", "Zstandard"])
def test_a_file_that_is_packed_in_a_way_java_does_not_know_is_refused(method: int) -> None:
    assert code_for(replace(FILE, method=method, stream=CONTENT)) is Code.UNKNOWN_COMPRESSION


def test_what_would_be_too_large_is_refused_by_its_headers() -> None:
    claims = saying(size=MAX_BYTES // 2 + 1)
    large = [replace(FILE, name=name, local=claims, central=claims) for name in ("a", "b")]
    assert code_for(large[0]) is Code.ZIP_BOMB  # a manifest or a signature is never so large
    assert code_for(*large) is Code.ZIP_BOMB


def test_a_manifest_or_a_signature_is_read_up_to_a_size() -> None:
    claims = saying(size=MAX_SIGNATURE_BYTES + 1)
    opened = open_archive(archive.write([replace(FILE, local=claims, central=claims)]))
    with pytest.raises(Refused) as refused:
        read(opened, FILE.name)
    assert refused.value.code is Code.ZIP_BOMB


def test_a_stream_is_left_at_the_first_byte_that_no_header_tells_of() -> None:
    zeros = deflated(bytes(64 << 20))
    opened = open_archive(archive.write([replace(FILE, stream=zeros)]))
    tracemalloc.start()
    with pytest.raises(Refused):
        list(unpack(opened, FILE.name))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20
