"""The pytest plugin that judges laws: in each scenario, from its journal, and all together once the last one is over.

A law is a scenario of its own with one step. It runs nothing: its item is taken out of the collection, by each worker
of pytest-xdist, and its report is made in the main process, from what the scenarios that did run have told of it.
"""

from collections.abc import Generator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from midcert.gherkin.laws import law_of
from midcert.protocol.handler import Description
from midcert.results.laws import held
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status
from midcert.rules.applicability import not_applicable
from midcert.rules.laws.all import BY_STEP
from midcert.rules.profiles import Profile
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


@dataclass(frozen=True)
class ScenariosTold:
    """What the scenarios of a run have told, in the order of their rows."""

    stakes: Mapping[str, Mapping[str, str]]
    """By scenario the laws that were at stake in it, by name, and what broke each, or nothing."""
    passed: AbstractSet[str]
    """The scenarios that passed."""
    is_all: bool
    """Whether every scenario of the suite that runs was started."""


def laws_judged(certification: Certification) -> list[Row]:
    """The rows of the laws that are to be judged."""
    rows, subject = certification.rows, certification.subject
    stakes = {row.id: certification.stakes.get(row.id, {}) for row in rows}
    told = ScenariosTold(stakes, {row.id for row in rows if row.outcome is Outcome.PASSED}, certification.ran_whole)
    asked = (subject.description, subject.profile) if subject else None
    return [_with_story(judged(row, told, asked), certification) for row in certification.laws.values()]


def judged(row: Row, told: ScenariosTold, asked: tuple[Description, Profile] | None) -> Row:
    """The row of a law.

    Args:
        row: As it is before anything is known.
        told: What the scenarios have told.
        asked: What the target is, and what it is certified for; None without a target.
    """
    [step] = row.steps
    law = BY_STEP[step.text]
    stakes = {scenario: laws[law.name] for scenario, laws in told.stakes.items() if law.name in laws}
    at_stake = len(stakes.keys() & told.passed)
    if asked and (reason := not_applicable({law.role}, (), *asked)):
        return msgspec.structs.replace(row, outcome=Outcome.NOT_APPLICABLE, reason=reason, at_stake=at_stake)
    broken = _first_broken(stakes)
    if not broken:
        return held(row, at_stake, all_ran=told.is_all)
    return msgspec.structs.replace(
        row,
        outcome=Outcome.FAILED,
        reason=f"{stakes[broken]}; in {broken}",
        steps=[msgspec.structs.replace(step, status=Status.FAILED)],
        at_stake=at_stake,
        broken_in=broken,
    )


def _with_story(row: Row, certification: Certification) -> Row:
    """The row of a law that was broken with what led to it, and with how to see it again."""
    if row.outcome is not Outcome.FAILED:
        return row
    subject, name = certification.subject, BY_STEP[row.steps[0].text].name
    timeline = list(certification.breaks.get(row.broken_in, {}).get(name, ()))
    repeat = subject.repeat(row.broken_in, row.id) if subject else ""
    return msgspec.structs.replace(row, timeline=timeline, repeat=repeat)


def _first_broken(stakes: Mapping[str, str]) -> str:
    """The first scenario in which a law was broken; empty where it held in all of them."""
    return next((scenario for scenario, wrong in stakes.items() if wrong), "")


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
