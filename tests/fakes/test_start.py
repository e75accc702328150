"""What is told and journalled where a process is to start: the version, whether its program is whole, and the pin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fakes.agent_folder import AgentFolder
from fakes.host.files import Files
from fakes.mid_server import MidServer
from fakes.releases.builds import parse_stamp
from fakes.releases.download_site import program_of
from fakes.world import World
from tests.fakes.scene import AGENT, Scene
from tests.fakes.worlds import PATCH_1, PATCH_2, make, put_in_place, said_by_the_host

DAY = timedelta(days=1)
NOT_PUBLIC = parse_stamp("orlando-12-11-2019__patch1-02-19-2020_02-27-2020_0000")
META = f"{AGENT}/package/meta/mid-core.meta.properties"


def starts(world: World) -> list[dict[str, Any]]:
    """What the journal has of each process of the one MID Server."""
    return [entry.detail for entry in world.journal if entry.kind == "started"]


def test_a_start_is_told_and_journalled_with_the_version_in_the_folder() -> None:
    world, target = make()
    berlin = world.install("berlin", PATCH_1)
    berlin.party.folder.install(PATCH_2)
    berlin.start()
    assert target.verbs[-1] == "start berlin"
    entry = next(each for each in world.journal if each.kind == "started")
    found = {"mid": "berlin", "version": PATCH_2.stamp, "whole": True, "pin": ""}
    assert (entry.actor, entry.detail) == ("host", found)
    assert (berlin.party.is_running, berlin.party.started) == (True, world.now)
    assert berlin.party.start_entry == entry.sequence


# ---- Whether the program is whole


def writes(path: str, content: bytes) -> Callable[[Files, AgentFolder], None]:
    return lambda files, _: files.write(f"{AGENT}/{path}", content)


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (writes("lib/foreign.jar", b""), False),
        (writes("package/meta/foreign.properties", b""), False),
        (writes("lib/mid.jar", b"damaged"), False),
        (writes("lib/mid.jar", program_of(PATCH_2)["lib/mid.jar"]), False),
        (lambda files, _: files.delete(f"{AGENT}/jre/bin/java"), False),
        (lambda files, _: files.delete(f"{AGENT}/bin"), False),
        (lambda _, folder: folder.install(NOT_PUBLIC), True),
        (writes("work/foreign.jar", b""), True),
        (writes("package/incoming/foreign.zip", b""), True),
    ],
    ids=[
        "a foreign file",
        "a foreign file beside those that name the version",
        "a damaged file",
        "a file of another build",
        "a file that is missing",
        "a folder that is missing",
        "another build, which nobody offers",
        "a foreign file where no program is",
        "a foreign package",
    ],
)
def test_a_program_is_whole_with_all_files_of_its_build_and_no_others(
    scene: Scene, change: Callable[[Files, AgentFolder], None], *, whole: bool
) -> None:
    change(scene.mid.host.files, scene.folder)
    scene.restarts()
    assert [each["whole"] for each in starts(scene.world)] == [True, whole]


def test_a_program_of_no_build_is_not_whole(scene: Scene) -> None:
    scene.mid.host.files.write(META, b"package.filename=mid-core.latest.universal.universal.zip\n")
    scene.restarts()
    assert starts(scene.world)[-1] == {"mid": "berlin", "version": "latest", "whole": False, "pin": ""}


def test_an_upgrade_that_is_over_has_left_a_whole_program(scene: Scene) -> None:
    put_in_place(scene.mid.party, PATCH_2)
    scene.restarts()
    assert starts(scene.world)[-1] == {"mid": "berlin", "version": PATCH_2.stamp, "whole": True, "pin": ""}


# ---- What it is pinned to


@pytest.mark.parametrize(
    ("do", "pins"),
    [
        (lambda mid: mid.configure("mid.pinned.version", PATCH_2.tag), ["", PATCH_2.tag]),
        (lambda mid: [mid.configure("mid.pinned.version", each) for each in ("a", None)], ["", "a", ""]),
        (lambda mid: mid.configure("mid.poll.time", "5"), ["", ""]),
    ],
    ids=["pinned", "pinned no longer", "another parameter"],
)
def test_a_start_is_journalled_with_the_pin_in_the_folder(
    scene: Scene, do: Callable[[MidServer], object], pins: list[str]
) -> None:
    do(scene.mid)
    assert [each["pin"] for each in starts(scene.world)] == pins


@pytest.mark.parametrize("content", [b"", b"<parameters>", b"\xff"])
def test_a_configuration_that_nobody_can_read_pins_to_nothing(scene: Scene, content: bytes) -> None:
    scene.mid.configure("mid.pinned.version", PATCH_2.tag)
    scene.mid.host.files.write(f"{AGENT}/config.xml", content)
    scene.restarts()
    assert [each["pin"] for each in starts(scene.world)] == ["", PATCH_2.tag, ""]


# ---- A program that is gone


def test_a_service_without_a_program_does_not_start(scene: Scene) -> None:
    scene.mid.host.files.delete(scene.folder.path("package"))
    scene.target.host("berlin").restart_service()
    scene.world.clock.advance(DAY)
    assert said_by_the_host(scene.world) == ["started", "restarting", "cannot start"]
    assert scene.ask.status.record("berlin")["status"] == "Down"
    assert (scene.ask.versions.running("berlin"), scene.ask.versions.run("berlin")) == ("", [PATCH_1.stamp])
