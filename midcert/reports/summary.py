"""The summary in the terminal: what became of each chapter of the documentation, and the verdict."""

from collections import Counter
from collections.abc import Iterable, Sequence

from midcert.reports.lines import WIDTH_COLUMNS
from midcert.results.deviations import Deviations
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.rules.ledger import EXPLORED, Ledger, Level, Rule

_SHORT = {"deviation": "dev.", "not applicable": "n/a", "not verified": "unverified"}
"""For the heads of columns where there is no room for the whole words."""
_NAME_COLUMNS = 30
"""What the names of chapters should have at least, so that heads are shortened before names are."""
_LEAST_NAME_COLUMNS = 18
"""What they have even where the line gets longer than others; rarely does a run come to everything at once."""


def summary(rows: Sequence[Row], ledger: Ledger, *, whole: bool) -> list[str]:
    """The table: a line for each chapter in which there is anything to judge, then the totals by level.

    Args:
        rows: What ran.
        ledger: The rules.
        whole: Whether that was the whole suite; else chapters in which nothing ran are left out.
    """
    ran = {row.rule_id for row in rows}
    outcomes = [outcome for outcome in Outcome if any(row.outcome is outcome for row in rows)]
    lines = [["chapter", "rules", "scenarios", *map(str, outcomes)]]
    for chapter, rules in ledger.chapters.items():
        if any(rule.judged and (whole or rule.id in ran) for rule in rules):
            lines.append(_line(chapter, rules, rows, outcomes))
    for level in (Level.REQUIRED, Level.INTERPRETED):
        rules = tuple(rule for rule in ledger.judged if rule.level is level)
        lines.append(_line(f"all {level}", rules, rows, outcomes))
    return _aligned(lines)


def remarks(rows: Iterable[Row], deviations: Deviations, *, whole: bool) -> list[str]:
    """What a reader has to know besides: explored sequences, known deviations, entries that do not hold."""
    rows = list(rows)
    explored = [row.outcome for row in rows if row.rule_id == EXPLORED and row.outcome is not Outcome.NOT_APPLICABLE]
    lines = [f"explored: {explored.count(Outcome.PASSED)} of {len(explored)}"] if explored else []
    lines += [f"deviation: {row.id}: {row.reason}" for row in rows if row.outcome is Outcome.DEVIATION]
    return [*lines, *(f"error: {each}" for each in deviations.unfounded(rows, whole=whole))]


def _line(name: str, rules: Sequence[Rule], rows: Sequence[Row], outcomes: Sequence[Outcome]) -> list[str]:
    ids = {rule.id for rule in rules if rule.judged}
    mine = [row for row in rows if row.rule_id in ids]
    found = Counter(row.outcome for row in mine)
    tried = len({row.rule_id for row in mine})
    counts = (str(found[outcome]) if found[outcome] else "" for outcome in outcomes)
    return [name, f"{tried} of {len(ids)}", str(len(mine)), *counts]


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    """Columns of equal width, numbers to the right; heads are shortened, and names cut, only if they have to."""
    if _room(lines) < _NAME_COLUMNS:
        lines = [[_SHORT.get(word, word) for word in lines[0]], *lines[1:]]
    name_width = min(max(_room(lines), _LEAST_NAME_COLUMNS), max(len(line[0]) for line in lines))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)][1:]
    aligned = []
    for name, *cells in lines:
        padded = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        aligned.append("  ".join([_cut(name, name_width), *padded]).rstrip())
    return aligned


def _room(lines: Sequence[Sequence[str]]) -> int:
    """The width that is left for the first column."""
    return WIDTH_COLUMNS - sum(max(map(len, column)) + 2 for column in list(zip(*lines, strict=True))[1:])


def _cut(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else f"{text[: width - 3].rstrip()}...".ljust(width)
