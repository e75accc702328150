"""A reader reads on, whatever a MID Server under test may send and whatever an instance under test may answer."""

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from fakes.journal import Entry
from fakes.observe.events import ScenarioEnded
from tests.fakes.observe.entries import (
    ELSEWHERE,
    INSTANCE,
    MID,
    PROPERTIES,
    SITE,
    TABLE,
    by,
    details,
    entry,
    events,
    exchange,
)
from tests.fakes.observe.told_by_mid_servers import RESULT, UPGRADE

METHODS = ["GET", "POST", "PATCH", "DELETE"]
PATHS = [
    f"{TABLE}/ecc_agent",
    f"{TABLE}/ecc_agent/1a",
    f"{TABLE}/ecc_agent/1a/more",
    f"{MID}/channel/1a",
    f"{MID}/upgrade_permit/1a",
    f"{MID}/upgrade_check/1a",
    f"{MID}/action/1a",
    f"{MID}/action/1a/clear_queue",
    f"{MID}/action/1a/clear_queue/more",
    f"{MID}/instance_info",
    f"{MID}/assigned_packages",
    f"{MID}/assigned_packages?version=%ff&version",
    f"{TABLE}/ecc_agent_issue",
    f"{TABLE}/ecc_agent_property",
    f"{TABLE}/ecc_queue?sysparm_query=",
    f"{TABLE}/ecc_queue/8",
    f"{PROPERTIES}?sysparm_query=",
    f"{PROPERTIES}/7",
    "/api/now/mid//",
    "/%ff.zip",
    "/\x00",
    "",
]
ADDITION = ("POST", f"{TABLE}/ecc_agent")
FIELDS = ["name", "value", "version", "validated", "status", "mid_server", "ecc_agent", "message", "count", "source"]
FIELDS += ["packages", "buildstamp", "mid_buildstamp"]
NO_TEXTS: list[Any] = [None, 5, [], {}]
NO_RECORDS: list[Any] = [*NO_TEXTS, True, "", "text", [None], ["text"], [[]], [{}]]
MESSAGES: list[Any] = [None, [], {}, "text", ["text", *NO_TEXTS]]
RECORDS: list[Any] = [
    *(dict.fromkeys(FIELDS, value) for value in NO_TEXTS),
    *({**UPGRADE, name: value} for name in UPGRADE for value in NO_TEXTS),
    *({**RESULT, name: value} for name in RESULT for value in NO_TEXTS),
    *({"sys_id": "7", "name": value, "value": value} for value in NO_TEXTS),
    *({"state": value} for value in [*NO_TEXTS, "processed"]),
    *({"messages": value} for value in MESSAGES),
]
BODIES = [*NO_RECORDS, *RECORDS, RECORDS]
COMMAND = ("sys_id", "source", "state")
"""The fields of a command that an event has as they are."""
END = by("scenario", entry("end"))


def exchanges(method: str, path: str, body: object) -> Iterator[Entry]:
    """Whoever may ask it, with this as what is sent, as what is answered, or as both."""
    asked = {"server": INSTANCE, "method": method, "path": path}
    answers: list[dict[str, Any]] = [{"received": body}, {"received": {"result": body}}]
    bodies: list[dict[str, Any]] = [{"sent": body}, *answers, *({"sent": body, **answer} for answer in answers)]
    for actor, status, shown in itertools.product(("berlin", "administrator"), (200, 404), bodies):
        yield by(actor, entry("exchange", **asked, status=status, **shown))


def asked_and_answered(actor: str, request: str, result: object) -> Entry:
    method, path = request.split(" ", 1)
    answered = {"status": 201, "received": {"result": result}}
    return by(actor, entry("exchange", server=INSTANCE, method=method, path=path, **answered))


@pytest.mark.parametrize(("method", "path"), [each for each in itertools.product(METHODS, PATHS) if each != ADDITION])
def test_no_body_keeps_it_from_reading_on(method: str, path: str) -> None:
    seen = [each for body in BODIES for each in exchanges(method, path, body)]
    assert events(*seen, END)[-1] == ScenarioEnded()


@pytest.mark.parametrize("server", [INSTANCE, SITE, ELSEWHERE])
@pytest.mark.parametrize("path", [each for each in PATHS if each != ADDITION[1]])
def test_no_answer_and_none_without_a_body_keep_it_from_that_either(server: str, path: str) -> None:
    details: list[dict[str, Any]] = [{"fault": "timed out"}, {"status": 200}, {"status": 200, "spoiled": True}]
    for method, detail in itertools.product([*METHODS, "HEAD", ""], details):
        seen = entry("exchange", server=server, method=method, path=path, **detail)
        assert events(seen, END)[-1] == ScenarioEnded()


@pytest.mark.parametrize(
    "seen",
    [
        *(asked_and_answered("administrator", " ".join(ADDITION), body) for body in NO_RECORDS),
        asked_and_answered("administrator", " ".join(ADDITION), {"name": "oslo"}),
        asked_and_answered("administrator", " ".join(ADDITION), {"sys_id": {"value": "1c"}, "name": "oslo"}),
        asked_and_answered("berlin", " ".join(ADDITION), {"sys_id": "1c"}),
        asked_and_answered("administrator", f"GET {PROPERTIES}", [{"sys_id": [], "name": "a"}]),
        asked_and_answered("administrator", f"GET {PROPERTIES}", [{"sys_id": {"value": "7"}, "name": "a"}]),
        exchange(f"POST {MID}/upgrade_check/1a", sent={"messages": 5}),
        exchange(f"POST {MID}/upgrade_check/1a", sent={"messages": True}),
        *(exchange(f"GET {path}", 404, server) for path in ("//[x", "//\u2100") for server in (INSTANCE, SITE)),
    ],
)
def test_what_a_reader_cannot_read_is_passed_over(seen: Entry) -> None:
    assert events(seen, END)[-1] == ScenarioEnded()


@pytest.mark.parametrize(
    "seen",
    [
        asked_and_answered("administrator", " ".join(ADDITION), {"sys_id": "1c", "name": None}),
        asked_and_answered("administrator", " ".join(ADDITION), {"sys_id": "1c", "name": "oslo", "version": None}),
        asked_and_answered("administrator", " ".join(ADDITION), {"sys_id": "1c", "name": "oslo", "validated": True}),
        asked_and_answered("administrator", f"PATCH {PROPERTIES}/7", {"sys_id": "7", "name": 5}),
        asked_and_answered("administrator", f"PATCH {PROPERTIES}/7", {"sys_id": "7", "name": "a", "value": None}),
        asked_and_answered("administrator", f"POST {TABLE}/ecc_queue", {**UPGRADE, "source": ["autoUpgrade"]}),
        *(asked_and_answered("berlin", f"GET {TABLE}/ecc_queue", {**UPGRADE, name: []}) for name in COMMAND),
        exchange(f"POST {TABLE}/ecc_queue", 201, sent={**UPGRADE, "source": 5}, received={"result": {"sys_id": 5}}),
        exchange(f"GET {TABLE}/ecc_queue", received={"result": {"topic": {"value": "SystemCommand"}, "agent": 5}}),
    ],
)
def test_the_fields_of_an_event_are_what_they_are_declared_to_be(seen: Entry) -> None:
    for event in [*events(seen), *details(seen)]:
        assert msgspec.convert(msgspec.to_builtins(event), type(event)) == event
