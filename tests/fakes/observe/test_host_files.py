import pytest

from tests.fakes.scene import AGENT, Scene
from tests.fakes.worlds import PATCH_2

PACKAGE = f"{AGENT}/package/incoming/mid-core.{PATCH_2.stamp}.universal.universal.zip"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/tmp/check/a.txt", "temp/check/a.txt"),  # noqa: S108 - of a fake
        (f"{AGENT}/package/upgradeCheck/a.txt", "package/upgradeCheck/a.txt"),
        (f"{AGENT}/package/check.zip", "package/check.zip"),
    ],
)
def test_a_file_that_has_come_is_told_and_one_that_was_there_is_not(scene: Scene, path: str, name: str) -> None:
    host = scene.target.host("berlin")
    scene.world.begin_period()
    host.write(path, b"x")
    assert scene.ask.files.come_and_gone("berlin") == [name]
    scene.world.begin_period()
    assert scene.ask.files.come_and_gone("berlin") == []
    host.delete(path)
    assert scene.ask.files.come_and_gone("berlin") == [name]


@pytest.mark.parametrize(
    "path",
    [PACKAGE, f"{AGENT}/logs/agent0.log.0", f"{AGENT}/work/state", f"{AGENT}/package/meta/mid-new.meta.properties"],
)
def test_packages_the_program_and_whatever_lies_elsewhere_do_not_count(scene: Scene, path: str) -> None:
    scene.world.begin_period()
    scene.target.host("berlin").write(path, b"x")
    assert scene.ask.files.come_and_gone("berlin") == []


def test_an_empty_folder_is_no_file(scene: Scene) -> None:
    scene.world.begin_period()
    scene.target.host("berlin").make_folder(f"{AGENT}/package/upgradeCheck")
    assert scene.ask.files.come_and_gone("berlin") == []
