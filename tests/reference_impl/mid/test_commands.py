"""Commands of one process after another: a table of what is taken when, and what becomes of results."""

from datetime import timedelta

import pytest

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
from tests.reference_impl.mid.life import LOG, Life
from tests.reference_impl.mid.memory import NOON

MINUTE = timedelta(minutes=1)
WORK = "hostname"
EVERYTHING = [UPGRADE, PAUSE, RESUME, RESTART, GRAB_LOG, THREAD_DUMP, WORK]


def live(**more: str) -> Life:
    life = Life(**more)
    life.host.files.write(LOG, b"a line\n")
    return life


# ---- What may be taken


@pytest.mark.parametrize(
    ("status", "validated", "taken"),
    [
        (UP, "true", EVERYTHING),
        (UP, "false", [RESTART, GRAB_LOG, THREAD_DUMP]),
        (UP, "validating", [RESTART, GRAB_LOG, THREAD_DUMP]),
        (UP, "rekey", [RESTART, GRAB_LOG, THREAD_DUMP]),
        (PAUSED, "true", [RESUME, RESTART, GRAB_LOG, THREAD_DUMP]),
        (PAUSED, "false", [RESUME, RESTART, GRAB_LOG, THREAD_DUMP]),
        (UPGRADING, "true", [GRAB_LOG, THREAD_DUMP]),
        (UPGRADING, "false", [GRAB_LOG, THREAD_DUMP]),
        (UPGRADE_FAILED, "true", [UPGRADE, RESTART, GRAB_LOG, THREAD_DUMP]),
        (UPGRADE_FAILED, "false", [RESTART, GRAB_LOG, THREAD_DUMP]),
    ],
)
def test_what_may_be_taken_depends_on_status_and_validation(status: str, validated: str, taken: list[str]) -> None:
    life = live(validated=validated)
    life.queue(*EVERYTHING)
    commands = life.commands()
    own = [source for source in taken if source in (UPGRADE, PAUSE, RESUME, RESTART)]
    assert [command.source for command in commands.take(status)] == own
    begun = [source for source, state in life.states.items() if state != "ready"]
    assert begun == [source for source in taken if source not in own]
    assert commands.left_behind is (taken != EVERYTHING)


@pytest.mark.parametrize(
    ("name", "status", "state"),
    [
        (GRAB_LOG, UPGRADING, "ready"),
        (RESUME, PAUSED, "ready"),
        (UPGRADE, UPGRADE_FAILED, "ready"),
        (PAUSE, UP, "processing"),
    ],
)
def test_work_for_the_host_is_no_system_command_whatever_it_is_called(name: str, status: str, state: str) -> None:
    life = live()
    life.queue(name, topic="Command")
    assert life.commands().take(status) == []
    assert life.states == {name: state}


def test_an_empty_queue_leaves_nothing_behind_and_nobody_is_asked_who_is_validated() -> None:
    life = live()
    life.queue(WORK)
    commands = life.commands()
    commands.take(PAUSED)
    assert commands.left_behind
    life.instance.clear_queue("berlin")
    life.http.asked.clear()
    assert commands.take(PAUSED) == []
    assert not commands.left_behind
    assert life.http.asked == ["GET /api/now/table/ecc_queue"]


def test_an_instance_that_does_not_answer_has_nothing_to_take() -> None:
    life = live()
    life.queue(WORK)
    life.http.unplugged = "instance.service-now.com"
    assert life.commands().take(UP) == []
    assert life.states == {WORK: "ready"}


def test_the_order_is_that_of_the_queue() -> None:
    life = live()
    life.queue(RESTART, PAUSE, UPGRADE, PAUSE)
    taken = [command.source for command in life.commands().take(UP)]
    assert taken == [RESTART, PAUSE, UPGRADE, PAUSE]


# ---- Work for the host


