"""Questions reach the host and the network, and their answers come back as messages."""

from typing import Any

import pytest

from fakes.network.http_types import Answer, NetworkFault, Request, Response
from midcert.protocol.answering import answered
from midcert.protocol.messages import outgoing, read_question
from midcert.protocol.system import OPERATIONS
from midcert.protocol.words import Operation
from tests.midcert.planes import OneHost

NOW = "2020-07-01T12:00:00.000Z"
FACTS = {"os": "linux", "architecture": "x86-64", "temp_folder": "/tmp"}  # noqa: S108 - of a fake
STORY: list[tuple[Operation, dict[str, str], object]] = [
    (Operation.FACTS, {}, FACTS),
    (Operation.FREE_BYTES, {}, 7),
    (Operation.WRITE, {"path": "/a/b", "content": "AP8="}, None),
    (Operation.READ, {"path": "/a/b"}, "AP8="),
    (Operation.COPY, {"source": "/a/b", "target": "/a/c"}, None),
    (Operation.APPEND, {"path": "/a/d", "text": "\u00e9"}, None),
    (Operation.READ, {"path": "/a/d"}, "w6k="),
    (Operation.MAKE_FOLDER, {"path": "/a/e"}, None),
    (Operation.DELETE, {"path": "/a/c"}, None),
    (Operation.LIST_FILES, {"path": "/a"}, ["b", "d"]),
    (Operation.RUN, {"command": "hostname"}, {"output": "hostname has run", "exit_code": 0, "ends": NOW}),
    (Operation.POWERSHELL_VERSION, {}, ""),
    (Operation.RESTART_SERVICE, {}, None),
]
"""What is asked of one host, and what it answers."""


def said(plane: OneHost, question: dict[str, Any]) -> dict[str, Any]:
    """What goes back to the target."""
    return outgoing(answered(plane, read_question(question)), "answer")


def on_host(operation: Operation, arguments: dict[str, str]) -> dict[str, Any]:
    return {"plane": "host", "mid": "berlin", "operation": operation.value, "arguments": arguments}


def test_the_host_is_asked_and_answers() -> None:
    plane = OneHost(free_space=7)
    for operation, arguments, result in STORY:
        assert said(plane, on_host(operation, arguments)) == {"result": result}
    assert plane.asked == [operation.value for operation, _, _ in STORY]
    elsewhere = {Operation.EXTRACT, Operation.SERVICE_STATE, Operation.SLEEP}
    assert {*OPERATIONS} - {operation for operation, _, _ in STORY} == elsewhere


def test_what_the_host_refuses_is_answered_in_its_own_words() -> None:
    refused = said(OneHost(), on_host(Operation.EXTRACT, {"archive": "/x", "folder": "/y"}))
    assert refused == {"error": "/x (No such file or directory)"}


def test_the_state_of_a_service_is_told_where_there_is_one() -> None:
    plane, question = OneHost(), on_host(Operation.SERVICE_STATE, {"service": "AeLookupSvc"})
    assert said(plane, question) == {
        "error": "AeLookupSvc (The specified service does not exist as an installed service)"
    }
    plane.host("berlin").services.set_state("AeLookupSvc", "disabled")
    assert said(plane, question) == {"result": "disabled"}


def test_no_host_sleeps() -> None:
    asleep = {"plane": "host", "mid": "berlin", "operation": "sleep", "arguments": {"until": None, "listening": True}}
    with pytest.raises(ValueError, match="no host does Sleep"):
        answered(OneHost(), read_question(asleep))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Response(200, b"\x00\xff", {"A": "b"}), {"status": 200, "headers": {"A": "b"}, "body": "AP8="}),
        (NetworkFault.TIMED_OUT, {"fault": "timed out"}),
    ],
)
def test_a_request_goes_out_whole_and_so_does_its_answer(answer: Answer, expected: dict[str, Any]) -> None:
    class Network(OneHost):
        sent: Request

        def network(self, _: str, request: Request) -> Answer:
            self.sent = request
            return answer

    plane = Network()
    parts = {"method": "PUT", "url": "https://a/b", "headers": {"C": "d"}, "body": "AP8="}
    assert said(plane, {"plane": "network", "mid": "berlin", **parts}) == expected
    assert plane.sent == Request("PUT", "https://a/b", {"C": "d"}, b"\x00\xff")
