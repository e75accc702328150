"""The journal is read once, and as far as it has been written."""

from dataclasses import replace

import pytest

from fakes.journal import Entry, Journal
from fakes.network.http_types import Answer, Request, Response
from fakes.observe.events import Reported
from fakes.observe.evidence import Evidence, status_told
from fakes.observe.reader import EventReader
from tests.fakes.observe.entries import (
    CHANNEL,
    ELSEWHERE,
    MID,
    OTHER,
    RECORD,
    TABLE,
    about_berlin,
    exchange,
    unanswered,
)
from tests.fakes.scene import Scene
from tests.fakes.worlds import INSTANCE, PATCH_1, make


class Counted(Journal):
    """Counts the entries that it gives away."""

    given = 0

    def since(self, sequence: int) -> list[Entry]:
        entries = super().since(sequence)
        self.given += len(entries)
        return entries


def statuses(evidence: Evidence) -> list[str]:
    return [status for each in evidence.about("berlin") if (status := status_told(each.event))]


def test_what_has_happened_since_is_read_when_something_is_asked(scene: Scene) -> None:
    evidence = Evidence(scene.world.journal, scene.world.parties)
    seen = []
    for status in ("Up", "Paused", "Up"):
        scene.reports(status=status)
        seen.append(statuses(evidence))
    assert seen == [["Up"], ["Up", "Paused"], ["Up", "Paused", "Up"]]


def test_no_entry_is_read_twice(scene: Scene) -> None:
    journal = Counted(lambda: scene.world.now)
    evidence = Evidence(journal, scene.world.parties)
    assert journal.given == 0
    for entry in scene.world.journal:
        journal.note(entry.actor, entry.kind, **entry.detail)
        for ask in (evidence.about, evidence.period, evidence.since_start, evidence.process, evidence.versions_started):
            assert isinstance(ask("berlin"), list)
    assert journal.given == len(journal) == len(scene.world.journal)
    assert [*evidence.told_by_journal()] == [*evidence.happenings()]


def test_happenings_are_those_of_the_journal_that_tell_something(scene: Scene) -> None:
    scene.reports(status="Up")
    told = [each for each in EventReader().read(scene.world.journal) if each.event]
    assert [*scene.world.happenings()] == told


def test_a_record_is_known_though_its_maker_did_not_say_that_the_answer_is_json() -> None:
    world, target = make(INSTANCE)
    speaks = target.server

    def is_taciturn(request: Request) -> Answer:
        answer = speaks(request)
        return replace(answer, headers={}) if isinstance(answer, Response) else answer

    target.server = is_taciturn
    world.install("berlin", PATCH_1).start()
    assert world.observe.status.told("berlin") == ["Up"]
    reported = [each.event.mid for each in world.happenings() if isinstance(each.event, Reported)]
    assert reported == [""], "laws go by what the journal tells"


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (exchange(f"PATCH {RECORD}", sent={"status": "Up", "version": "x"}), "Up"),
        (exchange("PATCH /api/now/v2/table/ecc_agent/1a", sent={"status": "Up"}), "Up"),
        (exchange(f"PUT {RECORD}?sysparm_fields=status", 204, sent={"status": "Upgrading"}), "Upgrading"),
        (exchange(f"POST {RECORD}", sent={"status": "Up"}), ""),
        (exchange(f"GET {RECORD}", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", sent={"version": "x"}), ""),
        (exchange(f"PATCH {RECORD}", sent=["status"]), ""),
        (exchange(f"PATCH {RECORD}", sent="status=Up"), ""),
        (exchange(f"PATCH {RECORD}"), ""),
        (exchange(f"PATCH {RECORD}", 400, sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", 199, sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", 299, sent={"status": "Up"}), "Up"),
        (exchange(f"PATCH {RECORD}", 300, sent={"status": "Up"}), ""),
        (unanswered(f"PATCH {RECORD}", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {TABLE}/ecc_agent/{OTHER}", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {TABLE}/ecc_queue/1a", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", server=ELSEWHERE, sent={"status": "Up"}), ""),
        (exchange(f"DELETE {CHANNEL}", 204), "Down"),
        (exchange(f"DELETE {CHANNEL}", 403), ""),
        (exchange(f"DELETE {MID}/channel/{OTHER}", 204), ""),
        (exchange(f"DELETE {RECORD}", 204), ""),
    ],
)
def test_a_status_is_what_the_instance_took_over(seen: Entry, status: str) -> None:
    assert "".join(map(status_told, about_berlin(seen))) == status
