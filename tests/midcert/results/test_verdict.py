import pytest

from midcert.results.deviations import Deviation, Deviations
from midcert.results.outcomes import ExitCode, Outcome
from midcert.results.rows import Row
from midcert.results.verdict import Terms, Verdict, judge
from midcert.rules.ledger import Ledger, Level, Role, Rule
from midcert.rules.rule_sets import DRAFT, RuleSet

EVERYTHING = RuleSet(DRAFT, None)


def rule(rule_id: str, level: Level = Level.REQUIRED, *, planned: bool = False) -> Rule:
    return Rule(
        id=rule_id,
        chapter="Upgrade methods",
        level=level,
        role=Role.MID,
        says="It asks.",
        planned=planned,
        reading=None,
        pattern=None,
        merged_into=None,
        self_test=False,
    )


LEDGER = Ledger({each.id: each for each in (rule("A-ONE"), rule("B-ONE", Level.INTERPRETED))})


def row(outcome: Outcome, level: Level = Level.REQUIRED, name: str = "S", rule_id: str = "A-ONE") -> Row:
    return Row(
        id=f"features/x.feature::test_{name}",
        file="features/x.feature",
        line=5,
        feature="F",
        rule_name="R",
        rule_id=rule_id if level is Level.REQUIRED else "B-ONE",
        level=level,
        role=Role.MID,
        scenario=name,
        example={},
        steps=(),
        outcome=outcome,
        reason="",
        seconds=0.0,
    )


PASSED = row(Outcome.PASSED)
INTERPRETED = Level.INTERPRETED


@pytest.mark.parametrize(
    ("rows", "code", "sentence"),
    [
        ([], ExitCode.NOTHING_RAN, "nothing ran"),
        ([PASSED, PASSED], ExitCode.CONFORMANT, "conformant to the rule set draft (2 of 2 required scenarios passed)"),
        (
            [PASSED, row(Outcome.PASSED, INTERPRETED), row(Outcome.FAILED, INTERPRETED)],
            ExitCode.CONFORMANT,
            "conformant to the rule set draft (1 of 1 required scenarios passed; 1 of 2 interpreted)",
        ),
        (
            [PASSED, row(Outcome.NOT_APPLICABLE)],
            ExitCode.CONFORMANT,
            "conformant to the rule set draft (1 of 1 required scenarios passed, 1 not applicable)",
        ),
        (
            [row(Outcome.NOT_APPLICABLE)],
            ExitCode.INCOMPLETE,
            "incomplete: nothing that is required applies (0 of 0 required scenarios passed, 1 not applicable)",
        ),
        (
            [PASSED, row(Outcome.NOT_VERIFIED)],
            ExitCode.INCOMPLETE,
            "incomplete: 1 not verified (1 of 2 required scenarios passed)",
        ),
        (
            [PASSED, row(Outcome.NOT_VERIFIED, INTERPRETED)],
            ExitCode.CONFORMANT,
            "conformant to the rule set draft (1 of 1 required scenarios passed; 0 of 1 interpreted)",
        ),
        (
            [row(Outcome.PASSED, INTERPRETED)],
            ExitCode.INCOMPLETE,
            "incomplete: A-ONE has no scenario (0 of 0 required scenarios passed; 1 of 1 interpreted)",
        ),
        (
            [PASSED, row(Outcome.FAILED), row(Outcome.HUNG), row(Outcome.NOT_VERIFIED), row(Outcome.FAILED)],
            ExitCode.NOT_CONFORMANT,
            "not conformant (2 failed, 1 hung; 1 of 5 required scenarios passed)",
        ),
        (
            [PASSED, row(Outcome.CRASHED), row(Outcome.DEVIATION)],
            ExitCode.NOT_CONFORMANT,
            "not conformant (1 crashed, 1 deviation; 1 of 3 required scenarios passed)",
        ),
        (
            [PASSED, row(Outcome.FAILED), row(Outcome.ERROR)],
            ExitCode.HARNESS_ERROR,
            "harness error (1 in error; 1 of 3 required scenarios passed)",
        ),
        (
            [PASSED, row(Outcome.ERROR, INTERPRETED)],
            ExitCode.HARNESS_ERROR,
            "harness error (1 in error; 1 of 1 required scenarios passed; 0 of 1 interpreted)",
        ),
    ],
)
def test_the_rows_of_a_whole_run_decide(rows: list[Row], code: ExitCode, sentence: str) -> None:
    assert judge(rows, Terms(LEDGER, EVERYTHING), whole=True) == Verdict(code, sentence)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome.PASSED, ExitCode.INCOMPLETE),
        (Outcome.NOT_VERIFIED, ExitCode.INCOMPLETE),
        (Outcome.FAILED, ExitCode.NOT_CONFORMANT),
        (Outcome.ERROR, ExitCode.HARNESS_ERROR),
    ],
)
def test_a_narrowed_run_is_incomplete_unless_it_is_worse(outcome: Outcome, code: ExitCode) -> None:
    verdict = judge([PASSED, row(outcome)], Terms(LEDGER, EVERYTHING), whole=False)
    assert verdict.exit_code is code
    assert ("not the whole suite ran" in verdict.sentence) == (code is not ExitCode.HARNESS_ERROR)


