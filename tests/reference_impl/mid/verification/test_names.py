"""Names that are another file, no file, or two files to somebody."""

from dataclasses import replace

import pytest

from fakes.releases.packages import archive
from fakes.releases.packages.archive import UTF_8, Header, Member
from fakes.releases.packages.jar import HOST_UNIX
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.archive import open_archive

FILE, FOLDER = 0o100644 << 16, 0o040755 << 16


def code_for(*members: Member) -> Code | None:
    try:
        open_archive(archive.write(members))
    except Refused as refused:
        return refused.code
    return None


def named(name: str) -> Member:
    return Member(name, b"x")


def in_utf8(name: str, system: int = HOST_UNIX) -> Member:
    def mark(header: Header) -> Header:
        return replace(header, flags=UTF_8)

    return replace(named(name), local=mark, central=mark, system=system)


@pytest.mark.parametrize(
    "name",
    ["bin/auxiliary.txt", "bin/console", ".config", "a;b", "a;1x", "a b/c d", "x~1", "x" * 255, "x/" * 100 + "x"],
)
def test_a_name_that_is_one_file_everywhere_is_taken(name: str) -> None:
    assert code_for(named(name)) is None


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
        "mid?.bat",
        "<mid>",
        'a"b',
    ],
)
def test_a_name_that_windows_takes_for_another_is_refused(name: str) -> None:
    assert code_for(named(name)) is Code.BAD_NAME


@pytest.mark.parametrize("name", ["mid.sh;1", "mid.sh;", "bin;12/mid.sh"])
def test_a_name_whose_end_unzip_drops_is_refused(name: str) -> None:
    assert code_for(named(name)) is Code.BAD_NAME


@pytest.mark.parametrize("name", ["a\nb", "a\x7fb", "a\\b", "x" * 256, "x/" * 101, "x/" * 3000])
def test_a_name_that_some_cannot_write_is_refused(name: str) -> None:
    assert code_for(named(name)) is Code.BAD_NAME


def test_a_name_beyond_ascii_is_taken_where_it_says_how_it_is_written() -> None:
    assert code_for(in_utf8("bin/für.sh")) is None
    assert code_for(named("bin/für.sh")) is Code.AMBIGUOUS_NAME


@pytest.mark.parametrize("system", [0, 6, 11])
def test_no_name_beyond_ascii_is_taken_from_where_code_pages_are(system: int) -> None:
    assert code_for(in_utf8("bin/für.sh", system)) is Code.AMBIGUOUS_NAME
    assert code_for(in_utf8("bin/mid.sh", system)) is None


def test_a_name_that_is_not_written_as_it_says_is_refused() -> None:
    def mark(header: Header) -> Header:
        return replace(header, flags=UTF_8, name=b"bin/f\xfcr.sh")

    assert code_for(replace(named("x"), local=mark, central=mark)) is Code.AMBIGUOUS_NAME


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["bin/a", "bin/b", "bin/"], None),
        (["bin/", "bin/a", "lib/bin/a"], None),
        (["bin/a", "bin/A"], Code.CASE_COLLISION),
        (["bin/a", "BIN/b"], Code.CASE_COLLISION),
        (["bin/x/a", "bin/X/"], Code.CASE_COLLISION),
        (["straße", "STRASSE"], Code.CASE_COLLISION),
        (["\u00e9", "e\u0301"], Code.CASE_COLLISION),
        (["\u0390", "\u03aa\u0301"], Code.CASE_COLLISION),
        (["bin", "bin/a"], Code.DUPLICATE_ENTRY),
        (["bin/a", "bin"], Code.DUPLICATE_ENTRY),
        (["bin", "bin/"], Code.DUPLICATE_ENTRY),
        (["bin/a", "bin/a"], Code.DUPLICATE_ENTRY),
    ],
)
def test_no_two_paths_are_one_to_a_file_system(names: list[str], code: Code | None) -> None:
    contents = {True: b"", False: b"x"}
    assert code_for(*(replace(in_utf8(name), content=contents[name.endswith("/")]) for name in names)) is code


@pytest.mark.parametrize(
    ("name", "attributes", "code"),
    [
        ("bin", FILE, None),
        ("bin/", FOLDER, None),
        ("bin/", 0, None),
        ("bin/", FOLDER | 0x10, None),
        ("bin", 0o120777 << 16, Code.SYMLINK),
        ("bin", 0o010644 << 16, Code.SYMLINK),
        ("bin", FOLDER, Code.HEADER_MISMATCH),
        ("bin/", FILE, Code.HEADER_MISMATCH),
        ("bin", 0x10, Code.HEADER_MISMATCH),
        ("bin", 0x08, Code.HEADER_MISMATCH),
    ],
    ids=[
        "a file",
        "a folder",
        "nothing said",
        "a folder, and to DOS",
        "a link",
        "a pipe",
        "a file that is a folder",
        "a folder that is a file",
        "a file that is a folder to DOS",
        "the label of a volume",
    ],
)
def test_attributes_say_what_the_name_says(name: str, attributes: int, code: Code | None) -> None:
    """Source: Info-ZIP's unzip leaves out what DOS calls the label of a volume."""
    assert code_for(Member(name, b"", attributes=attributes)) is code
