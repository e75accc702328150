"""Runs side by side as the page shows them: what they are of, and a line for each rule, with a cell for each run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from midcert.reports.account import name_of
from midcert.reports.comparison import differences
from midcert.reports.html_states import State, state_of, worst
from midcert.results.outcomes import ExitCode, Outcome
from midcert.results.row import Row
from midcert.results.run import Run
from midcert.results.terms import terms_of
from midcert.rules.ledger import Ledger, Rule

OUTSIDE = "Outside the rules"
"""The chapter of those scenarios of which nobody knows the rule: the process died first, or the rule is gone."""


@dataclass(frozen=True)
class Cell:
    """What became of a rule, or of a scenario, in one run."""

    state: State
    words: str
    """How many scenarios passed of those that apply, or the outcome of one."""
    reason: str = ""
    """Of a scenario: why it did not pass."""


@dataclass(frozen=True)
class Line:
    """A rule, or a scenario."""

    name: str
    about: str
    """Of a rule, what it says; of a scenario, where it stands."""
    level: str
    cells: Sequence[Cell]
    scenarios: Sequence["Line"] = ()
    """Of a rule: those that did not end in the same way in all runs."""

    @property
    def differs(self) -> bool:
        """Whether the runs do."""
        return len({(cell.state, cell.words) for cell in self.cells}) > 1


@dataclass(frozen=True)
class Chapter:
    """A chapter of the documentation, with those of its rules that any of the runs has."""

    title: str
    rules: Sequence[Line]


@dataclass(frozen=True)
class Column:
    """A run."""

    name: str
    """What it is called: its file."""
    implementation: str
    state: State
    sentence: str
    """Its verdict."""


@dataclass(frozen=True)
class Matrix:
    """Everything on the page."""

    columns: Sequence[Column]
    terms: Sequence[tuple[str, Sequence[str], bool]]
    """On what it depends how the runs end: the name, the value of each, and whether they differ."""
    chapters: Sequence[Chapter]

    @property
    def count(self) -> int:
        """How many rules there are."""
        return sum(len(chapter.rules) for chapter in self.chapters)

    @property
    def differing(self) -> int:
        """In how many rules the runs differ."""
        return sum(bool(rule.scenarios) or rule.differs for chapter in self.chapters for rule in chapter.rules)


def matrix_of(names: Sequence[str], runs: Sequence[Run], ledger: Ledger) -> Matrix:
    """Runs side by side.

    Args:
        names: What they are called: their files.
        runs: Two or more.
        ledger: The rules, for their order.
    """
    different = differences(runs)
    told = [terms_of(run) for run in runs]
    return Matrix(
        [_column(name, run) for name, run in zip(names, runs, strict=True)],
        [(name, [each[name] for each in told], name in different) for name in told[0]],
        [chapter for chapter in _chapters(runs, ledger) if chapter.rules],
    )


def _column(name: str, run: Run) -> Column:
    state = {ExitCode.PASSED: State.PASSED, ExitCode.NOT_CONFORMANT: State.FAILED}
    implementation = f"{run.tested.name} {run.tested.version}" if run.tested else "no target"
    return Column(name, implementation, state.get(run.verdict.exit_code, State.NOT_VERIFIED), run.verdict.sentence)


def _chapters(runs: Sequence[Run], ledger: Ledger) -> Iterator[Chapter]:
    for title, rules in ledger.chapters.items():
        lines = (_rule(rule.id, rule, [_rows(run, {rule.id}) for run in runs]) for rule in rules)
        yield Chapter(title, [line for line in lines if line])
    strange = {row.rule_id for run in runs for row in run.rows} - ledger.rules.keys()
    line = _rule(OUTSIDE, None, [_rows(run, strange) for run in runs])
    yield Chapter(OUTSIDE, [line] if line else [])


def _rows(run: Run, rules: Iterable[str | None]) -> dict[str, Row]:
    return {row.id: row for row in run.rows if row.rule_id in rules}


def _rule(name: str, rule: Rule | None, rows: Sequence[dict[str, Row]]) -> Line | None:
    """The line of a rule; None where no run has a scenario of it."""
    known = {scenario: row for mine in reversed(rows) for scenario, row in mine.items()}
    if not known:
        return None
    scenarios = (
        Line(name_of(row), scenario, "", [_of_scenario(mine.get(scenario)) for mine in rows])
        for scenario, row in known.items()
    )
    cells = [_of_rule(list(mine.values())) for mine in rows]
    return Line(
        name, rule.says if rule else "", rule.level if rule else "", cells, [each for each in scenarios if each.differs]
    )


def _of_rule(rows: Sequence[Row]) -> Cell:
    applicable = [row for row in rows if row.outcome is not Outcome.NOT_APPLICABLE]
    passed = sum(row.outcome is Outcome.PASSED for row in applicable)
    return Cell(worst(state_of(row.outcome) for row in rows), f"{passed}/{len(applicable)}" if applicable else "")


def _of_scenario(row: Row | None) -> Cell:
    return Cell(state_of(row.outcome), row.outcome, row.reason) if row else Cell(State.NOT_RUN, State.NOT_RUN.words)
