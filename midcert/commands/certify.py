"""`midcert certify`: let pytest run the suite against a target, and end with the code of the verdict."""

import argparse
import signal
import sys
import tempfile
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from midcert.commands.certificate import NoCertificateError, wanted
from midcert.commands.named import NamedError, chosen
from midcert.commands.suite import run_pytest
from midcert.results.outcomes import ExitCode
from midcert.results.row import JournalFile
from midcert.results.run import Run
from midcert.results.verdict import Verdict
from midcert.run.layout import FEATURES, ROOT
from midcert.run.options import OF_CERTIFY, OF_THE_TERMINAL, as_arguments

OF_PYTEST = {
    pytest.ExitCode.INTERRUPTED: ExitCode.INCOMPLETE,
    pytest.ExitCode.USAGE_ERROR: ExitCode.BAD_INPUT,
    pytest.ExitCode.NO_TESTS_COLLECTED: ExitCode.NOTHING_RAN,
}
"""What pytest's own exit codes mean where there is no verdict; any other is an error of the harness."""


INTERRUPTS = (signal.SIGINT, signal.SIGTERM)
WAS_INTERRUPTED = threading.Event()
"""Whether the run has been told to end."""


class ReachedVerdict:
    """A pytest plugin that keeps the verdict of the run."""

    verdict: Verdict | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Name feature files as their ids do, wherever the suite is installed and the command is called."""
        reporter = session.config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            reporter.startpath = ROOT

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self) -> None:
        """Another scenario begins, unless the run was told to end: Python drops what is raised in a finalizer."""
        if WAS_INTERRUPTED.is_set():
            raise KeyboardInterrupt

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


@dataclass(eq=False)
class KeptForPage(ReachedVerdict):
    """Keeps the run as well, and the journals that its page is drawn from, whoever else wants them written."""

    folder: Path
    """Where journals are kept."""
    are_all: bool
    """Whether all are kept, or those of red scenarios alone."""
    journals: dict[str, JournalFile] = field(default_factory=dict)
    run: Run | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None]:
        """A scenario is over, and nothing comes into its journal any more."""
        from midcert.run.certification import SCENARIO  # noqa: PLC0415 - pytest wants to import plugins first
        from midcert.run.world import write_journal  # noqa: PLC0415 - as above

        try:
            return (yield)
        finally:
            scenario = item.stash.get(SCENARIO, None)
            if scenario is not None and scenario.world is not None and (self.are_all or scenario.is_red):
                self.journals[item.nodeid] = write_journal(self.folder, item.nodeid, scenario.world)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """The run is over; its rows name the journals that are kept here."""
        from midcert.run.certification import certification_of  # noqa: PLC0415 - pytest wants to import plugins first
        from midcert.run.document import document  # noqa: PLC0415 - as above

        super().pytest_sessionfinish(session)
        if self.verdict is not None:
            run = document(session.config, certification_of(session.config), self.verdict)
            rows = [msgspec.structs.replace(row, journal=self.journals.get(row.id)) for row in run.rows]
            self.run = msgspec.structs.replace(run, rows=rows)


def run(values: argparse.Namespace) -> int:
    """Run the suite, or the scenarios that are named; whoever interrupts the run has it cleaned up."""
    WAS_INTERRUPTED.clear()
    for each in INTERRUPTS:
        signal.signal(each, interrupt_once)
    code: int = ExitCode.PASSED
    try:
        certificate = wanted(values)
        code = _run(values)
        if certificate is not None and certificate.run.exists():
            sys.stdout.write(f"{certificate.write()}\n")
    except NoCertificateError as error:
        sys.stderr.write(f"midcert certify: no certificate: {error}\n")
        return code or ExitCode.BAD_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("midcert certify: interrupted before there was a verdict\n")
        return ExitCode.INCOMPLETE
    return code


def interrupt_once(*_: object) -> NoReturn:
    """Interrupt the run; the next interrupt comes while it ends, and changes nothing."""
    WAS_INTERRUPTED.set()
    for each in INTERRUPTS:
        signal.signal(each, lambda *_: None)  # not SIG_IGN, which processes would inherit
    raise KeyboardInterrupt


def _run(values: argparse.Namespace) -> int:
    try:
        scenarios = [str(ROOT / scenario) for scenario in chosen(values)] or [str(FEATURES)]
    except NamedError as error:
        sys.stderr.write(f"midcert certify: {error}\n")
        return ExitCode.BAD_INPUT
    arguments = [*as_arguments((*OF_CERTIFY, *OF_THE_TERMINAL), values), *scenarios]
    if values.html is None:
        return _code(ReachedVerdict(), arguments)
    if values.html.is_dir() or not values.html.absolute().parent.is_dir():
        sys.stderr.write(f"midcert certify: --html: {values.html} is no file in a folder that exists\n")
        return ExitCode.BAD_INPUT
    with tempfile.TemporaryDirectory() as folder:
        kept = KeptForPage(Path(folder), are_all=values.all_timelines)
        code = _code(kept, arguments)
        return with_page(kept, Path(folder), values) or code


def _code(reached: ReachedVerdict, arguments: Sequence[str]) -> ExitCode:
    """Let pytest run; the exit code.

    Raises:
        KeyboardInterrupt: The run was interrupted before there was a verdict.
    """
    ended = run_pytest(reached, *arguments)
    if ended == pytest.ExitCode.INTERRUPTED and reached.verdict is None:
        raise KeyboardInterrupt
    return reached.exit_code(ended)


def with_page(kept: KeptForPage, journals: Path, values: argparse.Namespace) -> int:
    """Write the page, if there is a run to tell of; the exit code if that does not work."""
    from midcert.commands import report  # noqa: PLC0415 - pytest wants to import plugins first
    from midcert.reports.journals import Journals  # noqa: PLC0415 - as above

    if kept.run is None:
        return ExitCode.PASSED
    try:
        report.write(kept.run, values.html, report.drawn(Journals(journals), are_all=values.all_timelines), {})
    except (ValueError, OSError) as error:
        sys.stderr.write(f"midcert certify: --html: {error}\n")
        return ExitCode.BAD_INPUT
    return ExitCode.PASSED
