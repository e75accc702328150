import json

from tests.fakes.scene import API, Scene
from tests.fakes.worlds import PATCH_1, PATCH_2

STEPS = "ecc_agent_upgrade_history_stage"


def tells(scene: Scene, stage: str, state: str, message: str = "", mid: str = "berlin") -> None:
    body = json.dumps({"stage": stage, "state": state, "message": message})
    scene.sends("POST", f"{API}/mid/upgrade_step/{scene.world.parties[mid].sys_id}", body, mid)


def test_steps_are_those_of_one_mid_server_in_the_last_upgrade_to_a_version(scene: Scene) -> None:
    scene.has_others()
    assert scene.ask.history.steps("berlin", PATCH_2) == []
    scene.world.instance.upgrade(PATCH_2)
    tells(scene, "Install", "success")
    scene.world.instance.upgrade(PATCH_1)
    tells(scene, "Install", "failed", "no space")
    tells(scene, "Install", "in_progress", mid="oslo")
    assert scene.ask.history.steps("berlin", PATCH_2) == ['"Install" successful']
    assert scene.ask.history.steps("berlin", PATCH_1) == ['"Install" failed with "no space"']
    scene.world.instance.upgrade(PATCH_2)
    tells(scene, "Verify", "in_progress")
    assert scene.ask.history.steps("berlin", PATCH_2) == ['"Verify" in progress']
    assert scene.ask.history.outcomes(["berlin", "oslo"], PATCH_2) == {"berlin": "in_progress", "oslo": ""}


def test_what_the_instance_has_added_is_no_step(scene: Scene) -> None:
    scene.world.instance.upgrade(PATCH_2)
    [upgrade] = scene.administrator.select("ecc_agent_upgrade_history")
    for stage in ("UpgradeNotification", "Install"):
        about = {"upgrade_history": upgrade["sys_id"], "mid_server": scene.sys_id}
        scene.administrator.insert(STEPS, **about, stage=stage, state="done", message="")
    assert scene.ask.history.steps("berlin", PATCH_2) == []
    tells(scene, "Install", "success")
    assert scene.ask.history.steps("berlin", PATCH_2) == ['"Install" done', '"Install" successful']


def test_an_error_is_new_unless_it_differs_in_numbers_alone(scene: Scene) -> None:
    tells(scene, "Install", "failed", "HTTP 500 at 12:00")
    tells(scene, "Install", "failed", " ")
    tells(scene, "Install", "success", "all is well")
    assert scene.ask.history.new_errors("berlin") == ["HTTP 500 at 12:00"]
    scene.world.begin_period()
    tells(scene, "Download", "failed", "HTTP 403 at 13:10")
    tells(scene, "Install", "failed", "digest 0a1b2c3d4e5f")
    tells(scene, "Install", "in_progress", "all is well")
    assert scene.ask.history.new_errors("berlin") == ["digest 0a1b2c3d4e5f"]
    scene.world.begin_period()
    tells(scene, "Install", "failed", "digest 99999999ffff")
    tells(scene, "Install", "failed", "all is well")
    assert scene.ask.history.new_errors("berlin") == ["all is well"]


def test_what_did_not_arrive_or_somebody_else_has_told_is_no_error(scene: Scene) -> None:
    scene.has_others()
    tells(scene, "Install", "broken", "no space")
    body = json.dumps({"stage": "Install", "state": "failed", "message": "no space"})
    scene.sends("POST", f"{API}/mid/upgrade_step/{scene.sys_id}", body, "oslo")
    assert scene.ask.history.new_errors("berlin") == []
    assert scene.ask.history.new_errors("oslo") == []
