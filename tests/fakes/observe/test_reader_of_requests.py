"""Which events a request tells, one row for each way to tell them or to miss them."""

from dataclasses import replace
from typing import Any

import pytest

from fakes.journal import Entry
from fakes.observe import events as e
from fakes.observe import records as r
from fakes.observe.details import Detail
from tests.fakes.observe.entries import (
    CHANNEL,
    ELSEWHERE,
    MID,
    OTHER,
    PROPERTIES,
    RECORD,
    TABLE,
    administrator,
    by,
    events,
    exchange,
    unanswered,
)
from tests.fakes.observe.told_by_mid_servers import (
    HOSTNAME,
    INFO,
    INPUT,
    NOTHING,
    OF_MID_SERVERS,
    QUEUE,
    SEEN,
    STAMP,
    UPGRADE,
    Told,
    asked,
    permit,
    shown,
)

ACTION = f"{MID}/action/1a"
HISTORY = f"{TABLE}/ecc_agent_upgrade_history"


def user(request: str, status: int = 200, **more: Any) -> Entry:  # noqa: ANN401 - JSON
    return by("user", exchange(request, status, **more))


def tried(action: str, status: int, mid: str = "berlin") -> e.ActionTried:
    return e.ActionTried(mid, action, frozenset(), is_accepted=status < 300, status=status)


OF_ADMINISTRATORS: list[tuple[Entry, Told]] = [
    (
        administrator(f"POST {TABLE}/ecc_agent", {"sys_id": OTHER, "name": "oslo", "version": "w"}, 201),
        [e.RecordAdded("oslo", "w"), e.Validated("oslo", "")],
    ),
    (administrator(f"POST {TABLE}/ecc_agent", {"sys_id": OTHER, "name": "oslo"}, 403), NOTHING),
    (administrator(f"GET {TABLE}/ecc_agent", [{"sys_id": OTHER, "name": "oslo"}]), NOTHING),
    (administrator(f"PATCH {RECORD}", {}, sent={"validated": "false"}), [e.Validated("berlin", "false")]),
    (administrator(f"PATCH {RECORD}", {}, 403, sent={"validated": "false"}), NOTHING),
    (administrator(f"PATCH {RECORD}", {}, sent={"name": "rome"}), NOTHING),
    (administrator(f"DELETE {CHANNEL}", None, 204), [e.ConnectionLost("berlin")]),
    (administrator(f"DELETE {CHANNEL}", None, 500), NOTHING),
    (administrator(f"POST {CHANNEL}", None, 204), NOTHING),
    (administrator(f"DELETE {MID}/channel/{OTHER}", None, 204), [e.ConnectionLost("")]),
    (administrator(f"PATCH {PROPERTIES}/7", STAMP), [e.PropertySet("mid.buildstamp", "x")]),
    (administrator(f"PUT {PROPERTIES}/7", STAMP), [e.PropertySet("mid.buildstamp", "x")]),
    (administrator(f"POST {PROPERTIES}", STAMP, 201), [e.PropertySet("mid.buildstamp", "x")]),
    (administrator(f"POST {PROPERTIES}", {"sys_id": "7", "name": "a"}, 201), [e.PropertySet("a", "")]),
    (administrator(f"PATCH {PROPERTIES}/7", STAMP, 403), NOTHING),
    (administrator(f"PATCH {PROPERTIES}/7", None), NOTHING),
    (exchange(f"PATCH {PROPERTIES}/7", received={"result": STAMP}), NOTHING),
    (
        administrator(f"GET {PROPERTIES}?sysparm_query=", [STAMP, STAMP, {"name": {"value": "a"}, "sys_id": "6"}]),
        [e.PropertiesSeen((("mid.buildstamp", "x"), ("mid.buildstamp", "x"), ("a", "")))],
    ),
    (administrator(f"GET {PROPERTIES}?sysparm_query=", []), [e.PropertiesSeen(())]),
    (
        administrator(f"GET {TABLE}/ecc_agent_issue?sysparm_query=", [{"sys_id": "1"}]),
        [r.IssueSeen("", "1", "", "", "", -1, None), r.IssuesSeen(frozenset({"1"}))],
    ),
    (administrator(f"GET {TABLE}/ecc_agent_issue?sysparm_query=", []), [r.IssuesSeen(frozenset())]),
    (administrator(f"GET {TABLE}/ecc_agent_issue?sysparm_query=mid_server%3D1a", []), NOTHING),
    (exchange(f"GET {TABLE}/ecc_agent_issue?sysparm_query=", received={"result": []}), NOTHING),
    (administrator(f"PATCH {TABLE}/ecc_agent_issue/1", {}), [r.IssueWritten("1")]),
    (administrator(f"DELETE {TABLE}/ecc_agent_issue/1", None, 403), [r.IssueWritten("1")]),
    (
        administrator(f"GET {HISTORY}?sysparm_query=", [{"old_version": "x", "new_version": {"value": "y"}}]),
        [r.UpgradesSeen((("x", "y"),))],
    ),
    (administrator(f"GET {HISTORY}?sysparm_query=", [], 403), NOTHING),
    (administrator(f"GET {HISTORY}?sysparm_query=new_version%3Dx", []), NOTHING),
    (administrator(f"GET {PROPERTIES}?sysparm_query=", [STAMP], 403), NOTHING),
    (administrator(f"GET {PROPERTIES}?sysparm_query=name%3Da", [STAMP]), NOTHING),
    (administrator(f"GET {PROPERTIES}", [STAMP]), NOTHING),
    (administrator(f"GET {INFO}", {"mid_buildstamp": "x"}), NOTHING),
    (administrator(f"GET {RECORD}", {}, 500), NOTHING),
    (administrator(f"POST {QUEUE}", UPGRADE, 201), [SEEN, e.CommandQueued("berlin", "autoUpgrade")]),
    (administrator(f"POST {QUEUE}", INPUT, 201), NOTHING),
    (administrator(f"POST {QUEUE}", {"sys_id": "8"}, 201), NOTHING),
    (administrator(f"POST {QUEUE}", None, 403), NOTHING),
    (
        administrator(f"GET {QUEUE}?sysparm_query=", [UPGRADE, HOSTNAME, INPUT]),
        [SEEN, shown(HOSTNAME, is_system=False), e.QueuesSeen(frozenset({"berlin"}))],
    ),
    (
        administrator(f"GET {QUEUE}?sysparm_query=", [{**UPGRADE, "state": "processed"}]),
        [shown({**UPGRADE, "state": "processed"}, is_system=True), e.QueuesSeen(frozenset())],
    ),
    (administrator(f"GET {QUEUE}?sysparm_query=", [], 403), NOTHING),
    (administrator(f"GET {QUEUE}?sysparm_query=source%3Da", [UPGRADE]), [SEEN]),
]

