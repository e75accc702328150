"""Record what became of every step, where pytest-xdist can carry it: in the `user_properties` of the report.

pytest-bdd's own reports cannot serve as evidence: they call skipped steps passed and steps never reached failed, leave
out rules, and are empty under xdist. Here a step is *not run*, and a scenario *error*, until something is known.
"""

import json
from collections.abc import Generator
from typing import Any

import pytest

from midcert.gherkin.pickles import Case
from midcert.results.outcomes import Outcome
from midcert.results.rows import Status
from midcert.rules.ledger import Ledger
from midcert.run.collect import CASE, LEDGER
from midcert.run.judgement import judged, worse

PROPERTY = "scenario"
"""The name under which the record travels."""

UNFINISHED = "it did not finish: the run was interrupted, or the process died"

_LEFT = {"failed": Status.FAILED, "skipped": Status.SKIPPED}


class Progress:
    """How far one scenario has come."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record
        self.outcome, self.reason, self.seconds = Outcome.PASSED, "", 0.0
        self.running = False
        """Whether a step is running; a report made meanwhile is a subtest's."""
        self.calling = False
        """Whether the last step's own code has begun, and not only its fixtures."""
        self._index = -1
        self._subtests = Status.PASSED
        self._left_open = False

    def begin(self) -> None:
        """Record that a step begins."""
        self._index += 1
        self.running, self.calling, self._subtests = True, False, Status.PASSED

    def end(self, status: Status | None = None) -> None:
        """Record that the step has ended; without a status, what its subtests say counts."""
        self.running = False
        self._mark(status or self._subtests)

    def undefined(self) -> None:
        """Record that the next step has no definition."""
        self._index += 1
        self._mark(Status.UNDEFINED)

    def over(self) -> None:
        """Record that no more steps come; one that still runs was left by a skip or an exit, which call no hook."""
        self.running, self._left_open = False, self.running

    def note(self, report: pytest.TestReport, exception: BaseException | None) -> None:
        """Take in the report of a phase or of a subtest."""
        outcome, reason = judged(report, exception, asserting=self.calling and report.when == "call")
        if worse(outcome, self.outcome):
            self.outcome, self.reason = outcome, reason
        if self.running:
            if not report.passed and self._subtests is not Status.FAILED:
                self._subtests = _LEFT[report.outcome]
            return
        self.seconds += report.duration
        if self._left_open:
            self._left_open = False
            self._mark(_LEFT.get(report.outcome, Status.PASSED))

    def unfinished(self) -> str:
        """The record as it travels before it is known how the scenario ends."""
        return _dumped(self.record | {"outcome": Outcome.ERROR, "reason": UNFINISHED, "seconds": 0.0})

    def finished(self) -> str:
        """The record as it travels in the end."""
        seconds = round(self.seconds, 4)
        return _dumped(self.record | {"outcome": self.outcome, "reason": self.reason, "seconds": seconds})

    def _mark(self, status: Status) -> None:
        self.record["steps"][self._index]["status"] = status


_PROGRESS = pytest.StashKey[Progress]()


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """A step begins with what it asks fixtures for."""
    _progress(request.node).begin()


def pytest_bdd_before_step_call(request: pytest.FixtureRequest) -> None:
    """The fixtures are there; the step's own code begins."""
    _progress(request.node).calling = True


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Reached also when subtests of the step have failed: they do not raise."""
    _progress(request.node).end()


def pytest_bdd_step_error(request: pytest.FixtureRequest) -> None:
    """The step, or a fixture of it, has raised."""
    _progress(request.node).end(Status.FAILED)


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest) -> None:
    """Pre-flight refuses such steps; here for a definition that went away since."""
    _progress(request.node).undefined()


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Called whatever ended the scenario."""
    _progress(request.node).over()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send what is known along: after set-up in case nothing follows, and after teardown."""
    report = yield
    if CASE in item.stash:
        progress = _progress(item)
        progress.note(report, call.excinfo.value if call.excinfo else None)
        if call.when == "setup":
            report.user_properties.append((PROPERTY, progress.unfinished()))
        elif call.when == "teardown":
            report.user_properties.append((PROPERTY, progress.finished()))
    return report


def _progress(item: pytest.Item) -> Progress:
    """Made on first use: a scenario that a mark skips never starts, and counts."""
    if _PROGRESS not in item.stash:
        item.stash[_PROGRESS] = Progress(_described(item.location[0], item.stash[CASE], item.config.stash[LEDGER]))
    return item.stash[_PROGRESS]


def _described(file: str, case: Case, ledger: Ledger) -> dict[str, Any]:
    """Every field of a `midcert.results.rows.Row` that is known before the scenario runs, but for its id."""
    rule = ledger.rules[case.rule_id] if case.rule_id else None
    return {
        "file": file,
        "line": case.line,
        "feature": case.feature,
        "rule_name": case.rule_name,
        "rule_id": case.rule_id,
        "level": rule.level if rule else None,
        "role": rule.role if rule else None,
        "scenario": case.name,
        "example": case.example,
        "steps": [
            {
                "line": step.line,
                "keyword": step.keyword,
                "text": step.text,
                "table": step.table,
                "docstring": step.docstring,
                "status": Status.NOT_RUN,
            }
            for step in case.steps
        ],
    }


def _dumped(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)
