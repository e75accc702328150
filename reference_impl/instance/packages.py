"""Which packages make up a version, and where they lie.

Facts of the product: the service MIDAssignedPackages tells a MID Server what it should have; the folder on the
download site is the date of the build.
"""

from dataclasses import dataclass

from reference_impl.buildstamp import Buildstamp

DOWNLOAD_SITE = "https://install.service-now.com"
PACKAGES = "/glide/distribution/builds/package"


@dataclass(frozen=True)
class Package:
    """A package on the download site."""

    name: str
    file: str
    url: str


def packages_of(build: Buildstamp, os: str, architecture: str) -> list[Package]:
    """The packages of a build for one kind of host: the core, which is the same everywhere, and its Java runtime."""
    return [
        _package("mid-core", build, "universal", "universal"),
        _package("mid-jre", build, os, architecture),
    ]


def _package(name: str, build: Buildstamp, os: str, architecture: str) -> Package:
    file = f"{name}.{build.text}.{os}.{architecture}.zip"
    return Package(name, file, f"{DOWNLOAD_SITE}{PACKAGES}/{name}/{build.built:%Y/%m/%d}/{file}")