def test_a_narrowed_run_in_which_nothing_ran_says_so() -> None:
    assert judge([], Terms(LEDGER, EVERYTHING), whole=False).exit_code is ExitCode.NOTHING_RAN


def test_a_planned_rule_is_no_gap_but_a_lost_one_is() -> None:
    planned = Ledger({**LEDGER.rules, "A-TWO": rule("A-TWO", planned=True)})
    assert judge([PASSED], Terms(planned, EVERYTHING), whole=True).exit_code is ExitCode.CONFORMANT
    more = Ledger(
        {**planned.rules, "A-NEW": rule("A-NEW", planned=True), "B-NEW": rule("B-NEW", INTERPRETED, planned=True)}
    )
    assert judge([PASSED], Terms(more, EVERYTHING), whole=True) == Verdict(
        ExitCode.CONFORMANT,
        "conformant to the rule set draft (1 of 1 required scenarios passed; required rules without scenarios yet: 2)",
    )
    lost = Ledger({**LEDGER.rules, "A-TWO": rule("A-TWO"), "A-THREE": rule("A-THREE")})
    assert judge([PASSED], Terms(lost, EVERYTHING), whole=True) == Verdict(
        ExitCode.INCOMPLETE, "incomplete: 2 required rules have no scenario (1 of 1 required scenarios passed)"
    )


def test_a_deviation_that_does_not_hold_keeps_a_run_from_being_judged() -> None:
    over = Deviations((Deviation(reason="x", rule="A-ONE"),))
    assert judge([PASSED], Terms(LEDGER, EVERYTHING, deviations=over), whole=True) == Verdict(
        ExitCode.BAD_INPUT, "deviations that do not hold: 1 (1 of 1 required scenarios passed)"
    )
    assert (
        judge([row(Outcome.ERROR)], Terms(LEDGER, EVERYTHING, deviations=over), whole=True).exit_code
        is ExitCode.HARNESS_ERROR
    )


SECOND = row(Outcome.FAILED, name="T")
FIRST_RELEASE = RuleSet("1.0", frozenset({PASSED.id}))


def test_what_came_after_the_rule_set_is_provisional_and_decides_nothing() -> None:
    assert judge([PASSED, SECOND], Terms(LEDGER, FIRST_RELEASE, "mid"), whole=True) == Verdict(
        ExitCode.CONFORMANT,
        "conformant to the profile mid of the rule set 1.0 (1 of 1 required scenarios passed; 0 of 1 provisional)",
    )
    assert judge([PASSED, SECOND], Terms(LEDGER, EVERYTHING), whole=True).exit_code is ExitCode.NOT_CONFORMANT


def test_a_frozen_scenario_that_is_gone_is_a_gap() -> None:
    assert judge([row(Outcome.PASSED, name="T")], Terms(LEDGER, FIRST_RELEASE), whole=True) == Verdict(
        ExitCode.INCOMPLETE,
        "incomplete: 1 scenarios of the rule set 1.0 are gone, such as features/x.feature::test_S "
        "(0 of 0 required scenarios passed; 1 of 1 provisional)",
    )
