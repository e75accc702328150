import json

import pytest

from fakes.network.http_types import Answer, NetworkFault, Request
from fakes.people import ADMINISTRATOR, Person
from tests.fakes.scene import API, PATCH_1, PATCH_2, Scene

NOBODY = Person(logged_in=False)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_record_tells_status_and_version(scene: Scene) -> None:
    assert scene.records.agent("berlin") == {"status": "Down", "version": PATCH_1.stamp}
    scene.reports(status="Up", version=PATCH_2.stamp)
    assert scene.records.agent("berlin") == {"status": "Up", "version": PATCH_2.stamp}


def test_every_question_is_journalled_with_its_answer(scene: Scene) -> None:
    scene.records.agent("berlin")
    answer = {"status": "Down", "version": PATCH_1.stamp}
    assert scene.last() == {"asks": "agent", "about": ["berlin"], "answer": answer}


def test_commands_are_told_by_their_states_the_oldest_first(scene: Scene) -> None:
    for mid, source in (("berlin", "hostname"), ("berlin", "uptime"), ("oslo", "hostname")):
        scene.world.administrator.queue(mid, "Command", source)
    scene.says_of_command("hostname", "processed")
    scene.world.administrator.queue("berlin", "Command", "hostname")
    scene.queues(queue="input", source="hostname", state="ready")
    assert scene.records.commands("berlin", "hostname") == ["processed", "ready"]
    assert scene.records.commands("berlin", "other") == []


def test_results_are_told_by_what_they_hold(scene: Scene) -> None:
    for queue, source in (("output", "hostname"), ("input", "other"), ("input", "hostname")):
        scene.queues(queue=queue, source=source, payload=f"{queue} {source}")
    scene.queues(mid="oslo", queue="input", source="hostname", payload="of another")
    scene.queues(queue="input", source="hostname")
    assert scene.records.results("berlin", "hostname") == ["input hostname", ""]


def test_properties_are_told_by_their_values(scene: Scene) -> None:
    assert scene.records.properties("mid.version.override") == []
    scene.world.administrator.set_property("mid.version.override", "")
    assert scene.records.properties("mid.version.override") == [""]
    assert scene.records.properties("mid.buildstamp") == [PATCH_1.stamp]


def test_open_issues_are_those_of_the_mid_server_that_are_not_resolved(scene: Scene) -> None:
    for messages in (["no space", "no site"], ["no site"]):
        body = json.dumps({"source": "UpgradeCheck", "messages": messages})
        scene.sends("POST", f"{API}/mid/upgrade_check/{scene.mid.agent}", body)
    scene.world.administrator.insert("ecc_agent_issue", mid_server="another", message="no power", state="new")
    assert scene.records.open_issues("berlin") == ["no site"]


# ---- What a played MID Server finds


def test_a_played_mid_server_finds_what_waits_for_it(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_1, played=True)
    for source in ("hostname", "uptime"):
        scene.world.administrator.queue("oslo", "Command", source)
    scene.says_of_command("hostname", "processed")
    assert scene.records.commands_found("oslo") == ["uptime"]
    assert scene.records.assigned("oslo") == [PATCH_1.stamp]


def test_one_under_test_is_not_asked_what_it_finds(scene: Scene) -> None:
    scene.world.administrator.queue("berlin", "Command", "hostname")
    assert (scene.records.commands_found("berlin"), scene.records.assigned("berlin")) == ([], [])


# ---- What the instance has answered to people


def click(scene: Scene, person: Person, action: str, *names: str) -> None:
    scene.world.click(person, action, names)


def test_answers_to_people_are_the_last_one_for_each_record(scene: Scene) -> None:
    for name in ("oslo", "rome"):
        scene.world.install(name, PATCH_1)
    click(scene, ADMINISTRATOR, "Grab MID logs", "berlin", "oslo")
    click(scene, NOBODY, "Grab MID logs", "berlin")
    assert scene.records.answers_to_people(["oslo", "berlin"]) == [204, 401]
    assert scene.records.accepted_from_people(["berlin", "oslo", "rome"]) == ["oslo"]


def test_a_record_is_named_in_the_path_or_in_what_is_sent(scene: Scene) -> None:
    click(scene, NOBODY, "Upgrade MID", "berlin")
    click(scene, ADMINISTRATOR, "Add property", "berlin")
    assert scene.records.answers_to_people(["berlin"]) == [201]


def test_what_the_administrator_does_for_the_suite_is_no_answer_to_people(scene: Scene) -> None:
    scene.world.administrator.update("ecc_agent", scene.mid.agent, validated="false")
    scene.reports(status="Up")
    assert scene.records.answers_to_people(["berlin"]) == []
    assert scene.records.accepted_from_people(["berlin"]) == []


def test_no_answer_at_all_has_the_status_0(scene: Scene) -> None:
    served = scene.world.instance.server

    def serve(request: Request) -> Answer:
        return NetworkFault.REFUSED if "/action/" in request.path else served(request)

    scene.world.instance.server = serve
    click(scene, ADMINISTRATOR, "Upgrade MID", "berlin")
    assert scene.records.answers_to_people(["berlin"]) == [0]
    assert scene.records.accepted_from_people(["berlin"]) == []
