"""How a whole scenario is judged, from its journal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from fakes.journal import Entry
from fakes.observe.reader import EventReader
from midcert.rules.laws import checks, commands, failures, instance, permits, pre_upgrade, rest, status, versions
from midcert.rules.laws.all import LAWS, first_break, judged
from tests.fakes.observe.entries import INSTALLED, PERMIT, RECORD, administrator, by, entry, exchange
from tests.midcert.rules.laws.stories import P1

ADDED = administrator(
    "POST /api/now/table/ecc_agent", {"sys_id": "1a", "name": "berlin", "version": P1, "validated": "true"}, 201
)
BEGUN = by("instance", entry("begun", version=P1, played=True))
STARTED = by("host", entry("started", mid="berlin", version=P1, whole=True, pin=""))
UP = exchange(f"PATCH {RECORD}", sent={"status": "Up", "version": P1})
REFUSED = exchange(f"POST {PERMIT}", 409)
ENDED = by("scenario", entry("end"))


def journal(*told: tuple[float, Entry]) -> list[Entry]:
    """The journal of a scenario in which berlin comes Up; other entries come after so many seconds."""
    timed = [*((0, each) for each in (BEGUN, INSTALLED, ADDED, STARTED, UP)), *told]
    return [
        replace(each, time=each.time + timedelta(seconds=when), sequence=number)
        for number, (when, each) in enumerate(timed)
    ]


def test_an_empty_journal_puts_nothing_at_stake() -> None:
    assert judged([]) == {}
    assert judged([entry("read", path="/opt/mid/x")]) == {}


def test_what_was_at_stake_is_told_with_what_first_broke_it() -> None:
    assert judged(journal((0, REFUSED), (20, REFUSED), (41, REFUSED), (63, REFUSED), (63, ENDED))) == {
        "reports_what_it_runs": "",
        "asks_at_once_when_up": "after 0:00:00, berlin: it did not ask for its version",
        "asks_every_20_seconds": "after 0:00:41, berlin: it waited 0:00:21",
        "a_refusal_is_no_failure": "",
        "no_answer_no_upgrade": "",
    }


def test_the_entry_at_which_a_law_was_first_broken_is_known() -> None:
    told = journal((0, REFUSED), (20, REFUSED), (41, REFUSED), (63, REFUSED), (63, ENDED))
    number = first_break("asks_every_20_seconds", EventReader().read(told))
    assert number is not None
    assert told[number].time - told[0].time == timedelta(seconds=41)
    assert first_break("a_refusal_is_no_failure", EventReader().read(told)) is None


def test_what_is_seen_late_may_be_seen_so() -> None:
    told = journal((0, REFUSED), (21, REFUSED), (22, ENDED))
    assert judged(told, timedelta(seconds=1))["asks_every_20_seconds"] == ""
    assert judged(told)["asks_every_20_seconds"] == "after 0:00:21, berlin: it waited 0:00:21"


def test_the_instance_has_a_name() -> None:
    begun = by("instance", entry("begun", version=P1, played=False))
    seen = administrator("GET /api/now/table/sys_properties?sysparm_query=", [{"name": "mid.buildstamp", "value": "x"}])
    assert judged([begun, seen])["only_people_and_restarts_change_the_stamp"] == (
        f"after 0:00:00, the instance: it is 'x', not {P1!r}"
    )


@pytest.mark.parametrize("noun", [versions, checks, pre_upgrade, status, commands, failures, permits, instance, rest])
def test_every_noun_has_laws_in_the_order_of_its_module(noun: Callable[[], object]) -> None:
    names = [each.name for each in vars(noun).values() if each in LAWS]
    assert names == [each.name for each in LAWS if each.name in names]
    assert names
