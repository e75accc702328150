import json
from datetime import UTC, datetime
from typing import Any

import pytest

from fakes.agent_folder import AgentFolder
from fakes.host.files import HostError
from fakes.host.host import LINUX, Host
from fakes.journal import Journal
from fakes.network.front import Front
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from fakes.party import Party
from fakes.system_plane import FakeSystemPlane

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class Surroundings:
    """One running MID Server, and one server that echoes."""

    def __init__(self) -> None:
        self.journal = Journal(lambda: NOON)
        self.host = Host("berlin", LINUX, self.journal, lambda: NOON)
        folder = AgentFolder(self.host.files, LINUX.agent_folder, {})
        self.mid = Party("berlin", "1a", self.host, folder, is_played=False, started=NOON, is_running=True)
        self.front = Front("example.com", self.echo, self.journal)
        self.plane = FakeSystemPlane({"berlin": self.mid}, {"example.com": self.front}, self.journal)

    def echo(self, request: Request) -> Response:
        body = {"method": request.method, "headers": dict(request.headers), "body": request.body.decode()}
        return Response(200, json.dumps(body).encode(), {"X-Echo": "yes"})

    def ask(self, mid: str = "berlin", url: str = "https://example.com/x?y=z") -> Answer:
        return self.plane.network(mid, Request("PUT", url, {"A": "b"}, b"hello"))

    def noted(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [(entry.actor, entry.kind, entry.detail) for entry in self.journal]


def test_host_calls_reach_the_mid_server_s_own_host() -> None:
    around = Surroundings()
    assert around.plane.host("berlin") is around.host
    assert around.noted() == []


def test_requests_reach_the_server_they_name_and_answers_come_back_whole() -> None:
    answer = Surroundings().ask()
    echoed = {"method": "PUT", "headers": {"A": "b"}, "body": "hello"}
    assert answer == Response(200, json.dumps(echoed).encode(), {"X-Echo": "yes"})


def test_a_fault_of_the_network_is_named() -> None:
    around = Surroundings()
    around.front.server = lambda _: NetworkFault.TIMED_OUT
    assert around.ask() is NetworkFault.TIMED_OUT


def test_no_other_server_has_a_name() -> None:
    around = Surroundings()
    assert around.ask(url="https://elsewhere.example/x?y=z") is NetworkFault.UNRESOLVED
    detail = {
        "server": "elsewhere.example",
        "method": "PUT",
        "path": "/x?y=z",
        "fault": "name does not resolve",
    }
    assert around.noted() == [("berlin", "exchange", detail)]


@pytest.mark.parametrize("mid", ["berlin", "oslo"])
def test_ended_processes_and_unknown_mid_servers_are_refused_and_their_calls_journalled(mid: str) -> None:
    around = Surroundings()
    around.mid.is_running = False
    with pytest.raises(HostError, match=r"^no process runs$"):
        around.plane.host(mid)
    assert around.ask(mid) is NetworkFault.REFUSED
    assert around.noted() == [
        (mid, "refused", {"reason": "no process runs", "plane": "host"}),
        (mid, "refused", {"reason": "no process runs", "plane": "network"}),
    ]


def test_a_restart_is_the_last_call_of_a_process() -> None:
    around = Surroundings()

    def end() -> None:
        around.mid.is_running = False

    around.host.on_restart = end
    around.plane.host("berlin").restart_service()
    with pytest.raises(HostError, match=r"^no process runs$"):
        around.plane.host("berlin")
