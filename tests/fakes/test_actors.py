import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fakes.actors import Actor, Played, UnderTest
from fakes.agent_folder import AgentFolder
from fakes.caller import Ask, Caller
from fakes.errors import WaitError
from fakes.host.host import LINUX, Host
from fakes.journal import Journal
from fakes.network.http_types import Answer, NetworkFault, Response
from fakes.party import Party
from fakes.target import Login
from tests.fakes.recorder import Recorder
from tests.fakes.scene import Scene
from tests.fakes.worlds import INSTANCE, PATCH_1, administrator_of, make

STAMP = PATCH_1.stamp
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


# ---- The target acts


def test_a_process_under_test_is_started_and_ended_by_messages_to_the_target(scene: Scene) -> None:
    assert scene.target.verbs == ["setup", "start berlin"]
    assert scene.target.folders == {"berlin": "/opt/servicenow/mid/agent"}
    scene.mid.stop()
    assert scene.target.verbs == ["setup", "start berlin", "stop berlin"]


def test_one_under_test_is_paused_by_an_administrator_and_waited_for(scene: Scene) -> None:
    scene.reports(status="Up")
    began = scene.world.now

    def pause_after_5_minutes(now: datetime) -> datetime | None:
        if now < began + 5 * MINUTE:
            return began + 5 * MINUTE
        return scene.reports(status="Paused")

    scene.target.behaviour = pause_after_5_minutes
    scene.mid.pause()
    assert scene.world.now - began == 5 * MINUTE
    assert scene.target.verbs == ["setup", "start berlin", "notify berlin"]
    assert [each["source"] for each in scene.administrator.select("ecc_queue")] == ["pauseMid"]


def test_one_that_is_not_paused_within_20_minutes_fails_the_scenario(scene: Scene) -> None:
    began = scene.world.now
    with pytest.raises(WaitError, match=r"^expected 'berlin' to be Paused within 20 minutes; seen nothing$"):
        scene.mid.pause()
    assert scene.world.now - began == 20 * MINUTE
    scene.reports(status="Up")
    with pytest.raises(WaitError, match=r"; seen Up$"):
        scene.mid.pause()


@pytest.mark.parametrize(
    ("act", "deed"),
    [
        (lambda actor: actor.report("Up"), "report Up"),
        (lambda actor: actor.report("Up", version="a-stamp"), "report Up and its version"),
        (UnderTest.ask_for_permit, "ask for a permit"),
        (UnderTest.release_permit, "give its permit back"),
        (UnderTest.assigned, "ask for its version"),
        (lambda actor: actor.packages("linux", "a-tag"), "ask for the packages of 'a-tag' for linux"),
        (UnderTest.waiting_commands, "look into its queue"),
    ],
)
def test_nobody_acts_for_a_mid_server_under_test(scene: Scene, act: Callable[[Actor], object], deed: str) -> None:
    with pytest.raises(ValueError, match=rf"^berlin is under test: nobody else can let it {deed}$"):
        act(scene.mid.actor)


# ---- The suite acts


def test_where_the_instance_is_under_test_mid_servers_start_and_stop_without_the_target() -> None:
    world, target = make(INSTANCE)
    berlin = world.install("berlin", PATCH_1)
    berlin.start()
    berlin.stop()
    assert world.observe.status.told("berlin") == ["Up", "Down"]
    assert target.verbs == ["setup"]


def test_a_played_mid_server_is_up_at_once_and_says_itself_that_it_is_paused() -> None:
    world, target = make()
    oslo = world.install("oslo", PATCH_1, is_played=True)
    began = world.now
    oslo.start()
    oslo.pause()
    oslo.actor.report("Up")
    assert world.observe.status.told("oslo") == ["Up", "Paused", "Up"]
    assert (administrator_of(world).select("ecc_queue"), world.now, target.verbs) == ([], began, ["setup"])


