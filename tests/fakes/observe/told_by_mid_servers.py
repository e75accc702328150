"""Requests of MID Servers, and which events they tell: a row for each way to tell them or to miss them."""

from datetime import UTC, datetime
from typing import Any

from fakes.journal import Entry
from fakes.observe import events as e
from fakes.observe import records as r
from tests.fakes.observe.entries import (
    ELSEWHERE,
    MID,
    OTHER,
    PERMIT,
    PROPERTIES,
    RECORD,
    SITE,
    TABLE,
    by,
    entry,
    exchange,
    unanswered,
)

Told = list[e.Event | None]

NOTHING: Told = [None]
GONE = e.Unanswered("berlin")
STAMP = {"sys_id": "7", "name": "mid.buildstamp", "value": "x"}
QUEUE, ISSUES = f"{TABLE}/ecc_queue", f"{TABLE}/ecc_agent_issue"
INFO, LIST, CHECK = f"{MID}/instance_info", f"{MID}/assigned_packages", f"{MID}/upgrade_check/1a"
STEP, STEPS = f"{MID}/upgrade_step/1a", f"{TABLE}/ecc_agent_upgrade_history_stage"
SAID = e.Said("berlin", "b", is_logged=False)
CORE = "/builds/mid-core.x.linux.x86-64.zip"
UPGRADE = {
    "sys_id": "8",
    "agent": "mid.server.berlin",
    "queue": "output",
    "topic": "SystemCommand",
    "source": "autoUpgrade",
    "state": "ready",
}
HOSTNAME = {**UPGRADE, "sys_id": "9", "topic": "Command", "source": "hostname", "state": "processed"}
INPUT = {**HOSTNAME, "queue": "input"}
RESULT = {"agent": "mid.server.berlin", "queue": "input", "response_to": "9"}
ISSUE = {"mid_server": {"link": "/1a", "value": "1a"}, "source": "a", "message": "b", "state": "new", "count": "2"} | {
    "sys_id": "1",
    "last_detected": "2020-07-01 12:00:00",
}
STAMPED, PACKAGES = {"result": {"mid_buildstamp": "x"}}, {"result": {"buildstamp": "x", "packages": [{}, {}]}}
SPOILED: dict[str, Any] = {"spoiled": True}


def reported(status: str = "", version: str = "", mid: str = "berlin", *, has_arrived: bool = True) -> e.Reported:
    return e.Reported(mid, status, version, has_arrived)


def issue(mid: str = "", *told: str | int) -> r.IssueSeen:
    """An issue of noon; without a word, one that says nothing of itself."""
    issue, source, message, state, count = told or ("", "", "", "", -1)
    noon = datetime(2020, 7, 1, 12, tzinfo=UTC) if told else None
    return r.IssueSeen(mid, str(issue), str(source), str(message), str(state), int(count), noon)


def asked(stamp: str = "", status: int = 200, *, is_spoiled: bool = False, is_list: bool = False) -> e.VersionAsked:
    """A question with an answer."""
    return e.VersionAsked("berlin", True, status, stamp, is_spoiled, is_list)


def asked_in_vain(status: int = 0, *, is_spoiled: bool = False, is_list: bool = False) -> e.VersionAsked:
    return e.VersionAsked("berlin", False, status, "", is_spoiled, is_list)


def listed(wanted: str, stamp: str, packages: int, *, is_spoiled: bool = False) -> e.PackagesListed:
    return e.PackagesListed("berlin", wanted, stamp, packages, is_spoiled)


def permit(status: int, mid: str = "berlin", *, is_spoiled: bool = False) -> e.PermitAsked:
    return e.PermitAsked(mid, status, is_spoiled)


def shown(command: dict[str, str], mid: str = "berlin", *, is_system: bool) -> e.CommandSeen:
    return e.CommandSeen(mid, command["sys_id"], is_system, command["source"], command["state"])


SEEN = shown(UPGRADE, is_system=True)

