"""What becomes of a MID Server's process when its service, its configuration or its record is changed by hand."""

from datetime import timedelta

import pytest

from fakes.host.files import HostError
from fakes.host.host import LINUX, RESTART, WINDOWS, Platform
from fakes.host.windows import Windows
from fakes.mid_server import MidServer
from fakes.releases.builds import Build, named
from fakes.releases.download_site import program_of
from fakes.troubles.refusals import replacing_files_in_bin
from fakes.upgrade_steps import Step
from fakes.world import World
from tests.fakes.scene import Scene
from tests.fakes.scripted import Scripted
from tests.fakes.worlds import PATCH_1, PATCH_2, administrator_of, make, put_in_place, said_by_the_host

MADRID, MADRID_LATER, NEW_YORK = named("Madrid Patch 4"), named("Madrid Patch 10"), named("New York Patch 9")
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
AGAIN = ["stop berlin", "start berlin"]


# ---- Its service


def test_a_stop_is_told_and_the_instance_notices(scene: Scene) -> None:
    scene.mid.stop()
    assert scene.target.verbs == ["setup", "start berlin", "stop berlin"]
    assert scene.administrator.select("ecc_agent")[0]["status"] == "Down"
    with pytest.raises(HostError, match=r"^no process runs$"):
        scene.target.host("berlin")
    assert said_by_the_host(scene.world) == ["started", "stopped"]


def test_time_passes_until_a_process_has_run_for_so_long() -> None:
    world, _ = make()
    berlin = world.install("berlin", PATCH_1)
    world.clock.advance(5 * MINUTE)
    berlin.start()
    began = world.now
    world.clock.advance(MINUTE)
    berlin.run_for(3 * MINUTE)
    assert world.now - began == 3 * MINUTE


def test_a_restart_takes_two_minutes_in_which_nothing_runs(scene: Scene) -> None:
    scene.folder.install(PATCH_2)
    scene.target.host("berlin").restart_service()
    with pytest.raises(HostError, match=r"^no process runs$"):
        scene.target.host("berlin")
    scene.world.clock.advance(2 * MINUTE - SECOND)
    assert not scene.mid.party.is_running
    scene.world.clock.advance(SECOND)
    assert scene.mid.party.is_running
    assert scene.target.verbs == ["setup", "start berlin", "start berlin"]
    assert scene.ask.versions.run("berlin") == [PATCH_1.stamp, PATCH_2.stamp]


def test_a_stop_cancels_a_restart(scene: Scene) -> None:
    scene.target.host("berlin").restart_service()
    scene.world.clock.advance(MINUTE)
    scene.mid.stop()
    scene.world.clock.advance(10 * MINUTE)
    assert not scene.mid.party.is_running
    assert said_by_the_host(scene.world) == ["started", "restarting", "stopped"]


def test_a_cancelled_restart_does_not_hasten_the_next_one(scene: Scene) -> None:
    scene.target.host("berlin").restart_service()
    scene.world.clock.advance(MINUTE)
    scene.mid.stop()
    scene.mid.start()
    scene.target.host("berlin").restart_service()
    scene.world.clock.advance(2 * MINUTE - SECOND)
    assert not scene.mid.party.is_running
    scene.world.clock.advance(SECOND)
    assert scene.mid.party.is_running


def test_a_restart_takes_as_long_as_the_host_needs(scene: Scene) -> None:
    scene.mid.host.durations[RESTART] = 40 * MINUTE
    scene.target.host("berlin").restart_service()
    scene.world.clock.advance(39 * MINUTE)
    assert not scene.mid.party.is_running
    scene.world.clock.advance(MINUTE)
    assert scene.mid.party.is_running


# ---- On Linux, up to Madrid, an upgrade to New York or later ends with the service


def with_service_of(build: Build, platform: Platform = LINUX) -> tuple[World, Scripted, MidServer]:
    """A world in which "berlin" runs this build."""
    world, target = make()
    berlin = world.install("berlin", build, platform)
    berlin.start()
    return world, target, berlin