def test_work_is_processed_once_it_has_ended() -> None:
    life = live()
    life.host.durations["backup"] = 10 * MINUTE
    life.queue("backup", WORK)
    commands = life.commands()
    commands.take(UP)
    assert (life.states, commands.next_end) == ({"backup": "processing", WORK: "processing"}, NOON)
    commands.finish(hold=False)
    assert life.results == {WORK: "hostname has run"}
    assert (life.states, commands.next_end) == ({"backup": "processing", WORK: "processed"}, NOON + 10 * MINUTE)
    life.host.time += 10 * MINUTE - timedelta(seconds=1)
    commands.finish(hold=False)
    assert list(life.results) == [WORK]
    life.host.time += timedelta(seconds=1)
    commands.finish(hold=False)
    assert life.results == {WORK: "hostname has run", "backup": "backup has run"}
    assert (set(life.states.values()), commands.next_end) == ({"processed"}, None)


def test_a_result_answers_the_command_it_belongs_to_once() -> None:
    life = live()
    life.queue(WORK)
    commands = life.commands()
    commands.take(UP)
    for _ in range(2):
        commands.finish(hold=False)
    (command,) = life.instance.tables.select("ecc_queue", "queue=output")
    (result,) = life.instance.tables.select("ecc_queue", "queue=input")
    assert (result["response_to"], result["agent"]) == (command["sys_id"], "mid.server.berlin")


# ---- Queued output


def test_output_that_is_held_survives_the_process_and_is_sent_by_the_next_one_that_may() -> None:
    life = live()
    life.queue(WORK, "uptime")
    before = life.commands()
    before.take(UP)
    before.finish(hold=True)
    assert (life.results, before.next_end) == ({}, None)
    assert life.states == {WORK: "processing", "uptime": "processing"}
    life.commands().send_held()
    assert life.results == {WORK: "hostname has run", "uptime": "uptime has run"}
    assert life.states == {WORK: "processed", "uptime": "processed"}


def test_held_output_is_sent_once() -> None:
    life = live()
    life.queue(WORK)
    commands = life.commands()
    commands.take(UP)
    commands.finish(hold=True)
    for _ in range(2):
        commands.send_held()
        life.commands().send_held()
    assert len(life.instance.tables.select("ecc_queue", "queue=input")) == 1


def test_two_results_of_one_command_are_held_apart() -> None:
    life = live()
    life.queue(WORK, WORK)
    commands = life.commands()
    commands.take(UP)
    commands.finish(hold=True)
    commands.send_held()
    answered = [each["response_to"] for each in life.instance.tables.select("ecc_queue", "queue=input")]
    asked = [each["sys_id"] for each in life.instance.tables.select("ecc_queue", "queue=output")]
    assert sorted(answered) == sorted(asked)


def test_where_nothing_was_ever_held_nothing_is_sent() -> None:
    life = live()
    life.commands().send_held()
    assert life.results == {}


def test_work_that_still_runs_is_lost_with_its_process() -> None:
    life = live()
    life.host.durations["backup"] = 10 * MINUTE
    life.queue("backup")
    life.commands().take(UP)
    life.host.time += 20 * MINUTE
    after = life.commands()
    after.finish(hold=False)
    after.send_held()
    assert (life.results, life.states) == ({}, {"backup": "processing"})


# ---- Logs and threads


@pytest.mark.parametrize("status", [UP, PAUSED, UPGRADING, UPGRADE_FAILED])
def test_logs_and_threads_are_sent_at_once_in_any_status(status: str) -> None:
    life = live()
    life.host.durations["backup"] = 10 * MINUTE
    life.queue("backup")
    commands = life.commands()
    commands.take(UP)
    life.queue(GRAB_LOG, THREAD_DUMP)
    assert commands.take(status) == []
    assert life.results == {GRAB_LOG: "a line\n", THREAD_DUMP: "1 commands run"}
    assert life.states == {"backup": "processing", GRAB_LOG: "processed", THREAD_DUMP: "processed"}
