import msgspec
import pytest

from midcert.reports.reds import MAX_IN_FULL, groups, told, where_the_rest_is
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.rules.ledger import Ledger, Level
from tests.midcert.reports.red import OF_AN_OUTLINE, STEPS, row
from tests.midcert.results.made import ledger, rule

RULES = ledger(*(rule(f"A-{number}") for number in range(9)), rule("I-1", Level.INTERPRETED))
GIVEN_FAILED = [msgspec.structs.replace(STEPS[2], kind="given")]


def text(rows: list[Row], known: Ledger = RULES, most: int = MAX_IN_FULL) -> list[str]:
    return [line.text for line in told(groups(rows, known), most)]


def accounts(lines: list[str]) -> int:
    return sum(line.startswith("Scenario: ") for line in lines)


def test_required_rules_come_first_then_those_with_most_reds() -> None:
    rows = [*(row(number, "I-1", level=Level.INTERPRETED) for number in range(5)), row(6, "A-1")]
    rows += [row(7, "A-2"), row(8, "A-2"), row(9, "A-2", outcome=Outcome.PASSED)]
    rows.append(row(10, "A-2", outcome=Outcome.NOT_APPLICABLE))
    found = groups(rows, RULES)
    assert [(group.rule.id if group.rule else "", group.count) for group in found] == [
        ("A-2", "2 of 3"),
        ("A-1", "1 of 1"),
        ("I-1", "5 of 5"),
    ]


def test_a_rule_shows_its_sentence_one_scenario_in_full_and_names_the_others() -> None:
    lines = text([row(number, "A-1") for number in range(12)])
    assert lines[:2] == ["Rule A-1 (required): It asks.", "  12 of 12 scenarios red"]
    assert accounts(lines) == 1
    place = lines.index("  red for the same rule (--scenario ID shows one):")
    assert lines[place + 1] == "    features/x.feature::test_1"
    assert lines[place + 9 : place + 10] == ["    and 3 more"]


def of_outline(case: str, name: str = "o", **changes: object) -> Row:
    """A row of an outline."""
    about = {"id": f"features/x.feature::test_{name}[{case}-1]", "example": {"case": case, "count": "1"}}
    return row(2, "A-1", **about, outline=OF_AN_OUTLINE, **changes)


def test_of_an_outline_the_first_row_is_named_by_an_id_that_can_be_run_and_the_others_are_counted() -> None:
    rows = [row(1, "A-1"), *(of_outline(case) for case in ("at noon", "b", "c")), of_outline("d", "p")]
    lines = text([*rows, of_outline("e", "q"), of_outline("f", "q")])
    place = lines.index("  red for the same rule (--scenario ID shows one):")
    assert lines[place + 1 : place + 4] == [
        "    'features/x.feature::test_o[at noon-1]'  (and 2 rows more)",
        "    'features/x.feature::test_p[d-1]'",
        "    'features/x.feature::test_q[e-1]'  (and 1 row more)",
    ]


def test_what_became_of_the_other_cases_of_the_outline_is_said_below_the_scenario_that_is_shown() -> None:
    passed = [of_outline(case, outcome=Outcome.PASSED) for case in ("b", "c")]
    elsewhere = [of_outline("x", "p"), of_outline("y", "p", outcome=Outcome.PASSED)]
    lines = text([of_outline("a"), of_outline("d"), *passed, *elsewhere])
    place = lines.index("  once more: midcert certify --scenario ID")
    assert lines[place + 1 : place + 4] == ["", "  other cases red: d", "  other cases passed: b; c"]
    assert text([of_outline("a"), *passed])[-3:] == ["", "  other cases passed: b; c", ""]


def test_of_many_cases_the_first_are_named() -> None:
    lines = text([of_outline(case) for case in "abcdefghijk"])
    assert "  other cases red: b; c; d; e; f; g; h; i; and 2 more" in lines


def test_without_other_cases_nothing_is_said_of_them() -> None:
    alone = [of_outline("a"), of_outline("b", "p"), row(3, "A-1", outcome=Outcome.PASSED)]
    assert "other cases" not in "\n".join(text(alone))
    lines = text([of_outline("a")])
    assert lines[-3:] == ["", "  once more: midcert certify --scenario ID", ""]


def test_a_scenario_with_steps_is_shown_rather_than_a_law() -> None:
    assert "Scenario: The check number 2 comes" in text([row(1, "A-1", at_stake=3), row(2, "A-1")])


def test_how_an_interpreted_rule_is_read_is_said() -> None:
    read = ledger(msgspec.structs.replace(rule("I-1", Level.INTERPRETED), reading="At noon."))
    assert "  read as: At noon." in text([row(1, "I-1", level=Level.INTERPRETED)], read)


def test_at_most_five_are_shown_in_full_and_the_others_with_their_first_scenario() -> None:
    lines = text([row(number, f"A-{number}") for number in range(9)])
    assert accounts(lines) == 5
    assert lines[lines.index("red as well:") + 1 : lines.index("red as well:") + 3] == [
        "  1 of 1  A-5 (required): It asks.",
        "    features/x.feature::test_5",
    ]


@pytest.mark.parametrize("reds", [200, 2000])
def test_however_much_is_red_it_can_be_read(reds: int) -> None:
    many = ledger(*(rule(f"A-{number}") for number in range(100)))
    assert len(text([row(number, f"A-{number % 100}") for number in range(reds)], many)) < 250


def test_what_ends_scenarios_whatever_they_are_about_is_said_once() -> None:
    rows = [
        row(number, f"A-{number}", outcome=Outcome.CRASHED, reason="it ended", mismatch=None) for number in range(9)
    ]
    lines = text(rows)
    assert lines[0] == "9 times the same, crashed: it ended"
    assert accounts(lines) == 1
    assert accounts(text([row(number, f"A-{number}", steps=GIVEN_FAILED) for number in range(9)])) == 1


def test_a_scenario_of_which_nothing_is_known_has_a_group_too() -> None:
    assert text([row(1, None, outcome=Outcome.ERROR, steps=[], mismatch=None)])[0].startswith("Rule unknown")


def test_without_accounts_every_rule_has_two_lines() -> None:
    lines = text([row(1, "A-1"), row(2, "A-2")], most=0)
    assert accounts(lines) == 0
    assert lines[0] == "red:"


def test_what_is_not_shown_is_said_to_be_where_it_is() -> None:
    found = groups([row(1, "A-1"), row(2, "A-1")], RULES)
    one = " ".join(line.text.strip() for line in where_the_rest_is(found, 5, ["r.json", "j"]))
    assert "1 of 2 red scenarios in full" in one
    assert one.endswith("all of them are in r.json and j.")
    assert "--run FILE writes all of them" in "".join(line.text for line in where_the_rest_is(found, 5, []))
    assert list(where_the_rest_is(groups([row(1, "A-1")], RULES), 5, [])) == []
