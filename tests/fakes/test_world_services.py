"""What becomes of a MID Server's process when its service, its configuration or its record is changed by hand."""

from datetime import timedelta

import pytest

from fakes.host.files import HostError
from fakes.host.host import LINUX, RESTART, WINDOWS, Platform
from fakes.releases.builds import Build, named
from fakes.releases.download_site import program_of
from fakes.world import World
from tests.fakes.scene import Scene
from tests.fakes.scripted import Scripted
from tests.fakes.worlds import PATCH_1, make, put_in_place

MADRID, MADRID_LATER, NEW_YORK = named("Madrid Patch 4"), named("Madrid Patch 10"), named("New York Patch 9")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
AGAIN = ["stop berlin", "start berlin"]


def with_madrid(platform: Platform = LINUX) -> tuple[World, Scripted]:
    """A world in which "berlin" runs Madrid."""
    world, target = make()
    world.install("berlin", MADRID, platform)
    world.start("berlin")
    return world, target


def said_by_the_host(world: World) -> list[str]:
    return [entry.kind for entry in world.journal if entry.actor == "host"]


# ---- The service on Linux


def test_an_upgrade_that_dies_with_the_service_has_replaced_nothing_and_nobody_starts_it_again() -> None:
    world, target = with_madrid()
    mid = world.mids["berlin"]
    world.administrator.update("ecc_agent", mid.agent, status="Upgrading")
    put_in_place(mid, NEW_YORK)
    target.host("berlin").restart_service()
    assert mid.program() == program_of(MADRID)
    with pytest.raises(HostError, match=r"^no process runs$"):
        target.host("berlin")
    assert world.records.agent("berlin")["status"] == "Down"
    world.advance(DAY)
    assert said_by_the_host(world) == ["started", "restarting", "killed"]
    assert target.verbs == ["setup", "start berlin"]


def test_one_that_was_killed_can_be_started_by_hand_and_is_killed_again() -> None:
    world, target = with_madrid()
    for _ in range(2):
        put_in_place(world.mids["berlin"], NEW_YORK)
        target.host("berlin").restart_service()
        world.start("berlin")
        assert world.observe.versions_run("berlin") == [MADRID.stamp]
    assert said_by_the_host(world) == ["started", *["restarting", "killed", "started"] * 2]


@pytest.mark.parametrize(
    ("platform", "reinstalled", "build"),
    [(LINUX, False, MADRID_LATER), (LINUX, True, NEW_YORK), (WINDOWS, False, NEW_YORK)],
    ids=["within Madrid", "after the service was reinstalled", "on Windows"],
)
def test_any_other_upgrade_survives_the_service(platform: Platform, build: Build, *, reinstalled: bool) -> None:
    world, target = with_madrid(platform)
    if reinstalled:
        world.reinstall_service("berlin")
    put_in_place(world.mids["berlin"], build)
    target.host("berlin").restart_service()
    world.advance(2 * MINUTE)
    assert world.observe.running("berlin") == build.stamp
    assert "killed" not in said_by_the_host(world)


def test_a_reinstalled_service_runs_what_lies_in_the_folder_and_is_not_started_by_that() -> None:
    world, target = with_madrid()
    put_in_place(world.mids["berlin"], NEW_YORK)
    target.host("berlin").restart_service()
    world.reinstall_service("berlin")
    assert said_by_the_host(world)[-1] == "service reinstalled"
    assert world.observe.running("berlin") == ""
    world.start("berlin")
    assert world.observe.running("berlin") == MADRID.stamp


def test_a_restart_takes_as_long_as_the_host_needs() -> None:
    world, target = with_madrid()
    world.mids["berlin"].host.durations[RESTART] = 40 * MINUTE
    target.host("berlin").restart_service()
    world.advance(39 * MINUTE)
    assert world.observe.running("berlin") == ""
    world.advance(MINUTE)
    assert world.observe.running("berlin") == MADRID.stamp


# ---- Configuration and record


