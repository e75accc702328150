from datetime import UTC, datetime, timedelta

import pytest

from fakes.host.files import HostError
from fakes.host.host import WINDOWS
from fakes.network.front import INSTANCE_URL
from fakes.network.http_types import NetworkFault, Request
from fakes.releases.builds import builds
from fakes.releases.packages.pki import default_pki
from fakes.target import Login, Surroundings
from fakes.world import ADMINISTRATOR_LOGIN, INSTANCE_TIMEOUT, NETWORK_TIMEOUT, World
from tests.fakes.worlds import PATCH_1, PATCH_2, make, with_target_s_instance

MINUTE = timedelta(minutes=1)


def starts(world: World, name: str) -> list[timedelta]:
    """When processes of a MID Server started, from the first one."""
    times = [each.time for each in world.journal if each.kind == "started" and each.detail["mid"] == name]
    return [time - times[0] for time in times]


# ---- The scenario begins and ends


def test_a_scenario_begins_once_and_the_target_is_told_of_it() -> None:
    world, target = make()
    began = world.now
    world.install("berlin", PATCH_1)
    world.install("oslo", PATCH_2)
    assert target.verbs == ["setup"]
    assert target.surroundings == [
        Surroundings(
            scenario="features/x.feature::test_y",
            now=began,
            download_site="https://install.service-now.com",
            network_timeout=NETWORK_TIMEOUT,
            trust_anchors=default_pki().trust_anchors,
        )
    ]


def test_a_target_that_plays_the_instance_is_told_what_it_starts_with() -> None:
    world, target = with_target_s_instance()
    world.begin(PATCH_1)
    about = target.surroundings[0].instance
    assert about is not None
    assert about.buildstamp == PATCH_1.stamp
    assert about.builds == [each.stamp for each in builds()]
    assert about.administrator == Login(**ADMINISTRATOR_LOGIN)
    assert 0 <= about.seed < 2**32
    assert (target.verbs, target.timeouts) == (["setup"], [INSTANCE_TIMEOUT])


def test_an_end_is_told_only_of_what_has_begun() -> None:
    world, target = make()
    world.end()
    assert target.verbs == []
    world.begin(PATCH_1)
    world.end()
    assert target.verbs == ["setup", "teardown"]


def test_before_the_beginning_there_is_no_instance() -> None:
    assert make()[0].instance.exchange("berlin", Request("GET", INSTANCE_URL)) is NetworkFault.REFUSED


def test_the_same_seed_gives_the_same_journal() -> None:
    journals = set()
    for _ in range(2):
        world, _ = make()
        world.install("berlin", PATCH_1)
        world.start("berlin")
        journals.add(world.journal.to_jsonl())
    assert len(journals) == 1


def test_another_seed_changes_ids_and_the_time_of_day_and_nothing_else() -> None:
    kinds, firsts, ids = set(), set(), set()
    for seed in ("1", "2"):
        world, _ = make(seed=seed)
        firsts.add(world.now)
        ids.add(world.install("berlin", PATCH_1).agent)
        world.start("berlin")
        kinds.add(tuple((each.actor, each.kind, each.time - world.now) for each in world.journal))
    assert len(kinds) == 1
    assert len(firsts) == len(ids) == 2
    assert {first.date() for first in firsts} == {datetime(2020, 7, 1, tzinfo=UTC).date()}


# ---- MID Servers and their processes


def test_a_mid_server_is_installed_with_a_record_and_a_user_of_its_own() -> None:
    world, _ = make()
    mid = world.install("berlin", PATCH_1, WINDOWS)
    (agent,) = world.administrator.select("ecc_agent")
    assert agent["sys_id"] == mid.agent
    expected = {"name": "berlin", "status": "Down", "validated": "true", "version": PATCH_1.stamp}
    assert {name: agent[name] for name in expected} == expected
    (user,) = world.administrator.select("sys_user", "user_name=mid.berlin")
    assert user["roles"] == "mid_server"
    assert (mid.installed(), mid.parameter("mid_sys_id")) == (PATCH_1.stamp, mid.agent)
    assert mid.host.platform == WINDOWS
    assert not mid.running


