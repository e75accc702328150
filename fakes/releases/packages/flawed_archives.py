"""Packages that the documented command takes, and that nobody should install (rule SIG-HARDENED)."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from fakes.releases.packages import archive, jar
from fakes.releases.packages.archive import STORED, Header, Member, deflated, extra
from fakes.releases.packages.flawed_content import BAD, signed
from fakes.releases.packages.kinds import HARDENED, Entries, Flaw, Kind

SYMBOLIC_LINK, UNIX = 0o120777 << 16, 3
BOMB_BYTES = 512 * 1024**2
"""A thousand times of what the package has; whoever goes by the headers never meets them."""


def _removed(entries: Entries) -> bytes:
    name, _ = entries[0]
    return jar.write((each, content) for each, content in jar.read(signed(entries)) if each != name)


def _twice(entries: Entries) -> bytes:
    name, content = entries[0]
    return jar.write_twice([(name, content + BAD), *jar.read(signed(entries))])


def _stray(name: str) -> Flaw:
    return lambda entries: jar.write([*jar.read(signed(entries)), (name, BAD)])


def first(change: Callable[[Member], Member]) -> Flaw:
    """The headers or the data of the first file are others."""

    def make(entries: Entries) -> bytes:
        name, _ = entries[0]
        return archive.write(change(each) if each.name == name else each for each in archive.members(signed(entries)))

    return make


def _folder_with_data(entries: Entries) -> bytes:
    folder = Member("work/", b"", STORED, stream=BAD)
    return archive.write([*archive.members(signed(entries)), folder])


def _data_between(entries: Entries) -> bytes:
    return archive.write(archive.members(signed(entries)), between=BAD)


def _bomb(content: bytes) -> bytes:
    """A stream that goes on behind the content with half a gigabyte of zeros, the same bytes after each flush."""
    packer, zeros = zlib.compressobj(9, zlib.DEFLATED, -15), bytes(1024**2)
    begin = packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    return begin + block * (BOMB_BYTES // len(zeros)) + packer.flush()


def _swapped(header: Header) -> Header:
    return replace(header, name=header.name.swapcase())


ARCHIVES: Mapping[str, Kind] = {
    "with a file removed": Kind(_removed, HARDENED, "missing-entry"),
    "with a file twice, the bad one first": Kind(_twice, HARDENED, "duplicate-entry"),
    "with a stray signature file": Kind(_stray("META-INF/STRAY.SF"), HARDENED, "signature-incomplete"),
    "with a stray signature block": Kind(_stray("META-INF/STRAY.RSA"), HARDENED, "signature-incomplete"),
    "with a symbolic link": Kind(
        first(lambda each: replace(each, system=UNIX, attributes=SYMBOLIC_LINK)), HARDENED, "symlink"
    ),
    "with data before its files": Kind(lambda entries: BAD + signed(entries), HARDENED, "prepended-data"),
    "with data between its files and their list": Kind(_data_between, HARDENED, "hidden-data"),
    "with data after its files": Kind(lambda entries: signed(entries) + BAD, HARDENED, "appended-data"),
    "with another name in the header of a file": Kind(
        first(lambda each: replace(each, local=_swapped)), HARDENED, "header-mismatch"
    ),
    "with another checksum in the list of files": Kind(
        first(lambda each: replace(each, central=lambda header: replace(header, checksum=1))),
        HARDENED,
        "header-mismatch",
    ),
    "with a zip bomb": Kind(first(lambda each: replace(each, stream=_bomb(each.content))), HARDENED, "header-mismatch"),
    "with data behind the stream of a file": Kind(
        first(lambda each: replace(each, stream=deflated(each.content) + BAD)), HARDENED, "hidden-data"
    ),
    "with a stream that goes on behind its file": Kind(
        first(lambda each: replace(each, stream=deflated(each.content + BAD))), HARDENED, "header-mismatch"
    ),
    "with data behind a stored file": Kind(
        first(lambda each: replace(each, method=STORED, stream=each.content + BAD)), HARDENED, "header-mismatch"
    ),
    "with data behind a folder": Kind(_folder_with_data, HARDENED, "header-mismatch"),
    "with data in the header of a file alone": Kind(
        first(lambda each: replace(each, local_extra=extra(BAD))), HARDENED, "hidden-data"
    ),
}
"""What is wrong with an archive whose signature is good, by the words of the features."""
