import msgspec
import pytest

from midcert.reports.summary import remarks, summary
from midcert.results.deviations import Deviation, Deviations
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.rules.ledger import EXPLORED, Level
from tests.midcert.results import made
from tests.midcert.results.made import ledger, rule

LONG = "Pinning a MID Server to a specific version, and all that comes of it"
LEDGER = ledger(
    rule("B-ONE"),
    rule("B-TWO", chapter="Upgrade methods; Access"),
    rule("A-ONE", Level.INTERPRETED, "Access (note)"),
    rule("C-ONE", chapter=LONG),
    rule("D-ONE", Level.INFORMATIVE, "Navigation"),
)


def row(rule_id: str | None, outcome: Outcome, number: int = 1) -> Row:
    level = LEDGER.rules[rule_id].level if rule_id else None
    return made.row(outcome, rule_id, level, node_id=f"features/x.feature::test_{number}", reason="why")


def test_a_line_for_each_chapter_in_the_order_of_the_ledger_then_the_totals() -> None:
    rows = [
        row("B-ONE", Outcome.PASSED),
        row("B-ONE", Outcome.FAILED),
        row("A-ONE", Outcome.PASSED),
        row("A-ONE", Outcome.NOT_VERIFIED),
    ]
    assert summary(rows, LEDGER, whole=True) == [
        "chapter                           rules  scenarios  passed  failed  not verified",
        "Upgrade methods                  1 of 2          2       1       1",
        "Access                           1 of 1          2       1                     1",
        "Pinning a MID Server to a sp...  0 of 1          0",
        "all required                     1 of 3          2       1       1",
        "all interpreted                  1 of 1          2       1                     1",
    ]


@pytest.mark.parametrize("count", range(1, len(Outcome) + 1))
def test_it_fits_into_the_terminal_unless_everything_happened_at_once(count: int) -> None:
    rows = [row("C-ONE", outcome) for outcome in list(Outcome)[:count]] * 1000
    lines = summary(rows, LEDGER, whole=True)
    assert max(map(len, lines)) <= (80 if count < len(Outcome) - 2 else 100)
    assert len(lines) == 6
    assert lines[3].split()[-count:] == ["1000"] * count


def test_chapters_in_which_nothing_ran_are_left_out_of_a_narrowed_run() -> None:
    lines = summary([row("B-ONE", Outcome.PASSED)], LEDGER, whole=False)
    assert [line.partition("  ")[0] for line in lines] == [
        "chapter",
        "Upgrade methods",
        "all required",
        "all interpreted",
    ]


def test_a_scenario_of_which_nothing_is_known_is_in_no_chapter() -> None:
    lines = summary([row(None, Outcome.ERROR)], LEDGER, whole=True)
    assert lines[0].endswith("error")
    assert not any(line.endswith("1") for line in lines[1:])


def test_deviations_are_named_with_their_reasons_and_those_that_do_not_hold() -> None:
    known = Deviations((Deviation(reason="issue 7", rule="B-ONE"), Deviation(reason="x", rule="A-ONE")))
    rows = known.applied([row("B-ONE", Outcome.FAILED), row("A-ONE", Outcome.PASSED, 2)])
    assert remarks(rows, known, whole=True) == [
        "deviation: features/x.feature::test_1: issue 7 (failed: why)",
        "error: A-ONE: the deviation is over, all its scenarios passed",
    ]


def test_explored_sequences_are_counted_apart_as_far_as_they_apply() -> None:
    ledger_row = made.row(Outcome.PASSED, EXPLORED, Level.INTERPRETED, node_id="features/x.feature::test_7")
    outcomes = (Outcome.PASSED, Outcome.FAILED, Outcome.PASSED, Outcome.NOT_APPLICABLE)
    rows = [msgspec.structs.replace(ledger_row, outcome=outcome) for outcome in outcomes]
    assert remarks(rows, Deviations(), whole=True) == ["explored: 2 of 3"]
    assert remarks(rows[3:], Deviations(), whole=True) == remarks([], Deviations(), whole=True) == []
