import pytest

from tests.fakes.scene import Scene
from tests.fakes.worlds import PATCH_1, PATCH_2


def test_commands_are_told_by_their_states_the_oldest_first(scene: Scene) -> None:
    for mid, source in (("berlin", "hostname"), ("berlin", "uptime"), ("oslo", "hostname")):
        scene.administrator.queue(mid, "Command", source)
    scene.says_of_command("hostname", "processed")
    scene.administrator.queue("berlin", "Command", "hostname")
    scene.queues(queue="input", source="hostname", state="ready")
    assert scene.ask.commands.states("berlin", "hostname") == ["processed", "ready"]
    assert scene.ask.commands.states("berlin", "other") == []


def test_results_are_told_by_what_they_hold(scene: Scene) -> None:
    for queue, source in (("output", "hostname"), ("input", "other"), ("input", "hostname")):
        scene.queues(queue=queue, source=source, payload=f"{queue} {source}")
    scene.queues(mid="oslo", queue="input", source="hostname", payload="of another")
    scene.queues(queue="input", source="hostname")
    assert scene.ask.commands.results("berlin", "hostname") == ["input hostname", ""]


@pytest.mark.parametrize("state", ["processing", "processed"])
def test_a_command_was_taken_by_the_process_that_said_so_first(scene: Scene, state: str) -> None:
    def takers() -> list[str]:
        return scene.ask.commands.versions_that_took("berlin", "hostname")

    for mid, source in (("berlin", "hostname"), ("berlin", "uptime"), ("oslo", "hostname")):
        scene.administrator.queue(mid, "Command", source)
    scene.says_of_command("uptime", state)
    for command in scene.administrator.select("ecc_queue", "source=hostname"):
        scene.administrator.update("ecc_queue", command["sys_id"], state=state)
    assert takers() == []
    scene.folder.install(PATCH_2)
    scene.restarts()
    scene.has_others()
    scene.says_of_command("hostname", state)
    assert takers() == [PATCH_2.stamp]
    scene.says_of_command("hostname", "processed")
    assert takers() == [PATCH_2.stamp]
    scene.folder.install(PATCH_1)
    scene.restarts()
    scene.says_of_command("hostname", "processed")
    assert takers() == [PATCH_2.stamp, PATCH_1.stamp]


# ---- What a played MID Server finds


def test_a_played_mid_server_finds_what_waits_for_it(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_1, is_played=True)
    for source in ("hostname", "uptime"):
        scene.administrator.queue("oslo", "Command", source)
    scene.says_of_command("hostname", "processed")
    assert scene.ask.commands.found("oslo") == ["uptime"]


def test_nobody_looks_for_one_under_test(scene: Scene) -> None:
    with pytest.raises(ValueError, match=r"^berlin is under test: nobody else can let it look into its queue$"):
        scene.ask.commands.found("berlin")
