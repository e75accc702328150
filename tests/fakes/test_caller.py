import pytest

from fakes.caller import Caller, is_result
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from fakes.target import Login
from tests.fakes.recorder import Recorder


def test_a_caller_signs_in_and_speaks_json() -> None:
    ask = Recorder(Response(200, b'{"result": 1}'))
    assert Caller(ask, Login("mid.berlin", "password of berlin")).ask("POST", "/api/x", {"a": "b"}) == (
        200,
        {"result": 1},
    )
    (request,) = ask.requests
    assert request == Request(
        "POST",
        "https://instance.service-now.com/api/x",
        {"Authorization": "Basic bWlkLmJlcmxpbjpwYXNzd29yZCBvZiBiZXJsaW4=", "Content-Type": "application/json"},
        b'{"a": "b"}',
    )


def test_a_caller_without_a_login_shows_none() -> None:
    ask = Recorder(Response(401))
    assert Caller(ask).ask("GET", "/") == (401, None)
    assert ask.requests == [Request("GET", "https://instance.service-now.com/", {"Content-Type": "application/json"})]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Response(204), (204, None)),
        (Response(502, b"<html>"), (502, "<html>")),
        (NetworkFault.TIMED_OUT, (0, "timed out")),
    ],
)
def test_a_caller_tells_status_and_body_whatever_they_are(answer: Answer, told: tuple[int, object]) -> None:
    assert Caller(lambda _: answer, Login("u", "p")).ask("GET", "/") == told


@pytest.mark.parametrize(
    ("answer", "holds"),
    [({"result": {}}, True), ({"result": []}, False), ({"result": None}, False), ({}, False), ("result", False)],
)
def test_an_answer_holds_one_record_or_it_does_not(answer: object, *, holds: bool) -> None:
    assert is_result(answer) is holds
