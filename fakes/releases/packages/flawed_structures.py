"""Packages whose archive is damaged, or says different things to different readers."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import replace

from fakes.releases.packages import archive, jar
from fakes.releases.packages.archive import (
    SIZES_FOLLOW,
    STORED,
    UTF_8,
    End,
    Header,
    Member,
    deflated,
    descriptor,
    extra,
)
from fakes.releases.packages.flawed_archives import SYMBOLIC_LINK, UNIX, first
from fakes.releases.packages.flawed_content import BAD, signed
from fakes.releases.packages.kinds import HARDENED, VERIFY, Entries, Flaw, Kind

PIPE = 0o010644 << 16
ENCRYPTED = 0x1
TOO_MUCH = 4_000_000_000
ZIP64, TIMES, UNICODE_PATH, SIGNED_DIRECTORY = 0x0001, 0x5455, 0x7075, b"PK\x05\x05"

Change = Callable[[Header], Header]


def _locally(change: Change) -> Flaw:
    return first(lambda each: replace(each, local=change))


def _centrally(change: Change) -> Flaw:
    return first(lambda each: replace(each, central=change))


def _both(change: Change) -> Flaw:
    return first(lambda each: replace(each, local=change, central=change))


def _ending(change: Callable[[End], End]) -> Flaw:
    return lambda entries: archive.write(archive.members(signed(entries)), end=change)


def _more(member: Member) -> Flaw:
    """One more entry, which was not signed."""
    return lambda entries: archive.write([*archive.members(signed(entries)), member])


def _flagged(flags: int) -> Change:
    return lambda header: replace(header, flags=flags)


def _as_on_ms_dos(entries: Entries) -> bytes:
    """A name that is marked as UTF-8, in an archive from where code pages are."""
    members = archive.members(signed([*entries, ("docs/\u00fcbersicht.txt", BAD)]))
    return archive.write(replace(each, local=_flagged(UTF_8), central=_flagged(UTF_8)) for each in members)


def _a_file_in_between(entries: Entries) -> bytes:
    """A file that readers find who go from header to header, and that is not in the list."""
    return archive.write(archive.members(signed(entries)), between=archive.local(Member("bin/more.sh", BAD)))


def _bad_last(entries: Entries) -> bytes:
    name, content = entries[0]
    return jar.write_twice([*jar.read(signed(entries)), (name, content + BAD)])


def _with_a_link(entries: Entries) -> bytes:
    """A link that was signed, to a file elsewhere."""
    members = archive.members(signed([*entries, ("bin/link", b"/etc/passwd")]))
    return archive.write(
        replace(each, system=UNIX, attributes=SYMBOLIC_LINK) if each.name == "bin/link" else each for each in members
    )


def _behind_the_list(entries: Entries) -> bytes:
    """The list is signed as APPNOTE describes it (4.3.13), which nobody reads."""
    package = signed(entries)
    end = package.rindex(b"PK\x05\x06")
    more = SIGNED_DIRECTORY + struct.pack("<H", len(BAD)) + BAD
    return package[:end] + more + package[end:]


def _in_its_comment(entries: Entries) -> bytes:
    """The comment is another archive, which is all that some readers find."""
    other = archive.write([Member("bin/more.sh", BAD)])
    return archive.write(archive.members(signed(entries)), end=lambda end: replace(end, comment=other))


def _followed(descriptor_of: Callable[[Member], bytes]) -> Flaw:
    """Checksum and sizes of the first file stand behind its data."""
    return first(lambda member: _deferring(member, descriptor_of(member)))


def _deferring(member: Member, behind: bytes) -> Member:
    local = replace(member, local=lambda header: replace(header, flags=SIZES_FOLLOW, checksum=0, packed=0, size=0))
    return replace(local, central=_flagged(SIZES_FOLLOW), descriptor=behind)


def _inner_archive(entries: Entries) -> bytes:
    """A file is an archive, whose files are those of the package to readers who go from header to header."""
    members = archive.members(signed([*entries, ("lib/inner.zip", archive.write([Member("bin/more.sh", BAD)]))]))
    *others, inner = (replace(each, method=STORED) for each in members)
    return archive.write([*others, _deferring(inner, descriptor(inner))])


STRUCTURES: Mapping[str, Kind] = {
    "that is an empty file": Kind(lambda _: b"", VERIFY, "empty-file"),
    "that is no archive": Kind(lambda _: b"<html>Please log in</html>" * 50, VERIFY, "not-a-zip"),
    "that is an empty archive": Kind(lambda _: jar.write([]), VERIFY, "unsigned"),
    "of which half is there": Kind(lambda entries: signed(entries)[: len(signed(entries)) // 2], VERIFY, "not-a-zip"),
    "without its last bytes": Kind(lambda entries: signed(entries)[:-30], VERIFY, "not-a-zip"),
    "with a stream that breaks off": Kind(
        first(lambda each: replace(each, stream=deflated(each.content)[:-3])), VERIFY, "corrupt-entry"
    ),
    "with a stream that is none": Kind(
        first(lambda each: replace(each, stream=b"\xff" * len(each.data))), VERIFY, "corrupt-entry"
    ),
    "with a file twice, the bad one last": Kind(_bad_last, VERIFY, "duplicate-entry"),
    "with a file of its list that is not there": Kind(
        _centrally(lambda header: replace(header, offset=1 << 20)), VERIFY, "hidden-data"
    ),
    "with two names for the data of one file": Kind(
        lambda entries: archive.write(
            replace(each, central=lambda header: replace(header, offset=0)) if each.name == entries[0][0] else each
            for each in archive.members(signed(entries))
        ),
        VERIFY,
        "header-mismatch",
    ),
    "with a file of more than anybody unpacks": Kind(
        _both(lambda header: replace(header, size=TOO_MUCH)), HARDENED, "zip-bomb"
    ),
    "with a name that readers spell otherwise": Kind(
        lambda entries: archive.write(archive.members(signed([*entries, ("docs/\u00fcbersicht.txt", BAD)]))),
        HARDENED,
        "ambiguous-name",
    ),
    "with a name that one reader takes by a code page": Kind(_as_on_ms_dos, HARDENED, "ambiguous-name"),
    "with an encrypted file": Kind(_both(_flagged(ENCRYPTED)), VERIFY, "encrypted-entry"),
    "with a file that its list lacks": Kind(_a_file_in_between, HARDENED, "hidden-data"),
    "with another archive in its comment": Kind(_in_its_comment, VERIFY, "hidden-data"),
    "with a signature of its list of files": Kind(_behind_the_list, VERIFY, "hidden-data"),
    "with a list that is longer than it says": Kind(
        _ending(lambda end: replace(end, count=end.count - 1)), HARDENED, "hidden-data"
    ),
    "with its second half on another disk": Kind(
        _ending(lambda end: replace(end, disk=1)), HARDENED, "unsupported-archive"
    ),
    "with another checksum in the header of a file": Kind(
        _locally(lambda header: replace(header, checksum=1)), HARDENED, "header-mismatch"
    ),
    "with a wrong checksum of a file": Kind(
        _both(lambda header: replace(header, checksum=1)), HARDENED, "corrupt-entry"
    ),
    "with another size in the header of a file": Kind(
        _locally(lambda header: replace(header, size=1)), HARDENED, "header-mismatch"
    ),
    "with another method in the header of a file": Kind(
        _locally(lambda header: replace(header, method=STORED)), HARDENED, "header-mismatch"
    ),
    "with other flags in the header of a file": Kind(_locally(_flagged(UTF_8)), HARDENED, "header-mismatch"),
    "with sizes behind a file that are others": Kind(
        _followed(lambda each: descriptor(replace(each, content=each.content + BAD))), HARDENED, "hidden-data"
    ),
    "with data in the list of files alone": Kind(
        _centrally(lambda header: replace(header, extra=extra(BAD))), HARDENED, "hidden-data"
    ),
    "with another name of a file in Unicode": Kind(
        _both(lambda header: replace(header, extra=extra(b"\1\0\0\0\0bin/more.sh", UNICODE_PATH))),
        HARDENED,
        "hidden-data",
    ),
    "with other sizes for who reads large archives": Kind(
        _both(lambda header: replace(header, extra=extra(struct.pack("<QQ", 1, 1), ZIP64))),
        HARDENED,
        "header-mismatch",
    ),
    "with sizes for who reads large archives, which are there already": Kind(
        _centrally(lambda header: replace(header, extra=extra(struct.pack("<Q", header.size), ZIP64))),
        HARDENED,
        "header-mismatch",
    ),
    "with the times of a file once and again": Kind(
        first(lambda each: replace(each, local_extra=extra(b"more", TIMES) * 9)), HARDENED, "hidden-data"
    ),
    "with a file that is not packed, and ends where its content says": Kind(
        _inner_archive, HARDENED, "unsupported-archive"
    ),
    "with its signature in a folder of another alphabet": Kind(
        lambda entries: jar.write(
            (name.replace("META-INF", "META-\u0131NF"), content) for name, content in jar.read(signed(entries))
        ),
        VERIFY,
        "unsigned",
    ),
    "with a signature file that is called so in another alphabet": Kind(
        lambda entries: jar.write(
            (name.replace(".SF", ".\u017fF"), content) for name, content in jar.read(signed(entries))
        ),
        VERIFY,
        "signature-incomplete",
    ),
    "with a pipe": Kind(first(lambda each: replace(each, system=UNIX, attributes=PIPE)), HARDENED, "symlink"),
    "with a symbolic link that was signed": Kind(_with_a_link, HARDENED, "symlink"),
    "with an unsigned folder that holds data": Kind(
        _more(Member("META-INF/more/", BAD, STORED)), VERIFY, "hidden-data"
    ),
    "with a signature of no known kind beside its own": Kind(
        _more(Member("META-INF/SIG-MORE", BAD)), HARDENED, "unsigned-entry"
    ),
    "with a list of its folders that nobody has signed": Kind(
        _more(Member("META-INF/INDEX.LIST", BAD)), VERIFY, "unsigned-entry"
    ),
}
"""What is wrong with an archive, by the words of the features."""
