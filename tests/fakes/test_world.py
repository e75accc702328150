from datetime import UTC, datetime
from typing import Any

import pytest

from fakes import bounds
from fakes.administrator import InstanceError
from fakes.host.host import LINUX, WINDOWS, Platform
from fakes.network.front import Fault
from fakes.network.http_types import Response
from fakes.releases.builds import builds
from fakes.releases.packages.pki import default_pki
from fakes.target import Surroundings
from fakes.troubles.faults import error
from fakes.world import ADMINISTRATOR_LOGIN, HISTORIES, INSTANCE_TIMEOUT_SECONDS, NETWORK_TIMEOUT_SECONDS, REST, World
from tests.fakes.scene import Scene
from tests.fakes.scripted import Scripted
from tests.fakes.worlds import INSTANCE, MID, PATCH_1, PATCH_2, administrator_of, make

SITES = ("instance.service-now.com", "install.service-now.com")


def noted(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    return [(entry.actor, entry.kind, entry.detail) for entry in world.journal]


# ---- The scenario begins and ends


def test_a_scenario_begins_once_and_the_target_is_told_of_it() -> None:
    world, target = make()
    began = world.now
    world.install("berlin", PATCH_1)
    world.install("oslo", PATCH_2)
    assert (target.verbs, began) == (["setup"], world.begin_time)
    assert target.surroundings == [
        Surroundings(
            scenario="features/x.feature::test_y",
            now=began,
            download_site="https://install.service-now.com",
            network_timeout=NETWORK_TIMEOUT_SECONDS,
            trust_anchors=default_pki().trust_anchors,
        )
    ]


def test_a_target_that_plays_the_instance_is_told_what_it_starts_with() -> None:
    world, target = make(INSTANCE)
    world.begin(PATCH_1)
    about = target.surroundings[0].instance
    assert about is not None
    assert about.buildstamp == PATCH_1.stamp
    assert about.builds == [each.stamp for each in builds()]
    assert about.administrator == ADMINISTRATOR_LOGIN
    assert 0 <= about.seed < 2**32
    assert (target.verbs, target.timeouts) == (["setup"], [INSTANCE_TIMEOUT_SECONDS])


def test_an_end_is_told_only_of_what_has_begun() -> None:
    world, target = make()
    world.end()
    assert target.verbs == []
    world.begin(PATCH_1)
    world.end()
    assert target.verbs == ["setup", "teardown"]


@pytest.mark.parametrize(("roles", "is_played"), [(MID, True), (INSTANCE, False), (MID | INSTANCE, False)])
def test_the_journal_begins_with_the_instance_whoever_plays_it(roles: frozenset[str], *, is_played: bool) -> None:
    world, _ = make(roles)
    world.begin(PATCH_1)
    begun = ("instance", "begun", {"version": PATCH_1.stamp, "played": is_played})
    assert noted(world) == [begun]
    world.begin(PATCH_2)
    assert noted(world) == [begun]


@pytest.mark.parametrize("roles", [MID, INSTANCE, MID | INSTANCE])
def test_in_the_end_an_administrator_looks_into_the_instance_and_nothing_comes_after(roles: frozenset[str]) -> None:
    world, _ = make(roles)
    world.install("berlin", PATCH_1).start()
    here = len(world.journal)
    world.look_around()
    *looks, end = world.journal.since(here)
    asked = [(each.actor, each.detail["method"], each.detail["path"], each.detail["status"]) for each in looks]
    tables = ["sys_properties", "ecc_queue", *(HISTORIES if "instance" in roles else ())]
    paths = [f"/api/now/table/{table}?sysparm_query=" for table in tables]
    assert asked == [("administrator", "GET", path, 200) for path in paths]
    assert (end.actor, end.kind, end.detail) == ("scenario", "end", {})


def test_what_an_administrator_finds_in_the_end_is_all_properties_and_all_queues() -> None:
    world, _ = make(INSTANCE)
    world.install("berlin", PATCH_1)
    world.instance.set_property("glide.war", "x")
    for mid in ("berlin", "nobody"):
        administrator_of(world).queue(mid, "Command", "hostname")
    world.look_around()
    properties, queues, _, history, _ = world.journal.since(len(world.journal) - 5)
    values = {each["name"]: each["value"] for each in properties.detail["received"]["result"]}
    assert (values["mid.buildstamp"], values["glide.war"]) == (PATCH_1.stamp, "x")
    assert [each["agent"] for each in queues.detail["received"]["result"]] == ["mid.server.berlin", "mid.server.nobody"]
    assert history.detail["received"]["result"] == []


def test_an_instance_that_keeps_no_history_is_looked_at_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    world, _ = make(INSTANCE)
    world.install("berlin", PATCH_1)
    monkeypatch.setattr("fakes.world.HISTORIES", ("nowhere",))
    world.look_around()
    *_, look, end = world.journal.since(0)
    assert (look.detail["path"], look.detail["status"]) == ("/api/now/table/nowhere?sysparm_query=", 400)
    assert (end.actor, end.kind) == ("scenario", "end")


def test_at_rest_everything_is_put_right_and_left_alone(scene: Scene) -> None:
    scene.world.server("install.service-now.com").fail(Fault(error(503)))
    scene.mid.stop()
    here, began = len(scene.world.journal), scene.world.now
    scene.world.rest()
    kinds = [each.kind for each in scene.world.journal.since(here) if each.actor in ("scenario", "network", "host")]
    assert kinds == ["rest", "works again", "started"]
    assert scene.world.now - began == bounds.COMING_UP + REST


@pytest.mark.parametrize("roles", [MID, INSTANCE])
def test_a_scenario_that_has_not_begun_ends_all_the_same_and_nobody_looks(roles: frozenset[str]) -> None:
    world, target = make(roles)
    world.look_around()
    assert (noted(world), target.verbs) == ([("scenario", "end", {})], [])


def test_before_the_beginning_there_is_no_instance() -> None:
    world, _ = make()
    with pytest.raises(InstanceError, match=r"with 0: connection refused$"):
        administrator_of(world).select("ecc_agent")


def test_the_same_seed_gives_the_same_journal() -> None:
    journals = set()
    for _ in range(2):
        world, _ = make()
        world.install("berlin", PATCH_1).start()
        journals.add(world.journal.to_jsonl())
    assert len(journals) == 1


def test_another_seed_changes_ids_and_the_time_of_day_and_nothing_else() -> None:
    kinds, firsts, ids = set(), set(), set()
    for seed in ("1", "2"):
        world, _ = make(seed=seed)
        firsts.add(world.now)
        berlin = world.install("berlin", PATCH_1)
        berlin.start()
        ids.add(berlin.party.sys_id)
        kinds.add(tuple((each.actor, each.kind, each.time - world.now) for each in world.journal))
    assert len(kinds) == 1
    assert len(firsts) == len(ids) == 2
    assert {first.date() for first in firsts} == {datetime(2020, 7, 1, tzinfo=UTC).date()}


def test_the_seed_chooses_among_the_platforms_where_nothing_is_said() -> None:
    chosen = set()
    for seed in range(20):
        world = World(Scripted(), "features/x.feature::test_y", MID, str(seed), [LINUX, WINDOWS])
        berlin, oslo = world.install("berlin", PATCH_1), world.install("oslo", PATCH_1)
        assert berlin.host.platform is oslo.host.platform
        chosen.add(berlin.host.platform)
    assert chosen == {LINUX, WINDOWS}


# ---- A period is the time since the last When


def test_a_period_begins_with_a_when(scene: Scene) -> None:
    scene.asks_for_version()
    scene.world.begin_period()
    assert scene.ask.checks.times("berlin") == []
    scene.asks_for_version()
    assert scene.ask.checks.times("berlin") == ["0:00:00"]


# ---- MID Servers


def test_a_mid_server_is_installed_with_a_record_and_a_user_of_its_own() -> None:
    world, _ = make()
    party = world.install("berlin", PATCH_1, WINDOWS).party
    administrator = administrator_of(world)
    (record,) = administrator.select("ecc_agent")
    assert record["sys_id"] == party.sys_id
    expected = {"name": "berlin", "status": "Down", "validated": "true", "version": PATCH_1.stamp}
    assert {name: record[name] for name in expected} == expected
    (user,) = administrator.select("sys_user", "user_name=mid.berlin")
    assert user["roles"] == "mid_server"
    connection = {
        "url": "https://instance.service-now.com",
        "name": "berlin",
        "mid_sys_id": party.sys_id,
        "mid.instance.username": "mid.berlin",
        "mid.instance.password": "password-of-berlin",
    }
    assert {name: party.folder.parameter(name) for name in connection} == connection
    assert (party.folder.version(), party.host.platform, party.is_running) == (PATCH_1.stamp, WINDOWS, False)


@pytest.mark.parametrize(("platform", "is_played"), [(LINUX, False), (WINDOWS, True)])
def test_an_installation_is_journalled_once_behind_the_record(platform: Platform, *, is_played: bool) -> None:
    world, _ = make()
    party = world.install("berlin", PATCH_1, platform, is_played=is_played).party
    (_, _, asked), installed = noted(world)[-2:]
    assert asked["received"]["result"]["sys_id"] == party.sys_id
    folder = {"folder": platform.agent_folder, "os": platform.os}
    assert installed == ("host", "installed", {"mid": "berlin", "played": is_played, **folder})
    assert [kind for actor, kind, _ in noted(world) if actor == "host"] == ["installed"]


def test_mid_servers_are_known_by_name_in_the_order_of_their_installation() -> None:
    world, _ = make()
    installed = [world.install(name, PATCH_1) for name in ("rome", "berlin", "oslo")]
    assert [world.mid(name) for name in ("rome", "berlin", "oslo")] == installed
    assert list(world.parties.values()) == [mid.party for mid in installed]


def test_the_first_two_mid_servers_have_a_login_each_and_all_others_that_of_the_first() -> None:
    world, _ = make()
    names = ("rome", "berlin", "oslo", "lagos")
    folders = [world.install(name, PATCH_1, is_played=name == "oslo").party.folder for name in names]
    users = ["mid.rome", "mid.berlin", "mid.rome", "mid.rome"]
    assert [folder.parameter("mid.instance.username") for folder in folders] == users
    assert folders[2].parameter("mid.instance.password") == "password-of-rome"
    administrator = administrator_of(world)
    assert [record["user_name"] for record in administrator.select("ecc_agent")] == users
    assert [user["user_name"] for user in administrator.select("sys_user")] == ["admin", "mid.rome", "mid.berlin"]
    world.mid("oslo").start()
    assert [record["status"] for record in administrator.select("ecc_agent", "name=oslo")] == ["Up"]


@pytest.mark.parametrize(
    ("roles", "said", "is_played"),
    [
        (MID, {}, False),
        (MID | INSTANCE, {}, False),
        (INSTANCE, {}, True),
        (MID, {"is_played": True}, True),
        (INSTANCE, {"is_played": False}, False),
    ],
)
def test_the_suite_plays_mid_servers_where_the_instance_alone_is_under_test_or_where_it_is_said(
    roles: frozenset[str], said: dict[str, bool], *, is_played: bool
) -> None:
    world, target = make(roles)
    berlin = world.install("berlin", PATCH_1, **said)
    berlin.start()
    assert berlin.party.is_played is is_played
    assert ("start berlin" in target.verbs) is not is_played


def test_others_are_installed_and_started_for_the_suite_with_the_first_one_s_version() -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.begin(PATCH_2)
    world.install_others(["lisbon", "oslo"])
    for name in ("lisbon", "oslo"):
        party = world.parties[name]
        assert (party.is_played, party.is_running, party.folder.version()) == (True, True, PATCH_1.stamp)
    assert target.verbs == ["setup"]


# ---- Servers


def test_servers_are_known_by_their_names() -> None:
    world, _ = make()
    assert world.server("instance.service-now.com") is world.instance
    assert world.server("install.service-now.com") is world.site


@pytest.mark.parametrize(("server", "other"), [SITES, SITES[::-1]])
def test_a_fault_of_one_server_is_none_of_the_other_s(scene: Scene, server: str, other: str) -> None:
    def fails(name: str) -> bool:
        return scene.target.ask("berlin", "GET", f"https://{name}/") == Response(503)

    scene.world.server(server).fail(Fault(error(503)))
    assert (fails(server), fails(other)) == (True, False)
    scene.world.server(server).work_again()
    assert (fails(server), fails(other)) == (False, False)


# ---- The queue of the instance


def test_a_command_is_notified_to_running_mid_servers_under_test_alone() -> None:
    world, target = make()
    for name, is_played in (("berlin", False), ("oslo", False), ("rome", True)):
        world.install(name, PATCH_1, is_played=is_played)
    for name in ("berlin", "rome"):
        world.mid(name).start()
    for name in ("berlin", "oslo", "rome", "nobody"):
        administrator_of(world).queue(name, "Command", "hostname")
    world.clock.settle()
    assert target.verbs == ["setup", "start berlin", "notify berlin"]


@pytest.mark.parametrize(("state", "called"), [("ready", True), ("processed", False)])
def test_a_mid_server_is_notified_at_its_start_of_a_command_that_waits(state: str, *, called: bool) -> None:
    world, target = make()
    berlin, administrator = world.install("berlin", PATCH_1), administrator_of(world)
    queued = administrator.queue("berlin", "Command", "hostname")
    administrator.update("ecc_queue", queued["sys_id"], state=state)
    berlin.start()
    assert target.verbs == ["setup", "start berlin", *(["notify berlin"] if called else [])]
