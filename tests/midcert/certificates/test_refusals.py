"""Which runs get no certificate, and why."""

import msgspec
import pytest

from midcert.certificates.refusals import refusal
from midcert.results.outcomes import Outcome
from midcert.results.run import Run
from midcert.rules.rule_sets import DRAFT, RuleSet
from tests.midcert.certificates.made import ROWS, RULE_SET, row, run_of

SHORT = RuleSet("1.0", frozenset(each.id for each in ROWS[:4]))
REFUSED = {
    "narrowed": (run_of(ROWS[:4], whole=False), "incomplete: not the whole suite ran ("),
    "empty": (run_of([]), "nothing ran"),
    "incomplete": (
        run_of([*ROWS[:-1], row(11, Outcome.NOT_VERIFIED)]),
        "incomplete: 1 not verified (8 of 9 required scenarios passed",
    ),
    "of a draft": (
        run_of(rule_set=RuleSet(DRAFT, None)),
        "the rule set is a draft, and nothing is conformant to a draft",
    ),
    "failing": (run_of([*ROWS[:-1], row(11, Outcome.FAILED)]), "not conformant (1 failed; 8 of 9 required"),
    "with known deviations": (run_of([*ROWS[:-1], row(11, Outcome.DEVIATION)]), "not conformant (1 deviation;"),
    "in error": (run_of([*ROWS[:-1], row(11, Outcome.ERROR)]), "harness error (1 in error;"),
    "without what a rule set has": (run_of(ROWS[:-1]), "harness error: scenarios of the rule set 1.0 that are gone: 1"),
    "without a target": (msgspec.structs.replace(run_of(), tested=None), "no target has been tested"),
    "without journals": (
        run_of([msgspec.structs.replace(each, journal=None) for each in ROWS]),
        "scenarios without a journal: 12, such as features/x.feature::test_0",
    ),
}


@pytest.mark.parametrize(("run", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_run_that_is_not_conformant_or_not_proven_gets_no_certificate(run: Run, reason: str) -> None:
    assert refusal(run).startswith(reason)
    assert "\n" not in refusal(run)


def test_a_conformant_run_gets_one_and_what_did_not_run_needs_no_journal() -> None:
    aside = msgspec.structs.replace(row(11, Outcome.NOT_APPLICABLE), journal=None)
    law = msgspec.structs.replace(row(10), journal=None, at_stake=7)
    for rows in (ROWS, [*ROWS[:-2], law, aside]):
        assert refusal(run_of(rows, RULE_SET)) == ""