def test_a_start_is_told_and_journalled_with_the_version_in_the_folder() -> None:
    world, target = make()
    mid = world.install("berlin", PATCH_1)
    mid.install(PATCH_2)
    world.start("berlin")
    assert target.verbs[-1] == "start berlin"
    assert target.folders == {"berlin": "/opt/servicenow/mid/agent"}
    entry = next(each for each in world.journal if each.kind == "started")
    assert (entry.actor, entry.detail) == ("host", {"mid": "berlin", "version": PATCH_2.stamp})
    assert (mid.running, mid.started) == (True, world.now)


def test_a_stop_is_told_and_the_instance_notices() -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    world.stop("berlin")
    assert target.verbs == ["setup", "start berlin", "stop berlin"]
    assert world.administrator.select("ecc_agent")[0]["status"] == "Down"
    with pytest.raises(HostError, match=r"^no process runs$"):
        target.host("berlin")
    assert [each.kind for each in world.journal if each.actor == "host"] == ["started", "stopped"]


def test_time_passes_until_a_process_has_run_for_so_long() -> None:
    world, _ = make()
    world.install("berlin", PATCH_1)
    world.advance(5 * MINUTE)
    world.start("berlin")
    began = world.now
    world.advance(MINUTE)
    world.let_run_for("berlin", 3 * MINUTE)
    assert world.now - began == 3 * MINUTE


def test_a_restart_takes_two_minutes_in_which_nothing_runs() -> None:
    world, target = make()
    mid = world.install("berlin", PATCH_1)
    world.start("berlin")
    mid.install(PATCH_2)
    target.host("berlin").restart_service()
    with pytest.raises(HostError, match=r"^no process runs$"):
        target.host("berlin")
    world.advance(2 * MINUTE - timedelta(seconds=1))
    assert not mid.running
    world.advance(timedelta(seconds=1))
    assert mid.running
    assert starts(world, "berlin") == [timedelta(), 2 * MINUTE]
    assert target.verbs == ["setup", "start berlin", "start berlin"]
    assert [each.detail["version"] for each in world.journal if each.kind == "started"] == [
        PATCH_1.stamp,
        PATCH_2.stamp,
    ]


def test_a_stop_cancels_a_restart() -> None:
    world, target = make()
    mid = world.install("berlin", PATCH_1)
    world.start("berlin")
    target.host("berlin").restart_service()
    world.advance(MINUTE)
    world.stop("berlin")
    world.advance(10 * MINUTE)
    assert not mid.running
    assert starts(world, "berlin") == [timedelta()]


def test_a_cancelled_restart_does_not_hasten_the_next_one() -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    target.host("berlin").restart_service()
    world.advance(MINUTE)
    world.stop("berlin")
    world.start("berlin")
    target.host("berlin").restart_service()
    world.advance(10 * MINUTE)
    assert starts(world, "berlin") == [timedelta(), MINUTE, 3 * MINUTE]


# ---- MID Servers that the suite plays


def test_where_the_instance_is_under_test_mid_servers_are_played() -> None:
    world, target = with_target_s_instance()
    world.install("berlin", PATCH_1)
    world.start("berlin")
    world.stop("berlin")
    assert world.observe.statuses("berlin") == ["Up", "Down"]
    assert target.verbs == ["setup"]


def test_nobody_acts_for_a_mid_server_under_test() -> None:
    world, _ = make()
    world.install("berlin", PATCH_1)
    with pytest.raises(ValueError, match=r"^berlin is under test: nobody else can act for it$"):
        world.played("berlin")


def test_two_others_hold_both_permits_until_one_is_given_back() -> None:
    world, target = make()
    world.install("berlin", PATCH_1)
    world.let_hold_permits(["lisbon", "oslo"])
    assert {name: world.observe.last_permit_answer(name) for name in ("lisbon", "oslo")} == {"lisbon": 201, "oslo": 201}
    third = world.install("rome", PATCH_1, played=True)
    world.start("rome")
    world.played("rome").ask_for_permit()
    assert world.observe.last_permit_answer("rome") == 409
    world.played("lisbon").release_permit()
    world.played("rome").ask_for_permit()
    assert world.observe.last_permit_answer("rome") == 201
    assert third.installed() == PATCH_1.stamp
    assert target.verbs == ["setup"]
