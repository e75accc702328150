"""A MID Server and its queue: what it does, what it leaves, and what waits for what."""

from datetime import timedelta

import pytest

from fakes.network.front import INSTANCE
from fakes.releases.builds import named
from reference_impl.mid.commands import (
    GRAB_LOG,
    PAUSE,
    PAUSED,
    RESTART,
    RESUME,
    THREAD_DUMP,
    UP,
    UPGRADE,
    UPGRADE_FAILED,
    UPGRADING,
)
from tests.reference_impl.mid.life import Life
from tests.reference_impl.mid.memory import NOON, STAMP

PATCH_2, PARIS = named("Orlando Patch 2").stamp, named("Paris Patch 1").stamp
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SITE = "install.service-now.com"


def started(**more: str) -> Life:
    life = Life(**more)
    life.start()
    return life


# ---- Pause and resume


def test_a_paused_mid_server_leaves_work_in_the_queue_until_it_is_resumed() -> None:
    life = started()
    life.send(PAUSE)
    life.send("hostname")
    assert (life.status, life.states) == (PAUSED, {PAUSE: "processed", "hostname": "ready"})
    life.send(RESUME)
    assert (life.status, life.results) == (UP, {"hostname": "hostname has run"})
    assert set(life.states.values()) == {"processed"}
    assert life.statuses == [UP, PAUSED, UP]


def test_work_that_ends_while_it_is_paused_is_answered_when_it_is_resumed() -> None:
    life = started()
    life.host.durations["backup"] = 10 * MINUTE
    life.send("backup")
    life.send(PAUSE)
    life.pass_(20 * MINUTE)
    assert (life.results, life.states["backup"]) == ({}, "processing")
    life.send(RESUME)
    assert (life.results, life.states["backup"]) == ({"backup": "backup has run"}, "processed")


def test_work_that_still_runs_when_it_is_resumed_is_answered_when_it_ends() -> None:
    life = started()
    life.host.durations["backup"] = 10 * MINUTE
    life.send("backup")
    life.send(PAUSE)
    life.pass_(5 * MINUTE)
    life.send(RESUME)
    life.pass_(5 * MINUTE - timedelta(seconds=1))
    assert life.results == {}
    life.pass_(timedelta(seconds=1))
    assert life.results == {"backup": "backup has run"}


def test_a_paused_mid_server_asks_every_hour_and_does_not_upgrade() -> None:
    life = started()
    life.send(PAUSE)
    life.assign(PATCH_2)
    life.pass_(2 * HOUR)
    assert (life.checks, life.statuses, life.host.restarts) == (3, [UP, PAUSED], 0)


def test_what_is_up_cannot_be_resumed_and_says_nothing_about_it() -> None:
    life = started()
    life.send(RESUME)
    assert (life.states, len(life.http.told)) == ({RESUME: "processed"}, 1)


# ---- Orders


@pytest.mark.parametrize(
    ("orders", "checks"),
    [
        ([UPGRADE], 1),
        ([UPGRADE, UPGRADE], 1),
        ([UPGRADE, UPGRADE, UPGRADE], 1),
        ([UPGRADE, RESUME, UPGRADE], 2),
        ([UPGRADE, "hostname", GRAB_LOG, UPGRADE], 1),
    ],
)
def test_equal_orders_in_a_row_are_one(orders: list[str], checks: int) -> None:
    life = started()
    life.http.asked.clear()
    life.send(*orders)
    assert life.checks == checks
    assert set(life.states.values()) == {"processed"}


def test_two_equal_orders_one_after_the_other_are_two() -> None:
    life = started()
    life.http.asked.clear()
    life.send(UPGRADE)
    life.send(UPGRADE)
    assert life.checks == 2


def test_orders_are_carried_out_as_they_came() -> None:
    life = started()
    life.send(PAUSE, RESUME, PAUSE, PAUSE)
    assert life.statuses == [UP, PAUSED, UP, PAUSED]
    life = started()
    life.send(PAUSE)
    life.send(RESUME, RESTART)
    assert (life.statuses, life.host.restarts) == ([UP, PAUSED, UP], 1)


def test_orders_wait_until_an_upgrade_is_over_and_do_not_hasten_it() -> None:
    life = started()
    life.assign(PATCH_2)
    life.send(UPGRADE, RESUME)
    assert (life.status, life.host.restarts) == (UPGRADING, 0)
    life.pass_(2 * MINUTE)
    assert life.host.restarts == 1


