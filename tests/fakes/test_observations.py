import base64
import json
import re
from datetime import timedelta

import pytest

from fakes.builds import named
from fakes.download_site import DOWNLOAD_SITE_URL, signed_package
from fakes.host import RESTART_TIME
from fakes.world import World
from tests.fakes.scripted import Scripted

PATCH_1, PATCH_2 = named("Orlando Patch 1"), named("Orlando Patch 2")
API = "https://instance.service-now.com/api/now"
AGENT = "/opt/servicenow/mid/agent"
LOG = f"{AGENT}/logs/agent0.log.0"
MINUTE = timedelta(minutes=1)


class Scene:
    """A MID Server under test, which does what a test makes it do."""

    def __init__(self) -> None:
        self.target = Scripted()
        self.world = World(self.target, "features/x.feature::test_y", frozenset({"mid"}), "1")
        self.mid = self.world.install("berlin", PATCH_1)
        self.world.start("berlin")
        self.ask = self.world.observe

    def sends(self, method: str, path: str, text: str = "", mid: str = "berlin") -> None:
        """Lets the MID Server send a request."""
        login = base64.b64encode(f"mid.{mid}:password of {mid}".encode()).decode()
        headers = {"Authorization": f"Basic {login}"}
        body = base64.b64encode(text.encode()).decode()
        self.target.call_network(mid, method, path, headers=headers, body=body)

    def reports(self, **values: str) -> None:
        """Lets the MID Server change its record."""
        self.sends("PATCH", f"{API}/table/ecc_agent/{self.mid.agent}", json.dumps(values))

    def asks_for_version(self) -> None:
        self.sends("GET", f"{API}/mid/instance_info")

    def asks_for_permit(self, method: str = "POST", mid: str = "berlin") -> None:
        """Lets a MID Server ask for a permit, or give it back."""
        self.sends(method, f"{API}/mid/upgrade_permit/{self.world.mids[mid].agent}", mid=mid)

    def restarts(self) -> None:
        """Lets the MID Server restart its service, and time pass until the next process runs."""
        self.target.call_host("berlin", "restart_service")
        self.world.advance(RESTART_TIME)

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


def test_results_are_told_by_what_they_hold(scene: Scene) -> None:
    for queue, source in (("output", "hostname"), ("input", "other"), ("input", "hostname")):
        values = {"agent": "mid.server.berlin", "queue": queue, "source": source, "payload": f"{queue} {source}"}
        scene.sends("POST", f"{API}/table/ecc_queue", json.dumps(values))
    assert scene.ask.results("berlin", "hostname") == ["input hostname"]


def test_packages_asked_for_are_those_of_the_period_got_or_not(scene: Scene) -> None:
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/old.zip")
    scene.ask.when()
    for path in ("/", "/a/mid-core.x.zip", "/a/mid-jre.x.zip"):
        scene.sends("GET", DOWNLOAD_SITE_URL + path)
    assert scene.ask.packages_asked_for("berlin") == ["mid-core.x.zip", "mid-jre.x.zip"]


def with_others(scene: Scene) -> None:
    for name in ("lagos", "oslo"):
        scene.world.install(name, PATCH_1)
        scene.world.start(name)


def test_permits_are_what_the_last_request_of_each_came_to(scene: Scene) -> None:
    with_others(scene)
    scene.asks_for_permit(mid="lagos")
    scene.asks_for_permit(mid="oslo")
    scene.asks_for_permit()
    assert scene.ask.permits(["berlin", "lagos", "oslo"]) == {"berlin": "409", "lagos": "given", "oslo": "given"}
    scene.asks_for_permit("DELETE", "oslo")
    scene.asks_for_permit()
    assert scene.ask.permits(["berlin", "oslo"]) == {"berlin": "given", "oslo": "given"}
    scene.ask.when()
    assert scene.ask.permits(["berlin"]) == {"berlin": "0"}


def test_permits_at_once_are_counted_at_their_most(scene: Scene) -> None:
    with_others(scene)
    assert scene.ask.most_permits_at_once() == 0
    for _ in range(2):
        scene.asks_for_permit(mid="lagos")
        assert scene.ask.most_permits_at_once() == 1
    scene.asks_for_permit("DELETE", "lagos")
    scene.asks_for_permit(mid="oslo")
    assert scene.ask.most_permits_at_once() == 1
    scene.asks_for_permit()
    scene.reports(status="Upgrading")
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.most_permits_at_once() == 2
    scene.world.stop("oslo")
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.permits(["lagos"]) == {"lagos": "given"}
    assert scene.ask.most_permits_at_once() == 2


def test_the_last_status_is_the_last_one_told(scene: Scene) -> None:
    assert scene.ask.last_status("berlin") == ""
    scene.reports(status="Up")
    scene.reports(status="Upgrading")
    scene.reports(version="x")
    assert scene.ask.last_status("berlin") == "Upgrading"


