from datetime import UTC, datetime

import pytest

from fakes.network.http_types import Request, Response
from fakes.releases.builds import Build, named
from fakes.releases.download_site import (
    DOWNLOAD_SITE_URL,
    FILES,
    contents,
    installed_stamp,
    is_package,
    packages_for,
    program_of,
    serve,
    signed_package,
)
from fakes.releases.package_paths import package_url_path
from fakes.releases.packages import jar
from fakes.releases.packages.pki import default_pki
from reference_impl.mid.verification import verify

BUILD, NEXT_PATCH, NEXT_FAMILY = named("Orlando Patch 1"), named("Orlando Patch 2"), named("Paris Patch 1")
NOW = datetime(2020, 7, 1, tzinfo=UTC)
CORE = (
    "/glide/distribution/builds/package/mid-core/2020/02/26/"
    "mid-core.orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720.universal.universal.zip"
)


def ask(path: str, method: str = "GET") -> Response:
    return serve(Request(method, DOWNLOAD_SITE_URL + path))


def test_a_package_lies_at_the_product_s_path() -> None:
    assert package_url_path("mid-core", BUILD, "universal", "universal") == CORE
    assert ask(CORE) == Response(200, signed_package("mid-core", BUILD), {"Content-Type": "application/zip"})


def test_head_answers_as_get_does_without_the_body() -> None:
    assert ask(CORE, "HEAD") == Response(200, b"", {"Content-Type": "application/zip"})


@pytest.mark.parametrize("method", ["HEAD", "GET"])
@pytest.mark.parametrize("path", ["", "/"])
def test_the_front_page_says_that_the_site_is_there(path: str, method: str) -> None:
    assert ask(path, method) == Response(200)


@pytest.mark.parametrize(
    "path",
    [
        "/favicon.ico",
        "/glide/distribution/builds/package/mid-core/",
        CORE.removesuffix(".zip"),
        CORE.replace("2020/02/26", "2020/02/27"),
        CORE.replace("orlando", "nowhere"),
        CORE.replace("02-26-2020_1720", "02-30-2020_1720"),
        CORE.replace("mid-core.", "mid-jre."),
        CORE.replace("universal.universal", "linux.x86-64"),
        CORE.replace("mid-core", "mid-jre"),
        CORE.replace("mid-core", "mid-jre").replace("universal.universal", "osx.x86-64"),
        CORE.replace("mid-core", "mid-jre").replace("universal.universal", "linux.aarch64"),
    ],
    ids=[
        "no package",
        "folder",
        "no zip",
        "another day",
        "unknown family",
        "no such date",
        "another package",
        "core for one system",
        "runtime for all systems",
        "unknown system",
        "unknown architecture",
    ],
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert ask(path) == Response(404)


@pytest.mark.parametrize("package", ["mid-core", "mid-jre"])
def test_packages_are_really_signed_and_hold_the_build(package: str) -> None:
    body = signed_package(package, BUILD)
    (signer,) = verify(body, default_pki().trust_anchors, NOW, require_timestamp=True)
    assert signer.certificate == default_pki().signer.certificate
    held = {name: content for name, content in jar.read(body) if not name.startswith("META-INF/")}
    assert held == contents(package, BUILD)


@pytest.mark.parametrize(
    ("package", "files", "text"),
    [
        (
            "mid-core",
            ["bin/mid.bat", "bin/mid.sh", "lib/mid.jar", "package/meta/mid-core.meta.properties"],
            f"#Wed, 26 Feb 2020 17:20:00 +0000\npackage.filename=mid-core.{BUILD.stamp}.universal.universal.zip\n",
        ),
        ("mid-jre", ["jre/bin/java", "package/meta/mid-jre.meta.properties"], "family=orlando\n"),
        ("mid-other", ["package/meta/mid-other.meta.properties"], "family=orlando\n"),
    ],
)
def test_every_file_of_the_core_names_the_build_and_every_other_file_the_family(
    package: str, files: list[str], text: str
) -> None:
    assert contents(package, BUILD) == dict.fromkeys(files, text.encode())


def test_a_program_is_all_that_the_packages_of_a_build_hold() -> None:
    program = program_of(BUILD)
    assert program == contents("mid-core", BUILD) | contents("mid-jre", BUILD)
    assert len(program) == sum(len(contents(package, BUILD)) for package in FILES)


@pytest.mark.parametrize(
    ("package", "other", "same"),
    [
        ("mid-core", BUILD, True),
        ("mid-core", NEXT_PATCH, False),
        ("mid-core", NEXT_FAMILY, False),
        ("mid-jre", NEXT_PATCH, True),
        ("mid-jre", NEXT_FAMILY, False),
    ],
)
def test_the_core_differs_by_build_the_rest_by_family_and_what_is_the_same_is_made_once(
    package: str, other: Build, *, same: bool
) -> None:
    one, another = signed_package(package, BUILD), signed_package(package, other)
    assert (one is another) is same
    assert (one == another) is same


@pytest.mark.parametrize("architecture", ["x86-64", "x86-32"])
@pytest.mark.parametrize("system", ["linux", "windows"])
def test_what_is_for_one_kind_of_host_is_there_for_each_that_the_product_has(system: str, architecture: str) -> None:
    assert ask(package_url_path("mid-jre", BUILD, system, architecture)).status == 200


@pytest.mark.parametrize(
    ("meta", "stamp"),
    [
        (contents("mid-core", BUILD)["package/meta/mid-core.meta.properties"], BUILD.stamp),
        (f"package.filename=mid-core.{BUILD.stamp}.universal.universal.zip".encode(), BUILD.stamp),
        (f"package.filename=mid-jre.{BUILD.stamp}.universal.universal.zip\n".encode(), ""),
        (f"#package.filename=mid-core.{BUILD.stamp}.universal.universal.zip\n".encode(), ""),
        (b"\xff", ""),
        (b"", ""),
    ],
    ids=["as it is", "no line end", "another package", "commented out", "no text", "empty"],
)
def test_the_meta_file_of_the_core_names_the_build(meta: bytes, stamp: str) -> None:
    assert installed_stamp(meta) == stamp


@pytest.mark.parametrize(("path", "answer"), [(CORE, True), ("/", False), ("/index.html", False)])
def test_packages_are_told_from_the_rest(path: str, *, answer: bool) -> None:
    assert is_package(Request("GET", DOWNLOAD_SITE_URL + path)) is answer


def test_the_packages_for_a_host_have_the_names_by_which_the_site_has_them() -> None:
    found = packages_for(BUILD, "windows", "x86-64")
    assert list(found) == [
        "mid-core.orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720.universal.universal.zip",
        "mid-jre.orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720.windows.x86-64.zip",
    ]
    assert list(found.values()) == [signed_package(name, BUILD) for name in ("mid-core", "mid-jre")]
