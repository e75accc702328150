"""What people, administrators and the suite do at the instance of a world, whoever plays it."""

import pytest

from fakes.people import ADMINISTRATOR, Person
from fakes.world import World
from tests.fakes.scene import Scene
from tests.fakes.worlds import INSTANCE, PATCH_1, PATCH_2, administrator_of, make

VERSIONS = ("mid.buildstamp", "mid.version", "mid.version.override")


def versions(world: World) -> list[str]:
    """The values of the properties above."""
    return [value for name in VERSIONS for value in world.observe.instance.properties(name)]


# ---- What people do


def test_people_act_on_one_record_after_another_and_the_mid_servers_hear_of_it(scene: Scene) -> None:
    scene.has_others()
    scene.world.instance.click(ADMINISTRATOR, "Grab MID logs", map(scene.world.mid, ["oslo", "berlin"]))
    assert scene.target.verbs[-2:] == ["notify oslo", "notify berlin"]
    queued = [(each["agent"], each["source"]) for each in scene.administrator.select("ecc_queue")]
    assert queued == [("mid.server.oslo", "grabLog"), ("mid.server.berlin", "grabLog")]


def test_what_people_do_is_journalled_with_their_roles_and_the_answer(scene: Scene) -> None:
    scene.world.instance.click(Person("itil"), "Upgrade MID", [scene.mid])
    acts, seen = [entry for entry in scene.world.journal if entry.actor == "user"]
    assert (acts.kind, acts.detail) == ("acts", {"roles": "itil"})
    asked = ("exchange", "POST", f"/api/now/mid/action/{scene.sys_id}/upgrade")
    assert (seen.kind, seen.detail["method"], seen.detail["path"]) == asked
    assert seen.detail["status"] == 403
    assert scene.administrator.select("ecc_queue") == []


def test_an_assigned_version_is_the_property_s() -> None:
    world, _ = make()
    world.begin(PATCH_1)
    world.instance.assign(PATCH_2)
    (found,) = administrator_of(world).select("sys_properties", "name=mid.buildstamp")
    assert found["value"] == PATCH_2.stamp


def test_a_property_is_given_a_value_or_taken_away() -> None:
    world, _ = make()
    world.begin(PATCH_1)
    seen = []
    for value in (PATCH_2.stamp, "", None, PATCH_1.stamp):
        world.instance.set_property("mid.version.override", value)
        seen.append(world.observe.instance.properties("mid.version.override"))
    assert seen == [[PATCH_2.stamp], [""], [], [PATCH_1.stamp]]


@pytest.mark.parametrize(("named", "restarted"), [("oslo", ["oslo"]), ("", ["berlin", "lagos", "oslo"])])
def test_a_mid_server_property_is_followed_by_a_restart_of_whom_it_concerns(
    scene: Scene, named: str, restarted: list[str]
) -> None:
    scene.has_others()
    before = len(scene.target.verbs)
    scene.world.add_mid_property("mid.upgrade.run_precheck", "false", named)
    (added,) = scene.administrator.select("ecc_agent_property")
    of = scene.world.parties[named].sys_id if named else ""
    assert (added["name"], added["value"]) == ("mid.upgrade.run_precheck", "false")
    assert (added["ecc_agent"] or {"value": ""})["value"] == of  # type: ignore[index, call-overload]
    verbs = [verb for verb in scene.target.verbs[before:] if verb.startswith(("stop", "start"))]
    assert verbs == [f"{verb} {name}" for name in restarted for verb in ("stop", "start")]


# ---- Its version


def test_before_the_first_mid_server_there_is_nothing_to_restart_or_to_upgrade() -> None:
    world, _ = make()
    for act in (world.instance.restart, lambda: world.instance.upgrade(PATCH_2)):
        with pytest.raises(ValueError, match=r"^there is no instance yet"):
            act()


def test_an_upgraded_instance_calls_the_mid_servers(scene: Scene) -> None:
    scene.world.instance.upgrade(PATCH_2)
    assert scene.target.verbs[-1] == "notify berlin"
    (queued,) = scene.administrator.select("ecc_queue")
    assert (queued["agent"], queued["source"]) == ("mid.server.berlin", "autoUpgrade")


def test_a_target_s_instance_is_told_to_upgrade() -> None:
    world, target = make(INSTANCE)
    world.begin(PATCH_1)
    world.instance.upgrade(PATCH_2)
    assert target.verbs[-1] == f"upgrade {PATCH_2.stamp}"


def test_a_restarted_instance_names_its_own_version_again_and_keeps_the_override_and_the_rest(scene: Scene) -> None:
    instance = scene.world.instance
    instance.assign(PATCH_2)
    instance.set_property("mid.version.override", PATCH_2.stamp)
    agents = scene.administrator.select("ecc_agent")
    told = list(scene.target.verbs)
    instance.restart()
    assert versions(scene.world) == [PATCH_1.stamp, PATCH_1.stamp, PATCH_2.stamp]
    assert scene.administrator.select("ecc_agent") == agents
    assert scene.target.verbs == told


def test_a_target_s_instance_is_told_to_stop_and_to_start() -> None:
    world, target = make(INSTANCE)
    world.begin(PATCH_1)
    world.instance.assign(PATCH_2)
    world.instance.restart()
    assert target.verbs[-2:] == ["stop", "start"]
    assert versions(world)[0] == PATCH_2.stamp, "only the target itself can reset it"
