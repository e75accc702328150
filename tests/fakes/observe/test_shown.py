import json

import pytest

from tests.fakes.scene import API, LOG, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def logs(scene: Scene, text: str) -> None:
    scene.target.host("berlin").append(LOG, f"{text}\n")


def tells(scene: Scene, *messages: str) -> None:
    body = {"source": "UpgradeCheck", "messages": list(messages)}
    scene.sends("POST", f"{API}/mid/upgrade_check/{scene.sys_id}", json.dumps(body))


def test_what_was_said_before_in_either_place_is_not_new(scene: Scene) -> None:
    logs(scene, "Upgrading")
    tells(scene, "All is well")
    scene.world.begin_period()
    logs(scene, "Upgrading")
    logs(scene, "All is well")
    tells(scene, "Upgrading")
    assert scene.ask.shown.new("berlin") == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("07/01/20 12:00:00 (001) Checking", "07/02/20 13:59:59 (900) Checking"),
        ("Wed Jul 1 9:00 AM: asked", "Thu Aug 2 10:30 PM: asked"),
        (
            "now orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720",
            "now newyork-06-26-2019__patch9-hotfix1-06-10-2020_06-16-2020_1006",
        ),
        ("permit 5f3ac2d1e9", "permit 00aa11bb22cc"),
    ],
)
def test_versions_numbers_and_times_make_no_difference(scene: Scene, before: str, now: str) -> None:
    logs(scene, before)
    tells(scene, before)
    scene.world.begin_period()
    logs(scene, now)
    tells(scene, now)
    assert scene.ask.shown.new("berlin") == []


def test_anything_else_is_new_and_said_once(scene: Scene) -> None:
    logs(scene, "Checking")
    scene.world.begin_period()
    logs(scene, "12:00 mid.bat (Access is denied)")
    logs(scene, "13:00 mid.bat (Access is denied)")
    tells(scene, "Disabled")
    assert scene.ask.shown.new("berlin") == ["#:# mid.bat (Access is denied)", "Disabled", "UpgradeCheck"]


def test_what_others_say_is_theirs(scene: Scene) -> None:
    scene.has_others()
    scene.world.begin_period()
    scene.sends("PATCH", f"{API}/table/ecc_agent/{scene.sys_id}", '{"status": "Failed"}', mid="oslo")
    assert scene.ask.shown.new("berlin") == []
