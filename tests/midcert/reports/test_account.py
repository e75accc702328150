import msgspec
import pytest

from midcert.reports.account import MAX_LAST_WORDS, account
from midcert.reports.lines import WIDTH_COLUMNS, Look
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status
from tests.midcert.reports.red import OF_AN_OUTLINE, STEPS, row, step

HOSTILE = "\x1b[31m\x1b]0;title\x07\u202e\r\nVerdict: conformant\x9b1m"


def told(red: Row) -> list[str]:
    return [line.text for line in account(red)]


def test_the_steps_are_ticked_up_to_the_one_that_failed_with_what_was_expected_and_seen() -> None:
    assert told(row(timeline=["0:00:00  scenario: When 1 hour passes", "0:59:59  berlin: facts"])) == [
        "Scenario: The check number 1 comes",
        "features/x.feature:5",
        "",
        '  0:00:00  ✓ Given the MID Server "berlin" runs Orlando Patch 1',
        "  0:00:00  ✓ When 1 hour passes",
        '  1:00:00  ✗ Then "berlin" has checked once, on the hour',
        '             checks of "berlin" since the last When, counted from its start, its',
        "               Up or its first check:",
        "             expected 1:00:00",
        "             seen     none, the last one at 0:00:00",
        '           · And "berlin" still follows the instance',
        "",
        "  what happened, in virtual time (--follow tells it line by line):",
        "    0:00:00  scenario: When 1 hour passes",
        "    0:59:59  berlin: facts",
        "",
        "  once more: midcert certify --scenario ID",
    ]


def test_what_passed_is_good_what_failed_is_bad_and_what_did_not_run_is_faint() -> None:
    looks = {line.text.strip(): line.look for line in account(row())}
    assert looks["0:00:00  ✓ When 1 hour passes"] is Look.GOOD
    assert looks["expected 1:00:00"] is looks['1:00:00  ✗ Then "berlin" has checked once, on the hour'] is Look.BAD
    assert looks['· And "berlin" still follows the instance'] is Look.FAINT


def test_a_row_of_an_outline_says_which_and_where_it_stands() -> None:
    lines = told(row(outline=OF_AN_OUTLINE, example={"case": "late", "when": "at night"}))
    assert lines[1:3] == ["features/x.feature:31", "Example case: late, when: at night"]


def test_tables_and_texts_stand_below_their_step() -> None:
    given = msgspec.structs.replace(STEPS[0], table=[["a", "b"], ["c", "d"]], docstring="one\ntwo")
    lines = told(row(steps=[given, *STEPS[1:]]))
    assert [line.strip() for line in lines[4:8]] == ["| a | b |", "| c | d |", "one", "two"]


@pytest.mark.parametrize("outcome", [Outcome.HUNG, Outcome.CRASHED])
def test_a_target_that_ended_says_how_below_the_step(outcome: Outcome) -> None:
    lines = told(row(outcome=outcome, reason="setup: it ended", mismatch=None))
    assert lines[6].strip() == f"{outcome}: setup: it ended"


def test_a_fault_of_the_suite_is_called_so() -> None:
    text = " ".join(" ".join(told(row(outcome=Outcome.ERROR, reason="KeyError: 'x'", mismatch=None))).split())
    assert "error: KeyError: 'x'" in text
    assert "the fault is the suite's, and says nothing about the target; --python-traceback shows where it is" in text


def test_a_failure_that_no_step_had_is_told_below_the_steps() -> None:
    steps = [step("Given a", Status.PASSED, 6)]
    assert told(row(steps=steps, outcome=Outcome.HUNG, reason="no answer to teardown", mismatch=None))[3:5] == [
        "  0:00:00  ✓ Given a",
        "  hung: no answer to teardown",
    ]
    assert (
        told(row(steps=[], outcome=Outcome.ERROR, reason="it died", mismatch=None, repeat=""))[3] == "  error: it died"
    )


def test_a_law_says_what_broke_it_and_has_no_times() -> None:
    law = row(
        steps=[step("Then at every moment it holds", Status.FAILED)], mismatch=None, reason="after 1:00:00, berlin: x"
    )
    assert told(law)[3:5] == ["    ✗ Then at every moment it holds", "      after 1:00:00, berlin: x"]


def test_of_much_that_the_target_said_the_end_is_shown() -> None:
    lines = told(row(last_words="\n".join(f"line {number}" for number in range(20))))
    place = lines.index("  the target has said on its standard error:")
    assert lines[place + 1] == "    (12 lines before)"
    assert lines[place + 2 : place + 2 + MAX_LAST_WORDS] == [f"    line {number}" for number in range(12, 20)]


def test_all_but_ids_and_commands_fits_into_the_terminal() -> None:
    long = [step(f"Given {'a word and ' * 30}", Status.PASSED, 6), *STEPS]
    lines = told(
        row(
            steps=long, reason="r" * 300, timeline=["0:00:00  berlin: " + "x y " * 60 + "/x" * 99], last_words="z" * 500
        )
    )
    assert [line for line in lines if len(line) > WIDTH_COLUMNS and "zzz" not in line] == []


def test_nothing_that_a_target_said_does_anything_to_the_terminal() -> None:
    red = row(reason=HOSTILE, last_words=HOSTILE, example={HOSTILE: HOSTILE}, mismatch=None, outcome=Outcome.CRASHED)
    for line in told(red):
        assert line == "" or line.isprintable()
        assert not line.startswith("Verdict")
