import json

import pytest

from fakes.journal import Journal
from fakes.network.front import Fault, Front, SpoiledAnswer, every_request
from fakes.network.http_types import Answer, NetworkFault, Request, Response, Server
from fakes.releases.builds import named
from fakes.releases.download_site import DOWNLOAD_SITE_URL, is_package, serve
from fakes.releases.package_paths import package_url_path
from fakes.troubles.faults import (
    SOME_PAGE,
    another_node,
    another_page,
    empty_list,
    error,
    no_answer,
    one_package,
    three_packages,
)
from tests.reference_impl.mid.memory import NOON

BUILD = named("Orlando Patch 2")
ASK = Request("GET", "https://instance.service-now.com/api/now/mid/assigned_packages?os=linux")
PACKAGE = Request("GET", DOWNLOAD_SITE_URL + package_url_path("mid-core", BUILD, "universal", "universal"))
JSON = {"Content-Type": "application/json"}


def answering(answer: Answer) -> Server:
    return lambda _: answer


def unreachable(_: Request) -> Answer:
    raise AssertionError("a server that is not there was asked")


@pytest.mark.parametrize("reason", NetworkFault)
def test_no_answer_comes_from_a_server_that_is_not_asked(reason: NetworkFault) -> None:
    assert no_answer(reason)(ASK, unreachable) is reason


@pytest.mark.parametrize("status", [404, 409, 500])
def test_an_error_is_a_status_and_nothing_else(status: int) -> None:
    assert error(status)(ASK, unreachable) == Response(status)


def test_another_page_looks_like_success_and_is_not_json() -> None:
    assert another_page(ASK, unreachable) == Response(200, SOME_PAGE, {"Content-Type": "text/html"})
    with pytest.raises(ValueError, match="Expecting value"):
        json.loads(SOME_PAGE)


def test_an_empty_list_keeps_the_version_and_whatever_else_was_answered() -> None:
    result = {"buildstamp": BUILD.stamp, "packages": [{"name": "mid-core"}]}
    answer = empty_list(ASK, answering(Response(200, json.dumps({"result": result}).encode(), JSON)))
    assert isinstance(answer, Response)
    assert json.loads(answer.body) == {"result": {"buildstamp": BUILD.stamp, "packages": []}}
    assert (answer.status, answer.headers) == (200, JSON)


@pytest.mark.parametrize("answer", [NetworkFault.TIMED_OUT, Response(404, b'{"error": {}}', JSON), Response(500)])
def test_a_list_that_was_not_answered_is_not_emptied(answer: Answer) -> None:
    assert empty_list(ASK, answering(answer)) == answer


OTHER = named("Paris Patch 1").stamp
ODD = (b"", b"<html>", b"[]", b"{}", b'{"result": null}', b'{"result": {"packages": "none"}}', b'{"result": [1, {}]}')


@pytest.mark.parametrize("body", ODD)
@pytest.mark.parametrize("fault", [empty_list, one_package, three_packages, another_node(OTHER)])
@pytest.mark.parametrize("path", ["mid/assigned_packages", "table/sys_properties"])
def test_what_is_no_answer_to_the_question_is_not_spoiled(fault: SpoiledAnswer, path: str, body: bytes) -> None:
    asked = Request("GET", f"https://instance.service-now.com/api/now/{path}")
    answer = fault(asked, answering(Response(200, body, JSON)))
    assert isinstance(answer, Response)
    assert answer.body == body


