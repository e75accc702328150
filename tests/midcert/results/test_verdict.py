import pytest

from midcert.results.deviations import Deviation, Deviations
from midcert.results.outcomes import ExitCode, Outcome, Word
from midcert.results.row import Row
from midcert.results.verdict import Counts, Terms, Verdict, judge
from midcert.rules.ledger import Ledger, Level
from midcert.rules.rule_sets import DRAFT, RuleSet
from tests.midcert.results import made
from tests.midcert.results.made import ledger, rule

RELEASE = RuleSet("1.0", None)
LEDGER = ledger(rule("A-ONE"), rule("B-ONE", Level.INTERPRETED))


def told(verdict: Verdict) -> tuple[ExitCode, str]:
    return verdict.exit_code, verdict.sentence


def row(outcome: Outcome, level: Level = Level.REQUIRED, name: str = "S", rule_id: str = "A-ONE") -> Row:
    of = rule_id if level is Level.REQUIRED else "B-ONE"
    return made.row(outcome, of, level, node_id=f"features/x.feature::test_{name}", name=name)


PASSED = row(Outcome.PASSED)
INTERPRETED = Level.INTERPRETED


@pytest.mark.parametrize(
    ("rows", "code", "sentence"),
    [
        ([], ExitCode.NOTHING_RAN, "nothing ran"),
        ([PASSED, PASSED], ExitCode.PASSED, "conformant to the rule set 1.0 (2 of 2 required scenarios passed)"),
        (
            [PASSED, row(Outcome.PASSED, INTERPRETED), row(Outcome.FAILED, INTERPRETED)],
            ExitCode.PASSED,
            "conformant to the rule set 1.0 (1 of 1 required scenarios passed; 1 of 2 interpreted)",
        ),
        (
            [PASSED, row(Outcome.NOT_APPLICABLE)],
            ExitCode.PASSED,
            "conformant to the rule set 1.0 (1 of 1 required scenarios passed, 1 not applicable)",
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
            ExitCode.PASSED,
            "conformant to the rule set 1.0 (1 of 1 required scenarios passed; 0 of 1 interpreted)",
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
    assert told(judge(rows, Terms(LEDGER, RELEASE), whole=True)) == (code, sentence)


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
    verdict = judge([PASSED, row(outcome)], Terms(LEDGER, RELEASE), whole=False)
    assert verdict.exit_code is code
    assert ("not the whole suite ran" in verdict.sentence) == (code is not ExitCode.HARNESS_ERROR)


def test_a_narrowed_run_in_which_nothing_ran_says_so() -> None:
    assert judge([], Terms(LEDGER, RELEASE), whole=False).exit_code is ExitCode.NOTHING_RAN


def test_a_planned_rule_is_no_gap_but_a_lost_one_is() -> None:
    planned = Ledger({**LEDGER.rules, "A-TWO": rule("A-TWO", planned=True)})
    assert judge([PASSED], Terms(planned, RELEASE), whole=True).exit_code is ExitCode.PASSED
    more = Ledger(
        {**planned.rules, "A-NEW": rule("A-NEW", planned=True), "B-NEW": rule("B-NEW", INTERPRETED, planned=True)}
    )
    assert told(judge([PASSED], Terms(more, RELEASE), whole=True)) == (
        ExitCode.PASSED,
        "conformant to the rule set 1.0 (1 of 1 required scenarios passed; required rules without scenarios yet: 2)",
    )
    lost = Ledger({**LEDGER.rules, "A-TWO": rule("A-TWO"), "A-THREE": rule("A-THREE")})
    assert told(judge([PASSED], Terms(lost, RELEASE), whole=True)) == (
        ExitCode.INCOMPLETE,
        "incomplete: 2 required rules have no scenario (1 of 1 required scenarios passed)",
    )


def test_a_deviation_that_does_not_hold_keeps_a_run_from_being_judged() -> None:
    over = Deviations((Deviation(reason="x", rule="A-ONE"),))
    assert told(judge([PASSED], Terms(LEDGER, RELEASE, deviations=over), whole=True)) == (
        ExitCode.BAD_INPUT,
        "deviations that do not hold: 1 (1 of 1 required scenarios passed)",
    )
    assert (
        judge([row(Outcome.ERROR)], Terms(LEDGER, RELEASE, deviations=over), whole=True).exit_code
        is ExitCode.HARNESS_ERROR
    )


SECOND = row(Outcome.FAILED, name="T")
FIRST_RELEASE = RuleSet("1.0", frozenset({PASSED.id}))


def test_what_came_after_the_rule_set_is_provisional_and_decides_nothing() -> None:
    assert told(judge([PASSED, SECOND], Terms(LEDGER, FIRST_RELEASE, "mid"), whole=True)) == (
        ExitCode.PASSED,
        "conformant to the profile mid of the rule set 1.0 (1 of 1 required scenarios passed; 0 of 1 provisional)",
    )
    assert judge([PASSED, SECOND], Terms(LEDGER, RELEASE), whole=True).exit_code is ExitCode.NOT_CONFORMANT


def test_a_frozen_scenario_that_is_gone_is_a_fault_of_the_suite() -> None:
    assert told(judge([row(Outcome.PASSED, name="T")], Terms(LEDGER, FIRST_RELEASE), whole=True)) == (
        ExitCode.HARNESS_ERROR,
        (
            "harness error: scenarios of the rule set 1.0 that are gone: 1, such as features/x.feature::test_S "
            "(0 of 0 required scenarios passed; 1 of 1 provisional)"
        ),
    )


DRAFT_SET = RuleSet(DRAFT, None)


@pytest.mark.parametrize(("profile", "of"), [("", ""), ("mid", " of the profile mid")])
def test_a_draft_is_passed_as_far_as_it_goes_and_nothing_is_conformant_to_it(profile: str, of: str) -> None:
    planned = ledger(rule("A-ONE"), rule("A-TWO", planned=True))
    verdict = judge([PASSED], Terms(planned, DRAFT_SET, profile), whole=True)
    assert verdict.word is Word.PASSED_DRAFT
    assert told(verdict) == (
        ExitCode.PASSED,
        f"passed what there is (draft){of} (1 of 1 required scenarios passed; required rules without scenarios yet: 1)",
    )
    assert "conformant" not in verdict.sentence


def test_a_draft_is_judged_by_the_same_scenarios() -> None:
    assert judge([row(Outcome.FAILED)], Terms(LEDGER, DRAFT_SET), whole=True).word is Word.NOT_CONFORMANT
    assert judge([PASSED], Terms(LEDGER, DRAFT_SET), whole=False).word is Word.INCOMPLETE


def test_the_parts_of_a_verdict_are_counts_by_level_and_outcome_and_all_gaps() -> None:
    rows = [PASSED, row(Outcome.NOT_VERIFIED, name="T"), row(Outcome.FAILED, INTERPRETED, name="U")]
    verdict = judge(rows, Terms(ledger(*LEDGER.rules.values(), rule("C-ONE")), FIRST_RELEASE), whole=True)
    assert verdict.counts == Counts({"passed": 1}, {"failed": 1}, {"not verified": 1}, 0)
    assert verdict.gaps == ["C-ONE has no scenario"]
    assert judge(rows, Terms(LEDGER, RELEASE), whole=False).gaps == ["not the whole suite ran", "1 not verified"]


def test_a_gap_may_hold_braces() -> None:
    gone = RuleSet("1.0", frozenset({"features/x.feature::test_S", "features/x.feature::test_s[{a}-{0}]"}))
    assert "test_s[{a}-{0}]" in judge([PASSED], Terms(LEDGER, gone), whole=True).sentence
