"""Where the download site keeps the packages of a build.

Source: documentation page "MID Server upgrades" (Orlando), chapter "Access to the MID Server download site", and public
packages.
"""

import re
from typing import NamedTuple

from fakes.releases.builds import Build, parse_stamp

_SITE = "/glide/distribution/builds/package"
_PACKAGE = re.compile(
    rf"{_SITE}/(?P<package>[a-z]+(?:-[a-z]+)*)/(?P<day>[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}})"
    r"/(?P=package)\.(?P<stamp>[a-z0-9_-]+)\.(?P<os>[a-z]+)\.(?P<arch>[a-z0-9-]+)\.zip"
)


class PackagePath(NamedTuple):
    """What the path of a package on the download site says."""

    package: str
    build: Build
    os: str
    arch: str


def package_url_path(package: str, build: Build, os: str, arch: str) -> str:
    """Tell where the download site keeps a package such as "mid" or "mid-core", in a folder named for the build's date.

    Packages that fit every host have the operating system and the architecture "universal".
    """
    return f"{_SITE}/{package}/{build.built:%Y/%m/%d}/{package_file(package, build, os, arch)}"


def package_file(package: str, build: Build, os: str, arch: str) -> str:
    """The name of such a package's file."""
    return f"{package}.{build.stamp}.{os}.{arch}.zip"


def parse_package_path(path: str) -> PackagePath:
    """Read a path that `package_url_path` has made.

    Raises:
        ValueError: it is no such path, or its folder is not that of the build's date.
    """
    found = _PACKAGE.fullmatch(path)
    if found is None:
        raise ValueError(f"not the path of a package: {path!r}")
    build = parse_stamp(found["stamp"])
    if found["day"] != f"{build.built:%Y/%m/%d}":
        raise ValueError(f"not the path of a package: {path!r}: the build is of another day")
    return PackagePath(found["package"], build, found["os"], found["arch"])
