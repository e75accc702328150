"""The pytest plugin that judges laws: in each scenario, from its journal, and all together once the last one is over.

A law is a scenario of its own with one step. It runs nothing: its item is taken out of the collection, by each worker
of pytest-xdist, and its report is made in the main process, from what the scenarios that did run have told of it.
"""

from collections.abc import Generator, Mapping
from typing import Any

import msgspec
import pytest

from midcert.gherkin.laws import law_of
from midcert.results.laws import held
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status
from midcert.rules.applicability import not_applicable
from midcert.rules.laws.all import BY_STEP
from midcert.run.certification import SCENARIO, Certification, certification_of
from midcert.run.record import PROPERTY, row_of, sent

OUTPUT = "midcert_laws"
"""Under this key a worker of pytest-xdist tells the main process which laws are to be judged."""
_REPORTED = {Outcome.PASSED: "passed", Outcome.FAILED: "failed"}
"""The words of pytest; what is neither was skipped."""


@pytest.hookimpl(trylast=True)  # what is deselected is gone by then
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the laws out: nothing of them runs."""
    certification = certification_of(config)
    if config.option.collectonly:
        return
    for item in items:
        if SCENARIO in item.stash and law_of(item.stash[SCENARIO].case):
            certification.laws[item.nodeid] = row_of(item)
    items[:] = [item for item in items if item.nodeid not in certification.laws]


def pytest_collection_finish(session: pytest.Session) -> None:
    """A worker tells which there are."""
    if hasattr(session.config, "workeroutput"):
        laws = certification_of(session.config).laws
        session.config.workeroutput[OUTPUT] = [sent(row) for row in laws.values()]


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Judge the laws, where all that ran is known."""
    config, certification = session.config, certification_of(session.config)
    counted = len(certification.laws)
    session.testscollected += counted  # what the progress in the terminal is counted by
    result = yield
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        session.testscollected += len(certification.laws) - counted  # workers have told of some
        for row in laws_judged(certification):
            _report(config, row)
    return result


def laws_judged(certification: Certification) -> list[Row]:
    """The rows of the laws that are to be judged."""
    order = [row.id for row in certification.rows]
    by_law: dict[str, dict[str, str]] = {}
    for scenario in order:
        for name, wrong in certification.stakes.get(scenario, {}).items():
            by_law.setdefault(name, {})[scenario] = wrong
    return [_judged(row, by_law, certification) for row in certification.laws.values()]


def _judged(row: Row, by_law: Mapping[str, Mapping[str, str]], certification: Certification) -> Row:
    subject, [step] = certification.subject, row.steps
    law = BY_STEP[step.text]
    stakes = by_law.get(law.name, {})
    passed = {scenario for scenario in stakes if certification.reported[scenario].outcome is Outcome.PASSED}
    broken = next((scenario for scenario, wrong in stakes.items() if wrong), None)
    if subject and (reason := not_applicable({law.role}, (), subject.description, subject.profile)):
        return msgspec.structs.replace(row, outcome=Outcome.NOT_APPLICABLE, reason=reason, at_stake=len(passed))
    if broken is None:
        return held(row, len(passed), all_ran=certification.ran_whole)
    return msgspec.structs.replace(
        row,
        outcome=Outcome.FAILED,
        reason=f"{stakes[broken]}; in {broken}",
        steps=[msgspec.structs.replace(step, status=Status.FAILED)],
        timeline=list(certification.breaks.get(broken, {}).get(law.name, ())),
        repeat=subject.repeat(broken, row.id) if subject else "",
        at_stake=len(passed),
        broken_in=broken,
    )


def _report(config: pytest.Config, row: Row) -> None:
    """Let every plugin hear of it as of any other scenario."""
    place = (row.file, row.line - 1, row.id.rpartition("::")[2])
    config.hook.pytest_runtest_logstart(nodeid=row.id, location=place)
    said = "\n".join(filter(None, (row.reason, f"once more: {row.repeat}" if row.repeat else "")))
    outcome: Any = _REPORTED.get(row.outcome, "skipped")
    longrepr: Any = {"passed": None, "failed": said}.get(outcome, (row.file, row.line, row.reason))
    properties: list[tuple[str, object]] = [(PROPERTY, sent(row))]
    report = pytest.TestReport(row.id, place, {}, outcome, longrepr, "call", user_properties=properties)
    config.hook.pytest_runtest_logreport(report=report)
    config.hook.pytest_runtest_logfinish(nodeid=row.id, location=place)
