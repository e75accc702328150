"""One scenario judged again, from its journal and its feature file: its row as it should be."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import msgspec
from pytest_bdd.steps import StepFunctionContext

from fakes.journal import Entry, timestamp
from fakes.observe.timeline import timeline
from midcert.gherkin.pickles import Kind, Step
from midcert.replay.past import Past
from midcert.replay.questions import NotAskedError
from midcert.replay.world import ToldWorld
from midcert.results.mismatch import MismatchError
from midcert.results.outcomes import Outcome
from midcert.results.row import Party, Row, Span, Status, StepRow
from midcert.rules.ledger import Ledger
from midcert.run.certification import Scenario
from midcert.run.definitions import call, definitions
from midcert.run.failures import TIMELINE_LINES
from midcert.run.judgement import message_of
from midcert.run.record import with_question
from midcert.run.world import roles_of

GRAVER = (Outcome.HUNG, Outcome.CRASHED, Outcome.ERROR)
"""What may have become of a scenario after its last step, too; the journal does not tell."""
UNTOLD = (*GRAVER, Outcome.NOT_VERIFIED, Outcome.DEVIATION)
"""What may have become of a scenario whose steps have all passed, or of one that was left in the middle of a step."""
RUN = (Status.PASSED, Status.FAILED)


class Replay:
    """Judges one scenario.

    Args:
        scenario: What it is.
        row: Its row in the run.
        entries: Its journal; one entry or more.
        ledger: What steps ask for besides the world.
        slack: How much time may pass in the midst of a step: nothing in virtual time.
    """

    def __init__(
        self, scenario: Scenario, row: Row, entries: Sequence[Entry], ledger: Ledger, slack: timedelta = timedelta()
    ) -> None:
        self._scenario, self._row, self._entries, self._slack = scenario, row, entries, slack
        self._past = Past(entries)
        self._world = ToldWorld(self._past, is_real=bool(slack))
        self._fixtures: Mapping[str, Any] = {"world": self._world, "ledger": ledger}
        self.differences = self._world.observe.differences
        """What the journal tells otherwise than the row, or than itself; in words."""

    def judged(self, head: Row) -> Row:
        """The row as it should be.

        Args:
            head: What the feature file says of the scenario, before any step has run.
        """
        self.differences += _flaws_of_marks(self._row, self._entries, is_real=bool(self._slack))
        statuses, failure, timelines = self._run_all()
        told = zip(head.steps, self._row.steps, statuses, strict=True)
        row = msgspec.structs.replace(
            head,
            steps=[msgspec.structs.replace(each, status=status, span=seen.span) for each, seen, status in told],
            parties=self._parties(),
            timeline=timelines,
            **self._ending(statuses),
        )
        if failure is None:
            return row
        if _is_graver(self._row):
            return msgspec.structs.replace(row, mismatch=failure.mismatch)
        changes = {"outcome": Outcome.FAILED, "reason": message_of(failure), "deviation": None}
        return msgspec.structs.replace(row, mismatch=failure.mismatch, **changes)

    def _run_all(self) -> tuple[list[Status], MismatchError | None, list[str]]:
        """What becomes of each step, what a Then saw otherwise, and what had happened until then."""
        statuses = [Status.NOT_RUN for _ in self._row.steps]
        for number, (step, told) in enumerate(zip(self._scenario.case.steps, self._row.steps, strict=True)):
            statuses[number], failure = self._run(step, told)
            if statuses[number] is Status.FAILED and told.span:
                happened = self._entries[: told.span.end_entry]
                return statuses, failure, timeline(happened, self._past.begin_time, TIMELINE_LINES)
            if statuses[number] is not Status.PASSED:
                break
        return statuses, None, []

    def _run(self, step: Step, told: StepRow) -> tuple[Status, MismatchError | None]:
        """Run a step again, if it asserts or asks something; what is only done is done."""
        if told.status not in RUN or told.span is None:
            return (Status.NOT_RUN if told.status in RUN else told.status), None
        self.differences += _flaws_of_span(step, told.span, self._entries, self._slack)
        observe, observe.end = self._world.observe, told.span.end_entry
        self._past.tell(told.span.first_entry + 1)
        if step.kind is not Kind.THEN and observe.next() is None:
            return told.status, None
        try:
            call(_definition(step.kind, step.text), self._fixtures, _arguments(step.kind, step.text))
        except NotAskedError as error:
            if told.status is Status.PASSED:
                self.differences.append(f"step {step.text!r}: the journal does not have its question {error}")
            return Status.FAILED, None
        except MismatchError as error:
            error.mismatch = with_question(error.mismatch, self._world, told.span.first_entry)
            observe.leave()
            return Status.FAILED, error
        observe.leave()
        return Status.PASSED, None

    def _ending(self, statuses: Sequence[Status]) -> dict[str, Any]:
        """The outcome and its reason, as far as they do not come from what a Then saw."""
        is_passed = all(status is Status.PASSED for status in statuses)
        untold = {"outcome": self._row.outcome, "reason": self._row.reason, "deviation": self._row.deviation}
        if is_passed:
            return untold if self._row.outcome in UNTOLD else {"outcome": Outcome.PASSED, "reason": ""}
        return untold if self._row.outcome in (Outcome.FAILED, *UNTOLD) else {"outcome": Outcome.FAILED, "reason": ""}

    def _parties(self) -> list[Party]:
        self._past.tell(len(self._entries))
        mids = [Party(mid.name, not mid.is_played, mid.host.platform.os) for mid in self._past.parties.values()]
        return [Party("instance", is_target="instance" in roles_of(self._scenario), platform=""), *mids]


def _is_graver(row: Row) -> bool:
    """Whether something graver has become of a scenario after its last step; the journal does not tell."""
    if row.outcome is not Outcome.DEVIATION or row.deviation is None:
        return row.outcome in GRAVER
    return row.reason.startswith(tuple(f"{row.deviation.reason} ({each}: " for each in GRAVER))


def _flaws_of_marks(row: Row, entries: Sequence[Entry], *, is_real: bool) -> Iterator[str]:
    """The journal says where each step begins, where all is left alone, and where it ends."""
    if row.outcome not in (Outcome.PASSED, Outcome.FAILED):
        return
    marks = [f"{step.keyword} {step.text}" for step in row.steps if step.status in RUN]
    marks += ["rest"] if row.outcome is Outcome.PASSED and not is_real else []
    found = [entry.detail.get("text", entry.kind) for entry in entries if entry.actor == "scenario"]
    if found != [*marks, "end"]:
        yield "the steps in its journal are not those in its row"
    elif entries[-1].kind != "end":
        yield f"entry {len(entries) - 1}: its journal goes on after its end"


def _flaws_of_span(step: Step, span: Span, entries: Sequence[Entry], slack: timedelta) -> Iterator[str]:
    """A step's range of the journal begins with the step, and has its times."""
    if not 0 <= span.first_entry < span.end_entry < len(entries):
        yield f"step {step.text!r}: its range of the journal is none"
        return
    first, after = entries[span.first_entry], entries[span.end_entry]
    if (first.actor, first.kind, first.detail.get("text")) != ("scenario", step.kind, f"{step.keyword} {step.text}"):
        yield f"step {step.text!r}: entry {span.first_entry} is not its beginning"
    elif not slack and (span.begin, span.end) != (timestamp(first.time), timestamp(after.time)):
        yield f"step {step.text!r}: its times are not those in the journal"


@lru_cache(maxsize=8192)
def _definition(kind: Kind, text: str) -> StepFunctionContext:
    matching = [each for each in definitions() if each.type in (None, kind) and each.parser.is_matching(text)]
    return matching[0]


@lru_cache(maxsize=8192)
def _arguments(kind: Kind, text: str) -> Mapping[str, Any]:
    return _definition(kind, text).parser.parse_arguments(text) or {}
