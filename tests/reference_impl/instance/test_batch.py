import base64
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.reference_impl.instance.surroundings import AGENTS, MID, Surroundings, error

BATCH = "/api/now/v1/batch"
JSON = [{"name": "Content-Type", "value": "application/json"}]


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


def request(part: str, method: str, url: str, body: object = None) -> dict[str, Any]:
    sent = {} if body is None else {"body": base64.b64encode(json.dumps(body).encode()).decode()}
    return {"id": part, "method": method, "url": url, "headers": JSON, **sent}


def batch(around: Surroundings, *parts: object, by: tuple[str, str] = MID, path: str = BATCH) -> TestResponse:
    return around.ask("POST", path, {"batch_request_id": 7, "rest_requests": parts}, by=by)


def served(answer: TestResponse) -> list[tuple[str, int, Any]]:
    """Number, status and body of each answer in a batch."""
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.json is not None
    assert (answer.json["batch_request_id"], answer.json["unserviced_requests"]) == ("7", [])
    bodies = [(each, base64.b64decode(each["body"])) for each in answer.json["serviced_requests"]]
    return [(each["id"], each["status_code"], json.loads(body) if body else None) for each, body in bodies]


@pytest.mark.parametrize("path", [BATCH, "/api/now/batch"])
def test_requests_are_answered_one_after_another(around: Surroundings, path: str) -> None:
    agent = f"{AGENTS}/{around.agent}"
    parts = [
        request("a", "PATCH", f"{agent}?sysparm_fields=status", {"status": "Down"}),
        request("b", "GET", "/api/now/v2/table/ecc_agent?sysparm_query=status%3DDown&sysparm_fields=name"),
        request("c", "DELETE", agent),
        request("d", "DELETE", agent),
    ]
    answers = served(batch(around, *parts, path=path))
    assert [(part, status) for part, status, _ in answers] == [("a", 200), ("b", 200), ("c", 204), ("d", 404)]
    assert [body and body.get("result") for _, _, body in answers] == [
        {"status": "Down"},
        [{"name": "berlin"}],
        None,
        None,
    ]


def test_an_answer_has_its_headers_and_the_words_of_its_status(around: Surroundings) -> None:
    answer = batch(around, request("a", "GET", AGENTS)).json
    assert answer is not None
    (only,) = answer["serviced_requests"]
    assert only["status_text"] == "OK"
    assert {"name": "X-Total-Count", "value": "1"} in only["headers"]


def test_the_sender_of_a_batch_may_do_in_it_what_may_be_done_without(around: Surroundings) -> None:
    login = base64.b64encode(b"admin:secret").decode()
    part = request("a", "GET", "/api/now/table/sys_user")
    part["headers"] = [{"name": "Authorization", "value": f"Basic {login}"}]
    assert [status for _, status, _ in served(batch(around, part))] == [403]
    assert error(batch(around, part, by=("admin", "wrong"))) == (401, "User Not Authenticated")


@pytest.mark.parametrize(
    "part",
    [
        None,
        "GET",
        {},
        {"id": "a", "method": "GET"},
        {"id": "a", "method": 1, "url": AGENTS},
        {"id": "a", "method": "GET", "url": 1},
        {"id": "a", "method": "GET", "url": AGENTS, "headers": ["x"]},
        {"id": "a", "method": "GET", "url": AGENTS, "headers": [{"name": "x"}]},
        {"id": "a", "method": "GET", "url": AGENTS, "headers": [{"name": "x", "value": "a\nb"}]},
        {"id": "a", "method": "GET", "url": AGENTS, "body": "x"},
        {"id": "a", "method": "GET", "url": AGENTS, "body": 1},
    ],
)
def test_a_batch_with_an_unreadable_request_is_refused_and_does_nothing(around: Surroundings, part: object) -> None:
    status, message = error(batch(around, request("a", "DELETE", f"{AGENTS}/{around.agent}"), part))
    assert (status, message) == (400, "A batch_request_id and a list of rest_requests are needed")
    assert len(around.instance.tables.select("ecc_agent")) == 1


@pytest.mark.parametrize(
    "body", [{}, {"batch_request_id": "1"}, {"rest_requests": []}, {"batch_request_id": 1, "rest_requests": 1}]
)
def test_a_batch_has_an_id_and_requests(around: Surroundings, body: object) -> None:
    assert error(around.ask("POST", BATCH, body))[0] == 400
