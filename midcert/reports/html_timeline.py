"""The timeline of a scenario, drawn from its journal: a list whose lines carry their drawing and their sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile

from fakes.journal import Entry
from fakes.observe import events as e
from fakes.observe.deciding import judged_since
from fakes.observe.reader import EventReader, Happening
from midcert.reports.html_lines import Kind, Line, clock, made_few
from midcert.reports.html_words import INSTANCE, PEOPLE, SITE, Tone, brief, told
from midcert.results.row import Row, Status, StepRow

MAX_LINES = 120
"""How many lines of a timeline are shown; of a longer one, the last."""
_WHO = {"administrator": "an administrator", "user": "somebody", "observer": "the suite"}
_BANDS = {"Up": "up", "Upgrading": "upgrading", "Paused": "paused", "Upgrade Failed": "upgrade-failed", "Down": "down"}
_OVER = ("rest", "end")
"""What the suite notes where the last step is over."""


@dataclass(frozen=True)
class Timeline:
    """The lines, and who is drawn from left to right."""

    lanes: Sequence[str]
    lines: Sequence[Line]
    left_out: int
    """How many lines before these are not shown."""

    @property
    def timed(self) -> Iterator[tuple[str, Line]]:
        """Each line with its time, where that is not the time of the line above."""
        before = ""
        for line in self.lines:
            time = before if line.kind is Kind.SILENCE else clock(line.at)
            yield time if time != before else "", line
            before = time


def timeline(journal: Iterable[Entry], row: Row) -> Timeline:
    """The timeline of a scenario.

    Args:
        journal: Its journal.
        row: What became of it: which step has failed, and when.
    """
    lines = list(_lines(list(journal), row))
    shown = made_few(lines)
    used = {name for line in lines for name in (line.lane, line.to)}
    mids = dict.fromkeys(mid for line in lines for mid in line.bands)
    lanes = [name for name in (PEOPLE, INSTANCE, *mids, SITE) if name in used]
    return Timeline(lanes, shown[-MAX_LINES:], max(0, len(shown) - MAX_LINES))


def _lines(entries: Sequence[Entry], row: Row) -> Iterator[Line]:
    """What a reader is told, up to the end of the last step."""
    parties, reader = _Parties(), EventReader()
    failed, at_issue = _failed(row), _at_issue(entries, row)
    for entry in takewhile(lambda each: (each.actor, each.kind) not in {("scenario", kind) for kind in _OVER}, entries):
        happenings = list(reader.read([entry]))
        for happening in happenings:
            parties.take(happening)
        words = list(_steps(entry, failed) if entry.actor == "scenario" else _told(happenings))
        bands = parties.bands if words else {}
        at, is_at_issue = entry.time - entries[0].time, entry.sequence in at_issue
        yield from (replace(line, at=at, bands=bands, is_at_issue=is_at_issue) for line in words)


def _steps(entry: Entry, failed: StepRow | None) -> Iterator[Line]:
    """A step that begins."""
    is_failed = failed is not None and failed.span is not None and entry.sequence == failed.span.first_entry
    words, tone = brief(str(entry.detail["text"])), Tone.BAD if is_failed else Tone.PLAIN
    yield Line(timedelta(), words, Kind.STEP, tone)


def _told(happenings: Sequence[Happening]) -> Iterator[Line]:
    """What an entry tells; who is validated from the beginning need not be told."""
    is_new = any(isinstance(each.event, e.RecordAdded) for each in happenings)
    for happening in happenings:
        said = told(happening)
        if said is not None and not (is_new and isinstance(happening.event, e.Validated)):
            lane, who = _who(happening)
            to = said.to if said.to != lane else ""
            yield Line(timedelta(), f"{who} {said.words}", Kind.EVENT, said.tone, lane, to)


class _Parties:
    """The MID Servers: which status they were last heard to have, and whether their processes run."""

    def __init__(self) -> None:
        self._status: dict[str, str] = {}
        self._running: set[str] = set()

    @property
    def bands(self) -> Mapping[str, str]:
        """The classes of their bands."""
        return {mid: f"{band}{'' if mid in self._running else ' ended'}" for mid, band in self._status.items()}

    def take(self, happening: Happening) -> None:
        """Take in what has happened."""
        match happening.event:
            case e.RecordAdded(mid) | e.Installed(mid):
                self._status.setdefault(mid, "down")
            case e.Started(mid):
                self._running.add(mid)
            case e.Ended(mid):
                self._running.discard(mid)
            case e.ConnectionLost(mid):
                self._status[mid] = "down"
            case e.Reported(mid, status, _, has_arrived) if status and has_arrived:
                self._status[mid] = _BANDS.get(status, "other")


def _who(happening: Happening) -> tuple[str, str]:
    """The lane of who did it, and what they are called."""
    actor, event = happening.actor, happening.event
    if isinstance(event, e.ServiceSet):
        return event.mid, f"on the host of {brief(event.mid)}"
    if isinstance(event, e.MidEvent) and (actor == "host" or isinstance(event, e.ConnectionLost)):
        return event.mid, brief(event.mid)
    if actor == INSTANCE:
        return INSTANCE, "the instance"
    return (PEOPLE, _WHO[actor]) if actor in _WHO else (actor, brief(actor))


def _failed(row: Row) -> StepRow | None:
    return next((step for step in row.steps if step.status is Status.FAILED), None)


def _at_issue(entries: Sequence[Entry], row: Row) -> range:
    """The entries of the stretch of time that the failed step judges."""
    failed = _failed(row)
    if failed is None or failed.span is None:
        return range(0)
    end = failed.span.end_entry
    return range(judged_since(entries[:end]), end)
