import io
import zipfile
from dataclasses import replace

from fakes.releases.packages import archive, jar
from fakes.releases.packages.archive import STORED, Member, deflated, extra

MEMBERS = [Member("bin/mid.sh", b"#!/bin/sh\n" * 10), Member("work/", b"", STORED), Member("lib/x", b"x", STORED)]


def test_what_is_written_without_a_lie_is_read_as_it_was() -> None:
    assert jar.read(archive.write(MEMBERS)) == [(each.name, each.content) for each in MEMBERS]
    with zipfile.ZipFile(io.BytesIO(archive.write(MEMBERS))) as read:
        assert read.testzip() is None
        assert [info.date_time for info in read.infolist()] == [jar.ENTRY_DATE] * 3


def test_the_members_of_an_archive_are_those_it_was_made_of() -> None:
    written = archive.write(MEMBERS)
    assert [(each.name, each.content) for each in archive.members(written)] == jar.read(written)


def test_readers_that_go_by_the_size_do_not_see_what_follows() -> None:
    first, *_ = MEMBERS
    for stream in (deflated(first.content + b"more"), deflated(first.content) + b"more"):
        written = archive.write([replace(first, stream=stream)])
        assert jar.read(written) == [(first.name, first.content)]
        assert stream in written


def test_the_local_header_may_say_more_than_the_central_one() -> None:
    written = archive.write([replace(MEMBERS[0], local_extra=extra(b"more"))])
    assert written.count(extra(b"more")) == 1
    assert jar.read(written) == [(MEMBERS[0].name, MEMBERS[0].content)]


def test_what_lies_between_files_and_directory_is_named_by_nothing() -> None:
    written = archive.write(MEMBERS, between=b"more")
    assert jar.read(written) == [(each.name, each.content) for each in MEMBERS]
    assert b"morePK\x01\x02" in written
