"""Packages that the documented command takes, and that nobody should install (rule SIG-HARDENED)."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace

from fakes.releases.packages import archive, jar
from fakes.releases.packages.archive import STORED, Member, deflated, extra
from fakes.releases.packages.flawed_content import BAD, Entries, Flaw, signed

SYMBOLIC_LINK, UNIX = 0o120777 << 16, 3
BOMB_BYTES = 96 * 1024**2
"""Less than a host takes, and a thousand times of what the package has."""


def _removed(entries: Entries) -> bytes:
    name, _ = entries[0]
    return jar.write((each, content) for each, content in jar.read(signed(entries)) if each != name)


def _twice(entries: Entries) -> bytes:
    name, content = entries[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile: duplicate name
        return jar.write([(name, content + BAD), *jar.read(signed(entries))])


def _stray(name: str) -> Flaw:
    return lambda entries: jar.write([*jar.read(signed(entries)), (name, BAD)])


def _named(name: Callable[[str], str]) -> Flaw:
    """One more file that was signed as all others were, with a name that is made of that of the first."""
    return lambda entries: signed([*entries, (name(entries[0][0]), BAD)])


def _first(change: Callable[[Member], Member]) -> Flaw:
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


def _bomb(entries: Entries) -> bytes:
    return signed([*entries, ("bin/zeros", bytes(BOMB_BYTES))])


ARCHIVES: Mapping[str, Flaw] = {
    "with a file removed": _removed,
    "with a file twice, the bad one first": _twice,
    "with a stray signature file": _stray("META-INF/STRAY.SF"),
    "with a stray signature block": _stray("META-INF/STRAY.RSA"),
    "with a name that leads out of the folder": _named(lambda _: "../more.sh"),
    "with a name that leads out of the folder in the end": _named(lambda _: "bin/../../more.sh"),
    "with an absolute name": _named(lambda _: "/tmp/more.sh"),  # noqa: S108 - a path of the fake
    "with a drive letter in a name": _named(lambda _: "C:/more.bat"),
    "with backslashes in a name": _named(lambda _: "..\\more.bat"),
    "with names that differ in case alone": _named(str.upper),
    "with two names of one file on Windows": _named(lambda name: f"{name}."),
    "with the name of a stream on Windows": _named(lambda name: f"{name}:more"),
    "with the name of a device on Windows": _named(lambda _: "bin/aux.txt"),
    "with a symbolic link": _first(lambda each: replace(each, system=UNIX, attributes=SYMBOLIC_LINK)),
    "with data before its files": lambda entries: BAD + signed(entries),
    "with data between its files and their list": _data_between,
    "with data after its files": lambda entries: signed(entries) + BAD,
    "with another name in the header of a file": _first(lambda each: replace(each, local_name=each.name.swapcase())),
    "with another checksum in the list of files": _first(lambda each: replace(each, checksum=1)),
    "with a zip bomb": _bomb,
    "with data behind the stream of a file": _first(lambda each: replace(each, stream=deflated(each.content) + BAD)),
    "with a stream that goes on behind its file": _first(
        lambda each: replace(each, stream=deflated(each.content + BAD))
    ),
    "with data behind a stored file": _first(lambda each: replace(each, method=STORED, stream=each.content + BAD)),
    "with data behind a folder": _folder_with_data,
    "with data in the header of a file alone": _first(lambda each: replace(each, local_extra=extra(BAD))),
}
"""What is wrong with an archive whose signature is good, by the words of the features."""
