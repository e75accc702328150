from typing import Any

from fakes.journal import Entry
from midcert.reports.html_lines import Kind
from midcert.reports.html_timeline import MAX_LINES, Timeline, timeline
from midcert.reports.html_words import INSTANCE, PEOPLE, SITE
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status
from tests.midcert.reports.made_pages import journal, row, step

RECORD = {"server": "instance.service-now.com", "path": "/api/now/table/ecc_agent/1"}
REPORTS = {**RECORD, "method": "PATCH", "sent": {"status": "Up"}, "status": 200}
ASKS = {
    "server": "instance.service-now.com",
    "method": "GET",
    "path": "/api/now/mid/instance_info",
    "status": 200,
    "received": {},
}
ADDS = {
    "server": "instance.service-now.com",
    "method": "POST",
    "path": "/api/now/table/ecc_agent",
    "sent": {"name": "berlin"},
    "status": 201,
    "received": {"result": {"sys_id": "1", "name": "berlin", "validated": "true", "version": ""}},
}
INSTALLED = {"mid": "berlin", "played": False, "os": "linux", "folder": "/opt/agent"}
STARTED = {"mid": "berlin", "version": "x", "whole": True, "pin": ""}


def story(*after: tuple[float, str, str, dict[str, Any]]) -> list[Entry]:
    return journal(
        (0, "scenario", "given", {"text": "Given it runs"}),
        (0, "administrator", "exchange", ADDS),
        (0, "host", "installed", INSTALLED),
        (0, "host", "started", STARTED),
        (0, "berlin", "exchange", REPORTS),
        (0, "scenario", "when", {"text": "When an hour passes"}),
        *after,
    )


def drawn(entries: list[Entry], of: Row | None = None) -> Timeline:
    return timeline(entries, of or row())


def test_steps_and_what_came_of_them_stand_in_order() -> None:
    lines = drawn(story((60, "berlin", "exchange", ASKS))).lines
    assert [(line.kind, line.words) for line in lines] == [
        (Kind.STEP, "Given it runs"),
        (Kind.EVENT, "berlin starts with x"),
        (Kind.EVENT, "berlin reports Up"),
        (Kind.STEP, "When an hour passes"),
        (Kind.SILENCE, "nothing for 1 h"),
        (Kind.EVENT, "berlin asks for its version: none is named"),
    ]


def test_a_time_stands_where_it_is_a_new_one() -> None:
    found = drawn(story((60, "berlin", "exchange", ASKS), (60, "berlin", "exchange", REPORTS)))
    assert [time for time, _, _ in found.drawn] == ["0:00:00", "", "", "", "", "1:00:00", ""]


def test_who_is_drawn_has_done_something_or_was_asked() -> None:
    assert drawn(story()).lanes == [INSTANCE, "berlin"]
    head = {"server": "install.service-now.com", "method": "GET", "path": "/glide/x.zip", "status": 404}
    sets = {**ASKS, "method": "POST", "path": "/api/now/table/sys_properties", "status": 201}
    sets["received"] = {"result": {"sys_id": "2", "name": "mid.buildstamp", "value": "x"}}
    lanes = drawn(story((1, "administrator", "exchange", sets), (1, "berlin", "exchange", head))).lanes
    assert set(lanes) <= {PEOPLE, INSTANCE, "berlin", SITE}
    assert lanes[:3] == [PEOPLE, INSTANCE, "berlin"]


def test_the_band_is_the_status_that_was_last_heard_and_whether_the_process_runs() -> None:
    failed = {**REPORTS, "sent": {"status": "Upgrade Failed"}}
    unheard = {**REPORTS, "sent": {"status": "Up"}, "status": 500}
    odd = {**REPORTS, "sent": {"status": "Sleepy"}}
    after = [("berlin", "exchange", failed), ("berlin", "exchange", unheard), ("berlin", "exchange", odd)]
    lines = drawn(story(*((1.0, *each) for each in after), (2, "host", "stopped", {"mid": "berlin"}))).lines
    assert [line.bands.get("berlin") for line in lines if line.kind is Kind.EVENT] == [
        "down",
        "up",
        "upgrade-failed",
        "upgrade-failed",
        "other",
        "other ended",
    ]


def test_what_comes_after_the_last_step_is_not_told() -> None:
    lines = drawn(story((60, "scenario", "rest", {}), (90, "berlin", "exchange", ASKS))).lines
    assert lines[-1].words == "When an hour passes"


def test_the_failed_step_and_its_stretch_of_time_are_marked() -> None:
    entries = story((60, "berlin", "exchange", ASKS), (60, "scenario", "then", {"text": "Then it has not asked"}))
    steps = [
        step("it runs", "given", span=(0, 5)),
        step("an hour passes", "when", span=(5, 7)),
        step("it has not asked", "then", Status.FAILED, (7, 8)),
        step("it is Up", "then", Status.NOT_RUN),
    ]
    lines = drawn(entries, row(Outcome.FAILED, steps=steps)).lines
    assert [line.words for line in lines if line.is_at_issue] == [
        "When an hour passes",
        "nothing for 1 h",
        "berlin asks for its version: none is named",
        "Then it has not asked",
    ]
    assert [line.words for line in lines if line.tone == "bad"] == ["Then it has not asked"]


def test_of_a_long_one_the_end_is_shown_and_how_much_is_not() -> None:
    entries = story(*((number, "scenario", "when", {"text": f"When {number}"}) for number in range(500)))
    found = drawn(entries)
    assert len(found.lines) == MAX_LINES
    assert found.lines[-1].words == "When 499"
    assert found.left_out > 0


def test_of_an_empty_journal_nothing_is_drawn() -> None:
    assert drawn([]) == Timeline([], [], 0)
