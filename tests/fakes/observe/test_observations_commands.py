"""What Then-steps ask of commands: in which status, and by which version, they were taken."""

import pytest

from tests.fakes.scene import PATCH_1, PATCH_2, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_statuses_at_commands_are_those_of_work_that_was_taken_or_answered(scene: Scene) -> None:
    def seen() -> list[str]:
        return scene.ask.statuses_at_commands("berlin")

    (work, _) = (
        scene.world.administrator.queue("berlin", topic, source)["sys_id"]
        for topic, source in (("Command", "hostname"), ("SystemCommand", "grabLog"))
    )
    scene.reports(status="Upgrading")
    scene.says_of_command("grabLog", "processed")
    scene.queues(queue="input", source="grabLog")
    assert seen() == []
    scene.reports(status="Up")
    scene.says_of_command("hostname", "processing")
    assert seen() == ["Up"]
    scene.reports(status="Paused")
    scene.queues(queue="input", source="hostname", response_to=work)
    assert seen() == ["Paused", "Up"]
    scene.reports(status="Down")
    scene.world.administrator.update("ecc_queue", work, state="processed")
    assert seen() == ["Paused", "Up"]


@pytest.mark.parametrize("state", ["processing", "processed"])
def test_a_command_was_taken_by_the_process_that_said_so_first(scene: Scene, state: str) -> None:
    def takers() -> list[str]:
        return scene.ask.versions_that_took("berlin", "hostname")

    for mid, source in (("berlin", "hostname"), ("berlin", "uptime"), ("oslo", "hostname")):
        scene.world.administrator.queue(mid, "Command", source)
    scene.says_of_command("uptime", state)
    for command in scene.world.administrator.select("ecc_queue", "source=hostname"):
        scene.world.administrator.update("ecc_queue", command["sys_id"], state=state)
    assert takers() == []
    scene.mid.install(PATCH_2)
    scene.restarts()
    scene.has_others()
    scene.says_of_command("hostname", state)
    assert takers() == [PATCH_2.stamp]
    scene.says_of_command("hostname", "processed")
    assert takers() == [PATCH_2.stamp]
    scene.mid.install(PATCH_1)
    scene.restarts()
    scene.says_of_command("hostname", "processed")
    assert takers() == [PATCH_2.stamp, PATCH_1.stamp]
