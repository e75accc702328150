from datetime import timedelta

import pytest

from fakes.journal import Entry
from fakes.observe.events import PermitAsked
from fakes.observe.permits import permit_change
from tests.fakes.observe.entries import (
    CHANNEL,
    ELSEWHERE,
    MID,
    OTHER,
    PERMIT,
    RECORD,
    TABLE,
    about_berlin,
    entry,
    exchange,
    unanswered,
)
from tests.fakes.scene import Scene

MINUTE = timedelta(minutes=1)


def test_requests_are_those_of_the_period_with_their_answers(scene: Scene) -> None:
    scene.has_others()
    for mid in ("lagos", "oslo"):
        scene.asks_for_permit(mid=mid)
    scene.asks_for_permit()
    scene.world.begin_period()
    assert scene.ask.permits.requests("berlin") == []
    scene.world.clock.advance(MINUTE)
    scene.asks_for_permit()
    scene.asks_for_permit("DELETE", "oslo")
    scene.world.clock.advance(MINUTE)
    scene.asks_for_permit()
    assert scene.ask.permits.requests("berlin") == [("0:00:00", 409), ("0:01:00", 201)]


def test_permits_are_what_the_last_request_of_each_came_to(scene: Scene) -> None:
    scene.has_others()
    scene.asks_for_permit(mid="lagos")
    scene.asks_for_permit(mid="oslo")
    scene.asks_for_permit()
    came_to = {"berlin": "409", "lagos": "given", "oslo": "given"}
    assert scene.ask.permits.answers(list(came_to)) == came_to
    scene.asks_for_permit("DELETE", "oslo")
    scene.asks_for_permit()
    assert scene.ask.permits.answers(["berlin", "oslo"]) == {"berlin": "given", "oslo": "given"}
    scene.world.begin_period()
    assert scene.ask.permits.answers(["berlin"]) == {"berlin": "0"}


def test_permits_at_once_are_counted_at_their_most(scene: Scene) -> None:
    scene.has_others()
    assert scene.ask.permits.most_at_once() == 0
    for _ in range(2):
        scene.asks_for_permit(mid="lagos")
        assert scene.ask.permits.most_at_once() == 1
    scene.asks_for_permit("DELETE", "lagos")
    scene.asks_for_permit(mid="oslo")
    assert scene.ask.permits.most_at_once() == 1
    scene.asks_for_permit()
    scene.reports(status="Upgrading")
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.permits.most_at_once() == 2
    scene.world.mid("oslo").stop()
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.permits.answers(["lagos"]) == {"lagos": "given"}
    assert scene.ask.permits.most_at_once() == 2


def test_a_permit_is_held_until_it_is_given_back_or_its_holder_tells_that_it_is_over(scene: Scene) -> None:
    scene.has_others()
    assert scene.ask.permits.held() == []
    scene.asks_for_permit(mid="oslo")
    scene.asks_for_permit()
    scene.reports(status="Upgrading")
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.permits.held() == ["berlin", "oslo"]
    scene.asks_for_permit("DELETE", "oslo")
    assert scene.ask.permits.held() == ["berlin"]
    scene.reports(status="Upgrade Failed")
    assert scene.ask.permits.held() == []


def test_statuses_before_a_request_for_a_permit_are_what_this_process_has_told_before_the_first(scene: Scene) -> None:
    scene.reports(status="Up")
    assert scene.ask.permits.statuses_before_request("berlin") == []
    scene.reports(status="Upgrading")
    scene.asks_for_permit()
    scene.reports(status="Up")
    scene.asks_for_permit()
    assert scene.ask.permits.statuses_before_request("berlin") == ["Up", "Upgrading"]
    scene.restarts()
    scene.asks_for_permit()
    scene.reports(status="Up")
    assert scene.ask.permits.statuses_before_request("berlin") == []


@pytest.mark.parametrize(
    ("seen", "asks", "change"),
    [
        (exchange(f"POST {PERMIT}", 201), True, True),
        (exchange(f"POST {PERMIT}?a=b", 200), True, True),
        (exchange(f"POST {PERMIT.replace('now', 'now/v2')}", 201), True, True),
        (exchange(f"POST {PERMIT}", 409), True, None),
        (exchange(f"POST {PERMIT}", 500), True, None),
        (unanswered(f"POST {PERMIT}"), True, None),
        (exchange(f"POST {MID}/upgrade_permit/{OTHER}", 201), False, None),
        (exchange(f"POST {PERMIT}", 201, ELSEWHERE), False, None),
        (exchange(f"GET {PERMIT}"), False, None),
        (exchange(f"DELETE {PERMIT}", 204), False, False),
        (exchange(f"DELETE {MID}/upgrade_permit/{OTHER}", 204), False, None),
        (exchange(f"DELETE {PERMIT}", 500), False, None),
        (exchange(f"DELETE {PERMIT}", 204, ELSEWHERE), False, None),
        (exchange(f"PATCH {RECORD}", sent={"status": "Up"}), False, False),
        (exchange(f"PATCH {RECORD}", sent={"status": "Upgrade Failed"}), False, False),
        (exchange(f"PATCH {RECORD}", sent={"status": "Upgrading"}), False, None),
        (exchange(f"PATCH {RECORD}", sent={"version": "x"}), False, None),
        (exchange(f"PATCH {RECORD}", 500, sent={"status": "Up"}), False, None),
        (exchange(f"PATCH {TABLE}/ecc_agent/{OTHER}", sent={"status": "Up"}), False, None),
        (exchange(f"DELETE {CHANNEL}", 204), False, False),
        (entry("delete", path=PERMIT), False, None),
    ],
)
def test_a_permit_is_asked_for_given_and_given_back(seen: Entry, *, asks: bool, change: bool | None) -> None:
    told = about_berlin(seen)
    assert any(isinstance(event, PermitAsked) for event in told) is asks
    changes = {permit_change(event) for event in told} - {None}
    assert changes == ({change} - {None})
