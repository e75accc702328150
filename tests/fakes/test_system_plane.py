import base64
import json
from datetime import UTC, datetime
from typing import Any

from fakes.host.host import LINUX, Host
from fakes.journal import Journal
from fakes.network.front import Front
from fakes.network.http_types import NetworkFault, Request, Response
from fakes.party import Party
from fakes.system_plane import SystemPlane

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class Surroundings:
    """One running MID Server, and one server that echoes."""

    def __init__(self) -> None:
        self.journal = Journal(lambda: NOON)
        self.host = Host("berlin", LINUX, self.journal, lambda: NOON)
        self.mid = Party("berlin", "1a", {}, self.host, NOON, None, running=True)
        self.front = Front("example.com", self.echo, self.journal)
        self.plane = SystemPlane({"berlin": self.mid}, {"example.com": self.front}, self.journal)

    def echo(self, request: Request) -> Response:
        body = {"method": request.method, "headers": dict(request.headers), "body": request.body.decode()}
        return Response(200, json.dumps(body).encode(), {"X-Echo": "yes"})

    def host_call(self, mid: str = "berlin") -> dict[str, Any]:
        return self.plane({"plane": "host", "mid": mid, "operation": "free_bytes", "arguments": {}})

    def network_call(self, mid: str = "berlin", url: str = "https://example.com/x?y=z") -> dict[str, Any]:
        body = base64.b64encode(b"hello").decode()
        more = {"method": "PUT", "url": url, "headers": {"A": "b"}, "body": body}
        return self.plane({"plane": "network", "mid": mid, **more})

    def noted(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [(entry.actor, entry.kind, entry.detail) for entry in self.journal]


def test_host_calls_reach_the_mid_server_s_own_host() -> None:
    around = Surroundings()
    around.host.free_space = 7
    assert around.host_call() == {"result": 7}


def test_requests_reach_the_server_they_name_and_answers_come_back_whole() -> None:
    answer = Surroundings().network_call()
    echoed = {"method": "PUT", "headers": {"A": "b"}, "body": "hello"}
    assert (answer["status"], answer["headers"]) == (200, {"X-Echo": "yes"})
    assert json.loads(base64.b64decode(answer["body"])) == echoed


def test_a_fault_of_the_network_is_named() -> None:
    around = Surroundings()
    around.front.server = lambda _: NetworkFault.TIMED_OUT
    assert around.network_call() == {"fault": "timed out"}


def test_no_other_server_has_a_name() -> None:
    around = Surroundings()
    assert around.network_call(url="https://elsewhere.example/x?y=z") == {"fault": "name does not resolve"}
    detail = {
        "server": "elsewhere.example",
        "method": "PUT",
        "path": "/x?y=z",
        "fault": "name does not resolve",
    }
    assert around.noted() == [("berlin", "exchange", detail)]


def test_ended_processes_are_refused_and_their_calls_journalled() -> None:
    around = Surroundings()
    around.mid.running = False
    assert around.host_call() == {"error": "no process runs"}
    assert around.network_call() == {"fault": "connection refused"}
    assert around.noted() == [
        ("berlin", "refused", {"reason": "no process runs", "plane": "host"}),
        ("berlin", "refused", {"reason": "no process runs", "plane": "network"}),
    ]


def test_a_mid_server_that_nobody_installed_is_refused() -> None:
    around = Surroundings()
    assert around.host_call(mid="oslo") == {"error": "no process runs"}
    assert around.network_call(mid="oslo") == {"fault": "connection refused"}
    assert [entry.actor for entry in around.journal] == ["oslo", "oslo"]


def test_a_restart_is_the_last_call_of_a_process() -> None:
    around = Surroundings()

    def end() -> None:
        around.mid.running = False

    around.host.on_restart = end
    restart = {"plane": "host", "mid": "berlin", "operation": "restart_service", "arguments": {}}
    assert around.plane(restart) == {"result": None}
    assert around.host_call() == {"error": "no process runs"}
