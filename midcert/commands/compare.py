"""`midcert compare`: what became of each scenario in one run and not in another, and why that may be."""

import argparse
import sys

from midcert.reports.comparison import changes, compared
from midcert.results.outcomes import ExitCode
from midcert.results.run import RunFileError, read


def run(values: argparse.Namespace) -> int:
    """Compare; of two runs, the exit code says whether the second one is worse anywhere."""
    if len(values.runs) < 2:  # noqa: PLR2004 - a pair
        sys.stderr.write("midcert compare: it needs two runs or more\n")
        return ExitCode.BAD_INPUT
    try:
        runs = [read(path) for path in values.runs]
    except RunFileError as error:
        sys.stderr.write(f"midcert compare: {error}\n")
        return ExitCode.BAD_INPUT
    sys.stdout.write("".join(f"{line}\n" for line in compared([str(path) for path in values.runs], runs)))
    is_worse = len(runs) == 2 and any(change.is_worse for change in changes(*runs))  # noqa: PLR2004 - a pair
    return ExitCode.NOT_CONFORMANT if is_worse else ExitCode.PASSED
