import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from fakes.journal import Journal
from fakes.network.front import TOO_DEEP, Fault, Front, is_json, read_json, shown
from fakes.network.http_types import NetworkFault, Request, Response
from fakes.troubles.faults import error, no_answer

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
JSON = {"Content-Type": "application/json"}
SERVER = "instance.service-now.com"
URL = f"https://{SERVER}/api"
ASK = Request("GET", URL)
ASKED = {"server": SERVER, "method": "GET", "path": "/api"}


def make(answer: Response | NetworkFault) -> tuple[Front, Journal]:
    journal = Journal(lambda: NOON)
    return Front(SERVER, lambda _: answer, journal), journal


def noted(journal: Journal) -> list[tuple[str, str, Mapping[str, Any]]]:
    return [(entry.actor, entry.kind, entry.detail) for entry in journal]


def test_an_exchange_is_journalled_with_what_was_sent_and_received() -> None:
    answer = Response(201, b'{"result": {"sys_id": "1"}}', JSON)
    front, journal = make(answer)
    request = Request("POST", f"{URL}/table?a=b", {"Authorization": "Basic x"}, b'{"status": "Up"}')
    assert front.exchange("berlin", request) == answer
    detail = {
        "server": SERVER,
        "method": "POST",
        "path": "/api/table?a=b",
        "sent": {"status": "Up"},
        "status": 201,
        "received": {"result": {"sys_id": "1"}},
    }
    assert noted(journal) == [("berlin", "exchange", detail)]


def test_what_was_not_sent_and_what_is_not_json_is_left_out() -> None:
    front, journal = make(Response(200, b"PK\3\4", {"Content-Type": "application/zip"}))
    front.exchange("berlin", ASK)
    assert noted(journal) == [("berlin", "exchange", {**ASKED, "status": 200})]


def test_what_hangs_on_fresh_keys_is_left_out() -> None:
    journal = Journal(lambda: NOON)
    front = Front(SERVER, lambda _: Response(200), journal, tells_what_is_sent=False)
    front.exchange("berlin", Request("POST", URL, {}, b"0\x82\x01"))
    front.exchange("berlin", Request("GET", f"{URL}/MEUwQzBB"))
    detail = {"server": SERVER, "path": "/", "status": 200}
    assert noted(journal) == [("berlin", "exchange", {**detail, "method": each}) for each in ("POST", "GET")]


def test_no_answer_is_journalled_as_what_kept_it_away() -> None:
    front, journal = make(NetworkFault.TIMED_OUT)
    assert front.exchange("berlin", ASK) is NetworkFault.TIMED_OUT
    assert noted(journal) == [("berlin", "exchange", {**ASKED, "fault": "timed out"})]


def test_an_exchange_is_journalled_after_what_the_server_did_meanwhile() -> None:
    journal = Journal(lambda: NOON)

    def serve(_: Request) -> Response:
        journal.note("instance", "busy")
        return Response(200)

    Front("a", serve, journal).exchange("berlin", ASK)
    assert [entry.kind for entry in journal] == ["busy", "exchange"]


def test_a_fault_stands_in_for_the_server_and_is_journalled() -> None:
    front, journal = make(Response(200))
    front.fail(Fault(error(503)))
    assert front.exchange("berlin", ASK) == Response(503)
    front.work_again()
    assert front.exchange("berlin", ASK) == Response(200)
    assert noted(journal) == [
        ("network", "fails", {"server": SERVER}),
        ("berlin", "exchange", {**ASKED, "spoiled": True, "status": 503}),
        ("network", "works again", {"server": SERVER}),
        ("berlin", "exchange", {**ASKED, "status": 200}),
    ]


def test_a_fault_that_gives_no_answer_or_the_server_s_own_has_spoiled_it_all_the_same() -> None:
    front, journal = make(Response(200))
    for answer in (no_answer(NetworkFault.REFUSED), lambda request, server: server(request)):
        front.fail(Fault(answer))
        front.exchange("berlin", ASK)
    fails = ("network", "fails", {"server": SERVER})
    assert noted(journal) == [
        fails,
        ("berlin", "exchange", {**ASKED, "spoiled": True, "fault": "connection refused"}),
        fails,
        ("berlin", "exchange", {**ASKED, "spoiled": True, "status": 200}),
    ]


def test_what_has_not_failed_does_not_work_again() -> None:
    front, journal = make(Response(200))
    front.work_again()
    front.fail(Fault(error(503)))
    for _ in range(2):
        front.work_again()
    assert [entry.kind for entry in journal] == ["fails", "works again"]


def test_a_fault_meets_only_the_requests_it_applies_to() -> None:
    front, journal = make(Response(200))
    front.fail(Fault(no_answer(NetworkFault.REFUSED), lambda request: request.method == "POST"))
    assert front.exchange("berlin", Request("POST", URL)) is NetworkFault.REFUSED
    assert front.exchange("berlin", ASK) == Response(200)
    _, met, spared = journal
    assert (met.detail["spoiled"], spared.detail) == (True, {**ASKED, "status": 200})


def test_a_request_that_meets_a_fault_does_not_reach_the_server() -> None:
    reached: list[Request] = []

    def serve(request: Request) -> Response:
        reached.append(request)
        return Response(200)

    front = Front("a", serve, Journal(lambda: NOON))
    front.fail(Fault(error(500)))
    front.exchange("berlin", ASK)
    assert reached == []


def test_administrators_are_spared_and_journalled() -> None:
    front, journal = make(Response(200))
    front.fail(Fault(no_answer(NetworkFault.REFUSED)))
    assert front.let_pass("administrator", ASK) == Response(200)
    _, seen = noted(journal)
    assert seen == ("administrator", "exchange", {**ASKED, "status": 200})


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"", None),
        (b'{"a": [1]}', {"a": [1]}),
        (b"null", None),
        (b"<html>", "<html>"),
        (b"\xff\xfe", "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_a_body_is_json_or_its_own_text(body: bytes, value: object) -> None:
    assert read_json(body) == value


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"Content-Type": "application/json"}, True),
        ({"Content-Type": "application/json;charset=UTF-8"}, True),
        ({"content-type": "Application/JSON ; charset=utf-8"}, True),
        ({"Content-Type": "application/jsonl"}, False),
        ({"Content-Type": "text/html"}, False),
        ({"Accept": "application/json"}, False),
        ({}, False),
    ],
)
def test_json_is_told_by_its_media_type_however_it_is_written(*, headers: dict[str, str], answer: bool) -> None:
    assert is_json(headers) is answer


def test_passwords_are_not_journalled() -> None:
    front, journal = make(Response(201, b'{"result": [{"user_password": "x", "user_name": "a"}]}', JSON))
    front.let_pass("administrator", Request("POST", URL, {}, b'{"user_password": "secret", "roles": "admin"}'))
    ((_, _, detail),) = noted(journal)
    assert detail["sent"] == {"user_password": "(hidden)", "roles": "admin"}
    assert detail["received"] == {"result": [{"user_password": "(hidden)", "user_name": "a"}]}


def test_a_body_that_is_nested_too_deeply_is_written_down_as_such() -> None:
    assert shown(b"[" * 20 + b"]" * 20) == json.loads("[" * 20 + "]" * 20)
    assert shown(b"[" * 100_000) == TOO_DEEP
