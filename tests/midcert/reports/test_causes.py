"""Why another thing may have become of one scenario."""

import msgspec

from midcert.reports.causes import causes
from midcert.reports.comparison import compared
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.results.run import Run
from midcert.rules.ledger import Level
from tests.midcert.reports.runs import noon, run

GOOD = noon()


def declaring(row: Row, *capabilities: str) -> Run:
    made = run(row)
    assert made.tested
    return msgspec.structs.replace(made, tested=msgspec.structs.replace(made.tested, capabilities=list(capabilities)))


def test_a_scenario_that_is_the_same_has_none_of_its_own() -> None:
    failed = noon(Outcome.FAILED, "seen 0")
    assert list(causes(GOOD, failed, run(GOOD), run(failed))) == []


def test_its_steps_and_its_level_may_have_changed() -> None:
    other = msgspec.structs.replace(GOOD, steps=GOOD.steps[:2], level=Level.INTERPRETED)
    assert list(causes(GOOD, other, run(GOOD), run(other))) == [
        "its steps are not the same",
        "its rule was required, and is interpreted",
    ]


def test_a_capability_counts_where_the_scenario_needs_it() -> None:
    row = msgspec.structs.replace(GOOD, tags=["concurrent", "mid"])
    first, second = declaring(row, "older-agents"), declaring(row, "concurrent")
    assert list(causes(row, row, first, second)) == ["the second alone declares concurrent"]
    assert list(causes(row, row, second, first)) == ["the first alone declares concurrent"]


def test_they_stand_behind_the_reason_which_is_that_of_whichever_did_not_pass() -> None:
    tagged = msgspec.structs.replace(GOOD, tags=["concurrent", "mid"])
    aside = msgspec.structs.replace(tagged, outcome=Outcome.NOT_APPLICABLE, reason="not declared")
    lines = " ".join(compared(["a", "b"], [declaring(aside), declaring(tagged, "concurrent")]))
    assert "It asks at noon; before: not declared (the second alone declares concurrent)" in " ".join(lines.split())
