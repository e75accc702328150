import pytest

from fakes.host.archives import entries, is_upgrade_package
from fakes.releases.packages import jar


def test_the_entries_of_an_archive_are_its_files_and_its_folders() -> None:
    assert entries(jar.write([("a", b"one"), ("b/", b"")])) == (("a", b"one"), ("b/", b""))


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (["bin/mid.sh", "package/meta/mid-core.meta.properties"], True),
        (["package/meta/"], True),
        (["package/other/x", "x/package/meta/y", "meta/x"], False),
        ([], False),
    ],
)
def test_a_package_says_which_version_it_holds(names: list[str], *, answer: bool) -> None:
    assert is_upgrade_package(jar.write([(name, b"") for name in names])) is answer


def test_what_is_no_archive_is_no_package() -> None:
    assert [is_upgrade_package(content) for content in (b"", b"PK", b"text")] == [False, False, False]
