"""The control messages, row by row: what the schema takes and what it refuses, in one line."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from midcert.protocol.messages import SCHEMA, MessageError, check_answer, check_request, check_system

NOW = "2020-07-01T00:00:00.000Z"
INSTANCE = {"buildstamp": "b", "builds": [], "administrator": {"user": "admin", "password": ""}, "seed": 0}
REQUESTS: dict[str, dict[str, Any]] = {
    "describe": {"protocol": 1},
    "setup": {
        "scenario": "s",
        "now": NOW,
        "download_site": "https://install.service-now.com",
        "network_timeout": 0.2,
        "trust_anchors": ["PEM"],
        "instance": INSTANCE,
    },
    "start": {"mid": "berlin", "agent_folder": "/opt"},
    "stop": {"mid": "berlin"},
    "notify": {"mid": "berlin"},
    "advance": {"to": NOW},
    "upgrade": {"to": "orlando"},
    "teardown": {},
}
ANSWERS: dict[str, dict[str, Any]] = {
    "describe": {
        "protocol": 1,
        "implementation": {"name": "mine", "version": "2"},
        "roles": ["mid", "instance"],
        "time": "advance",
        "capabilities": ["older-agents", "concurrent"],
    },
    "setup": {"instance_url": "http://127.0.0.1:8080"},
    "start": {},
    "stop": {},
    "notify": {},
    "advance": {"next": None},
    "upgrade": {},
    "teardown": {},
}
OPTIONAL = {("setup", "instance"), ("setup", "instance_url"), ("stop", "mid")}
TOGETHER = {("start", "mid"): "agent_folder", ("start", "agent_folder"): "mid"}
"""Of each of these nothing may be there, or both."""
CAPABILITIES = "['concurrent', 'older-agents']"
URL_PATTERN = json.loads(SCHEMA.read_text("utf-8"))["definitions"]["url"]["pattern"]
ARGUMENTS: dict[str, dict[str, str]] = {
    "facts": {},
    "free_bytes": {},
    "read": {"path": "/a"},
    "write": {"path": "/a", "content": "YWJj"},
    "append": {"path": "/a", "text": ""},
    "copy": {"source": "/a", "target": "/b"},
    "delete": {"path": "/a"},
    "make_folder": {"path": "/a"},
    "list_files": {"path": "/a"},
    "extract": {"archive": "/a", "folder": "/b"},
    "run": {"command": "net user"},
    "restart_service": {},
}
NETWORK = {
    "plane": "network",
    "mid": "berlin",
    "method": "GET",
    "url": "https://instance.service-now.com/api?a=[1]",
    "headers": {"Accept": "*/*"},
    "body": "",
}


def host(operation: str, arguments: object) -> dict[str, Any]:
    return {"plane": "host", "mid": "berlin", "operation": operation, "arguments": arguments}


def refusal(check: Any, *arguments: object) -> str:  # noqa: ANN401 - any of the three
    with pytest.raises(MessageError) as caught:
        check(*arguments)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def without(message: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in message.items() if each != name}


def missing(name: str) -> str:
    return f"data must contain {[name]} properties"


@pytest.mark.parametrize("verb", REQUESTS)
def test_every_verb_has_its_request_and_its_answer(verb: str) -> None:
    request, answer = {"verb": verb, **REQUESTS[verb]}, ANSWERS[verb]
    check_request(request)
    check_answer(verb, answer)
    for name in REQUESTS[verb]:
        if (verb, name) in OPTIONAL:
            check_request(without(request, name))
        elif other := TOGETHER.get((verb, name)):
            check_request(without(without(request, name), other))
            dependency = f"data missing dependency {name} for {other}"
            assert refusal(check_request, without(request, name)) == f"{verb}: {dependency}"
        else:
            assert refusal(check_request, without(request, name)) == f"{verb}: {missing(name)}"
    for name in answer:
        if (verb, name) in OPTIONAL:
            check_answer(verb, without(answer, name))
        else:
            assert refusal(check_answer, verb, without(answer, name)) == f"{verb} answer: {missing(name)}"


@pytest.mark.parametrize("verb", REQUESTS)
def test_unknown_fields_are_refused(verb: str) -> None:
    assert refusal(check_request, {"verb": verb, **REQUESTS[verb], "x": 1}) == (
        f"{verb}: data must not contain {{'x'}} properties"
    )
    assert refusal(check_answer, verb, {**ANSWERS[verb], "x": 1}) == (
        f"{verb} answer: data must not contain {{'x'}} properties"
    )


@pytest.mark.parametrize("answer", [None, [], "x", 1, True])
@pytest.mark.parametrize("verb", REQUESTS)
def test_an_answer_is_an_object(verb: str, answer: object) -> None:
    assert refusal(check_answer, verb, answer) == f"{verb} answer: data must be object"


@pytest.mark.parametrize("verb", [None, "", "reboot", "Describe", "describe answer", "name", ["stop"], {"stop": 1}])
def test_an_unknown_verb_is_refused(verb: object) -> None:
    assert refusal(check_request, {"verb": verb}) == f"there is no verb {verb!r}"


def test_a_message_without_a_verb_is_refused() -> None:
    assert refusal(check_request, {}) == "there is no verb None"


@pytest.mark.parametrize(
    ("verb", "change", "message"),
    [
        ("describe", {"protocol": 2}, "data.protocol must be same as const definition: 1"),
        ("describe", {"protocol": "1"}, "data.protocol must be same as const definition: 1"),
        ("setup", {"scenario": ""}, "data.scenario must be longer than or equal to 1 characters"),
        ("setup", {"network_timeout": 0}, "data.network_timeout must be bigger than 0"),
        ("setup", {"network_timeout": "1"}, "data.network_timeout must be number"),
        ("setup", {"trust_anchors": "PEM"}, "data.trust_anchors must be array"),
        ("setup", {"trust_anchors": [1]}, "data.trust_anchors[0] must be string"),
        ("setup", {"instance": None}, "data.instance must be object"),
        ("setup", {"instance": {**INSTANCE, "seed": 1.5}}, "data.instance.seed must be integer"),
        ("setup", {"instance": {**INSTANCE, "seed": -1}}, "data.instance.seed must be bigger than or equal to 0"),
        ("start", {"mid": 1}, "data.mid must be string"),
        ("start", {"mid": ""}, "data.mid must be longer than or equal to 1 characters"),
        ("start", {"agent_folder": ""}, "data.agent_folder must be longer than or equal to 1 characters"),
        ("stop", {"mid": None}, "data.mid must be string"),
        ("stop", {"mid": ""}, "data.mid must be longer than or equal to 1 characters"),
        ("notify", {"mid": ""}, "data.mid must be longer than or equal to 1 characters"),
        ("upgrade", {"to": ["orlando"]}, "data.to must be string"),
    ],
)
def test_a_wrong_value_in_a_request(verb: str, change: Mapping[str, Any], message: str) -> None:
    assert refusal(check_request, {"verb": verb, **REQUESTS[verb], **change}) == f"{verb}: {message}"


@pytest.mark.parametrize(
    ("verb", "change", "message"),
    [
        ("describe", {"protocol": 2}, "data.protocol must be same as const definition: 1"),
        ("describe", {"implementation": "mine"}, "data.implementation must be object"),
        ("describe", {"implementation": {"name": "mine"}}, "data.implementation must contain ['version'] properties"),
        ("describe", {"roles": []}, "data.roles must contain at least 1 items"),
        ("describe", {"roles": ["mid", "mid"]}, "data.roles must contain unique items"),
        ("describe", {"roles": ["server"]}, "data.roles[0] must be one of ['mid', 'instance']"),
        ("describe", {"time": "later"}, "data.time must be one of ['advance', 'service', 'real']"),
        ("describe", {"capabilities": "concurrent"}, "data.capabilities must be array"),
        ("describe", {"capabilities": ["x"]}, f"data.capabilities[0] must be one of {CAPABILITIES}"),
        ("describe", {"capabilities": ["concurrent"] * 2}, "data.capabilities must contain unique items"),
        ("setup", {"instance_url": "127.0.0.1:80"}, f"data.instance_url must match pattern {URL_PATTERN}"),
        ("setup", {"instance_url": "http://"}, f"data.instance_url must match pattern {URL_PATTERN}"),
        ("advance", {"next": 1}, "data.next must be string or null"),
    ],
)  # fmt: skip
def test_a_wrong_value_in_an_answer(verb: str, change: Mapping[str, Any], message: str) -> None:
    assert refusal(check_answer, verb, {**ANSWERS[verb], **change}) == f"{verb} answer: {message}"


@pytest.mark.parametrize(
    "time",
    [
        "2020-07-01T00:00:00Z",
        "2020-07-01T00:00:00.5Z",
        "2020-07-01T00:00:00.123456Z",
        "2020-07-01T00:00:00+02:00",
        "2020-02-29T23:59:59.999-11:30",
    ],
)
def test_a_time_is_in_iso_8601_with_its_offset(time: str) -> None:
    check_request({"verb": "advance", "to": time})
    check_answer("advance", {"next": time})


@pytest.mark.parametrize(
    "time",
    [
        "",
        "now",
        "2020-07-01",
        "2020-07-01T00:00:00",
        "2020-07-01 00:00:00Z",
        "2020-07-01T00:00Z",
        "2020-07-01T00:00:00.Z",
        "2020-07-01T00:00:00.1234567Z",
        "2020-07-01T00:00:00z",
        "2020-07-01T00:00:00+0200",
        "2020-07-01T00:00:00Z\n",
        "20200701T000000Z",
        "2020-13-01T00:00:00Z",
        "2019-02-29T00:00:00Z",
        "2020-07-01T25:00:00Z",
        "2020-07-01T00:00:60Z",
        "2020-07-01T00:00:00+99:00",
        "0000-07-01T00:00:00Z",
        "\u0662\u0660\u0662\u0660-07-01T00:00:00Z",
    ],
)
def test_what_is_no_such_time_is_refused(time: str) -> None:
    assert refusal(check_request, {"verb": "advance", "to": time}).startswith("advance: data.to must ")
    assert refusal(check_answer, "advance", {"next": time}).startswith("advance answer: data.next must ")


@pytest.mark.parametrize("operation", ARGUMENTS)
def test_every_operation_of_the_host_has_its_arguments(operation: str) -> None:
    arguments = ARGUMENTS[operation]
    check_system(host(operation, arguments))
    assert refusal(check_system, host(operation, {**arguments, "x": "1"})) == (
        f"{operation} arguments: data must not contain {{'x'}} properties"
    )
    for name in arguments:
        assert refusal(check_system, host(operation, without(arguments, name))) == (
            f"{operation} arguments: {missing(name)}"
        )
        assert refusal(check_system, host(operation, {**arguments, name: 1})) == (
            f"{operation} arguments: data.{name} must be string"
        )


def test_what_is_written_and_sent_is_base64() -> None:
    for text in ("YQ==", "YWI=", "YWJj", "+/+/"):
        check_system(host("write", {"path": "/a", "content": text}))
        check_system({**NETWORK, "body": text})
    for text in ("Y", "YQ", "YQ=", "YWJj\n", "YW Jj", "-_-_", "=", "\u0661AAA"):
        assert refusal(check_system, host("write", {"path": "/a", "content": text})).startswith(
            "write arguments: data.content must match pattern "
        )
        assert refusal(check_system, {**NETWORK, "body": text}).startswith(
            "network call: data.body must match pattern "
        )


@pytest.mark.parametrize(
    "url", ["https://a", "http://a.b:80", "https://a?b", "https://a#b", "https://u:p@a/b", "https://a/%c3%a9"]
)
def test_a_url_that_can_be_asked(url: str) -> None:
    check_system({**NETWORK, "url": url})


@pytest.mark.parametrize(
    "url", ["", "a", "/a", "ftp://a", "https://", "https:///a", "https://[a", "https://a b", "//a"]
)
def test_a_url_that_cannot(url: str) -> None:
    assert refusal(check_system, {**NETWORK, "url": url}).startswith("network call: data.url must match pattern ")


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (None, "what is asked goes to the plane host or network, not None"),
        ([], "what is asked goes to the plane host or network, not None"),
        ({}, "what is asked goes to the plane host or network, not None"),
        ({"plane": "moon"}, "what is asked goes to the plane host or network, not 'moon'"),
        ({"plane": ["host"]}, "what is asked goes to the plane host or network, not ['host']"),
        (
            {"plane": "host"},
            "host call: data must contain ['arguments', 'mid', 'operation'] properties",
        ),
        (host("run", None), "host call: data.arguments must be object"),
        (host("run", []), "host call: data.arguments must be object"),
        ({**host("facts", {}), "x": 1}, "host call: data must not contain {'x'} properties"),
        ({**host("facts", {}), "mid": ""}, "host call: data.mid must be longer than or equal to 1 characters"),
        ({**NETWORK, "x": 1}, "network call: data must not contain {'x'} properties"),
        ({**NETWORK, "method": "get"}, "network call: data.method must match pattern ^[A-Z]+$"),
        ({**NETWORK, "headers": {"a": 1}}, "network call: data.headers.a must be string"),
        ({**NETWORK, "headers": []}, "network call: data.headers must be object"),
    ],
)
def test_a_question_that_is_none(question: object, message: str) -> None:
    assert refusal(check_system, question) == message


@pytest.mark.parametrize("operation", ["reboot", "", None, ["read"], "host call", "read arguments"])
def test_an_unknown_operation_is_refused(operation: object) -> None:
    question = {**host("read", {"path": "/a"}), "operation": operation}
    assert refusal(check_system, question).startswith("host call: data.operation must be one of ['facts', ")


@pytest.mark.parametrize("name", NETWORK)
def test_every_part_of_a_request_is_needed(name: str) -> None:
    said = refusal(check_system, without(NETWORK, name))
    assert said == f"network call: {missing(name)}" or (name == "plane" and said.startswith("what is asked goes to "))
