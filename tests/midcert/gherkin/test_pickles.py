"""What will run of a feature file: each row of an outline, Backgrounds first, every step with what it is for."""

from pathlib import Path

import pytest

from midcert.gherkin.pickles import Case, Kind, cases_of
from midcert.gherkin.tree import read
from midcert.run.layout import FEATURES

FEATURE = """@mid
Feature: The hourly check
  Background:
    Given a
    And b

  @AUTO-HOURLY
  Rule: It asks
    Background:
      Given c

    @slow
    Scenario Outline: After <minutes>
      When <minutes> pass
      But not <seconds>
      Then a table
        | <minutes> |
      And a text
        \"\"\"
        <seconds>
        \"\"\"

      Examples:
        | case | minutes | seconds |
        | one  | 1       | 2       |

      Examples:
        | minutes | case | seconds |
        | 3       | two  |         |

    Scenario: Alone
      Then d
"""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return cases_of(read(FEATURE), ["AUTO-HOURLY", "AUTO-OTHER"])


def test_each_row_of_all_examples_is_a_case_of_its_own(cases: list[Case]) -> None:
    assert [(case.name, case.written, case.line) for case in cases] == [
        ("After 1", "After <minutes>", 13),
        ("After 3", "After <minutes>", 13),
        ("Alone", "Alone", 31),
    ]
    rows = [case.row for case in cases if case.row]
    assert [(row.number, row.line, list(row.values.items())) for row in rows] == [
        (1, 25, [("case", "one"), ("minutes", "1"), ("seconds", "2")]),
        (2, 29, [("minutes", "3"), ("case", "two"), ("seconds", "")]),
    ]
    assert cases[2].row is None


def test_steps_of_both_backgrounds_come_first(cases: list[Case]) -> None:
    for case in cases:
        assert [step.text for step in case.steps if step.background] == ["a", "b", "c"]
        assert case.steps[3:] == case.own


def test_a_step_is_what_its_keyword_means(cases: list[Case]) -> None:
    assert [(step.keyword, step.kind) for step in cases[0].steps] == [
        ("Given", Kind.GIVEN),
        ("And", Kind.GIVEN),
        ("Given", Kind.GIVEN),
        ("When", Kind.WHEN),
        ("But", Kind.WHEN),
        ("Then", Kind.THEN),
        ("And", Kind.THEN),
    ]


def test_placeholders_are_filled_in_texts_tables_and_docstrings_and_stay_where_it_was_written(
    cases: list[Case],
) -> None:
    wait, but, table, text = cases[0].own
    assert (wait.text, wait.written) == ("1 pass", "<minutes> pass")
    assert (but.text, table.table, text.docstring) == ("not 2", [["1"]], "2")


def test_tags_are_those_of_feature_rule_and_scenario_and_name_one_rule(cases: list[Case]) -> None:
    assert cases[0].tags == {"mid", "AUTO-HOURLY", "slow"}
    assert [case.rule_id for case in cases] == ["AUTO-HOURLY"] * 3
    assert {case.rule_name for case in cases} == {"It asks"}
    several = cases_of(read(FEATURE.replace("@slow", "@AUTO-OTHER")), ["AUTO-HOURLY", "AUTO-OTHER"])
    assert [case.rule_id for case in several] == [None, None, "AUTO-HOURLY"]
    assert cases_of(read(FEATURE), [])[0].rule_id is None


@pytest.mark.parametrize("path", sorted(FEATURES.rglob("*.feature")), ids=lambda path: path.stem)
def test_every_feature_of_the_suite_can_be_read(path: Path) -> None:
    made = cases_of(read(path.read_text("utf-8")), [])
    assert made
    columns = [(case, column) for case in made if case.row for column in case.row.values]
    assert [column for case, column in columns for step in case.steps if f"<{column}>" in step.text] == []
