"""`midcert report`: the page of a run and other reports, made again from its file."""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from fakes.observe.tried import Way
from fakes.text import SURROGATE_HANDLER
from midcert.commands.known import known
from midcert.reports.files import FORMS
from midcert.reports.html import html
from midcert.reports.html_page import page_of_run
from midcert.reports.html_scenarios import Draw
from midcert.reports.html_states import RED, State
from midcert.reports.html_timeline import Timeline, timeline
from midcert.reports.journals import Journals
from midcert.reports.ways import ways_of
from midcert.results import run as runs
from midcert.results.outcomes import ExitCode
from midcert.results.row import Row
from midcert.results.run import Run, RunFileError
from midcert.run.layout import FEATURES, ROOT
from midcert.run.options import OF_REPORTS


def run(values: argparse.Namespace) -> int:
    """Read the run, and write what is asked for."""
    files = {option.name: getattr(values, option.variable) for option in OF_REPORTS}
    if not any((values.html, *files.values())):
        sys.stderr.write(f"midcert report: it needs one of --html, {', '.join(files)}\n")
        return ExitCode.BAD_INPUT
    try:
        found = runs.read(values.run)
        write_files(found, files)
        if values.html:
            journals = Journals(values.journals) if values.journals else None
            tried = ways_of(found.rows, journals) if values.ways and journals else {}
            write(found, values.html, drawn(journals, are_all=values.all_timelines), tried)
    except (RunFileError, ValueError, OSError) as error:
        sys.stderr.write(f"midcert report: {error}\n")
        return ExitCode.BAD_INPUT
    return ExitCode.PASSED


def write_files(run: Run, files: Mapping[str, Path | None]) -> None:
    """Write what is asked for of a run, by the options that ask for it."""
    for name, path in files.items():
        if path:
            path.write_text(FORMS[name].make(run, ROOT), "utf-8", SURROGATE_HANDLER)


def drawn(journals: Journals | None, *, are_all: bool) -> Draw:
    """What draws timelines.

    Args:
        journals: Those of the run; None where there are none, and nothing is drawn.
        are_all: Whether all scenarios are drawn, or red ones alone.
    """

    def draw(row: Row, state: State) -> Timeline | None:
        entries = journals.of(row) if journals and (are_all or state in RED) else None
        return timeline(entries, row) if entries else None

    return draw


def write(run: Run, path: Path, draw: Draw, tried: Mapping[str, Counter[Way]]) -> None:
    """Write the page of a run.

    Args:
        run: The run.
        path: Where to.
        draw: Draws timelines.
        tried: In how many scenarios of a rule each way was tried; empty where nobody has measured it.
    """
    path.write_text(html(page_of_run(run, known(tried), draw, _warnings(run))), "utf-8")


def _warnings(run: Run) -> Iterator[str]:
    """What makes this suite another one than that of the run."""
    if run.suite.rules != hashlib.sha256((FEATURES / "rules.toml").read_bytes()).hexdigest():
        yield f"The run is of another suite ({run.suite.version}): the rules are those of the one that made this page."
