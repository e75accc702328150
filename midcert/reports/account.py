"""The account of one red scenario: its steps with what became of each, what was expected and seen, and what happened.

Scenario: A check that got no answer is followed by the next an hour later
features/03_upgrade_methods/hourly_check.feature:64

  0:00:00  ✓ Given the MID Server "berlin" runs Orlando Patch 1
  0:00:00  ✗ Then "berlin" has checked
             checks of "berlin" since the last When, counted from ...:
             expected a question for the version
             seen     none, the last one at 0:00:00
           · And "berlin" still follows the instance
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from fakes.text import on_one_line
from midcert.reports.lines import Line, Look, lines, wrapped
from midcert.reports.words import said, short
from midcert.results.mismatch import Mismatch
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status, StepRow
from midcert.rules.ledger import Rule

TICK, CROSS, DOT = "✓", "✗", "·"
MARKS = {Status.PASSED: TICK, Status.FAILED: CROSS}
"""What stands before a step; a dot before one that did not run, or not to its end."""
LOOKS = {Status.PASSED: Look.GOOD, Status.FAILED: Look.BAD}
MAX_LAST_WORDS = 8
"""How many lines of what the target has said last are shown."""
OF_THE_SUITE = "the fault is the suite's, and says nothing about the target; --python-traceback shows where it is"


def account(row: Row) -> Iterator[Line]:
    """All there is to say of a red scenario but its rule."""
    yield from lines(f"Scenario: {row.scenario}", look=Look.HEAD)
    yield Line(f"{row.file}:{row.outline.line if row.outline else row.line}", Look.FAINT)
    if row.example:
        yield from lines(", ".join(f"{short(name)}: {short(cell)}" for name, cell in row.example.items()), "Example ")
    yield Line()
    yield from _steps(row)
    if not any(step.status is Status.FAILED for step in row.steps):
        yield from lines(_reason(row), "  ", look=Look.BAD)
    if row.outcome is Outcome.ERROR:
        yield from lines(OF_THE_SUITE, "  ")
    if row.timeline:
        yield Line()
        yield Line("  what happened, in virtual time (--follow tells it line by line):")
        yield from (line for each in row.timeline for line in moment(each))
    yield from _last_words(row.last_words)
    if row.repeat:
        yield Line()
        yield Line(f"  once more: {row.repeat}")


def moment(text: str) -> Iterator[Line]:
    """A line of the timeline; what goes on stands below what happened, and not below its time."""
    time, between, _ = text.partition("  ")
    hanging = " " * len(time + between) if between else ""
    return (Line(each) for each in wrapped(text, "    ", hanging, breaks_words=True))


def name_of(row: Row) -> str:
    """The scenario's name; of an outline, with the case of its row of Examples, or all of its values."""
    return f"{row.scenario} ({case_of(row)})" if row.outline else row.scenario


def case_of(row: Row) -> str:
    """Of an outline, the case of its row of Examples, or all of its values."""
    _, _, values = row.id.partition("[")
    return row.example.get("case") or values.removesuffix("]")


def sentence(rule: Rule) -> list[str]:
    """The rule, how binding it is, and what it says."""
    return wrapped(f"Rule {rule.id} ({rule.level}): {rule.says}")


def _steps(row: Row) -> Iterator[Line]:
    begin = next((step.span.begin for step in row.steps if step.span), "")
    times = [_since(begin, step) for step in row.steps]
    width = max(map(len, times), default=0) + 2
    indent = " " * (width + 4)
    for time, step in zip(times, row.steps, strict=True):
        look = LOOKS.get(step.status, Look.FAINT)
        before = f"  {time:<{width}}{MARKS.get(step.status, DOT)} "
        yield from lines(f"{step.keyword} {step.text}", before, look=look)
        yield from (Line(f"{indent}{below}", look) for below in _below(step))
        if step.status is Status.FAILED:
            yield from _what_is_wrong(row, indent)


def _below(step: StepRow) -> Iterator[str]:
    """The table and the text under a step."""
    yield from (f"| {' | '.join(cells)} |" for cells in step.table or ())
    yield from ((step.docstring or "").splitlines())


def _what_is_wrong(row: Row, indent: str) -> Iterator[Line]:
    if row.mismatch is None or row.outcome is not Outcome.FAILED:
        yield from lines(_reason(row), indent, look=Look.BAD)
    else:
        yield from _expected_and_seen(row.mismatch, indent)


def _expected_and_seen(mismatch: Mismatch, indent: str) -> Iterator[Line]:
    words = said(mismatch)
    if words.asked:
        yield from lines(f"{words.asked}:", indent)
    yield from lines(words.expected, f"{indent}expected ", "", Look.BAD)
    yield from lines(words.seen, f"{indent}seen     ", "", Look.BAD)


def _reason(row: Row) -> str:
    """Why it is red, in one line; a failed assertion says it by itself."""
    reason = on_one_line(row.reason)
    return reason if row.outcome is Outcome.FAILED else f"{row.outcome}: {reason}"


def _since(begin: str, step: StepRow) -> str:
    if step.span is None:
        return ""
    since: timedelta = datetime.fromisoformat(step.span.begin) - datetime.fromisoformat(begin)
    return str(timedelta(seconds=int(since.total_seconds())))


def _last_words(text: str) -> Iterator[Line]:
    words = text.splitlines()
    if not words:
        return
    yield Line()
    yield Line("  the target has said on its standard error:")
    if words[MAX_LAST_WORDS:]:
        yield Line(f"    ({len(words) - MAX_LAST_WORDS} lines before)")
    yield from (Line(f"    {short(each)}") for each in words[-MAX_LAST_WORDS:])
