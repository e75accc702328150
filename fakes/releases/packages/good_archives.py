"""Good packages whose archives other tools have written, or could have: none of it is a reason to refuse one."""

import io
import itertools
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace

from fakes.releases.packages import archive, jar
from fakes.releases.packages.archive import SIZES_FOLLOW, STORED, UTF_8, Header, Member, descriptor, extra
from fakes.releases.packages.flawed_archives import UNIX
from fakes.releases.packages.flawed_content import signed
from fakes.releases.packages.kinds import LEGAL, Entries, Flaw, Kind

FILE, FOLDER = 0o100755 << 16, 0o040755 << 16 | 0x10
TIME = struct.pack("<I", 1577836800)
"""The first of January, 2020."""
EXTENDED_TIME, UNIX_OWNER, NTFS_TIMES, JAR_MARK, ALIGNMENT = 0x5455, 0x7875, 0x000A, 0xCAFE, 0xD935
LOG_LINE = b"2020-01-02 17:48:12 INFO Worker-Standard: heartbeat\n"
NAMES = (
    "bin/console.bat",
    "lib/auxiliary/com10.txt",
    "conf/..hidden",
    "docs/a..b.txt",
    ".profile",
    "bin/my script & co.sh",
)
"""Such as look like names that mean something else."""
OF_LANGUAGES = (("docs/\u00fcbersicht.txt", b"1"), ("docs/\u6771\u4eac.txt", b"2"), ("docs/\U0001f600.txt", b"3"))


def _as_members(entries: Entries) -> list[Member]:
    return archive.members(signed(entries))


def _info_zip(entries: Entries) -> bytes:
    """Times and owners of files stand in both headers, in the local one with more detail."""
    more = extra(b"\3" + TIME * 2, EXTENDED_TIME), extra(b"\5" + TIME, EXTENDED_TIME)
    owner = extra(b"\1\4\0\0\0\0\4\0\0\0\0", UNIX_OWNER)

    def change(member: Member) -> Member:
        listed = replace(member, central=lambda header: replace(header, extra=more[1] + owner))
        return replace(listed, local_extra=more[0] + owner, system=UNIX, attributes=FILE)

    return archive.write(map(change, _as_members(entries)))


def _followed(member: Member, flags: int = SIZES_FOLLOW) -> Member:
    """Checksum and sizes stand behind the data."""
    local = replace(member, local=lambda header: replace(header, flags=flags, checksum=0, packed=0, size=0))
    return replace(local, central=lambda header: replace(header, flags=flags), descriptor=descriptor(member))


def _without_its_signature(member: Member) -> Member:
    """The signature in front of what stands behind the data may be left out."""
    return replace(_followed(member), descriptor=descriptor(member)[4:])


def _jar_tool(entries: Entries) -> bytes:
    """Folders stand before what is in them, the first one with a mark; sizes follow."""

    def make() -> Iterator[Member]:
        marked = Member("META-INF/", b"", STORED, local_extra=extra(b"", JAR_MARK))
        yield replace(marked, central=lambda header: replace(header, extra=extra(b"", JAR_MARK)))
        yield from (_followed(each, SIZES_FOLLOW | UTF_8) for each in _as_members(entries))

    return archive.write(make())


def _seven_zip(entries: Entries) -> bytes:
    times = extra(bytes(4) + struct.pack("<HH3Q", 1, 24, *[132223104000000000] * 3), NTFS_TIMES)
    return archive.write(
        replace(each, central=lambda header: replace(header, extra=times)) for each in _as_members(entries)
    )


def _aligned(entries: Entries) -> bytes:
    """Data begin where their address is a multiple of four: zeros make it so, with a field around them or without."""
    padding = b"\0" * 3, extra(b"\4\0\0\0\0", ALIGNMENT)
    members = zip(_as_members(entries), itertools.cycle(padding), strict=False)
    return archive.write(replace(member, local_extra=each) for member, each in members)


def _of_unix(entries: Entries) -> bytes:
    def change(header: Header) -> Header:
        return replace(header, flags=UTF_8)

    members = _as_members([*entries, *OF_LANGUAGES])
    return archive.write(replace(each, system=UNIX, attributes=FILE, local=change, central=change) for each in members)


def _by_python(entries: Entries) -> bytes:
    """Written by Python's `zipfile`, which prepares for large files where it is told to."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in jar.read(signed(entries)):
            with package.open(jar.describe(name), "w", force_zip64=True) as file:
                file.write(content)
    return written.getvalue()


def _with_folders(entries: Entries) -> bytes:
    folders = [Member(name, b"", STORED, attributes=FOLDER, system=UNIX) for name in ("bin/", "lib/", "work/")]
    return archive.write([*_as_members(entries), *folders])


def _with_its_manifest_last(entries: Entries) -> bytes:
    return archive.write(reversed(_as_members(entries)))


def _commented(entries: Entries) -> bytes:
    return archive.write(_as_members(entries), end=lambda end: replace(end, comment=b"built on 2020-01-02"))


def _each(entries: Entries, comment: bytes) -> bytes:
    return archive.write(
        replace(each, central=lambda header: replace(header, comment=comment)) for each in _as_members(entries)
    )


def _more(*more: tuple[str, bytes]) -> Flaw:
    """Further files, signed as all others."""
    return lambda entries: signed([*entries, *more])


GOOD_ARCHIVES: Mapping[str, Kind] = {
    "as Info-ZIP writes it": Kind(_info_zip, LEGAL),
    "as Info-ZIP writes it to a pipe": Kind(lambda entries: archive.write(map(_followed, _as_members(entries))), LEGAL),
    "as the jar tool writes it": Kind(_jar_tool, LEGAL),
    "as 7-Zip writes it": Kind(_seven_zip, LEGAL),
    "as Python writes it for large files": Kind(_by_python, LEGAL),
    "as zipalign writes it": Kind(_aligned, LEGAL),
    "with sizes behind its files, and no signature there": Kind(
        lambda entries: archive.write(map(_without_its_signature, _as_members(entries))), LEGAL
    ),
    "with nothing packed": Kind(lambda entries: jar.write(jar.read(signed(entries)), zipfile.ZIP_STORED), LEGAL),
    "with entries for its folders": Kind(_with_folders, LEGAL),
    "with its manifest last": Kind(_with_its_manifest_last, LEGAL),
    "with a comment": Kind(_commented, LEGAL),
    "with a comment of each file": Kind(lambda entries: _each(entries, b"a file"), LEGAL),
    "with an empty file": Kind(_more(("work/empty", b"")), LEGAL),
    "with names that look like others": Kind(_more(*((name, b"content\n") for name in NAMES)), LEGAL),
    "with names of many languages": Kind(_more(*OF_LANGUAGES), LEGAL),
    "with names of many languages, as UNIX has them": Kind(_of_unix, LEGAL),
    "with a log that repeats itself": Kind(_more(("logs/agent0.log", LOG_LINE * 60_000)), LEGAL),
    "with hundreds of files": Kind(_more(*((f"lib/{number}.txt", b"%d" % number) for number in range(500))), LEGAL),
    "with a long path": Kind(_more(("/".join(["a" * 30] * 7), b"deep\n")), LEGAL),
    "with an archive in it": Kind(_more(("lib/inner.zip", jar.write([("../inner", b"")]))), LEGAL),
}
"""Archives that are good, by words as the features have them."""
