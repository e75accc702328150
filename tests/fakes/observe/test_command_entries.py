"""How a command gets into the journal, and who took it."""

import pytest

from fakes.journal import Entry
from fakes.observe.command_entries import command_queued, command_taken, result_sent
from tests.fakes.observe.entries import ELSEWHERE, TABLE, entry, exchange, unanswered

QUEUE, HOSTNAME = f"{TABLE}/ecc_queue", {"agent": "mid.server.berlin", "queue": "output", "source": "hostname"}
MADE = {"result": {"sys_id": "7"}}


@pytest.mark.parametrize(
    ("seen", "sys_id"),
    [
        (exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "state": "ready"}, received=MADE), "7"),
        (exchange(f"POST {QUEUE}?a=b", 200, sent=HOSTNAME, received=MADE), "7"),
        (exchange("POST /api/now/v2/table/ecc_queue", 201, sent=HOSTNAME, received=MADE), "7"),
        (exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "source": "uptime"}, received=MADE), ""),
        (exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "agent": "mid.server.oslo"}, received=MADE), ""),
        (exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "queue": "input"}, received=MADE), ""),
        (exchange(f"POST {QUEUE}", 201, sent={"source": "hostname"}, received=MADE), ""),
        (exchange(f"POST {QUEUE}", 201, sent=[HOSTNAME], received=MADE), ""),
        (exchange(f"POST {QUEUE}", 201, sent=HOSTNAME), ""),
        (exchange(f"POST {QUEUE}", 201, sent=HOSTNAME, received="done"), ""),
        (exchange(f"POST {QUEUE}", 403, sent=HOSTNAME, received=MADE), ""),
        (unanswered(f"POST {QUEUE}", sent=HOSTNAME), ""),
        (exchange(f"PATCH {QUEUE}/7", sent=HOSTNAME, received=MADE), ""),
        (exchange(f"PATCH {QUEUE}", sent=HOSTNAME, received=MADE), ""),
        (exchange(f"POST {TABLE}/ecc_queue_log", 201, sent=HOSTNAME, received=MADE), ""),
        (exchange(f"POST {QUEUE}", 201, ELSEWHERE, sent=HOSTNAME, received=MADE), ""),
        (entry("write", path=QUEUE, sent=HOSTNAME, received=MADE), ""),
    ],
)
def test_a_command_is_queued_when_the_instance_has_made_its_record(seen: Entry, sys_id: str) -> None:
    assert command_queued(seen, "berlin", source="hostname") == sys_id


@pytest.mark.parametrize(
    ("wanted", "sys_id"),
    [
        ({}, "7"),
        ({"topic": "Command"}, "7"),
        ({"topic": "Command", "source": "hostname"}, "7"),
        ({"topic": "SystemCommand"}, ""),
        ({"topic": "Command", "source": "uptime"}, ""),
        ({"name": "hostname"}, ""),
    ],
)
def test_a_command_has_all_the_values_that_are_wanted(wanted: dict[str, str], sys_id: str) -> None:
    seen = exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "topic": "Command"}, received=MADE)
    assert command_queued(seen, "berlin", **wanted) == sys_id


@pytest.mark.parametrize(
    ("seen", "sys_id"),
    [
        (exchange(f"PATCH {QUEUE}/7", sent={"state": "processing"}), "7"),
        (exchange(f"PUT {QUEUE}/7?a=b", sent={"state": "processed"}), "7"),
        (exchange(f"PATCH {QUEUE}/7", 500, sent={"state": "processed"}), "7"),
        (unanswered(f"PATCH {QUEUE}/7", sent={"state": "processed"}), "7"),
        (exchange(f"PATCH {QUEUE}/7", sent={"state": "ready"}), ""),
        (exchange(f"PATCH {QUEUE}/7", sent={"name": "processed"}), ""),
        (exchange(f"PATCH {QUEUE}/7", sent=["processed"]), ""),
        (exchange(f"PATCH {QUEUE}/7"), ""),
        (exchange(f"POST {QUEUE}/7", sent={"state": "processed"}), ""),
        (exchange(f"GET {QUEUE}/7", sent={"state": "processed"}), ""),
        (exchange(f"PATCH {TABLE}/ecc_agent/7", sent={"state": "processed"}), ""),
        (exchange(f"PATCH {QUEUE}/7", server=ELSEWHERE, sent={"state": "processed"}), ""),
        (entry("write", path=f"{QUEUE}/7", sent={"state": "processed"}), ""),
    ],
)
def test_a_command_is_taken_by_whoever_says_so_heard_or_not(seen: Entry, sys_id: str) -> None:
    assert command_taken(seen) == sys_id


RESULT = {"agent": "mid.server.berlin", "queue": "input", "response_to": "7"}


@pytest.mark.parametrize(
    ("seen", "sys_id"),
    [
        (exchange(f"POST {QUEUE}", 201, sent=RESULT), "7"),
        (exchange("POST /api/now/v1/table/ecc_queue", 201, sent=RESULT), "7"),
        (unanswered(f"POST {QUEUE}", sent=RESULT), "7"),
        (exchange(f"POST {QUEUE}", 201, sent={**RESULT, "queue": "output"}), ""),
        (exchange(f"POST {QUEUE}", 201, sent={"queue": "input"}), ""),
        (exchange(f"POST {QUEUE}", 201, sent=[RESULT]), ""),
        (exchange(f"POST {QUEUE}", 201), ""),
        (exchange(f"POST {QUEUE}", 201, ELSEWHERE, sent=RESULT), ""),
    ],
)
def test_a_result_is_sent_for_the_command_it_answers(seen: Entry, sys_id: str) -> None:
    assert result_sent(seen) == sys_id