def played_by(ask: Ask) -> Played:
    """The MID Server "oslo", which has its record's sys_id, and a way to the instance."""
    host = Host("oslo", LINUX, Journal(lambda: NOON), lambda: NOON)
    folder = AgentFolder(host.files, LINUX.agent_folder, {})
    party = Party("oslo", "1a", host, folder, is_played=True, started=NOON)
    return Played(party, Caller(ask, Login("mid.oslo", "password")))


def ok(result: object, status: int = 200) -> Response:
    return Response(status, json.dumps({"result": result}).encode())


def test_a_played_mid_server_speaks_for_itself() -> None:
    ask = Recorder(Response(200))
    played = played_by(ask)
    played.report("Up", version=STAMP)
    played.ask_for_permit()
    played.release_permit()
    assert [(each.method, each.path, each.body) for each in ask.requests] == [
        ("PATCH", "/api/now/table/ecc_agent/1a", json.dumps({"status": "Up", "version": STAMP}).encode()),
        ("POST", "/api/now/mid/upgrade_permit/1a", b"{}"),
        ("DELETE", "/api/now/mid/upgrade_permit/1a", b""),
    ]


def test_it_takes_no_answer_amiss() -> None:
    played_by(lambda _: NetworkFault.REFUSED).ask_for_permit()
    played_by(lambda _: Response(500)).report("Up")


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        (ok({"mid_buildstamp": STAMP, "buildstamp": STAMP}), [STAMP]),
        (ok({"mid_buildstamp": STAMP, "buildstamp": "other"}), [STAMP, "other"]),
        (ok({"instance_buildstamp": "other"}), [""]),
        (ok([STAMP]), [""]),
        (Response(200, b"<html>"), [""]),
        (Response(401, b'{"error": {}}'), [""]),
        (NetworkFault.TIMED_OUT, [""]),
    ],
    ids=["agreed", "at odds", "none", "a list", "a page", "an error", "no answer"],
)
def test_a_played_mid_server_is_told_its_version_by_all_who_know(answer: Answer, version: list[str]) -> None:
    ask = Recorder(answer)
    assert played_by(ask).assigned() == version
    packages = "/api/now/mid/assigned_packages?os={}&architecture=x86-64&version="
    paths = ["/api/now/mid/instance_info", packages.format("linux"), packages.format("windows")]
    assert [(each.method, each.path) for each in ask.requests] == [("GET", path) for path in paths]


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        (ok({"packages": [{"name": "a"}]}), [{"name": "a"}]),
        (ok({"packages": "a"}), None),
        (ok({}), None),
        (Response(404, b'{"error": {}}'), None),
        (NetworkFault.REFUSED, None),
    ],
    ids=["a list", "no list", "nothing", "an error", "no answer"],
)
def test_a_played_mid_server_asks_for_packages_by_any_name(answer: Answer, listed: list[object] | None) -> None:
    ask = Recorder(answer)
    assert played_by(ask).packages("windows", "a tag") == listed
    (request,) = ask.requests
    assert request.path == "/api/now/mid/assigned_packages?os=windows&architecture=x86-64&version=a%20tag"


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        (ok([{"source": "hostname"}, {"source": "autoUpgrade"}, {}]), ["hostname", "autoUpgrade", ""]),
        (ok(["hostname", {"source": "uptime"}]), ["uptime"]),
        (ok([]), []),
        (ok({"source": "hostname"}), []),
        (ok(None), []),
        (Response(200, b"[]"), []),
        (NetworkFault.REFUSED, []),
    ],
    ids=["some", "one that is none", "an empty list", "no list", "null", "another form", "no answer"],
)
def test_a_played_mid_server_finds_the_commands_that_wait_for_it(answer: Answer, sources: list[str]) -> None:
    ask = Recorder(answer)
    assert played_by(ask).waiting_commands() == sources
    query = "agent%3Dmid.server.oslo%5Equeue%3Doutput%5Estate%3Dready"
    assert [each.path for each in ask.requests] == [f"/api/now/table/ecc_queue?sysparm_query={query}"]