@pytest.mark.parametrize(("runs", "verbs"), [(True, ["start berlin", *AGAIN]), (False, [])])
def test_a_parameter_takes_effect_in_a_new_process(*, runs: bool, verbs: list[str]) -> None:
    world, target = make()
    mid = world.install("berlin", PATCH_1)
    if runs:
        world.start("berlin")
    world.configure("berlin", "mid.poll.time", "5")
    assert mid.parameter("mid.poll.time") == "5"
    assert target.verbs == ["setup", *verbs]
    world.configure("berlin", "mid.poll.time", None)
    assert mid.parameter("mid.poll.time") == ""


@pytest.mark.parametrize(("status", "verbs"), [("Upgrading", []), ("Up", AGAIN), ("Upgrade Failed", AGAIN)])
def test_while_it_upgrades_nobody_else_restarts_a_mid_server(status: str, verbs: list[str]) -> None:
    world, target = make()
    world.install("berlin", PATCH_1, played=False)
    world.start("berlin")
    world.administrator.update("ecc_agent", world.mids["berlin"].agent, status=status)
    world.configure("berlin", "mid.poll.time", "5")
    assert world.observe.parameter("berlin", "mid.poll.time") == "5"
    assert target.verbs == ["setup", "start berlin", *verbs]


@pytest.mark.parametrize(
    ("value", "runs", "verbs"),
    [
        ("true", True, ["start berlin", *AGAIN]),
        ("true", False, []),
        ("false", True, ["start berlin"]),
        ("validating", True, ["start berlin"]),
    ],
)
def test_a_mid_server_is_restarted_when_it_is_validated_and_then_alone(
    *, runs: bool, value: str, verbs: list[str]
) -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    if runs:
        world.start("berlin")
    world.validate("berlin", value)
    assert [each["validated"] for each in world.administrator.select("ecc_agent")] == [value]
    assert target.verbs == ["setup", *verbs]


def test_a_mid_server_is_paused_by_an_administrator_and_given_time_for_it() -> None:
    scene = Scene()
    scene.reports(status="Up")
    began = scene.world.now
    scene.world.pause("berlin")
    assert scene.target.verbs[-1] == "notify berlin"
    assert [each["source"] for each in scene.world.administrator.select("ecc_queue")] == ["pauseMid"]
    assert scene.world.now - began == 20 * MINUTE


def test_one_that_the_suite_plays_says_itself_that_it_is_paused() -> None:
    world, _ = make()
    world.install("berlin", PATCH_1, played=True)
    began = world.now
    world.start("berlin")
    world.pause("berlin")
    world.report(["berlin"], "Up")
    assert world.observe.statuses("berlin") == ["Up", "Paused", "Up"]
    assert (world.administrator.select("ecc_queue"), world.now) == ([], began)


def test_a_process_that_was_started_by_hand_is_given_time_to_come_up() -> None:
    world, _ = make()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    began = world.now
    world.validate("berlin", "true")
    assert world.now - began == 10 * MINUTE


# ---- A program that is gone


def test_a_service_without_a_program_does_not_start() -> None:
    world, target = make()
    mid = world.install("berlin", PATCH_1)
    world.start("berlin")
    mid.host.files.delete(mid.path("package"))
    target.host("berlin").restart_service()
    world.advance(DAY)
    assert said_by_the_host(world) == ["started", "restarting", "cannot start"]
    assert world.records.agent("berlin")["status"] == "Down"
    assert (world.observe.running("berlin"), world.observe.versions_run("berlin")) == ("", [PATCH_1.stamp])


@pytest.mark.parametrize("gone", ["package", "config.xml", ""])
def test_what_is_gone_is_seen_as_such(gone: str) -> None:
    world, target = with_madrid()
    mid = world.mids["berlin"]
    mid.host.files.delete(mid.path(*filter(None, [gone])))
    target.host("berlin").restart_service()
    assert world.observe.parameter("berlin", "name") == ("berlin" if gone == "package" else "")
    assert ("bin/mid.sh" in world.observe.foreign_files("berlin", MADRID)) is (gone == "")
