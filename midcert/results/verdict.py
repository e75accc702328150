"""The verdict on a run: what its rows amount to.

Only what is required decides, and only a whole run can be conformant. What is worse than incomplete shows in a narrowed
run, or in a part of one, too. Nothing is called conformant to the draft, which may still change. A scenario of a frozen
rule set that is gone is a fault of the suite.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from midcert.results.deviations import Deviations
from midcert.results.outcomes import ExitCode, Outcome, Word
from midcert.results.part import Shard
from midcert.results.row import Row
from midcert.rules.ledger import Ledger, Level
from midcert.rules.rule_sets import DRAFT, RuleSet

_AGAINST = (Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED, Outcome.DEVIATION)


class Counts(Struct, frozen=True):
    """How many scenarios came to what, by outcome; an outcome that did not occur is left out."""

    required: dict[str, int]
    """Those that decide."""
    interpreted: dict[str, int]
    provisional: dict[str, int]
    """Required ones that came after the rule set was frozen, and do not decide."""
    planned_rules: int
    """Required rules that have no scenarios yet."""


class Verdict(Struct, frozen=True):
    """What is said of a run in the end."""

    word: Word
    exit_code: ExitCode
    sentence: str
    """The whole verdict in one line."""
    counts: Counts
    gaps: list[str]
    """Why the run could not be conformant, though nothing may speak against it; one line each."""


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
    shard: Shard | None = None
    """Which part of a run this is; None for all of it."""

    def ran(self, *, whole: bool) -> str:
        """What ran, where that was not the whole suite; else empty."""
        if self.shard:
            return f"only {self.shard.words} ran"
        return "" if whole else "not the whole suite ran"


def judge(rows: Sequence[Row], terms: Terms, *, whole: bool) -> Verdict:
    """Judge a run.

    Args:
        rows: What became of each scenario that ran, known deviations marked.
        terms: By what it is judged.
        whole: Whether every scenario of the suite was collected and ran.
    """
    required = [row for row in rows if row.level is Level.REQUIRED and terms.rule_set.has(row.id)]
    counts = _counts(rows, required, terms)
    gaps = list(_gaps(rows, required, terms, whole=whole))
    word, said, detail = next(_findings(rows, required, terms, gaps, whole=whole))
    brackets = "; ".join(each for each in (detail, _said(counts)) if each)
    return Verdict(word, word.exit_code, f"{said} ({brackets})" if rows else said, counts, gaps)


def _findings(
    rows: Sequence[Row], required: Sequence[Row], terms: Terms, gaps: Sequence[str], *, whole: bool
) -> Iterator[tuple[Word, str, str]]:
    """What can be said of a run, and a detail, the gravest first; the first one is the verdict."""
    if not rows:
        yield Word.NOTHING_RAN, "nothing ran", ""
    if errors := sum(row.outcome is Outcome.ERROR for row in rows):
        yield Word.HARNESS_ERROR, "harness error", f"{errors} in error"
    if gone := _gone(rows, terms.rule_set, whole=whole):
        yield Word.HARNESS_ERROR, f"harness error: {gone}", ""
    if unfounded := terms.deviations.unfounded(rows, whole=whole):
        yield Word.BAD_DEVIATIONS, f"deviations that do not hold: {len(unfounded)}", ""
    ran = terms.ran(whole=whole)
    if against := _tally(required, _AGAINST):
        yield Word.NOT_CONFORMANT, f"not conformant{ran and f', though {ran}'}", against
    for gap in gaps:
        yield Word.INCOMPLETE, f"incomplete: {gap}", ""
    profile = f"the profile {terms.profile}" if terms.profile else ""
    if terms.rule_set.name == DRAFT:
        yield Word.PASSED_DRAFT, f"passed what there is (draft){profile and f' of {profile}'}", ""
    yield Word.CONFORMANT, f"conformant to {profile and f'{profile} of '}the rule set {terms.rule_set.name}", ""


def _gaps(rows: Sequence[Row], required: Sequence[Row], terms: Terms, *, whole: bool) -> Iterator[str]:
    """Why the run cannot be conformant, though nothing may speak against it."""
    if ran := terms.ran(whole=whole):
        yield ran
    if unverified := _tally(required, (Outcome.NOT_VERIFIED,)):
        yield unverified
    if not whole:
        return  # what did not run is no gap of its own
    if gone := _gone(rows, terms.rule_set, whole=whole):
        yield gone
    tried = {row.rule_id for row in rows}
    needed = [rule.id for rule in terms.ledger.judged if rule.level is Level.REQUIRED and not rule.planned]
    if lost := [rule_id for rule_id in needed if rule_id not in tried]:
        yield f"{lost[0]} has no scenario" if len(lost) == 1 else f"{len(lost)} required rules have no scenario"
    if not any(row.outcome is Outcome.PASSED for row in required):
        yield "nothing that is required applies"


def _gone(rows: Sequence[Row], rule_set: RuleSet, *, whole: bool) -> str:
    """What is missing of a frozen rule set; empty where all is there, or not everything was to run."""
    gone = (rule_set.scenarios or frozenset()) - {row.id for row in rows} if whole else frozenset()
    return f"scenarios of the rule set {rule_set.name} that are gone: {len(gone)}, such as {min(gone)}" if gone else ""


def _tally(rows: Sequence[Row], outcomes: Sequence[Outcome]) -> str:
    found = Counter(row.outcome for row in rows)
    return ", ".join(f"{found[outcome]} {outcome}" for outcome in outcomes if found[outcome])


def _counts(rows: Sequence[Row], required: Sequence[Row], terms: Terms) -> Counts:
    return Counts(
        required=_by_outcome(required),
        interpreted=_by_outcome([row for row in rows if row.level is Level.INTERPRETED]),
        provisional=_by_outcome(
            [row for row in rows if row.level is Level.REQUIRED and not terms.rule_set.has(row.id)]
        ),
        planned_rules=sum(rule.planned and rule.level is Level.REQUIRED for rule in terms.ledger.judged),
    )


def _by_outcome(rows: Sequence[Row]) -> dict[str, int]:
    found = Counter(row.outcome for row in rows)
    return {outcome.value: found[outcome] for outcome in Outcome if found[outcome]}


def _said(counts: Counts) -> str:
    said = f"{_passed(counts.required)} required scenarios passed"
    if aside := counts.required.get(Outcome.NOT_APPLICABLE, 0):
        said += f", {aside} not applicable"
    parts = [said]
    if counts.interpreted:
        parts.append(f"{_passed(counts.interpreted)} interpreted")
    if counts.provisional:
        parts.append(f"{_passed(counts.provisional)} provisional")
    if counts.planned_rules:
        parts.append(f"required rules without scenarios yet: {counts.planned_rules}")
    return "; ".join(parts)


def _passed(outcomes: dict[str, int]) -> str:
    applicable = sum(outcomes.values()) - outcomes.get(Outcome.NOT_APPLICABLE, 0)
    return f"{outcomes.get(Outcome.PASSED, 0)} of {applicable}"
