"""The download site: really signed packages at their real paths.

Documentation: MID Server upgrades, "Access to the MID Server download site".
"""

import functools
from datetime import UTC, datetime
from http import HTTPStatus

from fakes.builds import Build, parse_package_path
from fakes.exchange import Request, Response
from fakes.packages.jar import sign
from fakes.packages.pki import default_pki
from fakes.packages.timestamp import stamper

DOWNLOAD_SITE = "install.service-now.com"
DOWNLOAD_SITE_URL = f"https://{DOWNLOAD_SITE}"
SIGNED_AT = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)
"""What the timestamps say: before every virtual date."""
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
    body = signed_package(path.package, path.build)
    return Response(HTTPStatus.OK, b"" if request.method == "HEAD" else body, {"Content-Type": "application/zip"})


def is_package(request: Request) -> bool:
    """Whether a request is for a package."""
    return request.path.endswith(".zip")


@functools.cache
def signed_package(package: str, build: Build) -> bytes:
    """The bytes of a package, made once."""
    pki = default_pki()
    return sign(list(contents(package, build).items()), pki.signer, stamper=stamper(pki.tsa, SIGNED_AT))


def contents(package: str, build: Build) -> dict[str, bytes]:
    """The files in a package. What they hold is this project's invention; where they lie is the product's."""
    names = (*FILES.get(package, ()), f"package/meta/{package}.meta.properties")
    return {name: f"buildstamp={build.stamp}\n".encode() for name in names}