def test_an_order_does_not_move_the_hour() -> None:
    life = started()
    life.pass_(30 * MINUTE)
    life.send(UPGRADE)
    life.http.asked.clear()
    life.pass_(30 * MINUTE)
    assert life.checks == 1


# ---- Restart


def test_a_restart_waits_for_all_work_that_runs_and_sends_its_results_before() -> None:
    life = started()
    life.host.durations |= {"backup": 10 * MINUTE, "archive": 30 * MINUTE}
    life.send("backup", "archive")
    life.send(RESTART)
    assert (life.host.restarts, life.states[RESTART]) == (0, "processed")
    life.pass_(30 * MINUTE - timedelta(seconds=1))
    assert (life.host.restarts, list(life.results)) == (0, ["backup"])
    life.pass_(timedelta(seconds=1))
    assert (life.host.restarts, list(life.results)) == (1, ["backup", "archive"])


def test_work_that_takes_no_time_is_answered_before_the_restart_that_came_with_it() -> None:
    life = started()
    life.send("hostname", RESTART)
    assert (life.results, life.host.restarts) == ({"hostname": "hostname has run"}, 1)


def test_work_that_comes_before_a_restart_is_over_waits_for_the_next_process() -> None:
    life = started()
    life.host.durations["backup"] = 10 * MINUTE
    life.send("backup")
    life.send(RESTART)
    life.pass_(MINUTE)
    life.send("hostname", GRAB_LOG, RESUME)
    assert [life.states[each] for each in ("hostname", GRAB_LOG, RESUME)] == ["ready", "processed", "ready"]
    life.pass_(HOUR)
    assert life.host.restarts == 1
    life.start()
    assert set(life.states.values()) == {"processed"}


@pytest.mark.parametrize("validated", ["true", "false"])
@pytest.mark.parametrize("before", [[], [PAUSE]])
def test_whatever_its_state_a_restart_ends_the_process(before: list[str], validated: str) -> None:
    life = started()
    life.send(*before)
    life.validate(validated)
    life.send(RESTART)
    life.pass_(5 * HOUR)
    assert (life.host.restarts, life.checks) == (1, 1)


# ---- While it upgrades


def test_while_it_upgrades_only_logs_and_threads_are_sent() -> None:
    life = started()
    life.assign(PATCH_2)
    life.send(UPGRADE)
    assert life.status == UPGRADING
    life.send(GRAB_LOG, THREAD_DUMP, PAUSE, RESUME, RESTART, "hostname")
    left = {PAUSE: "ready", RESUME: "ready", RESTART: "ready", "hostname": "ready"}
    assert life.states == {UPGRADE: "processed", GRAB_LOG: "processed", THREAD_DUMP: "processed", **left}
    assert sorted(life.results) == [GRAB_LOG, THREAD_DUMP]
    assert (life.status, life.host.restarts) == (UPGRADING, 0)


def test_results_of_work_that_ends_while_it_upgrades_are_sent_by_the_new_version() -> None:
    life = started()
    life.host.durations |= {"backup": MINUTE, "archive": 10 * MINUTE}
    life.send("backup", "archive")
    life.assign(PATCH_2)
    life.send(UPGRADE)
    life.pass_(10 * MINUTE - timedelta(seconds=1))
    assert (life.results, life.host.restarts) == ({}, 0), "it waits for the archive"
    life.pass_(timedelta(seconds=1))
    assert (life.results, life.host.restarts) == ({}, 1)
    life.start()
    assert life.results == {"backup": "backup has run", "archive": "archive has run"}
    assert life.statuses == [UP, UPGRADING, UP]


def test_results_are_sent_while_it_waits_for_a_permit() -> None:
    life = started()
    life.take_all_permits()
    life.host.durations["backup"] = MINUTE
    life.send("backup")
    life.assign(PATCH_2)
    life.send(UPGRADE)
    life.pass_(MINUTE)
    assert (life.status, life.results) == (UP, {"backup": "backup has run"})


def test_no_work_is_taken_while_it_waits_for_a_permit() -> None:
    life = started()
    life.take_all_permits()
    life.assign(PATCH_2)
    life.send(UPGRADE)
    life.send("hostname")
    assert life.states["hostname"] == "ready"
    life.assign(life.instance.stamp)
    life.instance.holders.clear()
    life.pass_(20 * timedelta(seconds=1))
    assert (life.states["hostname"], life.host.restarts, life.instance.holders) == ("processed", 0, set())


