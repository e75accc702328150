"""What an archive may have that is no danger, and in which two readers would see two contents."""

from dataclasses import replace

import pytest

from fakes.releases.packages import archive
from fakes.releases.packages.archive import STORED, Member, deflated, extra
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.archive import open_archive, read

CONTENT = b"#!/bin/sh\necho hi\n" * 10
FILE = Member("bin/mid.sh", CONTENT)
TIMES, JAR_MARK = extra(b"\x01" + bytes(4), 0x5455), extra(b"", 0xCAFE)


def code_for(*members: Member) -> Code | None:
    try:
        opened = open_archive(archive.write(members))
        assert {name: read(opened, name) for name in opened} == {each.name: each.content for each in members}
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    "member",
    [
        FILE,
        replace(FILE, method=STORED),
        replace(FILE, stream=deflated(CONTENT, 0)),
        replace(FILE, local_extra=TIMES),
        replace(FILE, local_extra=TIMES + JAR_MARK),
        Member("empty", b""),
        Member("work/", b""),
        Member("work/", b"", STORED),
        Member("bin/auxiliary.txt", CONTENT),
        Member("bin/console", CONTENT),
        Member(".config", CONTENT),
    ],
    ids=lambda member: f"{member.name} {member.method} {len(member.data)} {len(member.local_extra)}",
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
        (replace(FILE, method=STORED, stream=CONTENT + b"more"), Code.HEADER_MISMATCH),
        (Member("work/", b"", STORED, stream=b"more"), Code.HEADER_MISMATCH),
        (Member("work/", b"", stream=deflated(b"") + b"more"), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=extra(b"more")), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=extra(bytes(16), 1)), Code.HEADER_MISMATCH),
        (replace(FILE, local_extra=extra(bytes(100), 0x5455)), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=TIMES[:-1]), Code.HIDDEN_DATA),
        (replace(FILE, local_extra=b"mor"), Code.HIDDEN_DATA),
    ],
    ids=[
        "stream goes on",
        "data behind a stream",
        "stream breaks off",
        "stream is shorter",
        "data behind a stored file",
        "data in a folder",
        "data behind a folder's stream",
        "unknown extra field",
        "ZIP64 in one header",
        "extra field with much in it",
        "extra field that breaks off",
        "no extra field",
    ],
)
def test_a_byte_that_belongs_to_nothing_is_refused(member: Member, code: Code) -> None:
    assert code_for(member) is code


@pytest.mark.parametrize(
    "name",
    [
        "mid.bat.",
        "mid.bat ",
        "bin./mid.bat",
        "mid.bat:more",
        "bin/mid.bat::$DATA",
        "AUX",
        "con.txt",
        "lib/COM1.jar",
        "lpt9",
    ],
)
def test_a_name_that_windows_takes_for_another_is_refused(name: str) -> None:
    assert code_for(Member(name, b"x")) is Code.BAD_NAME


@pytest.mark.parametrize("method", [9, 12, 14, 93], ids=["Deflate64", "BZIP2", "LZMA", "Zstandard"])
def test_a_file_that_is_packed_in_a_way_java_does_not_know_is_refused(method: int) -> None:
    assert code_for(replace(FILE, method=method, stream=CONTENT)) is Code.UNKNOWN_COMPRESSION
