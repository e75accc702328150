"""Record what became of every step, where pytest-xdist can carry it: in the `user_properties` of the report.

pytest-bdd's own reports cannot serve as evidence: they call skipped steps passed and steps never reached failed, leave
out rules, and are empty under xdist. Here a step is *not run*, and a scenario *error*, until something is known.
"""

from collections.abc import Generator, Iterable
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

import msgspec
import pytest

from fakes.journal import Journal, timestamp
from fakes.observe.earlier import last_seen
from fakes.observe.reader import Happening
from fakes.world import World
from midcert.gherkin.pickles import Step
from midcert.results.mismatch import Mismatch, MismatchError, Question
from midcert.results.outcomes import Outcome
from midcert.results.row import OutlineRow, Row, Span, Status, StepRow
from midcert.run.certification import SCENARIO, Scenario, certification_of
from midcert.run.judgement import judged, worse
from midcert.run.world import parties_of

PROPERTY = "scenario"
"""The name under which the row travels."""

UNFINISHED = "it did not finish: the run was interrupted, or the process died"

_LEFT = {"failed": Status.FAILED, "skipped": Status.SKIPPED}


class State(Enum):
    """Where a scenario is."""

    BETWEEN = auto()
    """No step has begun, or one has ended and the next has not begun."""
    FIXTURES = auto()
    """A step has begun; the fixtures that it asks for are being made."""
    CODE = auto()
    """The step's own code runs."""
    LEFT = auto()
    """The scenario is over, and its last step was left by a skip or an exit, which call no hook."""
    OVER = auto()


class AnyWorld(Protocol):
    """What is used of a world that a step has failed in, or that is told again by its journal."""

    @property
    def journal(self) -> Journal:
        """All that was seen so far."""

    @property
    def begin_time(self) -> datetime:
        """When the scenario began."""

    def happenings(self) -> Iterable[Happening]:
        """All that the journal tells."""


class Recording:
    """The row of one scenario under construction.

    Args:
        node_id: The scenario's id.
        file: Its feature file.
        scenario: What it is.
        repeat: The command that runs it again; empty where there is none.
    """

    def __init__(self, node_id: str, file: str, scenario: Scenario, repeat: str) -> None:
        self._id, self._file, self._scenario, self._repeat = node_id, file, scenario, repeat
        self._statuses = [Status.NOT_RUN for _ in scenario.case.steps]
        self._spans: list[Span | None] = [None for _ in scenario.case.steps]
        self._state = State.BETWEEN
        self._asserting = False
        """Whether the last step's own code has begun, and not only its fixtures."""
        self._index = -1
        self._subtests = Status.PASSED
        self._begun = (0, "")
        self._outcome, self._reason, self._seconds = Outcome.PASSED, "", 0.0
        self._mismatch: Mismatch | None = None

    def begin_step(self) -> None:
        """A step begins with what it asks fixtures for."""
        self._index += 1
        self._state, self._asserting, self._subtests = State.FIXTURES, False, Status.PASSED
        self._begun = _position(self._scenario.world)

    def begin_code(self) -> None:
        """The fixtures are there; the step's own code begins."""
        self._state, self._asserting = State.CODE, True

    def end_step(self, status: Status | None = None) -> None:
        """The step has ended; without a status, what its subtests say counts."""
        self._state = State.BETWEEN
        self._mark(status or self._subtests)

    def fail_step(self, exception: BaseException) -> None:
        """The step, or a fixture of it, has raised."""
        self.end_step(Status.FAILED)
        if isinstance(exception, MismatchError):
            world, mismatch = self._scenario.world, exception.mismatch
            self._mismatch = with_question(mismatch, world, self._begun[0]) if world else mismatch

    def lack_definition(self) -> None:
        """The next step has no definition."""
        self._index += 1
        self._mark(Status.UNDEFINED)

    def end_steps(self) -> None:
        """No more steps come; one that still runs was left by a skip or an exit, which call no hook."""
        self._state = State.OVER if self._state in (State.BETWEEN, State.OVER) else State.LEFT

    def note(self, report: pytest.TestReport, exception: BaseException | None) -> None:
        """Take in the report of a phase, or of a subtest while a step runs."""
        outcome, reason = judged(report, exception, asserting=self._asserting and report.when == "call")
        if worse(outcome, self._outcome):
            self._outcome, self._reason = outcome, reason
        if self._state in (State.FIXTURES, State.CODE):
            if not report.passed and self._subtests is not Status.FAILED:
                self._subtests = _LEFT[report.outcome]
            return
        self._seconds += report.duration
        if self._state is State.LEFT:
            self._state = State.OVER
            self._mark(_LEFT.get(report.outcome, Status.PASSED))

    def unfinished(self) -> Row:
        """The row before it is known how the scenario ends."""
        return msgspec.structs.replace(self.finished(), outcome=Outcome.ERROR, reason=UNFINISHED, seconds=0.0)

    def finished(self) -> Row:
        """The row in the end."""
        scenario, case, rule = self._scenario, self._scenario.case, self._scenario.rule
        return Row(
            id=self._id,
            file=self._file,
            line=case.line,
            feature=case.feature,
            rule_name=case.rule_name,
            rule_id=case.rule_id,
            level=rule.level if rule else None,
            role=rule.role if rule else None,
            tags=sorted(case.tags - {case.rule_id}),
            scenario=case.name,
            outline=OutlineRow(case.written, case.row.number, case.row.line) if case.row else None,
            example=dict(case.row.values) if case.row else {},
            steps=[_step(*each) for each in zip(case.steps, self._statuses, self._spans, strict=True)],
            outcome=self._outcome,
            reason=self._reason,
            seconds=round(self._seconds, 4),
            mismatch=self._mismatch,
            parties=parties_of(scenario),
            timeline=list(scenario.timeline),
            last_words=scenario.last_words,
            repeat=self._repeat,
            journal=scenario.journal,
        )

    def _mark(self, status: Status) -> None:
        self._statuses[self._index] = status
        if (world := self._scenario.world) is not None:
            (first, begin), (end_entry, end) = self._begun, _position(world)
            self._spans[self._index] = Span(first, end_entry, begin or timestamp(world.begin_time), end)


