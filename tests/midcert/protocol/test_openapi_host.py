"""The OpenAPI document of the host says what the messages say."""

from typing import Any

import pytest

from midcert.protocol.messages import read, read_question
from midcert.protocol.openapi import host_document
from midcert.protocol.system import OPERATIONS
from midcert.protocol.words import Operation as HostOperation
from tests.midcert.protocol.described import resolved
from tests.midcert.protocol.documents import NOW, content, document

FACTS = {"os": "windows", "architecture": "x86-64", "temp_folder": "C:\\Temp"}
CALLS: dict[str, tuple[dict[str, object], object]] = {
    "facts": ({}, FACTS),
    "free_bytes": ({}, 7),
    "read": ({"path": "/a"}, "YWJj"),
    "write": ({"path": "/a", "content": "YWJj"}, None),
    "append": ({"path": "/a", "text": ""}, None),
    "copy": ({"source": "/a", "target": "/b"}, None),
    "delete": ({"path": "/a"}, None),
    "make_folder": ({"path": "/a"}, None),
    "list_files": ({"path": "/a"}, ["b/c"]),
    "extract": ({"archive": "/a", "folder": "/b"}, {"ends": NOW}),
    "run": ({"command": "net user"}, {"output": "", "exit_code": 0, "ends": NOW}),
    "powershell_version": ({}, "5.1"),
    "service_state": ({"service": "AeLookupSvc"}, "disabled"),
    "restart_service": ({}, None),
    "sleep": ({"until": NOW, "listening": True}, {"now": NOW, "notified": False}),
}
"""Arguments and result of each operation."""
NETWORK = {"plane": "network", "mid": "berlin", "method": "GET", "url": "https://a/", "headers": {}, "body": ""}


@pytest.fixture(scope="module")
def ask() -> dict[str, Any]:
    """The one thing that a target does at the URL of its system plane."""
    found: dict[str, Any] = resolved(document("host"))["paths"]["/{system}"]["post"]
    return found


def test_the_host_s_document_is_what_the_messages_say() -> None:
    assert document("host") == host_document(), "python -m midcert.protocol.openapi host > docs/openapi/host.json"


def test_every_operation_has_its_call(ask: dict[str, Any]) -> None:
    branches = [branch["properties"] for branch in content(ask["requestBody"]).schema["oneOf"]]
    called = [branch["operation"]["const"] for branch in branches if branch["plane"] == {"enum": ["host"]}]
    assert called == list(HostOperation) == list(CALLS)
    assert len(branches) == len(called) + 1


@pytest.mark.parametrize("operation", CALLS)
def test_an_operation_is_asked_and_answered_as_the_messages_say(ask: dict[str, Any], operation: str) -> None:
    arguments, result = CALLS[operation]
    question = {"plane": "host", "mid": "berlin", "operation": operation, "arguments": arguments}
    refused = [{**arguments, "x": ""}, *({**arguments, name: ["x"]} for name in arguments)]
    refused += [{name: value for name, value in arguments.items() if name != left_out} for left_out in arguments]
    read_question(question)
    assert content(ask["requestBody"]).is_valid(question)
    assert not any(content(ask["requestBody"]).is_valid({**question, "arguments": each}) for each in refused)
    read(OPERATIONS[HostOperation(operation)][1], {"result": result}, "answer")
    assert content(ask["responses"]["200"]).is_valid({"result": result})


@pytest.mark.parametrize(
    "change",
    [{}, {"plane": "host"}, {"mid": ""}, {"method": "get"}, {"url": "/"}, {"headers": {"a": 1}}, {"body": "x"}],
)
def test_the_network_is_asked_as_the_messages_say(ask: dict[str, Any], change: dict[str, object]) -> None:
    assert content(ask["requestBody"]).is_valid({**NETWORK, **change}) == (not change)


@pytest.mark.parametrize(
    ("answer", "is_one"),
    [
        ({"status": 200, "headers": {}, "body": ""}, True),
        ({"fault": "timed out"}, True),
        ({"error": "No space left on device"}, True),
        ({"status": 200, "headers": {}}, False),
        ({"fault": "gone"}, False),
        ({"result": {"ends": NOW, "output": ""}}, False),
        ({"result": None, "error": ""}, False),
        ({}, False),
    ],
)
def test_nothing_else_is_an_answer(ask: dict[str, Any], answer: object, is_one: bool) -> None:  # noqa: FBT001 - a case
    assert content(ask["responses"]["200"]).is_valid(answer) == is_one
