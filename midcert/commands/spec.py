"""`midcert spec`: the page of all rules and their scenarios, without a run."""

import argparse
import sys
from dataclasses import dataclass, field
from importlib.metadata import version

import pytest

from midcert.commands.known import known
from midcert.commands.suite import collect
from midcert.commands.tried import RunError, measure
from midcert.reports.html import html
from midcert.reports.html_page import page_of_specification
from midcert.results.outcomes import ExitCode
from midcert.results.row import Row
from midcert.results.run import DISTRIBUTION, FeatureHead


@dataclass(eq=False)
class Collected:
    """A pytest plugin that keeps the scenarios as they are before they run."""

    rows: list[Row] = field(default_factory=list)
    heads: list[FeatureHead] = field(default_factory=list)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Everything is there."""
        from midcert.run.certification import certification_of  # noqa: PLC0415 - pytest wants to import plugins first
        from midcert.run.document import heads  # noqa: PLC0415 - as above
        from midcert.run.record import row_of  # noqa: PLC0415 - as above

        self.rows = [row_of(item) for item in session.items]
        files = dict.fromkeys(row.file for row in self.rows)
        self.heads = list(heads(session.config.rootpath, files, certification_of(session.config).ledger))


def run(values: argparse.Namespace) -> int:
    """Collect the suite, and write its page."""
    collected = Collected()
    if wrong := collect(collected):
        sys.stderr.write(wrong)
        return ExitCode.HARNESS_ERROR
    try:
        tried = measure(row.id for row in collected.rows) if values.ways else {}
        page = page_of_specification(collected.rows, collected.heads, version(DISTRIBUTION), known(tried))
        values.html.write_text(html(page), "utf-8")
    except (RunError, ValueError, OSError) as error:
        sys.stderr.write(f"midcert spec: {error}\n")
        return ExitCode.HARNESS_ERROR
    return ExitCode.PASSED
