"""The host and the network, as an implementation in Python meets them."""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from midcert.adapter.guest import GuestHost, GuestHttp, Interception
from midcert.protocol.messages import read_question
from reference_impl.mid.host import Facts, HostError
from reference_impl.mid.http import Answer, NoAnswerError

NOW = datetime(2020, 7, 1, tzinfo=UTC)
LATER = datetime(2020, 7, 1, 0, 5, tzinfo=UTC)
FACTS = {"os": "linux", "architecture": "x86-64", "temp_folder": "/tmp"}  # noqa: S108 - a path of a fake
ENDS = {"ends": "2020-07-01T00:05:00.000Z"}
RAN = {**ENDS, "output": "o", "exit_code": 0}
URL = "https://instance.service-now.com/api/now/table/ecc_agent?a=b%20c"


class Plane:
    """A system plane that gives one answer to everything."""

    def __init__(self, **answer: Any) -> None:  # noqa: ANN401 - JSON values
        self.answer = answer
        self.asked: list[Mapping[str, Any]] = []

    def __call__(self, question: Mapping[str, Any]) -> dict[str, Any]:
        read_question(question)
        self.asked.append(question)
        return self.answer


CALLS: list[tuple[str, Callable[[GuestHost], object], dict[str, str], object, object]] = [
    ("facts", lambda host: host.facts(), {}, FACTS, Facts(**FACTS)),
    ("free_bytes", lambda host: host.free_bytes(), {}, 5, 5),
    ("read", lambda host: host.read("/a"), {"path": "/a"}, "AP8=", b"\x00\xff"),
    ("write", lambda host: host.write("/a", b"\x00\xff"), {"path": "/a", "content": "AP8="}, None, None),
    ("append", lambda host: host.append("/a", "\u00e9\n"), {"path": "/a", "text": "\u00e9\n"}, None, None),
    ("copy", lambda host: host.copy("/a", "/b"), {"source": "/a", "target": "/b"}, None, None),
    ("delete", lambda host: host.delete("/a"), {"path": "/a"}, None, None),
    ("make_folder", lambda host: host.make_folder("/a"), {"path": "/a"}, None, None),
    ("list_files", lambda host: host.list_files("/a"), {"path": "/a"}, ["b", "c/d"], ["b", "c/d"]),
    ("extract", lambda host: host.extract("/a", "/b"), {"archive": "/a", "folder": "/b"}, ENDS, LATER),
    (
        "run",
        lambda host: host.run("net user"),
        {"command": "net user"},
        {**ENDS, "output": "o", "exit_code": 0},
        ("o", LATER),
    ),
    ("powershell_version", lambda host: host.powershell_version(), {}, "5.1", "5.1"),
    ("service_state", lambda host: host.service_state("a"), {"service": "a"}, "stopped", "stopped"),
    ("restart_service", lambda host: host.restart_service(), {}, None, None),
]


@pytest.mark.parametrize(("operation", "call", "arguments", "result", "seen"), CALLS, ids=[row[0] for row in CALLS])
def test_every_operation_of_the_host(
    operation: str, call: Callable[[GuestHost], object], arguments: dict[str, str], result: object, seen: object
) -> None:
    plane = Plane(result=result)
    assert call(GuestHost(plane, "berlin", lambda: NOW)) == seen
    assert plane.asked == [{"plane": "host", "mid": "berlin", "operation": operation, "arguments": arguments}]


@pytest.mark.parametrize("call", [row[1] for row in CALLS], ids=[row[0] for row in CALLS])
def test_what_the_host_refuses_is_raised_in_its_own_words(call: Callable[[GuestHost], object]) -> None:
    with pytest.raises(HostError, match=r"^/a \(Permission denied\)$"):
        call(GuestHost(Plane(error="/a (Permission denied)"), "berlin", lambda: NOW))


def test_the_time_costs_no_call() -> None:
    plane = Plane()
    assert GuestHost(plane, "berlin", lambda: NOW).now() == NOW
    assert plane.asked == []