def test_versions_run_are_those_of_all_processes_equal_neighbours_once(scene: Scene) -> None:
    for build in (PATCH_1, PATCH_2, PATCH_2, PATCH_1):
        scene.mid.install(build)
        scene.restarts()
    assert scene.ask.versions_run("berlin") == [PATCH_1.stamp, PATCH_2.stamp, PATCH_1.stamp]


def test_it_has_come_up_when_this_process_was_up_and_has_asked(scene: Scene) -> None:
    seen = [scene.ask.come_up_with("berlin")]
    scene.asks_for_version()
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(status="Upgrading", version="x")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(status="Up")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(version="y")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.restarts()
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(status="Up", version="z")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.asks_for_version()
    seen.append(scene.ask.come_up_with("berlin"))
    assert seen == ["", "", "", "x", "y", "", "", "z"]


def test_one_that_the_suite_plays_need_not_ask(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_2, played=True)
    assert not scene.ask.is_up_and_has_asked("oslo")
    scene.world.start("oslo")
    assert scene.ask.is_up_and_has_asked("oslo")
    assert scene.ask.come_up_with("oslo") == PATCH_2.stamp


@pytest.mark.parametrize(
    ("operation", "arguments", "counts"),
    [
        ("write", {"path": f"{AGENT}/bin/mid.sh", "content": ""}, True),
        ("write", {"path": f"{AGENT}/binary", "content": ""}, False),
        ("append", {"path": LOG, "text": "x"}, False),
        ("copy", {"source": f"{AGENT}/config.xml", "target": f"{AGENT}/lib/mid.jar"}, True),
        ("copy", {"source": f"{AGENT}/lib/mid.jar", "target": "/tmp/mid.jar"}, False),  # noqa: S108 - of a fake
        ("delete", {"path": f"{AGENT}/package/meta"}, True),
        ("delete", {"path": AGENT}, True),
        ("delete", {"path": f"{AGENT}/lib/none.jar"}, False),
        ("write", {"path": f"{AGENT}/package/incoming/mid-core.zip", "content": ""}, False),
        ("read", {"path": f"{AGENT}/lib/mid.jar"}, False),
    ],
)
def test_files_are_replaced_where_the_product_lies(
    scene: Scene, operation: str, arguments: dict[str, str], *, counts: bool
) -> None:
    scene.reports(status="Upgrading")
    scene.target.call_host("berlin", operation, **arguments)
    assert scene.ask.statuses_at_replacements("berlin") == (["Upgrading"] if counts else [])


def test_an_archive_extracted_over_the_product_replaces_it(scene: Scene) -> None:
    archive = signed_package("mid-core", PATCH_2)
    scene.mid.host.files.write(f"{AGENT}/core.zip", archive)
    scene.target.call_host("berlin", "extract", archive=f"{AGENT}/core.zip", folder=f"{AGENT}/work")
    assert scene.ask.statuses_at_replacements("berlin") == []
    scene.target.call_host("berlin", "extract", archive=f"{AGENT}/core.zip", folder=AGENT)
    assert scene.ask.statuses_at_replacements("berlin") == [""]


def test_statuses_at_replacements_are_told_each_once(scene: Scene) -> None:
    for status in ("Upgrading", "Up", "Upgrading"):
        scene.reports(status=status)
        scene.target.call_host("berlin", "write", path=f"{AGENT}/bin/mid.sh", content="")
    assert scene.ask.statuses_at_replacements("berlin") == ["Up", "Upgrading"]


def test_the_order_is_that_of_the_first_of_each_since_the_start(scene: Scene) -> None:
    scene.asks_for_permit()
    scene.restarts()
    assert scene.ask.order_since_start("berlin") == []
    for _ in range(2):
        scene.reports(status="Up")
        scene.asks_for_version()
        scene.asks_for_permit()
    scene.reports(status="Upgrading")
    assert scene.ask.order_since_start("berlin") == ["Up", "check", "permit"]
    scene.restarts()
    scene.asks_for_version()
    scene.reports(status="Up")
    assert scene.ask.order_since_start("berlin") == ["check", "Up"]


def test_the_check_after_an_upgrade_counts_from_its_begin_and_from_its_end(scene: Scene) -> None:
    def asked() -> tuple[float, float]:
        return scene.ask.next_check_after_upgrade("berlin")

    for _ in range(2):
        scene.asks_for_version()
        scene.world.advance(MINUTE)
    scene.restarts()  # the upgrade has begun a minute ago, and the restart takes two
    scene.world.advance(MINUTE)
    scene.reports(status="Up")
    scene.asks_for_version()
    scene.asks_for_version()
    assert asked() == (0.0, 0.0)
    scene.world.advance(10 * MINUTE)
    scene.reports(status="Up")
    scene.asks_for_version()
    assert asked() == (14 * 60.0, 10 * 60.0)
    scene.world.advance(MINUTE)
    scene.asks_for_version()
    assert asked() == (14 * 60.0, 10 * 60.0)
