"""`midcert compare`: what became of each scenario in one run and not in another, and why that may be."""

import argparse
import sys

from midcert.reports.comparison import changes, compared
from midcert.reports.html import html_of_matrix
from midcert.reports.html_matrix import matrix_of
from midcert.results.outcomes import ExitCode
from midcert.results.run import RunFileError, read
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES


def run(values: argparse.Namespace) -> int:
    """Compare; of two runs, the exit code says whether the second one is worse anywhere."""
    if len(values.runs) < 2:  # noqa: PLR2004 - a pair
        sys.stderr.write("midcert compare: it needs two runs or more\n")
        return ExitCode.BAD_INPUT
    try:
        names, runs = [str(path) for path in values.runs], [read(path) for path in values.runs]
        if values.html:
            ledger = load_ledger(FEATURES / "rules.toml")
            values.html.write_text(html_of_matrix(matrix_of(names, runs, ledger)), "utf-8")
    except (RunFileError, OSError) as error:
        sys.stderr.write(f"midcert compare: {error}\n")
        return ExitCode.BAD_INPUT
    sys.stdout.write("".join(f"{line}\n" for line in compared(names, runs)))
    is_worse = len(runs) == 2 and any(change.is_worse for change in changes(*runs))  # noqa: PLR2004 - a pair
    return ExitCode.NOT_CONFORMANT if is_worse else ExitCode.PASSED
