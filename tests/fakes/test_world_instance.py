"""The instance of a world: what people, administrators and the suite do there."""

import pytest

from fakes.network.http_types import Response
from fakes.people import ADMINISTRATOR, Person
from fakes.troubles.faults import Fault, error
from fakes.world import World
from tests.fakes.worlds import PATCH_1, PATCH_2, make, with_target_s_instance

VERSIONS = ("mid.buildstamp", "mid.version", "mid.version.override")


def versions(world: World) -> list[str]:
    """The values of the properties above."""
    return [value for name in VERSIONS for value in world.records.properties(name)]


# ---- Commands


def test_a_command_is_notified_to_running_mid_servers_under_test_alone() -> None:
    world, target = make()
    for name, played in (("berlin", False), ("oslo", False), ("rome", True)):
        world.install(name, PATCH_1, played=played)
    for name in ("berlin", "rome"):
        world.start(name)
    for name in ("berlin", "oslo", "rome", "nobody"):
        world.send_command(name, "hostname")
    assert target.verbs == ["setup", "start berlin", "notify berlin"]


@pytest.mark.parametrize(("state", "called"), [("ready", True), ("processed", False)])
def test_a_mid_server_is_notified_at_its_start_of_a_command_that_waits(state: str, *, called: bool) -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.send_command("berlin", "hostname")
    (queued,) = world.administrator.select("ecc_queue")
    world.administrator.update("ecc_queue", queued["sys_id"], state=state)
    world.start("berlin")
    assert target.verbs == ["setup", "start berlin", *(["notify berlin"] if called else [])]


@pytest.mark.parametrize(("command", "topic"), [("autoUpgrade", "SystemCommand"), ("hostname", "Command")])
def test_commands_are_for_the_mid_server_or_for_its_host(command: str, topic: str) -> None:
    world, _ = make()
    world.install("berlin", PATCH_1)
    world.send_command("berlin", command)
    (queued,) = world.administrator.select("ecc_queue")
    assert (queued["topic"], queued["source"], queued["name"]) == (topic, command, command)


# ---- People


def test_people_act_on_one_record_after_another_and_the_mid_servers_hear_of_it() -> None:
    world, target = make()
    for name in ("berlin", "oslo", "rome"):
        world.install(name, PATCH_1)
        world.start(name)
    world.click(ADMINISTRATOR, "Grab MID logs", ["rome", "berlin"])
    assert target.verbs[-2:] == ["notify rome", "notify berlin"]
    queued = [(each["agent"], each["source"]) for each in world.administrator.select("ecc_queue")]
    assert queued == [("mid.server.rome", "grabLog"), ("mid.server.berlin", "grabLog")]


def test_what_people_do_is_journalled_with_the_answer() -> None:
    world, _ = make()
    agent = world.install("berlin", PATCH_1).agent
    world.click(Person("itil"), "Upgrade MID", ["berlin"])
    (seen,) = [entry for entry in world.journal if entry.actor == "user"]
    path = f"/api/now/mid/action/{agent}/upgrade"
    assert (seen.kind, seen.detail["method"], seen.detail["path"], seen.detail["status"]) == (
        "exchange",
        "POST",
        path,
        403,
    )
    assert world.administrator.select("ecc_queue") == []


# ---- Versions


def test_an_assigned_version_is_the_property_s() -> None:
    world, _ = make()
    world.begin(PATCH_1)
    world.assign(PATCH_2)
    (found,) = world.administrator.select("sys_properties", "name=mid.buildstamp")
    assert found["value"] == PATCH_2.stamp


def test_a_property_is_given_a_value_or_taken_away() -> None:
    world, _ = make()
    world.begin(PATCH_1)
    seen = []
    for value in (PATCH_2.stamp, "", None, PATCH_1.stamp):
        world.set_property("mid.version.override", value)
        seen.append(world.records.properties("mid.version.override"))
    assert seen == [[PATCH_2.stamp], [""], [], [PATCH_1.stamp]]


@pytest.mark.parametrize(
    ("server", "other"),
    [
        ("instance.service-now.com", "install.service-now.com"),
        ("install.service-now.com", "instance.service-now.com"),
    ],
)
def test_a_fault_of_one_server_is_none_of_the_other_s(server: str, other: str) -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    world.fronts[server].fault = Fault(error(503))
    spoiled, whole = (target.ask("berlin", "GET", f"https://{name}/") for name in (server, other))
    assert spoiled == Response(503)
    assert isinstance(whole, Response)
    assert whole.status != 503


def test_an_upgraded_instance_calls_the_mid_servers() -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    world.upgrade_instance(PATCH_2)
    assert target.verbs[-1] == "notify berlin"
    (queued,) = world.administrator.select("ecc_queue")
    assert (queued["agent"], queued["source"]) == ("mid.server.berlin", "autoUpgrade")


def test_a_target_s_instance_is_told_to_upgrade() -> None:
    world, target = with_target_s_instance()
    world.begin(PATCH_1)
    world.upgrade_instance(PATCH_2)
    assert target.verbs[-1] == f"upgrade {PATCH_2.stamp}"


def test_a_restarted_instance_names_its_own_version_again_and_keeps_the_override_and_the_rest() -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    world.assign(PATCH_2)
    world.administrator.set_property("mid.version.override", PATCH_2.stamp)
    agents = world.administrator.select("ecc_agent")
    told = list(target.verbs)
    world.restart_instance()
    assert versions(world) == [PATCH_1.stamp, PATCH_1.stamp, PATCH_2.stamp]
    assert world.administrator.select("ecc_agent") == agents
    assert target.verbs == told


def test_a_target_s_instance_is_told_to_stop_and_to_start() -> None:
    world, target = with_target_s_instance()
    world.begin(PATCH_1)
    world.assign(PATCH_2)
    world.restart_instance()
    assert target.verbs[-2:] == ["stop", "start"]
    assert versions(world)[0] == PATCH_2.stamp, "only the target itself can reset it"
