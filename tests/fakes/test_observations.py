import base64
import re
from datetime import timedelta

import pytest

from fakes.builds import named
from fakes.world import World
from tests.fakes.scripted import Scripted

PATCH_1 = named("Orlando Patch 1")
API = "https://instance.service-now.com/api/now"
LOG = "/opt/servicenow/mid/agent/logs/agent0.log.0"
MINUTE = timedelta(minutes=1)


class Scene:
    """A MID Server under test, which does what a test makes it do."""

    def __init__(self) -> None:
        self.target = Scripted()
        self.world = World(self.target, "features/x.feature::test_y", frozenset({"mid"}), "1")
        self.mid = self.world.install("berlin", PATCH_1)
        self.world.start("berlin")
        self.ask = self.world.observe

    def sends(self, method: str, path: str, text: str = "") -> None:
        """Lets the MID Server send a request."""
        login = base64.b64encode(b"mid.berlin:password of berlin").decode()
        headers = {"Authorization": f"Basic {login}"}
        body = base64.b64encode(text.encode()).decode()
        self.target.call_network("berlin", method, path, headers=headers, body=body)

    def last(self) -> dict[str, object]:
        entry = next(each for each in reversed(self.world.journal) if each.kind == "question")
        return entry.detail


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_every_question_is_journalled_with_its_answer(scene: Scene) -> None:
    scene.ask.statuses("berlin")
    assert scene.last() == {"asks": "statuses", "about": ["berlin"], "answer": []}
    scene.ask.said("berlin", re.compile("a+"), re.compile("b"))
    assert scene.last() == {"asks": "said", "about": ["berlin", "a+", "b"], "answer": False}


def test_checks_are_counted_once_an_instant_from_the_process_s_start(scene: Scene) -> None:
    scene.world.advance(MINUTE)
    for _ in range(2):
        scene.sends("GET", f"{API}/mid/instance_info")
    scene.world.advance(MINUTE)
    scene.sends("GET", f"{API}/mid/assigned_packages?os=linux")
    scene.sends("GET", "https://telemetry.example/api/now/mid/instance_info")
    assert scene.ask.checks("berlin") == ["0:01:00", "0:02:00"]
    scene.ask.when()
    assert scene.ask.checks("berlin") == []


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_statuses_are_those_the_instance_took_over_each_once(scene: Scene, method: str) -> None:
    path = f"{API}/table/ecc_agent/{scene.mid.agent}?sysparm_fields=status"
    for body in ('{"status": "Up"}', '{"status": "Up"}', '{"version": "x"}', '{"status": 1}', '["status"]'):
        scene.sends(method, path, body)
    scene.world.stop("berlin")
    assert scene.ask.statuses("berlin") == ["Up", "Down"]
    assert scene.ask.record("berlin")["status"] == "Down"


def test_permit_requests_are_told_with_their_answers(scene: Scene) -> None:
    path = f"{API}/mid/upgrade_permit/{scene.mid.agent}"
    assert scene.ask.last_permit_answer("berlin") == 0
    scene.sends("POST", path)
    assert scene.ask.last_permit_answer("berlin") == 201
    assert scene.ask.permit_requests("berlin") == [("0:00:00", 201)]


def test_what_runs_is_what_lay_in_the_folder_at_the_start(scene: Scene) -> None:
    scene.mid.install(named("Orlando Patch 2"))
    assert scene.ask.running("berlin") == PATCH_1.stamp
    scene.world.stop("berlin")
    assert scene.ask.running("berlin") == ""


def test_a_message_counts_in_its_period_in_log_or_report(scene: Scene) -> None:
    both = re.compile("no space"), re.compile("no site")
    scene.target.call_host("berlin", "append", path=LOG, text="no space\n")
    assert scene.ask.said("berlin", *both)
    scene.ask.when()
    assert not scene.ask.said("berlin", *both)
    body = '{"source": "UpgradeCheck", "messages": ["no site"]}'
    scene.sends("POST", f"{API}/mid/upgrade_check/{scene.mid.agent}", body)
    assert scene.ask.said("berlin", *both)


def test_commands_are_told_by_their_states(scene: Scene) -> None:
    scene.world.send_command("berlin", "hostname")
    assert scene.ask.commands("berlin", "hostname") == ["ready"]
    assert scene.ask.commands("berlin", "other") == []
