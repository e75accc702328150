"""A run in a few paragraphs of Markdown, for the page that a CI system shows of a job."""

import re
from collections.abc import Iterator, Sequence

from midcert.reports.account import name_of
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.results.run import Run
from midcert.rules.ledger import Level

MAX_RED = 50
"""How many scenarios are named; a job's page at GitHub takes one MiB."""
MAX_CHARACTERS = 300
"""Of a reason, which may quote what a target has said."""
NOT_PASSED = (Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED, Outcome.ERROR, Outcome.NOT_VERIFIED)
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&@]|:(?=//))")
"""What means something within a line of Markdown, makes a link or names somebody."""


def markdown(run: Run) -> str:
    """The run as Markdown (GitHub's and GitLab's)."""
    return "\n".join([*_head(run), *_counts(run), *_red(run)]) + "\n"


def _head(run: Run) -> Iterator[str]:
    yield f"## MID Server upgrades: {run.verdict.word}"
    yield ""
    yield f"{_text(run.verdict.sentence)}"
    yield ""
    if run.tested:
        under_test = f"{run.tested.name} {run.tested.version} ({', '.join(run.tested.roles)})"
        yield f"* Under test: {_text(under_test)}"
        if run.tested.digests:
            yield f"* SHA-256: {_text(run.tested.identity)}"
    seed = "" if run.asked.seed is None else f", seed {run.asked.seed}"
    yield f"* Suite {_text(run.suite.version)}, rule set {_text(run.asked.rule_set)}{seed}"
    yield ""


def _counts(run: Run) -> Iterator[str]:
    kinds = {
        "required": run.verdict.counts.required,
        "interpreted": run.verdict.counts.interpreted,
        "provisional": run.verdict.counts.provisional,
    }
    kinds = {name: counts for name, counts in kinds.items() if counts}
    outcomes = [outcome for outcome in Outcome if any(outcome in counts for counts in kinds.values())]
    if not kinds:
        return
    yield f"| | {' | '.join(outcomes)} |"
    yield f"| --- |{' ---: |' * len(outcomes)}"
    for name, counts in kinds.items():
        yield f"| {name} | {' | '.join(str(counts.get(outcome, 0)) for outcome in outcomes)} |"
    yield ""


def _red(run: Run) -> Iterator[str]:
    """What did not pass, under its rules, those that are required first."""
    red = [row for row in run.rows if row.outcome in NOT_PASSED]
    red.sort(key=lambda row: row.level is not Level.REQUIRED)
    shown = red[:MAX_RED]
    for rule in dict.fromkeys(row.rule_id for row in shown):
        mine = [row for row in shown if row.rule_id == rule]
        yield f"**{_text(_title(mine))}**"
        yield ""
        yield from (f"* {_line(row)}" for row in mine)
        yield ""
    if rest := len(red) - len(shown):
        yield f"{rest} more did not pass."


def _title(rows: Sequence[Row]) -> str:
    parts = (rows[0].rule_id, rows[0].level and f"({rows[0].level})", rows[0].rule_name)
    return " ".join(filter(None, parts)) or "Outside the rules"


def _line(row: Row) -> str:
    place = f"{row.file}:{row.outline.line if row.outline else row.line}"
    reason = row.reason if len(row.reason) <= MAX_CHARACTERS else f"{row.reason[:MAX_CHARACTERS]}..."
    return f"{row.outcome}: {_text(name_of(row))} ({_text(place)})" + (f": {_text(reason)}" if reason else "")


def _text(text: str) -> str:
    """A text that says what it says, and nothing to Markdown."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
