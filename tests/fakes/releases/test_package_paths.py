"""Where the packages of a build lie on the download site."""

import pytest

from fakes.releases.builds import builds, parse_stamp
from fakes.releases.package_paths import package_url_path, parse_package_path

STAMP = "orlando-12-11-2019__patch1-hotfix2-04-07-2020_04-14-2020_1509"
BARE = "12-11-2019-1509"


def test_a_package_lies_in_the_folder_of_its_build_date() -> None:
    assert package_url_path("mid", parse_stamp(STAMP), "linux", "x86-64") == (
        f"/glide/distribution/builds/package/mid/2020/04/14/mid.{STAMP}.linux.x86-64.zip"
    )
    assert package_url_path("mid-core", parse_stamp(STAMP), "universal", "universal") == (
        f"/glide/distribution/builds/package/mid-core/2020/04/14/mid-core.{STAMP}.universal.universal.zip"
    )


@pytest.mark.parametrize(
    ("package", "os", "arch"),
    [
        ("mid", "linux", "x86-64"),
        ("mid", "windows", "x86-32"),
        ("mid-core", "universal", "universal"),
        ("mid-linux-container-recipe", "linux", "x86-64"),
    ],
)
def test_paths_round_trip(package: str, os: str, arch: str) -> None:
    for build in builds():
        assert parse_package_path(package_url_path(package, build, os, arch)) == (package, build, os, arch)


def test_a_build_with_a_bare_stamp_has_packages_too() -> None:
    path = package_url_path("mid-core", parse_stamp(BARE), "universal", "universal")
    assert path == f"/glide/distribution/builds/package/mid-core/2019/12/11/mid-core.{BARE}.universal.universal.zip"
    assert parse_package_path(path) == ("mid-core", parse_stamp(BARE), "universal", "universal")


PATH = package_url_path("mid", parse_stamp(STAMP), "linux", "x86-64")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        PATH[1:],
        f"{PATH}\n",
        f"{PATH}/",
        f"{PATH}?x=1",
        f"https://install.service-now.com{PATH}",
        PATH.replace("/mid.", "/mid-core."),
        PATH.replace("/2020/04/14/", "/2020/04/15/"),
        PATH.replace("/2020/04/14/", "/latest/"),
        PATH.replace("/2020/04/14/", "/2020/04/14/../14/"),
        PATH.replace(".zip", ".tar"),
        PATH.replace(".linux.", "."),
    ],
)
def test_another_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"^not the path of a package: "):
        parse_package_path(path)


def test_a_path_with_a_bad_stamp_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^not a build stamp: "):
        parse_package_path(PATH.replace("patch1", "patch"))
