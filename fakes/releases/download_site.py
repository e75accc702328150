"""The download site: really signed packages at their real paths.

Documentation: MID Server upgrades, "Access to the MID Server download site".
"""

import functools
import re
from http import HTTPStatus

from fakes.network.http_types import Request, Response
from fakes.releases.builds import Build
from fakes.releases.package_paths import PackagePath, package_file, package_url_path, parse_package_path
from fakes.releases.packages.jar import sign
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.signing_time import SIGNING_TIME
from fakes.releases.packages.timestamp import stamper

DOWNLOAD_SITE = "install.service-now.com"
DOWNLOAD_SITE_URL = f"https://{DOWNLOAD_SITE}"
SYSTEMS, ARCHITECTURES = ("linux", "windows"), ("x86-64", "x86-32")
"""What the site has packages for; the core and the third package fit every host."""
_CORE_FILE = re.compile(r"^package\.filename=mid-core\.(?P<stamp>\S+)\.universal\.universal\.zip\s*$", re.MULTILINE)
EXTRA = "mid-extra"
"""A third package, which the list of an instance may name besides."""
FILES = {
    "mid-core": ("bin/mid.bat", "bin/mid.sh", "lib/mid.jar"),
    "mid-jre": ("jre/bin/java",),
}


def serve(request: Request) -> Response:
    """A package, where the path names one; the front page otherwise answers that the site is there."""
    if request.path == "/":
        return Response(HTTPStatus.OK)
    try:
        path = parse_package_path(request.path)
    except ValueError:
        return Response(HTTPStatus.NOT_FOUND)
    if not _is_there(path):
        return Response(HTTPStatus.NOT_FOUND)
    body = signed_package(path.package, path.build)
    return Response(HTTPStatus.OK, b"" if request.method == "HEAD" else body, {"Content-Type": "application/zip"})


def _is_there(path: PackagePath) -> bool:
    if path.package in ("mid-core", EXTRA):
        return (path.os, path.arch) == ("universal", "universal")
    return path.os in SYSTEMS and path.arch in ARCHITECTURES


def is_package(request: Request) -> bool:
    """Whether a request is for a package."""
    return request.path.endswith(".zip")


def is_java_runtime(request: Request) -> bool:
    """Whether a request is for the package with the Java runtime, one of the two of each build."""
    return is_package(request) and request.path.rpartition("/")[2].startswith("mid-jre.")


def signed_package(package: str, build: Build) -> bytes:
    """The bytes of a package; the same contents are signed once."""
    return _signed(tuple(contents(package, build).items()))


def packages_for(build: Build, os: str, architecture: str) -> dict[str, bytes]:
    """The packages of a build for one kind of host, by the names of their files."""
    universal = ("universal", "universal")
    paths = {name: universal if name == "mid-core" else (os, architecture) for name in FILES}
    named = {name: package_url_path(name, build, *kind).rpartition("/")[2] for name, kind in paths.items()}
    return {file: signed_package(name, build) for name, file in named.items()}


def contents(package: str, build: Build) -> dict[str, bytes]:
    """The files in a package, by their paths below the agent folder.

    Where they lie is the product's, and so is what the meta file of the core holds; all else is this project's
    invention. The core differs from build to build, the Java runtime from family to family.
    """
    names = (*FILES.get(package, ()), f"package/meta/{package}.meta.properties")
    text = _core_meta(build) if package == "mid-core" else f"family={build.family}\n"
    return dict.fromkeys(names, text.encode())


def installed_stamp(core_meta: bytes) -> str:
    """The build stamp in `package/meta/mid-core.meta.properties`; empty where none is to be found."""
    found = _CORE_FILE.search(core_meta.decode(errors="replace"))
    return found["stamp"] if found else ""


def _core_meta(build: Build) -> str:
    file = package_file("mid-core", build, "universal", "universal")
    return f"#{build.built:%a, %d %b %Y %H:%M:%S} +0000\npackage.filename={file}\n"


def program_of(build: Build) -> dict[str, bytes]:
    """The files of all packages of a build."""
    return {name: content for package in FILES for name, content in contents(package, build).items()}


@functools.cache
def _signed(entries: tuple[tuple[str, bytes], ...]) -> bytes:
    pki = default_pki()
    return sign(entries, pki.signer, stamper=stamper(pki.tsa, SIGNING_TIME))