def test_a_request_goes_as_it_is_and_so_does_its_answer() -> None:
    plane = Plane(status=302, headers={"Location": URL}, body="AP8=")
    assert GuestHttp(plane, "berlin").ask("PUT", URL, {"X-Own": "1"}, b"\x00sent") == Answer(302, b"\x00\xff")
    sent = {"method": "PUT", "url": URL, "headers": {"X-Own": "1"}, "body": base64.b64encode(b"\x00sent").decode()}
    assert plane.asked == [{"plane": "network", "mid": "berlin", **sent}]


@pytest.mark.parametrize("fault", ["connection refused", "name does not resolve", "timed out"])
def test_a_fault_of_the_network_is_no_answer(fault: str) -> None:
    with pytest.raises(NoAnswerError, match=f"^{fault}$"):
        GuestHttp(Plane(fault=fault), "berlin").ask("GET", URL, {})


@pytest.fixture
def plane() -> Iterator[Plane]:
    """The network of this process is led here while a test runs."""
    made = Plane(status=200, headers={}, body="")
    interception = Interception(made, lambda: "berlin")
    interception.start()
    yield made
    interception.stop()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def test_every_http_method(plane: Plane, method: str) -> None:
    plane.answer = {"status": 409, "headers": {"Content-Type": "text/x", "X-Rest": "1"}, "body": "AP8="}
    answer = requests.request(method, URL, data=b"\x00sent", headers={"X-Own": "1"}, timeout=1)
    assert (answer.status_code, answer.headers) == (409, {"Content-Type": "text/x", "X-Rest": "1"})
    assert answer.content == (b"" if method == "HEAD" else b"\x00\xff")
    [asked] = plane.asked
    assert {name: asked[name] for name in ("plane", "mid", "method", "url")} == {
        "plane": "network",
        "mid": "berlin",
        "method": method,
        "url": URL,
    }
    assert base64.b64decode(asked["body"]) == b"\x00sent"
    assert asked["headers"]["X-Own"] == "1"


@pytest.mark.parametrize(
    ("arguments", "body"), [({}, b""), ({"json": {"a": "\u00e9"}}, b'{"a": "\\u00e9"}'), ({"data": {"a": "b"}}, b"a=b")]
)
def test_a_body_of_any_kind(plane: Plane, arguments: Mapping[str, Any], body: bytes) -> None:
    requests.post(URL, timeout=1, **arguments)
    assert base64.b64decode(plane.asked[0]["body"]) == body


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        ("connection refused", requests.ConnectionError),
        ("name does not resolve", requests.ConnectionError),
        ("timed out", requests.ConnectTimeout),
    ],
)
def test_a_fault_of_the_network_is_the_exception_that_requests_has_for_it(
    plane: Plane, fault: str, raised: type[Exception]
) -> None:
    plane.answer = {"fault": fault}
    with pytest.raises(requests.RequestException, match=f"^{fault}$") as caught:
        requests.get(URL, timeout=1)
    assert type(caught.value) is raised


def test_a_session_is_led_there_too_and_a_redirection_is_followed(plane: Plane) -> None:
    plane.answer = {"status": 302, "headers": {"Location": URL}, "body": ""}
    with requests.Session() as session, pytest.raises(requests.TooManyRedirects):
        session.get(URL, timeout=1)
    assert len(plane.asked) == 31


def test_it_begins_and_ends_once_and_can_begin_again() -> None:
    send = requests.adapters.HTTPAdapter.send
    interception = Interception(Plane(status=204, headers={}, body=""), lambda: "berlin")
    interception.stop()
    for _ in range(2):
        interception.start()
        interception.start()
        assert requests.get(URL, timeout=1).status_code == 204
        interception.stop()
        interception.stop()
        assert requests.adapters.HTTPAdapter.send is send


def test_who_asks_is_whoever_acts_at_that_moment() -> None:
    acting, plane = ["berlin", "lagos"], Plane(status=200, headers={}, body="")
    interception = Interception(plane, lambda: acting.pop(0))
    interception.start()
    requests.get(URL, timeout=1)
    requests.get(URL, timeout=1)
    interception.stop()
    assert [asked["mid"] for asked in plane.asked] == ["berlin", "lagos"]
