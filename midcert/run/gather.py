"""Gather the rows in the main process, whichever process ran the scenarios."""

from typing import Any, Protocol

import msgspec
import pytest

from midcert.results.outcomes import Outcome
from midcert.results.row import unknown
from midcert.run import shard
from midcert.run.certification import Certification
from midcert.run.collect import SUITE_OUTPUT
from midcert.run.laws import OUTPUT as LAWS_OUTPUT
from midcert.run.record import PROPERTY, UNFINISHED, received
from midcert.run.stakes import BREAKS, STAKES, told, told_of_breaks

INTERRUPTED = "the run was interrupted"
PHASES = ("setup", "call", "teardown")


class Worker(Protocol):
    """What is used of a worker of pytest-xdist."""

    workeroutput: dict[str, Any]


class Gatherer:
    """The plugin that fills `Certification.reported`: a row for each scenario that was started, finished or not.

    Args:
        certification: Takes in the rows.
    """

    def __init__(self, certification: Certification) -> None:
        self._certification = certification
        self._reported = certification.reported

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Worker) -> None:
        """Hear from a worker what there was to run; one that crashed has nothing to say."""
        output = getattr(node, "workeroutput", {})
        self._certification.laws |= {row.id: row for row in map(received, output.get(LAWS_OUTPUT, ()))}
        if shard.OUTPUT in output:
            self._certification.part = shard.received(output[shard.OUTPUT])
        if SUITE_OUTPUT in output:
            ids = output[SUITE_OUTPUT]
            self._certification.is_concerned = True
            self._certification.suite_ids = None if ids is None else frozenset(ids)

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """From here on the scenario counts, as an error until more is known."""
        file, line, name = location
        if file.endswith(".feature"):
            self._certification.is_concerned = True
            self._reported[nodeid] = unknown(nodeid, file, (line or 0) + 1, name, UNFINISHED)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what came with the report."""
        if report.nodeid not in self._reported:
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                self._reported[report.nodeid] = received(str(value))
            elif name == STAKES:
                self._certification.stakes[report.nodeid] = told(str(value))
            elif name == BREAKS:
                self._certification.breaks[report.nodeid] = told_of_breaks(str(value))
        if report.when not in PHASES:  # pytest-xdist's own, for a worker that crashed
            lines = str(report.longrepr).splitlines()
            self._change(report.nodeid, Outcome.ERROR, lines[0] if lines else UNFINISHED)

    def pytest_keyboard_interrupt(self) -> None:
        """Nobody is to blame for the scenario in which the run was interrupted."""
        for node_id, row in list(self._reported.items()):
            if row.reason == UNFINISHED:
                self._change(node_id, Outcome.NOT_VERIFIED, INTERRUPTED)

    def _change(self, node_id: str, outcome: Outcome, reason: str) -> None:
        self._reported[node_id] = msgspec.structs.replace(self._reported[node_id], outcome=outcome, reason=reason)
