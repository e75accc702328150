"""The verdict on a run: what its rows amount to.

Only what is required decides, and only a whole run can be conformant. What is worse than incomplete shows in a narrowed
run too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from midcert.results.deviations import Deviations
from midcert.results.outcomes import ExitCode, Outcome
from midcert.results.rows import Row
from midcert.rules.ledger import Ledger, Level
from midcert.rules.rule_sets import RuleSet

_AGAINST = (Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED, Outcome.DEVIATION)


@dataclass(frozen=True)
class Verdict:
    """What is said of a run in the end."""

    exit_code: ExitCode
    sentence: str


@dataclass(frozen=True)
class Terms:
    """By what a run is judged."""

    ledger: Ledger
    """The rules, as a required one that lost its scenarios is a gap too."""
    rule_set: RuleSet
    """The scenarios that decide; others are provisional."""
    profile: str = ""
    """What the target is certified for; empty where there is no target."""
    deviations: Deviations = field(default_factory=Deviations)
    """The known deviations; an entry that does not hold makes the run unusable."""


def judge(rows: Sequence[Row], terms: Terms, *, whole: bool) -> Verdict:
    """Judge a run.

    Args:
        rows: What became of each scenario that ran, known deviations marked.
        terms: By what it is judged.
        whole: Whether every scenario of the suite was collected and ran.
    """
    if not rows:
        return Verdict(ExitCode.NOTHING_RAN, "nothing ran")
    required = [row for row in rows if row.level is Level.REQUIRED and terms.rule_set.has(row.id)]
    counts = _counts(rows, required, terms)
    if errors := sum(row.outcome is Outcome.ERROR for row in rows):
        return Verdict(ExitCode.HARNESS_ERROR, f"harness error ({errors} in error; {counts})")
    if unfounded := terms.deviations.unfounded(rows, whole=whole):
        return Verdict(ExitCode.BAD_INPUT, f"deviations that do not hold: {len(unfounded)} ({counts})")
    if against := _tally(required, _AGAINST):
        where = "" if whole else ", though not the whole suite ran"
        return Verdict(ExitCode.NOT_CONFORMANT, f"not conformant{where} ({against}; {counts})")
    if gap := _gap(rows, required, terms, whole=whole):
        return Verdict(ExitCode.INCOMPLETE, f"incomplete: {gap} ({counts})")
    profile = f"the profile {terms.profile} of " if terms.profile else ""
    return Verdict(ExitCode.CONFORMANT, f"conformant to {profile}the rule set {terms.rule_set.name} ({counts})")


def _gap(rows: Sequence[Row], required: Sequence[Row], terms: Terms, *, whole: bool) -> str:
    """Why the run cannot be conformant although nothing speaks against it; empty if it can."""
    if not whole:
        return "not the whole suite ran"
    if unverified := _tally(required, (Outcome.NOT_VERIFIED,)):
        return unverified
    if gone := (terms.rule_set.scenarios or frozenset()) - {row.id for row in rows}:
        return f"{len(gone)} scenarios of the rule set {terms.rule_set.name} are gone, such as {min(gone)}"
    tried = {row.rule_id for row in rows}
    needed = [rule.id for rule in terms.ledger.judged if rule.level is Level.REQUIRED and not rule.planned]
    if lost := [rule_id for rule_id in needed if rule_id not in tried]:
        return f"{lost[0]} has no scenario" if len(lost) == 1 else f"{len(lost)} required rules have no scenario"
    if not any(row.outcome is Outcome.PASSED for row in required):
        return "nothing that is required applies"
    return ""


def _tally(rows: Sequence[Row], outcomes: Sequence[Outcome]) -> str:
    found = Counter(row.outcome for row in rows)
    return ", ".join(f"{found[outcome]} {outcome}" for outcome in outcomes if found[outcome])


def _counts(rows: Sequence[Row], required: Sequence[Row], terms: Terms) -> str:
    interpreted = [row for row in rows if row.level is Level.INTERPRETED]
    provisional = [row for row in rows if row.level is Level.REQUIRED and not terms.rule_set.has(row.id)]
    counts = f"{_passed(required)} required scenarios passed"
    if aside := sum(row.outcome is Outcome.NOT_APPLICABLE for row in required):
        counts += f", {aside} not applicable"
    if interpreted:
        counts += f"; {_passed(interpreted)} interpreted"
    if provisional:
        counts += f"; {_passed(provisional)} provisional"
    planned = sum(rule.planned and rule.level is Level.REQUIRED for rule in terms.ledger.judged)
    return f"{counts}; required rules without scenarios yet: {planned}" if planned else counts


def _passed(rows: Sequence[Row]) -> str:
    applicable = [row for row in rows if row.outcome is not Outcome.NOT_APPLICABLE]
    return f"{sum(row.outcome is Outcome.PASSED for row in rows)} of {len(applicable)}"