OF_MID_SERVERS: list[tuple[Entry, Told]] = [
    (exchange(f"PATCH {RECORD}", sent={"status": "Up"}), [reported("Up")]),
    (exchange(f"PUT {RECORD}?a=b", sent={"status": "Up", "version": "v"}), [reported("Up", "v")]),
    (exchange(f"PATCH {RECORD}", sent={"version": "v"}), [reported(version="v")]),
    (exchange(f"PATCH {RECORD}", sent={"name": "berlin"}), NOTHING),
    (exchange(f"PATCH {RECORD}", 500, sent={"status": "Up"}), [GONE, reported("Up", has_arrived=False)]),
    (unanswered(f"PATCH {RECORD}", sent={"status": "Up"}), [GONE, reported("Up", has_arrived=False)]),
    (exchange(f"PATCH {RECORD}", 404, sent={"status": "Up"}), [reported("Up", has_arrived=False)]),
    (exchange(f"PATCH {TABLE}/ecc_agent/{OTHER}", sent={"status": "Up"}), [reported("Up", mid="")]),
    (by("oslo", exchange(f"PATCH {RECORD}", sent={"status": "Up"})), [reported("Up")]),
    (exchange(f"POST {RECORD}", sent={"status": "Up"}), NOTHING),
    # ---- for its version
    (exchange(f"GET {INFO}", received=STAMPED), [asked("x")]),
    (exchange(f"GET {INFO}", received={"result": {}}), [asked()]),
    (exchange(f"GET {INFO}"), [asked_in_vain(200)]),
    (exchange(f"GET {INFO}", 404, received=STAMPED["result"]), [asked_in_vain(404)]),
    (exchange(f"GET {INFO}", 404, received=STAMPED), [e.VersionAsked("berlin", False, 404, "x", False, False)]),
    (exchange(f"GET {INFO}", 500), [GONE, asked_in_vain(500)]),
    (unanswered(f"GET {INFO}"), [GONE, asked_in_vain()]),
    (exchange(f"GET {INFO}", received=STAMPED, **SPOILED), [GONE, asked("x", is_spoiled=True)]),
    (unanswered(f"GET {INFO}", **SPOILED), [GONE, asked_in_vain(is_spoiled=True)]),
    (exchange(f"GET {PROPERTIES}?sysparm_query=name%3Dmid.buildstamp", received={"result": [STAMP]}), [asked()]),
    (exchange(f"GET {PROPERTIES}/7", received={"result": STAMP}), [asked()]),
    (exchange(f"GET {PROPERTIES}?sysparm_query=name%3Da", received={"result": []}), NOTHING),
    (exchange(f"HEAD {INFO}"), NOTHING),
    (by("oslo", exchange(f"GET {INFO}", received=STAMPED)), NOTHING),
    (exchange(f"GET {LIST}?os=linux", received=PACKAGES), [asked("x", is_list=True), listed("", "x", 2)]),
    (exchange(f"GET {LIST}?version=w", received=PACKAGES), [listed("w", "x", 2)]),
    (exchange(f"GET {LIST}?version=w", 404), [listed("w", "", 0)]),
    (
        exchange(f"GET {LIST}?version=", 500, **SPOILED),
        [GONE, asked_in_vain(500, is_spoiled=True, is_list=True), listed("", "", 0, is_spoiled=True)],
    ),
    (by("oslo", exchange(f"GET {LIST}?version=w", received=PACKAGES)), NOTHING),
    (exchange(f"POST {LIST}?version=w", received=PACKAGES), NOTHING),
    # ---- for a permit, and about its tests
    (exchange(f"POST {PERMIT}", 201), [permit(201)]),
    (exchange(f"POST {PERMIT}", 409), [permit(409)]),
    (exchange(f"POST {PERMIT}", 500), [GONE, permit(500)]),
    (unanswered(f"POST {PERMIT}"), [GONE, permit(0)]),
    (exchange(f"POST {PERMIT}", 409, **SPOILED), [GONE, permit(409, is_spoiled=True)]),
    (exchange(f"POST {MID}/upgrade_permit/{OTHER}", 201), [permit(201, mid="")]),
    (exchange(f"DELETE {PERMIT}", 204), [e.PermitReturned("berlin", has_arrived=True)]),
    (unanswered(f"DELETE {PERMIT}"), [GONE, e.PermitReturned("berlin", has_arrived=False)]),
    (exchange(f"GET {PERMIT}"), NOTHING),
    (exchange(f"POST {CHECK}", 201, sent={"source": "a"}), [e.Tested("berlin", "a", (), has_arrived=True)]),
    (
        exchange(f"POST {CHECK}", 500, sent={"source": "a", "messages": ["b", "c"]}),
        [
            GONE,
            e.Tested("berlin", "a", ("b", "c"), has_arrived=False),
            e.Said("berlin", "b", is_logged=False),
            e.Said("berlin", "c", is_logged=False),
        ],
    ),
    (exchange(f"POST {CHECK}", 201), NOTHING),
    (exchange(f"GET {CHECK}", sent={"source": "a"}), NOTHING),
    (exchange(f"POST {ISSUES}", 201, sent={"message": "b"}), [e.Said("berlin", "b", is_logged=False)]),
    (exchange(f"PATCH {ISSUES}/5", sent={"message": "b"}, received={"result": ISSUE}), [r.IssueWritten("5")]),
    # ---- about the steps of its upgrade
    (exchange(f"POST {STEP}", 204, sent={"stage": "a", "state": "failed", "message": "b"}), [SAID]),
    (exchange(f"POST {STEP}", 204, sent={"stage": "a", "state": "failed", "message": ""}), NOTHING),
    (exchange(f"POST {STEP}", 503, sent={"stage": "a", "state": "failed"}), [GONE]),
    (by("oslo", exchange(f"POST {STEP}", 204, sent={"stage": "a", "state": "failed"})), NOTHING),
    (exchange(f"POST {STEP}", 204, sent=["a"]), NOTHING),
    (exchange(f"GET {STEP}", sent={"stage": "a"}), NOTHING),
    (exchange(f"POST {STEPS}", 201, sent={"stage": "a", "state": "failed", "message": "b"}), [SAID]),
    (by("oslo", exchange(f"POST {STEPS}", 201, sent={"stage": "a", "message": "b"})), NOTHING),
    (exchange(f"PATCH {STEPS}/5", sent={"stage": "a", "message": "b"}), NOTHING),
    # ---- for packages
    (exchange(f"GET {CORE}", server=SITE), [e.PackageAsked("berlin", "x", "linux", is_answered=True)]),
    (exchange(f"GET {CORE}?a=b", 404, SITE), [e.PackageAsked("berlin", "x", "linux", is_answered=False)]),
    (unanswered(f"GET {CORE}", SITE), [e.PackageAsked("berlin", "x", "linux", is_answered=False)]),
    (exchange(f"GET {CORE}", server=SITE, **SPOILED), [e.PackageAsked("berlin", "x", "linux", is_answered=True)]),
    (exchange("GET /mid.zip", 404, SITE), [e.PackageAsked("berlin", "", "", is_answered=False)]),
    (exchange(f"HEAD {CORE}", server=SITE), NOTHING),
    (exchange("GET /", server=SITE), NOTHING),
    (unanswered("GET /", SITE), NOTHING),
    (exchange(f"GET {CORE}"), NOTHING),
    # ---- about commands and issues
    (
        exchange(f"GET {QUEUE}?sysparm_query=", received={"result": [UPGRADE, HOSTNAME]}),
        [SEEN, shown(HOSTNAME, is_system=False)],
    ),
    (
        exchange(f"GET {QUEUE}/8", received={"result": {**UPGRADE, "agent": "mid.server.oslo"}}),
        [shown(UPGRADE, "oslo", is_system=True)],
    ),
    (exchange(f"GET {QUEUE}", received={"result": [INPUT, {"sys_id": "8", "queue": "output"}]}), NOTHING),
    (exchange(f"GET {TABLE}/ecc_queue_log", received={"result": [UPGRADE]}), NOTHING),
    (exchange(f"POST {QUEUE}", 201, received={"result": UPGRADE}), [SEEN]),
    (exchange(f"PATCH {QUEUE}/9", sent={"state": "processing"}), [e.CommandTaken("berlin", "9", is_done=False)]),
    (exchange(f"PUT {QUEUE}/9", sent={"state": "processed"}), [e.CommandTaken("berlin", "9", is_done=True)]),
    (unanswered(f"PATCH {QUEUE}/9", sent={"state": "processed"}), [GONE, e.CommandTaken("berlin", "9", is_done=True)]),
    (exchange(f"PATCH {QUEUE}/9", sent={"state": "ready"}), NOTHING),
    (exchange(f"POST {QUEUE}", 201, sent=RESULT), [e.ResultSent("berlin", "9", has_arrived=True)]),
    (exchange(f"POST {QUEUE}", 503, sent=RESULT), [GONE, e.ResultSent("berlin", "9", has_arrived=False)]),
    (exchange(f"POST {QUEUE}", 201, sent={**RESULT, "queue": "output"}), NOTHING),
    (exchange(f"GET {ISSUES}?a=b", received={"result": [ISSUE]}), [issue("berlin", "1", "a", "b", "new", 2)]),
    (exchange(f"GET {ISSUES}/5", received={"result": {"mid_server": OTHER}}), [issue()]),
    (exchange(f"POST {ISSUES}", 201, received={"result": [ISSUE]}), NOTHING),
    # ---- for anything else
    (exchange(f"GET {RECORD}"), NOTHING),
    (exchange(f"GET {RECORD}", 404), NOTHING),
    (exchange(f"GET {RECORD}", 401), [GONE]),
    (unanswered(f"GET {RECORD}"), [GONE]),
    (exchange(f"GET {RECORD}", **SPOILED), [GONE]),
    (exchange(f"GET {RECORD}", 409, **SPOILED), [GONE]),
    (by("oslo", unanswered(f"GET {RECORD}")), NOTHING),
    (entry("exchange", server=ELSEWHERE, fault="name does not resolve"), NOTHING),
]
