import pytest

from fakes.journal import Journal
from fakes.network.front import Front
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from fakes.releases.builds import Build, named
from fakes.releases.download_site import DOWNLOAD_SITE_URL, serve, signed_package
from fakes.releases.package_paths import package_url_path
from fakes.releases.packages.flaws import flawed, held
from fakes.troubles.bad_packages import (
    Choosing,
    all_of_them,
    asked_for,
    java_runtime,
    serving,
    serving_flawed,
    with_flaw,
)
from tests.reference_impl.mid.memory import NOON

BUILD, OTHER = named("Orlando Patch 2"), named("Orlando Patch 3")
FLAW = "with a changed file"
CORE, RUNTIME = "mid-core", "mid-jre"


def site(choosing: Choosing) -> Front:
    front = Front("install.service-now.com", serve, Journal(lambda: NOON))
    front.fail(serving(choosing, BUILD, FLAW))
    return front


def ask(front: Front, package: str, build: Build = BUILD, os: str = "linux", method: str = "GET") -> bytes:
    path = package_url_path(package, build, *(("universal", "universal") if package == CORE else (os, "x86-64")))
    answer = front.exchange("berlin", Request(method, DOWNLOAD_SITE_URL + path))
    assert isinstance(answer, Response)
    return answer.body


def bad(package: str) -> bytes:
    return flawed(held(signed_package(package, BUILD)), FLAW)


@pytest.mark.parametrize("os", ["linux", "windows"])
def test_every_package_of_the_build_is_bad_by_whatever_path(os: str) -> None:
    front = site(all_of_them)
    assert [ask(front, each, os=os) for each in (CORE, RUNTIME)] == [bad(CORE), bad(RUNTIME)]


def test_packages_of_another_build_are_good() -> None:
    front = site(all_of_them)
    assert ask(front, CORE, OTHER) == signed_package(CORE, OTHER)


def test_the_java_runtime_alone_may_be_bad() -> None:
    front = site(java_runtime)
    assert [ask(front, each) for each in (CORE, RUNTIME)] == [signed_package(CORE, BUILD), bad(RUNTIME)]


@pytest.mark.parametrize(("first", "second"), [(CORE, RUNTIME), (RUNTIME, CORE)])
def test_which_package_is_the_first_is_up_to_who_asks(first: str, second: str) -> None:
    front = site(asked_for(1))
    for _ in range(2):
        assert [ask(front, each) for each in (first, second)] == [bad(first), signed_package(second, BUILD)]
    front = site(asked_for(2))
    for _ in range(2):
        assert [ask(front, each) for each in (first, second)] == [signed_package(first, BUILD), bad(second)]


def test_who_asks_for_a_head_gets_no_package_and_decides_no_order() -> None:
    front = site(asked_for(1))
    assert ask(front, CORE, method="HEAD") == b""
    assert [ask(front, each) for each in (RUNTIME, CORE)] == [bad(RUNTIME), signed_package(CORE, BUILD)]


def test_what_is_no_package_is_answered_as_ever() -> None:
    answer = site(all_of_them).exchange("berlin", Request("GET", f"{DOWNLOAD_SITE_URL}/"))
    assert answer == Response(200)


def test_packages_are_good_once_the_site_works_again() -> None:
    front = site(all_of_them)
    front.work_again()
    assert ask(front, CORE) == signed_package(CORE, BUILD)


@pytest.mark.parametrize("answer", [NetworkFault.REFUSED, Response(404), Response(200)])
def test_where_there_is_no_package_nothing_is_done_to_one(answer: Answer) -> None:
    request = Request("GET", DOWNLOAD_SITE_URL + package_url_path(CORE, BUILD, "universal", "universal"))
    assert serving_flawed(FLAW)(request, lambda _: answer) == answer


def test_packages_by_the_names_of_their_files_may_have_a_flaw() -> None:
    files = {f"{name}.x.zip": signed_package(name, BUILD) for name in (CORE, RUNTIME)}
    assert with_flaw(files, java_runtime, FLAW) == {**files, f"{RUNTIME}.x.zip": bad(RUNTIME)}
    assert list(with_flaw(files, all_of_them, FLAW).values()) == [bad(CORE), bad(RUNTIME)]


@pytest.mark.parametrize(
    ("choosing", "build", "said"),
    [
        (all_of_them, "Orlando Patch 2", "no package but the Java runtime"),
        (java_runtime, "Helsinki Patch 12a", "holds something else"),
    ],
)
def test_what_the_real_jarsigner_has_never_signed_cannot_be_served(choosing: Choosing, build: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        serving(choosing, named(build), "as jarsigner of JDK 17 has signed it")
