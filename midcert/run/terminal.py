"""The pytest plugin that says in the terminal what came of a run: what is red, the summary, the verdict last of all.

What is red is told in the words of the features. pytest's own accounts, which are Python, come where they are asked
for: by --python-traceback, or by a style for --tb.
"""

import sys
from collections.abc import Generator, Iterable, Mapping
from types import MappingProxyType

import pytest

from midcert.reports.account import CROSS, DOT, TICK, account
from midcert.reports.lines import Line, Look, lines
from midcert.reports.reds import MAX_IN_FULL, groups, told, where_the_rest_is
from midcert.reports.summary import remarks, summary
from midcert.results.outcomes import Word
from midcert.run.certification import SCENARIO, Certification, certification_of
from midcert.run.record import row_of

MARKUP: Mapping[Look, Mapping[str, bool]] = MappingProxyType(
    {
        Look.HEAD: {"bold": True},
        Look.GOOD: {"green": True},
        Look.BAD: {"red": True},
        Look.FAINT: {"light": True},
    }
)
TOLD_BY_PYTEST = ("failed", "error")
"""What pytest calls the reports that it shows in full."""
IN_ASCII = str.maketrans({TICK: "+", CROSS: "x", DOT: "."})
"""For a terminal that has no other signs."""
LOOKS = {Word.CONFORMANT: Look.GOOD, Word.PASSED_DRAFT: Look.GOOD}
"""What a good verdict looks like."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let whoever shows a report, such as JUnit's file, show the account."""
    report = yield
    if report.failed and SCENARIO in item.stash and not _shows_python(item.config):
        report.longrepr = "\n".join(line.text for line in account(row_of(item)))
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, object, object]:
    """Keep pytest from telling of red scenarios in its own way: while it tells of what failed they are put aside."""
    stats, ours = terminalreporter.stats, certification_of(config).reported
    before = {word: stats[word] for word in TOLD_BY_PYTEST if word in stats}
    for word, found in before.items():
        if not _shows_python(config):
            stats[word] = [report for report in found if report.nodeid not in ours]
    try:
        return (yield)
    finally:
        stats.update(before)


class Teller:
    """The plugin that tells, once the run has been judged.

    Args:
        certification: The run.
    """

    def __init__(self, certification: Certification) -> None:
        self._certification = certification

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        """Tell of what is red, then the summary and the remarks."""
        run = self._certification
        if run.verdict is None:
            return
        terminalreporter.ensure_newline()
        rows = run.rows
        found = groups(rows, run.ledger_in_force)
        most = 0 if _style(config) == "no" or config.get_verbosity() < 0 else MAX_IN_FULL
        if found:
            terminalreporter.section("red scenarios", red=True)
            write(terminalreporter, told(found, most))
            write(terminalreporter, where_the_rest_is(found, most, _files(config)))
        terminalreporter.section("conformance")
        table = summary(rows, run.ledger_in_force, whole=run.is_whole) if rows else []
        notes = remarks(rows, run.deviations, whole=run.is_whole)
        write(terminalreporter, [*map(Line, table), *(line for note in notes for line in lines(note))])

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Tell the verdict, below all else that is told."""
        yield
        verdict, reporter = self._certification.verdict, session.config.pluginmanager.getplugin("terminalreporter")
        if verdict is not None and reporter is not None:
            write(reporter, lines(f"Verdict: {verdict.sentence}", look=LOOKS.get(verdict.word, Look.BAD)))


def write(reporter: pytest.TerminalReporter, told_lines: Iterable[Line]) -> None:
    """Show lines, with the looks and the signs that the terminal has."""
    has_signs = _can_show(TICK + CROSS + DOT)
    for line in told_lines:
        text = line.text if has_signs else line.text.translate(IN_ASCII)
        reporter.write_line(text, **MARKUP.get(line.look, {}))


def _shows_python(config: pytest.Config) -> bool:
    """Whether the user wants pytest's own accounts."""
    return config.option.python_traceback or _style(config) not in ("auto", "no")


def _style(config: pytest.Config) -> str:
    """The value of --tb, which is pytest's terminal's; "auto" where it was left alone, or there is no terminal."""
    return str(getattr(config.option, "tbstyle", "auto"))


def _files(config: pytest.Config) -> list[str]:
    """Where all of the run is written, as the user named it."""
    places = (config.option.run, getattr(config.option, "journals", None))
    return [str(place) for place in places if place]


def _can_show(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