OF_USERS: list[tuple[Entry, Told]] = [
    (user(f"POST {ACTION}/upgrade", 204), [tried("upgrade", 204)]),
    (user(f"POST {ACTION}/upgrade", 403), [tried("upgrade", 403)]),
    (user(f"POST {MID}/action/{OTHER}/pause", 204), [tried("pause", 204, mid="")]),
    (
        by("user", unanswered(f"POST {ACTION}/upgrade")),
        [e.ActionTried("berlin", "upgrade", frozenset(), is_accepted=False)],
    ),
    (user(f"GET {ACTION}/upgrade"), NOTHING),
    (user(f"POST {ACTION}"), NOTHING),
    (
        user(f"POST {ACTION}/clear_queue", 204),
        [tried("clear_queue", 204), e.QueueCleared("berlin")],
    ),
    (
        user(f"POST {ACTION}/clear_queue", 403),
        [tried("clear_queue", 403)],
    ),
    (
        user(f"POST {TABLE}/ecc_agent_property", 201, sent={"name": "mid.log.level", "ecc_agent": "1a"}),
        [tried("property", 201)],
    ),
    (
        user(f"POST {TABLE}/ecc_agent_property", 403, sent={"name": "mid.log.level", "ecc_agent": OTHER}),
        [tried("property", 403, mid="")],
    ),
    (
        user(f"POST {TABLE}/ecc_agent_property", 201, sent={"1a": "x", "name": "not 1a"}),
        [tried("property", 201, mid="")],
    ),
    (
        by("user", unanswered(f"POST {TABLE}/ecc_agent_property", sent={"ecc_agent": "1a"})),
        [e.ActionTried("berlin", "property", frozenset(), is_accepted=False)],
    ),
    (user(f"GET {TABLE}/ecc_agent_property", sent={"ecc_agent": "1a"}), NOTHING),
    (user(f"POST {TABLE}/ecc_agent_property", 400), NOTHING),
]

ROWS = [*OF_ADMINISTRATORS, *OF_USERS, *OF_MID_SERVERS]


@pytest.mark.parametrize(("seen", "told"), ROWS)
def test_a_request_tells_events_or_none(seen: Entry, told: Told) -> None:
    assert events(seen) == told


@pytest.mark.parametrize(("seen", "told"), ROWS)
def test_it_tells_the_same_with_the_version_of_the_api_in_its_path(seen: Entry, told: Told) -> None:
    path = str(seen.detail.get("path")).replace("/api/now/", "/api/now/v1/", 1)
    assert events(replace(seen, detail={**seen.detail, "path": path})) == told


@pytest.mark.parametrize("seen", [seen for seen, _ in ROWS])
def test_asked_of_another_server_or_noted_by_an_observer_it_tells_nothing(seen: Entry) -> None:
    assert events(replace(seen, detail={**seen.detail, "server": ELSEWHERE})) == NOTHING
    for actor in ("network", "observer", "instance", "scenario"):
        assert events(by(actor, seen)) == NOTHING


def test_every_event_is_told_by_a_request_or_by_something_that_is_none() -> None:
    others = {e.Installed, e.Configured, e.Started, e.Ended, e.Extracted, e.PackageStored, e.ProgramChanged}
    others |= {
        e.InstanceBegun,
        e.InstanceRestarted,
        e.InstanceUpgraded,
        e.PermitsAskedAtOnce,
        e.Rested,
        e.ScenarioEnded,
        e.ServiceSet,
    }
    told = {type(event) for _, row in ROWS for event in row if event}
    assert told.isdisjoint(others)
    assert told | others == {*e.Event.__subclasses__(), *e.MidEvent.__subclasses__()} - {e.MidEvent, Detail}


@pytest.mark.parametrize(
    ("status", "is_granted", "is_refused"),
    [
        (0, False, False),
        (199, False, False),
        (200, True, False),
        (299, True, False),
        (300, False, False),
        (408, False, False),
        (409, False, True),
        (410, False, False),
    ],
)
def test_a_permit_is_given_or_refused_or_neither(status: int, *, is_granted: bool, is_refused: bool) -> None:
    asked, spoiled = permit(status), permit(status, is_spoiled=True)
    assert (asked.is_granted, asked.is_given, asked.is_refused) == (is_granted, is_granted, is_refused)
    assert (spoiled.is_granted, spoiled.is_given, spoiled.is_refused) == (is_granted, False, is_refused)


@pytest.mark.parametrize(("status", "has_failed"), [(0, True), (199, True), (200, False), (299, False), (300, True)])
def test_a_question_fails_without_an_answer_of_success(status: int, *, has_failed: bool) -> None:
    assert asked(status=status).has_failed is has_failed