# ---- After an upgrade that failed


def test_what_was_left_in_the_queue_is_taken_once_a_patch_has_failed() -> None:
    life = started()
    life.take_all_permits()
    life.assign(PATCH_2)
    life.send(UPGRADE)
    life.send("hostname")
    life.http.unplugged = SITE
    life.instance.holders.clear()
    life.pass_(20 * timedelta(seconds=1))
    assert (life.status, life.results) == (UP, {"hostname": "hostname has run"})


def test_after_a_failed_family_work_and_its_results_wait_until_it_is_up() -> None:
    life = started()
    life.host.durations["backup"] = 10 * MINUTE
    life.send("backup")
    life.fails_to_reach(PARIS)
    life.send("hostname", PAUSE, RESUME)
    life.pass_(10 * MINUTE)
    assert life.status == UPGRADE_FAILED
    assert (life.results, set(life.states.values())) == ({}, {"processed", "processing", "ready"})
    life.start()
    assert life.results["backup"] == "backup has run"


@pytest.mark.parametrize(("validated", "state", "checks"), [("true", "processed", 1), ("false", "ready", 0)])
def test_after_a_failed_family_the_command_tries_again_if_it_is_validated(
    validated: str, state: str, checks: int
) -> None:
    life = started()
    life.fails_to_reach(PARIS)
    life.instance.clear_queue("berlin")
    life.validate(validated)
    life.http.asked.clear()
    life.http.unplugged = ""
    life.send(UPGRADE)
    assert (life.states[UPGRADE], life.checks) == (state, checks)
    life.pass_(5 * MINUTE)
    assert life.host.restarts == checks


def test_a_process_ends_its_first_check_before_it_takes_what_waits() -> None:
    life = Life()
    life.assign(PATCH_2)
    life.queue("hostname")
    life.start()
    life.pass_(5 * MINUTE)
    assert (life.host.restarts, life.states) == (1, {"hostname": "ready"})
    life.start()
    assert life.results == {"hostname": "hostname has run"}
    assert life.host.time == NOON + 5 * MINUTE


# ---- Several orders at once, and an instance that does not hear


@pytest.mark.parametrize(("first", "assigned"), [(UPGRADE, PATCH_2), (RESTART, STAMP)])
def test_an_order_that_comes_with_the_end_of_the_process_is_left_to_the_next_one(first: str, assigned: str) -> None:
    life = started()
    life.assign(assigned)
    life.send(first, PAUSE)
    life.pass_(10 * MINUTE)
    assert life.states == {first: "processed", PAUSE: "ready"}
    life.start()
    assert (life.mid.running.text, life.mid.status) == (assigned, PAUSED)


def test_an_upgrade_that_comes_behind_a_pause_stays_in_the_queue_until_it_is_resumed() -> None:
    life = started()
    life.assign(PATCH_2)
    life.send(PAUSE, UPGRADE)
    life.settle()
    assert (life.mid.status, life.states) == (PAUSED, {PAUSE: "processed", UPGRADE: "ready"})
    life.send(RESUME)
    life.settle()
    assert life.states[UPGRADE] == "processed"


def test_an_instance_that_was_away_at_the_start_is_told_everything_at_the_next_check() -> None:
    life = started()
    life.host.durations["backup"] = 10 * MINUTE
    life.send("backup")
    life.send(PAUSE)
    life.pass_(10 * MINUTE)
    life.http.unplugged = INSTANCE
    life.start()
    life.http.unplugged = ""
    assert life.instance.tables.get("ecc_agent", life.agent)["status"] == PAUSED
    life.pass_(HOUR)
    assert life.instance.tables.get("ecc_agent", life.agent)["status"] == UP
    assert [each["payload"] for each in life.instance.tables.select("ecc_queue", "queue=input")] == ["backup has run"]


def test_an_order_that_is_seen_twice_in_the_queue_is_one() -> None:
    life = started()
    life.send(PAUSE)
    life.settle()
    life.send(RESUME, RESTART)
    life.settle()
    assert life.host.restarts == 1
    assert life.states == {PAUSE: "processed", RESUME: "processed", RESTART: "processed"}