@pytest.mark.parametrize(
    ("platform", "installed", "upgrade", "dies"),
    [
        (LINUX, "Madrid Patch 10", "New York Patch 9", True),
        (LINUX, "Madrid Patch 10", "Orlando Patch 1", True),
        (LINUX, "Helsinki Patch 12a", "New York Patch 9", True),
        (LINUX, "aspen-06-20-2011__patch0-06-20-2011_06-20-2011_1200", "New York Patch 9", True),
        (LINUX, "Madrid Patch 4", "Australia Patch 2 Hotfix 2", True),
        (LINUX, "Madrid Patch 4", "Madrid Patch 10", False),
        (LINUX, "London Patch 10", "Madrid Patch 4", False),
        (LINUX, "New York Patch 9", "Orlando Patch 1", False),
        (LINUX, "Australia Patch 2 Hotfix 2", "Orlando Patch 1", False),
        (LINUX, "12-11-2019-1509", "Orlando Patch 1", False),
        (LINUX, "Madrid Patch 10", "12-11-2019-1509", False),
        (WINDOWS, "Madrid Patch 10", "New York Patch 9", False),
    ],
)
def test_an_upgrade_dies_with_a_service_of_old(platform: Platform, installed: str, upgrade: str, *, dies: bool) -> None:
    world, target, berlin = with_service_of(named(installed), platform)
    put_in_place(berlin.party, named(upgrade))
    target.host("berlin").restart_service()
    world.clock.advance(2 * MINUTE)
    assert said_by_the_host(world) == ["started", "restarting", "killed" if dies else "started"]
    assert world.observe.versions.running("berlin") == ("" if dies else named(upgrade).stamp)


def test_an_upgrade_that_dies_with_the_service_has_replaced_nothing_and_nobody_starts_it_again() -> None:
    world, target, berlin = with_service_of(MADRID)
    administrator_of(world).update("ecc_agent", berlin.party.sys_id, status="Upgrading")
    put_in_place(berlin.party, NEW_YORK)
    target.host("berlin").restart_service()
    assert berlin.party.folder.program() == program_of(MADRID)
    assert world.observe.versions.running("berlin") == ""
    assert world.observe.status.record("berlin")["status"] == "Down"
    world.clock.advance(DAY)
    assert said_by_the_host(world) == ["started", "restarting", "killed"]
    assert target.verbs == ["setup", "start berlin"]


def test_one_that_was_killed_can_be_started_by_hand_and_is_killed_again() -> None:
    world, target, berlin = with_service_of(MADRID)
    for _ in range(2):
        put_in_place(berlin.party, NEW_YORK)
        target.host("berlin").restart_service()
        berlin.start()
        assert world.observe.versions.run("berlin") == [MADRID.stamp]
    assert said_by_the_host(world) == ["started", *["restarting", "killed", "started"] * 2]


def test_an_upgrade_survives_once_the_service_was_reinstalled() -> None:
    world, target, berlin = with_service_of(MADRID)
    berlin.reinstall_service()
    assert said_by_the_host(world) == ["started", "stopped", "service reinstalled"]
    berlin.start()
    put_in_place(berlin.party, NEW_YORK)
    target.host("berlin").restart_service()
    world.clock.advance(2 * MINUTE)
    assert said_by_the_host(world)[-2:] == ["restarting", "started"]
    assert world.observe.versions.running("berlin") == NEW_YORK.stamp


def test_a_reinstalled_service_runs_what_lies_in_the_folder_and_is_not_started_by_that() -> None:
    world, target, berlin = with_service_of(MADRID)
    put_in_place(berlin.party, NEW_YORK)
    target.host("berlin").restart_service()
    berlin.reinstall_service()
    assert said_by_the_host(world)[-1] == "service reinstalled"
    assert world.observe.versions.running("berlin") == ""
    berlin.start()
    assert world.observe.versions.running("berlin") == MADRID.stamp


def test_an_installer_alone_defines_the_service_anew() -> None:
    _, _, berlin = with_service_of(MADRID)
    for build, before, after in ((MADRID_LATER, True, True), (NEW_YORK, True, False), (MADRID, False, True)):
        put_in_place(berlin.party, build)
        assert berlin.party.service_takes_all is before
        berlin.install(build)
        assert berlin.party.service_takes_all is after


# ---- What is set for it, and what its host does


@pytest.mark.parametrize(("runs", "verbs"), [(True, ["start berlin", *AGAIN]), (False, [])])
def test_a_parameter_takes_effect_in_a_new_process(*, runs: bool, verbs: list[str]) -> None:
    world, target = make()
    berlin = world.install("berlin", PATCH_1)
    if runs:
        berlin.start()
    berlin.configure("mid.poll.time", "5")
    assert world.observe.versions.parameter("berlin", "mid.poll.time") == "5"
    assert target.verbs == ["setup", *verbs]
    berlin.configure("mid.poll.time", None)
    assert world.observe.versions.parameter("berlin", "mid.poll.time") == ""


