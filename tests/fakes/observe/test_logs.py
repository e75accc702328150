import pytest

from tests.fakes.scene import Scene
from tests.fakes.worlds import PATCH_1


def say(scene: Scene, *lines: str, mid: str = "berlin") -> None:
    folder = scene.world.parties[mid].folder
    path = folder.path("logs", "agent0.log.0")
    scene.world.parties[mid].host.append(path, "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("07/01/20 12:00:00 (000) all is well", "07/01/20 13:00:07 (120) all is well"),
        ("session 0f3c9a77b1 is over", "session aa00bb1122 is over"),
        (f"upgrading to {PATCH_1.stamp}", "upgrading to paris-06-24-2020__patch1-08-27-2020_09-03-2020_1127"),
        ("took 12 ms", "took 7 ms"),
    ],
    ids=["time", "id", "version", "number"],
)
def test_lines_that_differ_in_figures_are_of_one_kind(scene: Scene, before: str, now: str) -> None:
    say(scene, before)
    scene.world.begin_period()
    say(scene, now)
    assert scene.ask.logs.new_kinds("berlin") == []


def test_a_line_of_a_new_kind_is_told_once(scene: Scene) -> None:
    say(scene, "all is well")
    scene.world.begin_period()
    say(scene, "all is well", "", "12 files are bad", "13 files are bad")
    assert scene.ask.logs.new_kinds("berlin") == ["# files are bad"]


def test_two_logs_are_compared_line_by_line_in_this_period_and_the_one_before(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_1, is_played=True)
    say(scene, "long ago", "looked 1")
    scene.world.begin_period()
    say(scene, "asking 1", "asking 2", "verified 1", "looked 2", "looked 3")
    say(scene, "asking 1", "asking 2", mid="oslo")
    scene.world.begin_period()
    assert scene.ask.logs.more_than("berlin", "oslo") == [1, 0]
    say(scene, "asking 3", "verified 1", "verified 2", "verified 3", "looked 4")
    say(scene, "asking 4", "asking 5", mid="oslo")
    assert scene.ask.logs.more_than("berlin", "oslo") == [1, 3]
