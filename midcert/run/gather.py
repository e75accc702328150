"""The rows of a run, gathered in the main process, whichever process ran the scenarios."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import pytest

from midcert.results.deviations import Deviations
from midcert.results.outcomes import Outcome
from midcert.results.rows import Row
from midcert.run.record import PROPERTY, UNFINISHED
from midcert.run.suite import SUITE, SUITE_OUTPUT


class Worker(Protocol):
    """What is used of a worker of pytest-xdist."""

    workeroutput: dict[str, Any]


class Results:
    """A row for each scenario that was started, finished or not.

    Args:
        deviations: Known deviations, which the rows show.
    """

    def __init__(self, deviations: Deviations) -> None:
        self.deviations = deviations
        self._records: dict[str, dict[str, Any]] = {}
        self._suite: frozenset[str] | None = None
        self._seen = False

    @property
    def rows(self) -> list[Row]:
        """Every scenario that was started, by id."""
        return self.deviations.applied(Row.of(each, self._records[each]) for each in sorted(self._records))

    @property
    def whole(self) -> bool:
        """Whether every feature file was collected and every scenario of the suite was started."""
        return self._suite is not None and self._suite <= self._records.keys()

    @property
    def concerned(self) -> bool:
        """Whether the run was about feature files at all."""
        return self._seen or bool(self._records)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note what there is to run; with workers, they tell."""
        suite = session.config.stash[SUITE]
        if suite.seen:
            self._set_suite(suite.scenario_ids())

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Worker) -> None:
        """Hear from a worker what there was to run; one that crashed has nothing to say."""
        output = getattr(node, "workeroutput", {})
        if SUITE_OUTPUT in output:
            self._set_suite(output[SUITE_OUTPUT])

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """From here on the scenario counts, as an error until more is known."""
        if location[0].endswith(".feature"):
            self._records[nodeid] = _unknown(location)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what came with the report."""
        record = self._records.get(report.nodeid)
        if record is None:
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                self._records[report.nodeid] = json.loads(str(value))
        if report.when not in ("setup", "call", "teardown"):  # pytest-xdist's own, for a worker that crashed
            lines = str(report.longrepr).splitlines()
            record.update(outcome=Outcome.ERROR, reason=lines[0] if lines else UNFINISHED)

    def pytest_keyboard_interrupt(self) -> None:
        """Nobody is to blame for the scenario in which the run was interrupted."""
        for record in self._records.values():
            if record["reason"] == UNFINISHED:
                record.update(outcome=Outcome.NOT_VERIFIED, reason="the run was interrupted")

    def _set_suite(self, ids: Iterable[str] | None) -> None:
        self._seen = True
        self._suite = frozenset(ids) if ids is not None else None


RESULTS = pytest.StashKey[Results]()
ABOUT = pytest.StashKey[Mapping[str, Any]]()
"""What the results say of the run besides: the target, and how it was asked."""


def _unknown(location: tuple[str, int | None, str]) -> dict[str, Any]:
    """What is known of a scenario before its process has said anything."""
    return {
        "file": location[0],
        "line": (location[1] or 0) + 1,
        "feature": "",
        "rule_name": None,
        "rule_id": None,
        "level": None,
        "role": None,
        "scenario": location[2],
        "example": {},
        "steps": [],
        "outcome": Outcome.ERROR,
        "reason": UNFINISHED,
        "seconds": 0.0,
    }