@pytest.mark.parametrize(("status", "verbs"), [("Upgrading", []), ("Up", AGAIN), ("Upgrade Failed", AGAIN)])
def test_while_it_upgrades_nobody_else_restarts_a_mid_server(scene: Scene, status: str, verbs: list[str]) -> None:
    scene.administrator.update("ecc_agent", scene.sys_id, status=status)
    scene.mid.configure("mid.poll.time", "5")
    assert scene.ask.versions.parameter("berlin", "mid.poll.time") == "5"
    assert scene.target.verbs == ["setup", "start berlin", *verbs]


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
    berlin = world.install("berlin", PATCH_1)
    if runs:
        berlin.start()
    berlin.validate(value)
    assert [each["validated"] for each in administrator_of(world).select("ecc_agent")] == [value]
    assert target.verbs == ["setup", *verbs]


@pytest.mark.parametrize(("command", "topic"), [("autoUpgrade", "SystemCommand"), ("hostname", "Command")])
def test_commands_are_for_the_mid_server_or_for_its_host_and_it_hears_of_them(
    scene: Scene, command: str, topic: str
) -> None:
    scene.mid.send(command)
    (queued,) = scene.administrator.select("ecc_queue")
    assert (queued["topic"], queued["source"], queued["name"]) == (topic, command, command)
    assert scene.target.verbs[-1] == "notify berlin"


def test_its_host_refuses_what_concerns_its_own_agent_folder(scene: Scene) -> None:
    scene.mid.refuse(replacing_files_in_bin)
    path = scene.folder.path("bin", "mid.sh")
    with pytest.raises(HostError, match="Text file busy"):
        scene.target.host("berlin").write(path, b"")
    scene.mid.host.work_again()
    scene.target.host("berlin").write(path, b"")


# ---- Time


def test_a_process_that_was_started_by_hand_is_given_10_minutes_to_come_up(scene: Scene) -> None:
    began = scene.world.now
    scene.mid.validate("true")
    assert scene.world.now - began == 10 * MINUTE


def test_time_stops_once_it_is_up_and_has_asked(scene: Scene) -> None:
    def behaviour(now: object) -> None:
        if now == began + MINUTE:
            scene.reports(status="Up")
            scene.asks_for_version()

    began = scene.world.now
    scene.target.behaviour = behaviour
    scene.world.clock.at(began + MINUTE, lambda: None)
    scene.mid.come_up()
    assert scene.world.now - began == MINUTE


@pytest.mark.parametrize(("state", "minutes"), [("Up", 0), ("Paused", 1), ("turned away with 409", 2), ("Down", 5)])
def test_time_passes_until_a_state_and_no_longer_than_the_limit(scene: Scene, state: str, minutes: int) -> None:
    scene.has_others()
    for mid in ("lagos", "oslo"):
        scene.asks_for_permit(mid=mid)
    scene.reports(status="Up")
    began = scene.world.now
    scene.world.clock.at(began + MINUTE, lambda: scene.reports(status="Paused"))
    scene.world.clock.at(began + 2 * MINUTE, scene.asks_for_permit)
    scene.mid.advance_until(state, 5 * MINUTE)
    assert scene.world.now - began == minutes * MINUTE


def test_another_temporary_folder_takes_effect_in_a_new_process(scene: Scene) -> None:
    before = len(scene.target.verbs)
    scene.mid.use_temp_folder("/var/tmp")  # noqa: S108 - of a fake
    assert [verb for verb in scene.target.verbs[before:] if verb in AGAIN] == AGAIN
    assert scene.target.host("berlin").facts().temp_folder == "/var/tmp"  # noqa: S108 - as above


def test_another_account_takes_effect_in_a_new_process_until_all_is_put_right() -> None:
    world, target = make()
    mid = world.install("berlin", PATCH_1, WINDOWS)
    mid.start()
    before = len(target.verbs)
    mid.use_windows(Windows("CORP\\bob"))
    assert [verb for verb in target.verbs[before:] if verb in AGAIN] == AGAIN
    assert target.host("berlin").run("powershell x").output == "CORP\\bob\r\n"
    mid.put_right()
    assert target.host("berlin").run("powershell x").output == "LocalSystem\r\n"
    before = len(target.verbs)
    mid.put_right()
    assert [verb for verb in target.verbs[before:] if verb in AGAIN] == []