_RECORDING = pytest.StashKey[Recording]()


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """A step begins."""
    _recording(request.node).begin_step()


def pytest_bdd_before_step_call(request: pytest.FixtureRequest) -> None:
    """The step's own code begins."""
    _recording(request.node).begin_code()


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Reached also when subtests of the step have failed: they do not raise."""
    _recording(request.node).end_step()


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: BaseException) -> None:
    """The step, or a fixture of it, has raised."""
    _recording(request.node).fail_step(exception)


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest) -> None:
    """Pre-flight refuses such steps; here for a definition that went away since."""
    _recording(request.node).lack_definition()


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Called whatever ended the scenario."""
    _recording(request.node).end_steps()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send what is known along: after set-up in case nothing follows, and after teardown."""
    report = yield
    if SCENARIO in item.stash:
        recording = _recording(item)
        recording.note(report, call.excinfo.value if call.excinfo else None)
        if call.when == "setup":
            report.user_properties.append((PROPERTY, sent(recording.unfinished())))
        elif call.when == "teardown":
            report.user_properties.append((PROPERTY, sent(recording.finished())))
    return report


def received(text: str) -> Row:
    """A row that came with a report."""
    return msgspec.json.decode(text, type=Row)


def sent(row: Row) -> str:
    """A row as it travels."""
    return msgspec.json.encode(row).decode()


def row_of(item: pytest.Item) -> Row:
    """The row of a scenario that does not run."""
    return _recording(item).finished()


def _recording(item: pytest.Item) -> Recording:
    """Made on first use: a scenario that a mark skips never starts, and counts."""
    if _RECORDING not in item.stash:
        subject = certification_of(item.config).subject
        repeat = subject.repeat(item.nodeid) if subject else ""
        item.stash[_RECORDING] = Recording(item.nodeid, item.location[0], item.stash[SCENARIO], repeat)
    return item.stash[_RECORDING]


def _step(step: Step, status: Status, span: Span | None) -> StepRow:
    return StepRow(
        line=step.line,
        keyword=step.keyword,
        kind=step.kind,
        text=step.text,
        written=step.written,
        table=step.table,
        docstring=step.docstring,
        background=step.background,
        status=status,
        span=span,
    )


def _position(world: World | None) -> tuple[int, str]:
    """How many entries the journal has, and the virtual time; before there is a world, none and no time."""
    return (len(world.journal), timestamp(world.now)) if world is not None else (0, "")


def with_question(mismatch: Mismatch, world: AnyWorld, since: int) -> Mismatch:
    """The same with what was asked last, from this position of the journal on."""
    asked = [entry.detail for entry in world.journal.since(since) if entry.kind == "question"]
    if not asked:
        return mismatch
    question = Question(asked[-1]["asks"], list(asked[-1]["about"]))
    last = (
        None if mismatch.seen or not question.about else last_seen(question.asks, question.about[0], world.happenings())
    )
    return msgspec.structs.replace(mismatch, question=question, last=str(last - world.begin_time) if last else "")
