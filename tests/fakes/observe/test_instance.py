import pytest

from fakes.people import ADMINISTRATOR, Person
from tests.fakes.observe.entries import INSTANCE, MID
from tests.fakes.scene import Scene
from tests.fakes.worlds import PATCH_1, PATCH_2

NOBODY = Person(logged_in=False)


def click(scene: Scene, person: Person, action: str, *names: str) -> None:
    scene.world.instance.click(person, action, map(scene.world.mid, names))


def test_properties_are_told_by_their_values(scene: Scene) -> None:
    assert scene.ask.instance.properties("mid.version.override") == []
    scene.administrator.set_property("mid.version.override", "")
    assert scene.ask.instance.properties("mid.version.override") == [""]
    assert scene.ask.instance.properties("mid.buildstamp") == [PATCH_1.stamp]


def test_upgrades_are_the_records_of_the_upgrade_history(scene: Scene) -> None:
    assert scene.ask.instance.upgrades() == []
    scene.world.instance.upgrade(PATCH_2)
    scene.world.instance.upgrade(PATCH_1)
    assert scene.ask.instance.upgrades() == [(PATCH_1.stamp, PATCH_2.stamp), (PATCH_2.stamp, PATCH_1.stamp)]


def test_answers_to_people_are_the_last_one_for_each_record(scene: Scene) -> None:
    for name in ("oslo", "rome"):
        scene.world.install(name, PATCH_1)
    click(scene, ADMINISTRATOR, "Grab MID logs", "berlin", "oslo")
    click(scene, NOBODY, "Grab MID logs", "berlin")
    assert scene.ask.instance.answers_to_people(["oslo", "berlin"]) == [204, 401]
    assert scene.ask.instance.accepted_from_people(["berlin", "oslo", "rome"]) == ["oslo"]
    assert scene.ask.instance.refused_to_people(["berlin", "oslo", "rome"]) == ["berlin"]


def test_a_record_is_named_in_the_path_or_in_what_is_sent(scene: Scene) -> None:
    click(scene, NOBODY, "Upgrade MID", "berlin")
    click(scene, ADMINISTRATOR, "Add property", "berlin")
    assert scene.ask.instance.answers_to_people(["berlin"]) == [201]


def test_what_the_administrator_does_for_the_suite_is_no_answer_to_people(scene: Scene) -> None:
    scene.administrator.update("ecc_agent", scene.sys_id, validated="false")
    scene.reports(status="Up")
    assert scene.ask.instance.answers_to_people(["berlin"]) == []
    assert scene.ask.instance.accepted_from_people(["berlin"]) == []


def test_no_answer_at_all_has_the_status_0(scene: Scene) -> None:
    unanswered = {"server": INSTANCE, "method": "POST", "path": f"{MID}/action/{scene.sys_id}/upgrade"}
    scene.world.journal.note("user", "exchange", **unanswered, fault="connection refused")
    assert scene.ask.instance.answers_to_people(["berlin"]) == [0]
    assert scene.ask.instance.accepted_from_people(["berlin"]) == []
    assert scene.ask.instance.refused_to_people(["berlin"]) == []


# ---- What a played MID Server is told


def test_a_played_mid_server_is_told_what_is_assigned(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_1, is_played=True)
    assert scene.ask.instance.assigned("oslo") == [PATCH_1.stamp]
    scene.world.instance.assign(PATCH_2)
    assert scene.ask.instance.assigned("oslo") == [PATCH_2.stamp]


def test_the_lists_of_packages_are_those_of_the_version_by_each_of_its_names(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_1, is_played=True)
    assert scene.ask.instance.wrong_lists("oslo", PATCH_1) == []
    scene.world.instance.assign(PATCH_2)
    flaws = scene.ask.instance.wrong_lists("oslo", PATCH_1)
    assert [flaw.partition(":")[0] for flaw in flaws] == ["assigned, linux", "assigned, windows"]


def test_nobody_asks_for_one_under_test(scene: Scene) -> None:
    with pytest.raises(ValueError, match=r"^berlin is under test: nobody else can let it ask for its version$"):
        scene.ask.instance.assigned("berlin")