@pytest.mark.parametrize(
    ("path", "result", "spoiled"),
    [
        (
            "mid/instance_info",
            {"mid_buildstamp": BUILD.stamp, "instance_buildstamp": BUILD.stamp},
            {"mid_buildstamp": OTHER, "instance_buildstamp": BUILD.stamp},
        ),
        (
            "table/sys_properties?sysparm_query=nameSTARTSWITHmid.",
            [{"name": "mid.buildstamp", "value": BUILD.stamp}, {"name": "mid.log.level", "value": "debug"}],
            [{"name": "mid.buildstamp", "value": OTHER}, {"name": "mid.log.level", "value": "debug"}],
        ),
        (
            "table/sys_properties/1c",
            {"name": "mid.version", "value": BUILD.stamp, "sys_id": "1c"},
            {"name": "mid.version", "value": OTHER, "sys_id": "1c"},
        ),
        (
            "table/sys_properties?name=mid.version.override",
            [{"name": "mid.version.override", "value": ""}],
            [{"name": "mid.version.override", "value": ""}],
        ),
    ],
    ids=["InstanceInfo", "several properties", "one property", "the override"],
)
def test_another_node_has_a_version_of_its_own_and_the_rest_in_common(
    path: str, result: object, spoiled: object
) -> None:
    request = Request("GET", f"https://instance.service-now.com/api/now/{path}")
    served = answering(Response(200, json.dumps({"result": result}).encode(), JSON))
    answer = another_node(OTHER)(request, served)
    assert isinstance(answer, Response)
    assert (json.loads(answer.body), answer.headers) == ({"result": spoiled}, JSON)


@pytest.mark.parametrize("query", ["?os=linux&version=", "?os=linux"])
def test_another_node_lists_the_packages_of_its_own_version(query: str) -> None:
    asked: list[Request] = []

    def serve_list(request: Request) -> Response:
        asked.append(request)
        return Response(200, b"a list")

    url, _, _ = ASK.url.partition("?")
    assert another_node(OTHER)(Request("GET", url + query), serve_list) == Response(200, b"a list")
    assert [request.path for request in asked] == [f"/api/now/mid/assigned_packages?os=linux&version={OTHER}"]


@pytest.mark.parametrize("answer", [NetworkFault.TIMED_OUT, Response(401, b"{}"), Response(502, b"<html>")])
def test_another_node_fails_as_the_first_one_does(answer: Answer) -> None:
    request = Request("GET", "https://instance.service-now.com/api/now/mid/instance_info")
    assert another_node(OTHER)(request, answering(answer)) == answer


@pytest.mark.parametrize("request_", [ASK, PACKAGE, Request("POST", "https://instance.service-now.com/x")])
def test_a_fault_spares_nothing_unless_it_says_so(request_: Request) -> None:
    assert every_request(request_)
    assert Fault(error(500)).applies_to(request_)


def test_withheld_packages_leave_the_site_itself_there() -> None:
    site = Front("install.service-now.com", serve, Journal(lambda: NOON))
    site.fail(Fault(error(500), is_package))
    assert site.exchange("berlin", Request("HEAD", f"{DOWNLOAD_SITE_URL}/")) == Response(200)
    assert site.exchange("berlin", PACKAGE) == Response(500)


def test_a_fault_may_ask_the_server_and_the_answer_is_journalled_as_it_was_spoiled() -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(200, b'{"result": {"buildstamp": "x", "packages": [1]}}', JSON)

    journal = Journal(lambda: NOON)
    front = Front("instance.service-now.com", answer, journal)
    front.fail(Fault(empty_list))
    front.exchange("berlin", ASK)
    assert asked == [ASK]
    _, seen = journal
    assert (seen.kind, seen.detail["spoiled"]) == ("exchange", True)
    assert seen.detail["received"] == {"result": {"buildstamp": "x", "packages": []}}


def listed(*names: str) -> bytes:
    packages = [{"name": name, "file": f"{name}.x.zip", "url": f"https://site/{name}/{name}.x.zip"} for name in names]
    return json.dumps({"result": {"buildstamp": BUILD.stamp, "packages": packages}}).encode()


@pytest.mark.parametrize(
    ("fault", "names"),
    [(one_package, ["mid-core"]), (three_packages, ["mid-core", "mid-jre", "mid-extra"])],
    ids=["one", "three"],
)
def test_a_list_may_have_fewer_packages_or_more(fault: SpoiledAnswer, names: list[str]) -> None:
    answer = fault(ASK, answering(Response(200, listed("mid-core", "mid-jre"), JSON)))
    assert isinstance(answer, Response)
    assert json.loads(answer.body) == json.loads(listed(*names))


@pytest.mark.parametrize("fault", [one_package, three_packages])
def test_a_list_that_was_not_answered_is_left_as_it_is(fault: SpoiledAnswer) -> None:
    assert fault(ASK, answering(Response(404))) == Response(404)
    assert fault(ASK, answering(NetworkFault.TIMED_OUT)) is NetworkFault.TIMED_OUT