def test_the_folder_of_the_tests_can_be_left_with_a_file_in_it(scene: Scene) -> None:
    scene.mid.leave_check_folder()
    assert scene.target.host("berlin").list_files(scene.folder.path("package", "upgradeCheck")) == ["before.txt"]


# ---- Issues


def played(*names: str) -> tuple[World, list[MidServer]]:
    """A world with these MID Servers, which the suite plays."""
    world, _ = make()
    return world, [world.install(name, PATCH_1, is_played=True) for name in names]


def issues_of(world: World) -> list[tuple[str, str, str]]:
    """Source, state and count of all issues."""
    found = administrator_of(world).select("ecc_agent_issue")
    return [(each["source"], each["state"], each["count"]) for each in found]


def test_a_played_one_reports_runs_an_hour_apart() -> None:
    world, [berlin] = played("berlin")
    began = world.now
    berlin.report_runs("UpgradeCheck", ["no space", "no site"])
    assert world.now == began
    assert issues_of(world) == [("UpgradeCheck", "new", "1"), ("UpgradeCheck", "new", "1")]
    berlin.report_runs("UpgradeCheck", ["no space"], 3)
    assert world.now == began + timedelta(hours=2)
    assert issues_of(world) == [("UpgradeCheck", "new", "4"), ("UpgradeCheck", "resolved", "1")]


def test_a_played_one_tells_steps_a_minute_apart() -> None:
    world, [berlin] = played("berlin")
    berlin.report_steps([Step("Install", "in_progress"), Step("Install", "failed", "no space")])
    found = administrator_of(world).select("ecc_agent_upgrade_history_stage")
    told = [(each["stage"], each["state"], each["message"], each["sys_created_on"][11:16]) for each in found]
    first, second = (world.now - timedelta(minutes=before) for before in (1, 0))
    assert told == [
        ("Install", "in_progress", "", f"{first:%H:%M}"),
        ("Install", "failed", "no space", f"{second:%H:%M}"),
    ]


def test_nobody_tells_steps_for_one_under_test(scene: Scene) -> None:
    with pytest.raises(
        ValueError, match=r"^berlin is under test: nobody else can let it report a step of its upgrade$"
    ):
        scene.mid.report_steps([Step("Install", "in_progress")])


def test_nobody_reports_for_one_under_test(scene: Scene) -> None:
    with pytest.raises(
        ValueError, match=r"^berlin is under test: nobody else can let it report what its tests have met$"
    ):
        scene.mid.report_runs("UpgradeCheck", [])


def test_an_administrator_sets_the_open_issues_with_a_message() -> None:
    world, [berlin, oslo] = played("berlin", "oslo")
    for mid in (berlin, oslo):
        mid.report_runs("UpgradeCheck", ["no space", "no site"])
    berlin.set_issues("resolved", "no site")
    berlin.set_issues("acknowledged", "no site")
    berlin.set_issues("acknowledged", "no space")
    states = [state for _, state, _ in issues_of(world)]
    assert states == ["acknowledged", "resolved", "new", "new"]


def test_user_and_record_are_in_domains_of_their_own() -> None:
    world, [berlin, _] = played("berlin", "oslo")
    berlin.move_user("north")
    berlin.move_record("south")
    administrator = administrator_of(world)
    assert [agent["sys_domain"] for agent in administrator.select("ecc_agent")] == ["south", "global"]
    users = {user["user_name"]: user["sys_domain"] for user in administrator.select("sys_user", "user_name!=admin")}
    assert users == {"mid.berlin": "north", "mid.oslo": "global"}
    assert [agent["user_name"] for agent in administrator.select("ecc_agent")] == ["mid.berlin", "mid.oslo"]


# ---- What its host has


def test_packages_are_brought_to_where_a_process_would_have_put_them(scene: Scene) -> None:
    scene.mid.bring({"mid-core.x.zip": b"content"})
    assert scene.folder.read("package", "incoming", "mid-core.x.zip") == b"content"


def test_a_service_of_the_host_is_in_a_state_until_all_is_put_right(scene: Scene) -> None:
    scene.mid.set_service("AeLookupSvc", "disabled")
    assert scene.mid.host.service_state("AeLookupSvc") == "disabled"
    scene.mid.put_right()
    with pytest.raises(HostError):
        scene.mid.host.service_state("AeLookupSvc")
