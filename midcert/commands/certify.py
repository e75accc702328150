"""`midcert certify`: let pytest run the suite against a target, and end with the code of the verdict."""

import argparse
import signal

import pytest

from midcert.commands.suite import run_pytest
from midcert.results.outcomes import ExitCode
from midcert.results.verdict import Verdict
from midcert.run.layout import FEATURES, ROOT
from midcert.run.options import OF_CERTIFY, OF_THE_TERMINAL, as_arguments

OF_PYTEST = {
    pytest.ExitCode.INTERRUPTED: ExitCode.INCOMPLETE,
    pytest.ExitCode.USAGE_ERROR: ExitCode.BAD_INPUT,
    pytest.ExitCode.NO_TESTS_COLLECTED: ExitCode.NOTHING_RAN,
}
"""What pytest's own exit codes mean where there is no verdict; any other is an error of the harness."""


class ReachedVerdict:
    """A pytest plugin that keeps the verdict of the run."""

    verdict: Verdict | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """The run is over."""
        from midcert.run.certification import certification_of  # noqa: PLC0415 - pytest wants to import plugins first

        self.verdict = certification_of(session.config).verdict

    def exit_code(self, ended: int) -> ExitCode:
        """The verdict's exit code, if pytest came to the end; else what its own means."""
        if self.verdict is not None and ended in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return self.verdict.exit_code
        return OF_PYTEST.get(pytest.ExitCode(ended), ExitCode.HARNESS_ERROR)


def run(values: argparse.Namespace) -> int:
    """Run the suite, or the scenarios that are named."""
    reached = ReachedVerdict()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever cancels a run wants it cleaned up
    scenarios = [str(ROOT / scenario) for scenario in values.scenario or [FEATURES]]
    return reached.exit_code(run_pytest(reached, *as_arguments((*OF_CERTIFY, *OF_THE_TERMINAL), values), *scenarios))
