from midcert.reports.html_page import page_of_run, page_of_specification
from midcert.reports.html_rules import RuleOnPage
from midcert.reports.html_states import State
from midcert.reports.html_timeline import Timeline
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from tests.midcert.reports.made_pages import KNOWN, outline_rows, row, run


def nothing(row: Row, state: State) -> Timeline | None:
    del row, state


def rules(*rows: Row) -> dict[str, RuleOnPage]:
    page = page_of_run(run(rows), KNOWN, nothing)
    return {each.rule.id: each for chapter in page.chapters for each in chapter.rules}


def test_chapters_and_rules_stand_in_the_order_of_the_documentation() -> None:
    page = page_of_run(run([row()]), KNOWN, nothing)
    assert [chapter.title for chapter in page.chapters] == ["Upgrade methods", "The Down state"]
    assert [each.rule.id for each in page.chapters[0].rules] == ["A-ONE", "A-TWO", "A-PLANNED"]


def test_a_rule_stands_as_its_worst_scenario() -> None:
    found = rules(
        row(), row(Outcome.HUNG, name="T"), row(Outcome.NOT_APPLICABLE, "A-TWO"), row(rule_id="A-TWO", name="U")
    )
    assert {name: each.state for name, each in found.items()} == {
        "A-ONE": State.FAILED,
        "A-TWO": State.PASSED,
        "A-PLANNED": State.PLANNED,
        "B-ONE": State.NOT_RUN,
        "B-INFO": State.NOTHING,
    }
    assert found["A-ONE"].said == "failed; 1 of 2 scenarios passed"
    assert found["A-TWO"].said == "1 of 1 scenarios passed"
    assert found["B-ONE"].said == "not run"


def test_rows_of_an_outline_are_one_group_and_those_of_a_rule_of_a_file_one_part() -> None:
    [part] = rules(row(), *outline_rows(Outcome.PASSED, Outcome.FAILED))["A-ONE"].parts
    assert [(group.title, len(group.scenarios), list(group.columns)) for group in part.groups] == [
        ("S", 1, []),
        ("Waits <long>", 2, ["case", "long"]),
    ]
    assert part.about == ["Why it asks."]


def test_a_case_leads_to_its_scenarios_where_they_ran() -> None:
    hour, day = rules(row())["A-ONE"].cases
    assert (hour.scenarios, day.scenarios) == ([("S", "s-s")], [("Gone", "")])


def test_every_scenario_has_a_place_of_its_own() -> None:
    lost = [row(Outcome.ERROR, None), row(Outcome.ERROR, None)]  # of the rows of an outline, when a process has died
    page = page_of_run(run([row(), *outline_rows(Outcome.PASSED, Outcome.PASSED), *lost]), KNOWN, nothing)
    assert [each.anchor for each in page.strays] == ["s-s-x2", "s-s-x3"]
    [part] = page.chapters[0].rules[0].parts
    assert [each.anchor for group in part.groups for each in group.scenarios] == ["s-s", "s-waits-1", "s-waits-2"]


def test_failures_that_decide_come_first() -> None:
    rows = [row(Outcome.FAILED, "A-TWO"), row(Outcome.CRASHED, "B-ONE", "T"), row(Outcome.DEVIATION, "A-ONE", "U")]
    page = page_of_run(run(rows), KNOWN, nothing)
    assert [each.rule.id for each in page.failing] == ["A-ONE", "B-ONE", "A-TWO"]
    assert page.failures == 3
    assert page.opened == {"s-s", "s-t", "s-u"}


def test_what_many_failures_have_in_common_is_said_once() -> None:
    rows = [row(Outcome.FAILED, name=f"S{number}", reason="expected 1; seen 0") for number in range(5)]
    assert page_of_run(run(rows), KNOWN, nothing).in_common == [("expected 1; seen 0", 5)]
    assert page_of_run(run(rows[1:]), KNOWN, nothing).in_common == []


def test_a_tally_leaves_out_what_does_not_apply() -> None:
    rows = [row(), row(Outcome.FAILED, name="T"), row(Outcome.NOT_APPLICABLE, name="U")]
    [tally] = page_of_run(run(rows), KNOWN, nothing).tallies
    assert (tally.passed, tally.applicable) == (1, 2)
    assert tally.bars == [(State.PASSED, "1 passed", 0.0, 50.0), (State.FAILED, "1 failed", 50.0, 50.0)]


def test_where_nothing_applies_there_is_no_bar() -> None:
    [tally] = page_of_run(run([row(Outcome.NOT_APPLICABLE)]), KNOWN, nothing).tallies
    assert (tally.applicable, tally.bars) == (0, [])


def test_gaps_and_what_else_is_to_be_known_stand_at_the_head() -> None:
    page = page_of_run(run([row()], gaps=["not the whole suite ran"]), KNOWN, nothing, ["another suite"])
    assert page.warnings == ["another suite", "not the whole suite ran"]


def test_without_a_run_nothing_has_an_outcome() -> None:
    page = page_of_specification([row(Outcome.PASSED)], (), "1.0", KNOWN)
    assert not page.is_run
    assert (page.chapters[0].rules[0].state, page.chapters[0].rules[0].mark) == (State.NOT_RUN, "1")
    assert (page.failures, page.count) == (0, 1)
