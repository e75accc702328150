"""The timeline of a scenario, drawn from its journal: a list whose lines carry their drawing and their sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from fakes.journal import Entry
from fakes.observe import events as e
from fakes.observe.deciding import judged_since
from fakes.observe.reader import EventReader, Happening
from midcert.reports.html_drawing import drawing, places
from midcert.reports.html_lines import Kind, Line, clock, made_few
from midcert.reports.html_words import INSTANCE, PEOPLE, SITE, Tone, brief, told
from midcert.results.row import Row, Status, StepRow

MAX_LINES = 120
"""How many lines of a timeline are shown; of a longer one, the last."""
_WHO = {"administrator": "an administrator", "user": "somebody", "observer": "the suite"}
_BANDS = {"Up": "up", "Upgrading": "upgrading", "Paused": "paused", "Upgrade Failed": "upgrade-failed", "Down": "down"}
_OVER = {("scenario", "rest"), ("scenario", "end")}
"""Who notes what where the last step is over."""


@dataclass(frozen=True)
class Timeline:
    """The lines, and who is drawn from left to right."""

    lanes: Sequence[str]
    lines: Sequence[Line]
    left_out: int
    """How many lines before these are not shown."""

    @property
    def places(self) -> Sequence[tuple[str, float]]:
        """Who is drawn, and where."""
        return list(zip(self.lanes, places(len(self.lanes)), strict=True))

    @property
    def drawn(self) -> Iterator[tuple[str, str, Line]]:
        """Each line with its time, where that is not the time of the line above, and its drawing."""
        before, lanes = "", tuple(self.lanes)
        for line in self.lines:
            time = before if line.kind is Kind.SILENCE else clock(line.at)
            beside = drawing(lanes, line.lane, line.to, tuple(line.bands.items()))
            yield time if time != before else "", beside, line
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
    for entry in takewhile(lambda each: (each.actor, each.kind) not in _OVER, entries):
        happenings = list(reader.read([entry]))
        for happening in happenings:
            parties.take(happening)
        at, is_at_issue = entry.time - entries[0].time, entry.sequence in at_issue
        made = partial(Line, at, bands=parties.bands, is_at_issue=is_at_issue)
        yield from _steps(entry, failed, made) if entry.actor == "scenario" else _told(happenings, made)


def _steps(entry: Entry, failed: StepRow | None, made: Callable[..., Line]) -> Iterator[Line]:
    """A step that begins."""
    is_failed = failed is not None and failed.span is not None and entry.sequence == failed.span.first_entry
    yield made(brief(str(entry.detail["text"])), Kind.STEP, Tone.BAD if is_failed else Tone.PLAIN)


def _told(happenings: Sequence[Happening], made: Callable[..., Line]) -> Iterator[Line]:
    """What an entry tells; who is validated from the beginning need not be told."""
    for happening in happenings:
        said = told(happening)
        if said is not None and not (isinstance(happening.event, e.Validated) and _is_new(happenings)):
            lane, who = _who(happening)
            to = said.to if said.to != lane else ""
            yield made(f"{who} {said.words}", Kind.EVENT, said.tone, lane, to)


def _is_new(happenings: Sequence[Happening]) -> bool:
    """Whether a MID Server has its record by the same entry."""
    return any(isinstance(each.event, e.RecordAdded) for each in happenings)


class _Parties:
    """The MID Servers: which status they were last heard to have, and whether their processes run."""

    def __init__(self) -> None:
        self._status: dict[str, str] = {}
        self._running: set[str] = set()
        self.bands: Mapping[str, str] = {}
        """The classes of their bands."""

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
            case _:
                return
        self.bands = {mid: f"{band}{'' if mid in self._running else ' ended'}" for mid, band in self._status.items()}


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
