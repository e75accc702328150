"""Runs side by side: what became of each scenario in one and not in another, and why that may be.

A comparison is of the scenarios that the runs have in common by their ids; what only some of them have is counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from midcert.reports.account import name_of
from midcert.reports.lines import wrapped
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.results.run import SHOWN_DIGITS, Run

APART = {Outcome.NOT_APPLICABLE}
"""What counts neither for an implementation nor against it."""


@dataclass(frozen=True)
class Change:
    """A scenario of which not the same became."""

    before: Row
    after: Row

    @property
    def is_worse(self) -> bool:
        """Whether it passed before."""
        return self.before.outcome is Outcome.PASSED


def changes(before: Run, after: Run) -> list[Change]:
    """The scenarios that both runs have, and that ended otherwise, in the order of the later one."""
    known = {row.id: row for row in before.rows}
    pairs = [Change(known[row.id], row) for row in after.rows if row.id in known]
    return [pair for pair in pairs if pair.before.outcome is not pair.after.outcome]


def differences(runs: Sequence[Run]) -> dict[str, list[str]]:
    """In what the runs themselves differ, by name, with the value of each: why they may have ended otherwise."""
    told = [_terms(run) for run in runs]
    return {name: [each[name] for each in told] for name in told[0] if len({each[name] for each in told}) > 1}


def compared(names: Sequence[str], runs: Sequence[Run]) -> list[str]:
    """The comparison in lines for a terminal.

    Args:
        names: What the runs are called: their files.
        runs: Two or more.
    """
    lines = [line for name, run in zip(names, runs, strict=True) for line in wrapped(f"{name}: {run.verdict.sentence}")]
    lines += ["", "They differ in:", *_why(runs), ""]
    return lines + (_told(*runs) if len(runs) == 2 else _matrix(names, runs))  # noqa: PLR2004 - a pair


def _terms(run: Run) -> Mapping[str, str]:
    tested, asked, suite = run.tested, run.asked, run.suite
    return {
        "implementation": f"{tested.name} {tested.version}" if tested else "none",
        "target": tested.where if tested else "none",
        "SHA-256 of the implementation": tested.identity if tested else "none",
        "transport": tested.transport if tested else "none",
        "time mode": tested.time if tested else "none",
        "roles": ", ".join(tested.roles) if tested else "none",
        "capabilities": ", ".join(tested.capabilities) or "none" if tested else "none",
        "profile": asked.profile or "none",
        "platforms": ", ".join(asked.platforms) or "none",
        "seed": str(asked.seed),
        "rule set": asked.rule_set,
        "deviations": str(len(run.deviations)),
        "version of the suite": suite.version,
        "features": suite.features[:SHOWN_DIGITS],
        "rules": suite.rules[:SHOWN_DIGITS],
        "code of the suite": suite.code[:SHOWN_DIGITS],
        "scenarios": f"{len(run.rows)}{'' if run.whole else ', not the whole suite'}",
    }


def _why(runs: Sequence[Run]) -> Iterator[str]:
    found = differences(runs)
    for name, values in found.items():
        yield from (f"  {line}" for line in wrapped(f"{name}: {' | '.join(values)}"))
    if not found:
        yield "  nothing that a run knows of"


def _told(before: Run, after: Run) -> list[str]:
    found = changes(before, after)
    lines = []
    for rule in dict.fromkeys(change.after.rule_id for change in found):
        mine = [change for change in found if change.after.rule_id == rule]
        level = f" ({mine[0].after.level})" if mine[0].after.level else ""
        lines.append(f"{rule or 'outside the rules'}{level}: {_said(mine)}")
        for change in mine:
            reason = f": {change.after.reason}" if change.after.reason else ""
            said = f"{change.before.outcome} -> {change.after.outcome}: {name_of(change.after)}{reason}"
            lines += [f"  {line}" for line in wrapped(said)]
    gone, added = _only_in(before, after), _only_in(after, before)
    if gone or added:
        lines.append(f"in the first alone: {gone} scenarios; in the second alone: {added}")
    return [*lines, f"{_said(found)} of {len(after.rows) - added} scenarios that both have"]


def _said(found: Sequence[Change]) -> str:
    worse = sum(change.is_worse for change in found)
    better = sum(change.after.outcome is Outcome.PASSED for change in found)
    return f"{worse} worse, {better} better, {len(found) - worse - better} otherwise"


def _only_in(one: Run, other: Run) -> int:
    return len({row.id for row in one.rows} - {row.id for row in other.rows})


def _matrix(names: Sequence[str], runs: Sequence[Run]) -> list[str]:
    """A line for each rule in which they differ: how many of its applicable scenarios passed in each run."""
    heads = [f"run {number}" for number, _ in enumerate(runs, 1)]
    lines = [f"{head}: {name}" for head, name in zip(heads, names, strict=True)]
    lines += ["", _cells("rule", heads)]
    rules = dict.fromkeys(row.rule_id or "outside the rules" for run in runs for row in run.rows)
    differing = 0
    for rule in rules:
        cells = [_passed(run, rule) for run in runs]
        if len(set(cells)) > 1:
            differing += 1
            lines.append(_cells(rule, cells))
    return [*lines, "", f"{len(rules) - differing} of {len(rules)} rules came to the same in all of them"]


def _cells(name: str, cells: Sequence[str]) -> str:
    return f"{name:32}" + "".join(f"{cell:>9}" for cell in cells)


def _passed(run: Run, rule: str) -> str:
    mine = [row for row in run.rows if (row.rule_id or "outside the rules") == rule and row.outcome not in APART]
    return f"{sum(row.outcome is Outcome.PASSED for row in mine)}/{len(mine)}" if mine else "-"
