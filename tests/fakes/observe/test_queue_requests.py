"""How a command gets into the journal, and who took it."""

import pytest

from fakes.journal import Entry
from fakes.observe.details import CommandAdded, SystemCommandShown
from fakes.observe.events import CommandTaken, ResultSent
from tests.fakes.observe.entries import (
    ELSEWHERE,
    INSTANCE,
    SITE,
    TABLE,
    by,
    details,
    entry,
    events,
    exchange,
    unanswered,
)

QUEUE, HOSTNAME = f"{TABLE}/ecc_queue", {"agent": "mid.server.berlin", "queue": "output", "source": "hostname"}
MADE = {"result": {"sys_id": "7"}}
SYSTEM = {"sys_id": "8", "topic": "SystemCommand"}


def added(seen: Entry, source: str = "hostname") -> str:
    """The sys_id of the command with this source that was put into berlin's queue."""
    found = [each for each in details(seen) if isinstance(each, CommandAdded)]
    return "".join(each.command for each in found if (each.mid, each.source) == ("berlin", source))


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
    assert added(seen) == added(by("administrator", seen)) == sys_id


@pytest.mark.parametrize(("wanted", "sys_id"), [("hostname", "7"), ("uptime", ""), ("Command", "")])
def test_a_command_is_known_by_its_source(wanted: str, sys_id: str) -> None:
    seen = exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "topic": "Command"}, received=MADE)
    assert added(seen, wanted) == sys_id


@pytest.mark.parametrize("agent", ["berlin", "mid.server.", "", None])
def test_a_queue_is_called_by_the_name_of_its_mid_server(agent: str | None) -> None:
    assert added(exchange(f"POST {QUEUE}", 201, sent={**HOSTNAME, "agent": agent}, received=MADE)) == ""


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
    assert "".join(each.command for each in events(seen) if isinstance(each, CommandTaken)) == sys_id


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
    assert "".join(each.command for each in events(seen) if isinstance(each, ResultSent)) == sys_id


@pytest.mark.parametrize(
    ("seen", "commands"),
    [
        (exchange(f"GET {QUEUE}", received={"result": [SYSTEM, {**SYSTEM, "sys_id": "9"}]}), ["8", "9"]),
        (exchange(f"GET {QUEUE}/8", received={"result": SYSTEM}), ["8"]),
        (exchange(f"POST {QUEUE}", 201, received={"result": SYSTEM}), ["8"]),
        (exchange("GET /queue", received={"result": SYSTEM}), ["8"]),
        (exchange("GET /queue", server=SITE, received={"result": SYSTEM}), ["8"]),
        (exchange("GET /queue", server=ELSEWHERE, received={"result": SYSTEM}), ["8"]),
        (by("administrator", exchange(f"POST {QUEUE}", 201, received={"result": SYSTEM})), ["8"]),
        (exchange(f"GET {QUEUE}", received={"result": [{**SYSTEM, "topic": "Command"}, {"sys_id": "8"}, "8"]}), []),
        (exchange(f"GET {QUEUE}", received=[SYSTEM]), []),
        (exchange(f"GET {QUEUE}", sent=SYSTEM), []),
        (unanswered(f"GET {QUEUE}"), []),
        (entry("write", path=INSTANCE, received={"result": SYSTEM}), []),
    ],
)
def test_a_system_command_is_known_to_whoever_is_shown_its_topic(seen: Entry, commands: list[str]) -> None:
    assert [each.command for each in details(seen) if isinstance(each, SystemCommandShown)] == commands
