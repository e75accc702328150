import json
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.scene import API, Scene
from tests.fakes.worlds import PATCH_1

CHECK = "UpgradeCheck"


def reports(scene: Scene, *messages: str, source: str = CHECK) -> None:
    body = json.dumps({"source": source, "messages": messages})
    scene.sends("POST", f"{API}/mid/upgrade_check/{scene.sys_id}", body)


def add(scene: Scene, **more: str) -> None:
    issue = {"mid_server": scene.sys_id, "source": CHECK, "message": "no space", "state": "new", "count": "1"}
    scene.administrator.insert("ecc_agent_issue", **issue | more)


def test_issues_are_found_by_source_and_whole_message(scene: Scene) -> None:
    reports(scene, "no space", "no site")
    reports(scene, "no space")
    reports(scene, "no space", source="Other")
    reports(scene, "no space at all", source="Other")
    find = scene.ask.issues.found
    assert find("berlin", CHECK, "no space") == ["New with count 2"]
    assert find("berlin", CHECK, "no site") == ["Resolved with count 1"]
    assert find("berlin", "Other", "no space") == ["Resolved with count 1"]
    assert find("berlin", CHECK, "no") == []


def test_those_of_others_are_not_among_them(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_1, is_played=True)
    reports(scene, "no space")
    assert scene.ask.issues.found("oslo", CHECK, "no space") == []
    assert scene.ask.issues.in_views("oslo") == {"Server Issues": [], "the record": [], "shown unlike": []}


@pytest.mark.parametrize(("count", "told"), [("7", 7), ("", -1), ("many", -1), ("-3", -1)])
def test_a_count_that_is_none_is_told_as_such(scene: Scene, count: str, told: int) -> None:
    add(scene, count=count)
    assert scene.ask.issues.found("berlin", CHECK, "no space") == [f"New with count {told}"]


def test_a_count_may_be_a_number_and_a_reference_an_object(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    issue: dict[str, Any] = {
        "sys_id": "1",
        "mid_server": {"link": "https://x", "value": scene.sys_id},
        "source": CHECK,
        "message": "no space",
        "state": "new",
        "count": 3,
        "sys_domain": {"link": "https://x", "value": "north"},
    }
    issues = scene.ask.issues
    monkeypatch.setattr(issues.administrator, "select", lambda *_: [issue])
    assert issues.found("berlin", CHECK, "no space") == ["New with count 3"]
    assert issues.domains("berlin", CHECK, "no space") == ["north"]
    assert issues.in_views("berlin")["Server Issues"] == ["no space"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("2020-06-30 23:00:00", 3600),
        ("2020-06-30T23:00:00Z", 3600),
        ("2020-07-01T01:00:00+02:00", 3600),
        ("", None),
        ("yesterday", None),
    ],
)
def test_a_detection_is_told_by_its_age(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, said: str, seconds: float | None
) -> None:
    midnight = scene.world.begin_time.replace(hour=0, minute=0, second=0)
    monkeypatch.setattr(type(scene.world.journal), "now", property(lambda _: midnight))
    add(scene, last_detected=said)
    assert scene.ask.issues.seconds_since_detection("berlin", CHECK, "no space") == [seconds]


def test_the_oldest_detection_comes_first(scene: Scene) -> None:
    reports(scene, "no space")
    reports(scene)
    scene.world.clock.advance(timedelta(hours=1))
    reports(scene, "no space")
    assert scene.ask.issues.seconds_since_detection("berlin", CHECK, "no space") == [3600, 0]


def test_both_views_show_issues_in_any_state(scene: Scene) -> None:
    reports(scene, "no space", "no site")
    reports(scene, "no site")
    shown = ["no site", "no space"]
    assert scene.ask.issues.in_views("berlin") == {"Server Issues": shown, "the record": shown, "shown unlike": []}


def test_what_looks_otherwise_in_one_view_is_named(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    issues = scene.ask.issues
    shown = {"sys_id": "1", "mid_server": scene.sys_id, "message": "no space", "state": "new", "count": "1"}
    monkeypatch.setattr(
        issues.administrator, "select", lambda _, query="": [{**shown, "state": "resolved"} if query else shown]
    )
    assert issues.in_views("berlin")["shown unlike"] == ["no space"]


def test_open_issues_are_told_by_source_or_by_what_they_say(scene: Scene) -> None:
    reports(scene, "no space", "no site")
    reports(scene, "no site")
    reports(scene, "about: no site (again)", source="Other")
    assert scene.ask.issues.open("berlin", CHECK) == ["no site"]
    assert scene.ask.issues.open_like("berlin", re.compile("no site")) == ["no site", "about: no site (again)"]
    assert scene.ask.issues.open_like("berlin", re.compile("no space")) == []


def test_counts_are_those_of_what_was_detected_in_the_period(scene: Scene) -> None:
    reports(scene, "no space")
    scene.world.begin_period()
    assert scene.ask.issues.counts("berlin", CHECK) == [1]
    scene.world.clock.advance(timedelta(seconds=1))
    scene.world.begin_period()
    assert scene.ask.issues.counts("berlin", CHECK) == []
    reports(scene, "no space")
    assert scene.ask.issues.counts("berlin", CHECK) == [2]
    reports(scene)
    assert scene.ask.issues.counts("berlin", CHECK) == []
