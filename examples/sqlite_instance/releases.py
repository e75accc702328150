"""Build stamps, and the packages that make up a build."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

_SITE = "https://install.service-now.com/glide/distribution/builds/package"
_DATE = r"\d\d-\d\d-\d{4}"
_NUMBER = r"\d+[a-z]?"
_STAMP = re.compile(
    rf"(?P<tag>[a-z]+-{_DATE}__patch{_NUMBER}(-hotfix{_NUMBER})?-{_DATE})_(?P<built>{_DATE}_\d{{4}})"
    rf"|(?P<bare>{_DATE}-\d{{4}})",
    re.ASCII,
)


class Build(NamedTuple):
    """A build by its stamp; one with the bare stamp has no tag."""

    stamp: str
    tag: str
    day: date


class Package(NamedTuple):
    """One signed ZIP file of a build."""

    name: str
    file: str
    url: str


def read(stamp: str) -> Build | None:
    """What a build stamp says; nothing, where it is none."""
    parts = _STAMP.fullmatch(stamp)
    if not parts:
        return None
    try:
        dates = [datetime.strptime(each, "%m-%d-%Y").replace(tzinfo=UTC) for each in re.findall(_DATE, stamp)]
        datetime.strptime(stamp[-4:], "%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Build(stamp, parts["tag"] or "", dates[-1].date())


def named(name: str, stamps: Iterable[str]) -> list[Build]:
    """The builds that have this name for a tag, or for a stamp."""
    builds = filter(None, map(read, stamps))
    return [build for build in builds if name in (build.tag, build.stamp)]


def packages(build: Build, system: str, architecture: str) -> list[Package]:
    """What a host of this kind installs."""
    platforms = {"mid-core": "universal.universal", "mid-jre": f"{system}.{architecture}"}
    return [_package(name, f"{name}.{build.stamp}.{platform}.zip", build) for name, platform in platforms.items()]


def _package(name: str, file: str, build: Build) -> Package:
    return Package(name, file, f"{_SITE}/{name}/{build.day:%Y/%m/%d}/{file}")
