"""The messages, row by row: what is one and what is refused, in one line."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from midcert.protocol import control
from midcert.protocol.control import Control, Nothing, Start, Stop
from midcert.protocol.messages import (
    HostQuestion,
    MessageError,
    host_call,
    outgoing,
    read,
    read_control,
    read_question,
    written,
)
from midcert.protocol.system import OPERATIONS, NetworkCall, Read, Sleep, Write
from midcert.protocol.values import Message, Time

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
ANSWER_TYPES: dict[str, type[Message]] = {
    "describe": control.DescribeAnswer,
    "setup": control.SetupAnswer,
    "advance": control.AdvanceAnswer,
}
"""Of all other verbs: Nothing."""
A_URL = "a URL, such as https://host:8443/path"
A_HEADER = "a header's value (tabs, blanks, and visible characters of Latin-1)"
A_TIME = "a time with its offset from UTC, such as 2020-07-01T00:00:00.000Z"
ARGUMENTS: dict[str, dict[str, Any]] = {
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
    "powershell_version": {},
    "service_state": {"service": "AeLookupSvc"},
    "restart_service": {},
    "sleep": {"until": None, "listening": True},
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


def read_answer(verb: str, said: object) -> Message:
    return read(ANSWER_TYPES.get(verb, Nothing), said, f"{verb} answer")


def refusal(reader: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(MessageError) as caught:
        reader(*arguments)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def without(message: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in message.items() if each != name}


def missing(name: str) -> str:
    return f"object missing required field `{name}`"


# ---- Control messages


@pytest.mark.parametrize("verb", REQUESTS)
def test_every_verb_has_its_request_and_its_answer(verb: str) -> None:
    request, answer = {"verb": verb, **REQUESTS[verb]}, ANSWERS[verb]
    assert written(read_control(request)) == request
    assert written(read_answer(verb, answer)) == answer
    for name in REQUESTS[verb]:
        if (verb, name) in OPTIONAL:
            read_control(without(request, name))
        elif other := TOGETHER.get((verb, name)):
            read_control(without(without(request, name), other))
            said = refusal(read_control, without(request, name))
            assert said == f"{verb}: expected mid and agent_folder together, or neither"
        else:
            assert refusal(read_control, without(request, name)) == f"{verb}: {missing(name)}"
    for name in answer:
        if (verb, name) in OPTIONAL:
            read_answer(verb, without(answer, name))
        else:
            assert refusal(read_answer, verb, without(answer, name)) == f"{verb} answer: {missing(name)}"


@pytest.mark.parametrize("verb", REQUESTS)
def test_unknown_fields_are_refused(verb: str) -> None:
    reason = "object contains unknown field `x`"
    assert refusal(read_control, {"verb": verb, **REQUESTS[verb], "x": 1}) == f"{verb}: {reason}"
    assert refusal(read_answer, verb, {**ANSWERS[verb], "x": 1}) == f"{verb} answer: {reason}"


@pytest.mark.parametrize("answer", [None, [], "x", 1, True])
@pytest.mark.parametrize("verb", REQUESTS)
def test_an_answer_is_an_object(verb: str, answer: object) -> None:
    assert refusal(read_answer, verb, answer).startswith(f"{verb} answer: expected `object`, got ")


@pytest.mark.parametrize("verb", [None, "", "reboot", "Describe", "describe answer", "name", ["stop"], {"stop": 1}])
def test_an_unknown_verb_is_refused(verb: object) -> None:
    assert refusal(read_control, {"verb": verb}) == f"there is no verb {verb!r}"


def test_a_message_without_a_verb_is_refused() -> None:
    assert refusal(read_control, {}) == "there is no verb None"


@pytest.mark.parametrize(
    ("verb", "change", "message"),
    [
        ("describe", {"protocol": 2}, "expected protocol 1"),
        ("describe", {"protocol": True}, "protocol: expected `float`, got `bool`"),
        ("setup", {"scenario": ""}, "scenario: expected `str` of length >= 1"),
        ("setup", {"network_timeout": 0}, "network_timeout: expected `float` > 0.0"),
        ("setup", {"network_timeout": "1"}, "network_timeout: expected `float`, got `str`"),
        ("setup", {"trust_anchors": "PEM"}, "trust_anchors: expected `array`, got `str`"),
        ("setup", {"trust_anchors": [1]}, "trust_anchors[0]: expected `str`, got `int`"),
        ("setup", {"instance": None}, "instance: expected `object`, got `null`"),
        ("setup", {"instance": {**INSTANCE, "seed": 1.5}}, "instance.seed: expected `int`, got `float`"),
        ("setup", {"instance": {**INSTANCE, "seed": -1}}, "instance.seed: expected `int` >= 0"),
        ("start", {"mid": 1}, "mid: expected `str`, got `int`"),
        ("start", {"mid": ""}, "mid: expected `str` of length >= 1"),
        ("start", {"agent_folder": ""}, "agent_folder: expected `str` of length >= 1"),
        ("stop", {"mid": None}, "mid: expected `str`, got `null`"),
        ("notify", {"mid": ""}, "mid: expected `str` of length >= 1"),
        ("upgrade", {"to": ["orlando"]}, "to: expected `str`, got `array`"),
    ],
)
def test_a_wrong_value_in_a_request(verb: str, change: Mapping[str, Any], message: str) -> None:
    assert refusal(read_control, {"verb": verb, **REQUESTS[verb], **change}) == f"{verb}: {message}"


@pytest.mark.parametrize(
    ("verb", "change", "message"),
    [
        ("describe", {"protocol": 2}, "expected protocol 1"),
        ("describe", {"protocol": "1"}, "protocol: expected `float`, got `str`"),
        ("describe", {"implementation": "mine"}, "implementation: expected `object`, got `str`"),
        ("describe", {"implementation": {"name": "mine"}}, f"implementation: {missing('version')}"),
        ("describe", {"roles": []}, "roles: expected `array` of length >= 1"),
        ("describe", {"roles": ["mid", "mid"]}, "expected each of the roles once"),
        ("describe", {"roles": ["server"]}, "roles[0]: expected one of mid, instance"),
        ("describe", {"time": "later"}, "time: expected one of advance, service, real"),
        ("describe", {"capabilities": "concurrent"}, "capabilities: expected `array`, got `str`"),
        ("describe", {"capabilities": ["x"]}, "capabilities[0]: expected one of concurrent, older-agents"),
        ("describe", {"capabilities": ["concurrent"] * 2}, "expected each of the capabilities once"),
        ("setup", {"instance_url": "127.0.0.1:80"}, f"instance_url: expected {A_URL}"),
        ("setup", {"instance_url": "http://"}, f"instance_url: expected {A_URL}"),
        ("setup", {"instance_url": None}, "instance_url: expected `str`, got `null`"),
        ("advance", {"next": 1}, f"next: expected {A_TIME}, not 1"),
    ],
)
def test_a_wrong_value_in_an_answer(verb: str, change: Mapping[str, Any], message: str) -> None:
    assert refusal(read_answer, verb, {**ANSWERS[verb], **change}) == f"{verb} answer: {message}"


def test_where_json_has_no_whole_numbers_the_protocol_is_1_0() -> None:
    read_answer("describe", {**ANSWERS["describe"], "protocol": 1.0})


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (Stop(""), "stop: mid: expected `str` of length >= 1"),
        (Start("berlin", "\ud800"), "start: agent_folder: expected a text without halves of surrogate pairs"),
    ],
)
def test_a_message_of_our_own_is_checked_as_well(message: Control, reason: str) -> None:
    assert refusal(outgoing, message, written(message)["verb"]) == reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (None, "expected `object`, got `null`"),
        ({}, "expected exactly one of ok, unsupported, errored"),
        ({"ok": {}, "unsupported": "x"}, "expected exactly one of ok, unsupported, errored"),
        ({"ok": {}, "x": 1}, "object contains unknown field `x`"),
        ({"unsupported": 1}, "unsupported: expected `str`, got `int`"),
        ({"errored": {"message": "x", "y": 1}}, "errored: object contains unknown field `y`"),
    ],
)
def test_an_envelope_is_one_of_three(said: object, reason: str) -> None:
    assert refusal(read, control.Envelope, said, "envelope") == f"envelope: {reason}"


# ---- Times


@pytest.mark.parametrize(
    "time",
    [
        "2020-07-01T00:00:00Z",
        "2020-07-01T00:00:00.5Z",
        "2020-07-01T00:00:00.123456Z",
        "2020-07-01T00:00:00.123456789Z",
        "2020-07-01t00:00:00z",
        "2020-07-01T00:00:00+02:00",
        "2020-02-29T23:59:59.999-11:30",
    ],
)
def test_a_time_is_as_rfc_3339_says(time: str) -> None:
    moment = datetime.fromisoformat(time.upper())
    assert read_control({"verb": "advance", "to": time}) == control.Advance(Time.at(moment))
    assert read_answer("advance", {"next": time}) == control.AdvanceAnswer(Time.at(moment))


def test_a_time_is_written_in_utc_to_the_millisecond() -> None:
    moment = datetime.fromisoformat("2020-07-01T02:00:00.0005+02:00")
    assert written(control.Advance(Time.at(moment))) == {"verb": "advance", "to": "2020-07-01T00:00:00.000Z"}
    assert Time.at(moment) == moment.astimezone(UTC)


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
    reason = f"expected {A_TIME}, not {time!r}"
    assert refusal(read_control, {"verb": "advance", "to": time}) == f"advance: to: {reason}"
    assert refusal(read_answer, "advance", {"next": time}) == f"advance answer: next: {reason}"


def test_a_long_value_is_not_shown_to_its_end() -> None:
    said = refusal(read_answer, "advance", {"next": "x" * 10_000})
    assert said == f"advance answer: next: expected {A_TIME}, not '{'x' * 59}"


# ---- Questions


@pytest.mark.parametrize("operation", ARGUMENTS)
def test_every_operation_of_the_host_has_its_arguments(operation: str) -> None:
    arguments, name = ARGUMENTS[operation], f"{operation} arguments"
    question = read_question(host(operation, arguments))
    assert isinstance(question, HostQuestion)
    assert written(host_call(question.mid, question.operation)) == host(operation, arguments)
    unknown = host(operation, {**arguments, "x": "1"})
    assert refusal(read_question, unknown) == f"{name}: object contains unknown field `x`"
    for each in arguments:
        assert refusal(read_question, host(operation, without(arguments, each))) == f"{name}: {missing(each)}"
        wrong = refusal(read_question, host(operation, {**arguments, each: 1}))
        assert wrong.startswith(f"{name}: {each}: expected ")


def test_no_operation_is_left_out() -> None:
    assert list(ARGUMENTS) == [operation.value for operation in OPERATIONS]


def test_a_question_is_typed() -> None:
    until = Time(2020, 7, 1, tzinfo=UTC)
    assert read_question(host("read", {"path": "/a"})) == HostQuestion("berlin", Read("/a"))
    assert read_question(host("write", ARGUMENTS["write"])) == HostQuestion("berlin", Write("/a", b"abc"))
    asleep = read_question(host("sleep", {"until": NOW, "listening": False}))
    assert asleep == HostQuestion("berlin", Sleep(until, listening=False))
    assert read_question(NETWORK) == NetworkCall("berlin", "GET", NETWORK["url"], NETWORK["headers"], b"")


def test_what_is_written_and_sent_is_base64() -> None:
    for text in ("YQ==", "YWI=", "YWJj", "+/+/"):
        read_question(host("write", {"path": "/a", "content": text}))
        read_question({**NETWORK, "body": text})
    for text in ("Y", "YQ", "YQ=", "YWJj\n", "YW Jj", "-_-_", "=", "\u0661AAA"):
        said = refusal(read_question, host("write", {"path": "/a", "content": text}))
        assert said == "write arguments: content: invalid base64 encoded string"
        assert refusal(read_question, {**NETWORK, "body": text}) == "network call: body: invalid base64 encoded string"


@pytest.mark.parametrize(
    "url", ["https://a", "http://a.b:80", "https://a?b", "https://a#b", "https://u:p@a/b", "https://a/%c3%a9"]
)
def test_a_url_that_can_be_asked(url: str) -> None:
    read_question({**NETWORK, "url": url})


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a",
        "/a",
        "ftp://a",
        "https://",
        "https:///a",
        "https://[a",
        "https://a b",
        "//a",
        "https://a\n",
        "https://a:\u0661",
    ],
)
def test_a_url_that_cannot(url: str) -> None:
    assert refusal(read_question, {**NETWORK, "url": url}) == f"network call: url: expected {A_URL}"


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
            "host call: object missing required field `mid`",
        ),
        (host("run", None), "host call: arguments: expected `object`, got `null`"),
        (host("run", []), "host call: arguments: expected `object`, got `array`"),
        ({**host("facts", {}), "x": 1}, "host call: object contains unknown field `x`"),
        ({**host("facts", {}), "mid": ""}, "host call: mid: expected `str` of length >= 1"),
        ({**NETWORK, "x": 1}, "network call: object contains unknown field `x`"),
        ({**NETWORK, "method": "get"}, "network call: method: expected a method in upper case, such as GET"),
        ({**NETWORK, "headers": {"a": 1}}, "network call: headers[...]: expected `str`, got `int`"),
        ({**NETWORK, "headers": {"a": "b\n"}}, f"network call: headers[...]: expected {A_HEADER}"),
        ({**NETWORK, "\ud800": 1}, "network call: a field or a word with half of a surrogate pair"),
        ({**NETWORK, "a\n - at `$.b`": 1}, "network call: object contains unknown field `a\\n - at `$.b``"),
        ({**NETWORK, "headers": []}, "network call: headers: expected `object`, got `array`"),
    ],
)
def test_a_question_that_is_none(question: object, message: str) -> None:
    assert refusal(read_question, question) == message


def test_a_question_nested_without_end_is_refused() -> None:
    deep: object = "x"
    for _ in range(100_000):
        deep = [deep]
    assert refusal(read_question, host("read", {"path": deep})) == "read arguments: path: expected `str`, got `array`"


@pytest.mark.parametrize("operation", ["reboot", "", "host call", "read arguments", "READ"])
def test_an_unknown_operation_is_refused(operation: str) -> None:
    question = {**host("read", {"path": "/a"}), "operation": operation}
    assert refusal(read_question, question).startswith("host call: operation: expected one of facts, free_bytes, ")


@pytest.mark.parametrize("operation", [None, ["read"], 1])
def test_an_operation_is_a_word(operation: object) -> None:
    question = {**host("read", {"path": "/a"}), "operation": operation}
    assert refusal(read_question, question).startswith("host call: operation: expected `str`, got ")


@pytest.mark.parametrize("name", NETWORK)
def test_every_part_of_a_request_is_needed(name: str) -> None:
    said = refusal(read_question, without(NETWORK, name))
    assert said == f"network call: {missing(name)}" or (name == "plane" and said.startswith("what is asked goes to "))
