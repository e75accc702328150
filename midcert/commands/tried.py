"""In which ways each rule is tried: measured from the journals of a run of the reference, never stated."""

import contextlib
import io
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from fakes.observe.tried import WAYS, Way
from midcert.commands.suite import run_pytest
from midcert.reports.journals import Journals
from midcert.reports.lines import wrapped
from midcert.reports.ways import Measured, ways_of
from midcert.results import run
from midcert.rules.ledger import Ledger, Rule
from midcert.rules.untried import Untried
from midcert.run.layout import ROOT

_HEAD = """# What is tried

What the documentation says of upgrades holds whatever asks for one, for newer and older versions, and so on: one
cause, many ways ([readings](readings.md)). A rule is covered when each value has been tried in some scenario of it.
The numbers say in how many: they are measured, by reading the journals of a run of the reference. Where there is
none, the small number leads to the reason.

Made by `midcert list --tried`; for one rule, with its scenarios, by `midcert list --explain RULE`.
"""


class RunError(RuntimeError):
    """The run did not come to its end; the message is what it said."""


def measure(scenarios: Iterable[str]) -> Measured:
    """Run scenarios with the reference, and read their journals.

    Raises:
        RunError: The run did not come to its end.
    """
    with tempfile.TemporaryDirectory() as folder:
        results, journals = Path(folder, "results.json"), Path(folder, "journals")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            ended = run_pytest(
                object(), f"--run={results}", f"--journals={journals}", *(str(ROOT / each) for each in scenarios)
            )
        if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise RunError(said.getvalue())
        return measured(results, journals)


def measured(results: Path, journals: Path) -> Measured:
    """What the scenarios of a run have tried.

    Args:
        results: The file of `--run`.
        journals: The folder of `--journals`.
    """
    return ways_of(run.read(results).rows, Journals(journals))


def table(rule: Rule, counts: Counter[Way], untried: Untried) -> Iterator[str]:
    """One line for each dimension, and one for each reason why something is not tried."""
    for dimension, values in WAYS.items():
        cells = [f"{value} {counts[dimension, value]}" for value in values if counts[dimension, value]]
        yield f"  {dimension:10}  {', '.join(cells) or '-'}"
        for because, missing in _reasons(rule, dimension, counts, untried).items():
            yield from (f"    {line}" for line in wrapped(f"not {', '.join(missing)}: {because}"))


def page(found: Measured, ledger: Ledger, untried: Untried) -> Iterator[str]:
    """The page of the documentation that has the tables of all rules."""
    numbers: dict[str, int] = {}
    yield from _HEAD.splitlines()
    for chapter, rules in ledger.chapters.items():
        if not any(rule.id in found for rule in rules):
            continue
        yield from ("", f"## {chapter}", "", f"| rule | {' | '.join(WAYS)} |", f"|{' --- |' * (len(WAYS) + 1)}")
        for rule in rules:
            if rule.id in found:
                cells = (_cell(rule, dimension, found[rule.id], untried, numbers) for dimension in WAYS)
                yield f"| `{rule.id}` | {' | '.join(cells)} |"
    yield from ("", "## Why not", "")
    yield from (f"{number}. {because}" for because, number in numbers.items())


def unexplained(found: Measured, ledger: Ledger, untried: Untried) -> list[str]:
    """The empty cells that have no reason."""
    return [
        f"{rule_id}: {dimension}: {value}"
        for rule_id, counts in found.items()
        for dimension, values in WAYS.items()
        for value in values
        if not counts[dimension, value] and not untried.because(ledger.rules[rule_id], dimension, value)
    ]


def _reasons(rule: Rule, dimension: str, counts: Counter[Way], untried: Untried) -> Mapping[str, list[str]]:
    """Why not, with what is not tried for this reason."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for value in WAYS[dimension]:
        if not counts[dimension, value]:
            reasons[untried.because(rule, dimension, value) or "nobody has said why"].append(value)
    return reasons


def _cell(rule: Rule, dimension: str, counts: Counter[Way], untried: Untried, numbers: dict[str, int]) -> str:
    parts = [f"{value} {counts[dimension, value]}" for value in WAYS[dimension] if counts[dimension, value]]
    for because, missing in _reasons(rule, dimension, counts, untried).items():
        number = numbers.setdefault(because, len(numbers) + 1)
        parts.append(f"*{', '.join(missing)}* <sup>[{number}](#why-not)</sup>")
    return "<br>".join(parts)
