"""What is red in a run, by rule: one scenario of a rule in full, the others by their ids, and never a wall of text."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from midcert.reports.account import account, case_of, sentence
from midcert.reports.lines import WIDTH_COLUMNS, Line, Look, lines
from midcert.reports.words import short
from midcert.results.laws import is_law
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status
from midcert.rules.ledger import Ledger, Level, Rule

RED_OUTCOMES = (Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED, Outcome.ERROR)
MAX_IN_FULL = 5
MAX_NAMED = 8
"""How many of the other scenarios of a rule are named; the rows of an outline count as one."""
MAX_CASES = 8
"""How many cases of an outline are named."""
MAX_IN_SHORT = 20
"""How many rules are named with one scenario each, beside those with an account."""
LEAST_ALIKE = 5
"""How often a reason has to come to be said once for all."""


@dataclass(frozen=True)
class Group:
    """The red scenarios of one rule."""

    rule: Rule | None
    """None where the process died before it could tell."""
    rows: Sequence[Row]
    applicable: int
    """How many scenarios of the rule were judged, the red ones included."""
    passed: Sequence[Row] = ()
    """The scenarios of the rule that passed."""

    @property
    def count(self) -> str:
        """How many of how many."""
        return f"{len(self.rows)} of {self.applicable}"


def groups(rows: Iterable[Row], ledger: Ledger) -> list[Group]:
    """The rules with red scenarios: required ones first, then by how many there are."""
    rows = list(rows)
    judged = Counter(row.rule_id for row in rows if row.outcome is not Outcome.NOT_APPLICABLE)
    red, passed = _by_rule(rows, *RED_OUTCOMES), _by_rule(rows, Outcome.PASSED)
    found = [  # a law has no steps of its own to show, and comes last
        Group(ledger.rules.get(rule or ""), sorted(mine, key=is_law), judged[rule], passed.get(rule, ()))
        for rule, mine in red.items()
    ]
    return sorted(found, key=lambda group: (_decides_nothing(group), -len(group.rows)))


def told(found: Sequence[Group], most: int = MAX_IN_FULL) -> Iterator[Line]:
    """The groups, the first ones with an account of a scenario each.

    Args:
        found: As `groups` has them.
        most: How many accounts there may be.
    """
    yield from _alike(found)
    in_full = _in_full(found, most)
    for group in in_full:
        yield from _heading(group)
        yield Line()
        yield from account(group.rows[0])
        yield from _other_cases(group)
        yield from _others(group.rows[1:])
        yield Line()
    if rest := [group for group in found if group not in in_full]:
        yield Line("red as well:" if in_full else "red:", Look.HEAD)
        yield from (line for group in rest[:MAX_IN_SHORT] for line in _in_short(group))
        if (more := len(rest) - MAX_IN_SHORT) > 0:
            yield Line(f"  and scenarios of {more} more rule{'s' if more > 1 else ''}")
        yield Line()


def where_the_rest_is(found: Sequence[Group], most: int, files: Sequence[str]) -> Iterator[Line]:
    """Of how many scenarios `told` gives an account, and how to see the others.

    Args:
        found: As `groups` has them.
        most: How many accounts there may be.
        files: Where the run is written; empty if it is not.
    """
    total, in_full = sum(len(group.rows) for group in found), len(_in_full(found, most))
    if total == in_full:
        return
    said = f"{in_full} of {total} red scenarios in full; midcert certify --scenario ID shows another one"
    everything = f"all of them are in {' and '.join(files)}" if files else "--run FILE writes all of them"
    yield from lines(f"{said}; {everything}.")


def _by_rule(rows: Iterable[Row], *outcomes: Outcome) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        if row.outcome in outcomes:
            found.setdefault(row.rule_id, []).append(row)
    return found


def _decides_nothing(group: Group) -> bool:
    return group.rule is not None and group.rule.level is not Level.REQUIRED


def _in_full(found: Sequence[Group], most: int) -> list[Group]:
    """The first groups whose first scenario has something of its own to say."""
    chosen: list[Group] = []
    known: set[tuple[Outcome, str]] = set()
    for group in found:
        ended = (group.rows[0].outcome, group.rows[0].reason)
        if len(chosen) < most and ended not in known:
            chosen.append(group)
        if _never_came_to_its_rule(group.rows[0]):
            known.add(ended)
    return chosen


def _never_came_to_its_rule(row: Row) -> bool:
    """Whether it has ended whatever it is about: where the reason is the same, one account of it says all."""
    return row.outcome is not Outcome.FAILED or any(
        step.kind == "given" and step.status is Status.FAILED for step in row.steps
    )


def _alike(found: Sequence[Group]) -> Iterator[Line]:
    """What many scenarios have ended with, whatever they are about."""
    rows = (row for group in found for row in group.rows if _never_came_to_its_rule(row))
    for (outcome, reason), times in Counter((row.outcome, row.reason) for row in rows).most_common(3):
        if times >= LEAST_ALIKE:
            yield from lines(f"{times} times the same, {outcome}: {short(reason)}", look=Look.BAD)
            yield Line()


def _heading(group: Group) -> Iterator[Line]:
    text = sentence(group.rule) if group.rule else ["Rule unknown: the process ended before it could tell"]
    yield from (Line(each, Look.HEAD) for each in text)
    if group.rule and group.rule.level is Level.INTERPRETED and group.rule.reading:
        yield from lines(f"read as: {group.rule.reading}", "  ")
    yield Line(f"  {group.count} scenarios red")


def _other_cases(group: Group) -> Iterator[Line]:
    """What became of the other rows of the outline that is shown: what they have in common tells the fault."""
    first, *others = group.rows
    if first.outline is None or not any(_outline(row) == _outline(first) for row in (*others, *group.passed)):
        return
    yield Line()
    for became, rows in (("red", others), ("passed", group.passed)):
        if cases := [short(case_of(row)) for row in rows if _outline(row) == _outline(first)]:
            more = [f"and {len(cases) - MAX_CASES} more"] if len(cases) > MAX_CASES else []
            yield from lines("; ".join([*cases[:MAX_CASES], *more]), f"  other cases {became}: ", "")


def _outline(row: Row) -> str:
    """What the ids of all rows of an outline begin with."""
    return row.id.partition("[")[0]


def _others(rows: Sequence[Row]) -> Iterator[Line]:
    if not rows:
        return
    yield Line()
    yield Line("  red for the same rule (--scenario ID shows one):")
    outlines: dict[str, list[Row]] = {}
    for row in rows:
        outlines.setdefault(_outline(row), []).append(row)
    for same in list(outlines.values())[:MAX_NAMED]:
        others = len(same) - 1
        counted = f"  (and {others} row{'s' if others > 1 else ''} more)" if others else ""
        yield Line(f"    {shlex.quote(same[0].id)}{counted}", Look.FAINT)
    if (more := len(outlines) - MAX_NAMED) > 0:
        yield Line(f"    and {more} more")


def _in_short(group: Group) -> Iterator[Line]:
    """Two lines: the rule, and its first scenario."""
    rule = f"{group.rule.id} ({group.rule.level}): {group.rule.says}" if group.rule else "(no rule is known)"
    text = f"  {group.count}  {rule}"
    yield Line(text if len(text) <= WIDTH_COLUMNS else f"{text[: WIDTH_COLUMNS - 3].rstrip()}...")
    yield Line(f"    {shlex.quote(group.rows[0].id)}", Look.FAINT)
