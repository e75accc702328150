"""Several runs as a page: what they are of, and what became of each rule in each."""

from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page

from midcert.reports.html import html_of_matrix
from midcert.reports.html_matrix import OUTSIDE, Matrix, matrix_of
from midcert.reports.html_states import State
from midcert.results.outcomes import Outcome
from midcert.results.row import unknown
from midcert.results.run import Run
from tests.midcert.reports.runs import noon, run, times
from tests.midcert.reports.test_html import HOSTILE
from tests.midcert.results import made

LEDGER = made.ledger(made.rule("A-ONE"), made.rule("A-TWO", chapter="Access"), made.rule("A-NONE"))
FIRST = run(noon(), times("once", 1), times("twice", 2))
SECOND = run(noon(), times("once", 1, Outcome.FAILED, "seen 0"), times("twice", 2, Outcome.NOT_APPLICABLE, "no"))


def of(*runs: Run) -> Matrix:
    return matrix_of([f"{number}.json" for number, _ in enumerate(runs, 1)], runs, LEDGER)


def test_each_rule_that_a_run_has_is_a_line_in_the_order_of_the_documentation() -> None:
    matrix = of(FIRST, SECOND)
    assert [(chapter.title, [rule.name for rule in chapter.rules]) for chapter in matrix.chapters] == [
        ("Upgrade methods", ["A-ONE"]),
        ("Access", ["A-TWO"]),
    ]
    assert (matrix.count, matrix.differing) == (2, 1)


def test_a_cell_says_how_many_passed_of_those_that_apply_and_the_worst_state() -> None:
    (line,) = of(FIRST, SECOND, run(noon())).chapters[1].rules
    assert [(cell.state, cell.words) for cell in line.cells] == [
        (State.PASSED, "2/2"),
        (State.FAILED, "0/1"),
        (State.NOT_RUN, ""),
    ]


def test_below_a_rule_are_the_scenarios_that_ended_otherwise_with_their_reasons() -> None:
    (line,) = of(FIRST, SECOND).chapters[1].rules
    assert [(each.name, [(cell.words, cell.reason) for cell in each.cells]) for each in line.scenarios] == [
        ("It asks 1 times (once)", [("passed", ""), ("failed", "seen 0")]),
        ("It asks 2 times (twice)", [("passed", ""), ("not applicable", "no")]),
    ]


def test_scenarios_that_change_places_are_a_difference_although_as_many_pass() -> None:
    one = run(times("once", 1, Outcome.FAILED), times("twice", 2))
    other = run(times("once", 1), times("twice", 2, Outcome.FAILED))
    matrix = of(one, other)
    assert (matrix.differing, matrix.chapters[0].rules[0].differs) == (1, False)


def test_a_scenario_whose_rule_nobody_knows_is_shown_all_the_same() -> None:
    died = unknown("features/x.feature::test_s", "features/x.feature", 5, "S", "the process died")
    assert of(FIRST, run(died)).chapters[-1].title == OUTSIDE


def test_the_terms_are_those_of_each_and_it_shows_which_differ() -> None:
    other = msgspec.structs.replace(SECOND, asked=msgspec.structs.replace(SECOND.asked, seed=8))
    terms = {name: (values, differs) for name, values, differs in of(FIRST, other).terms}
    assert terms["seed"] == (["7", "8"], True)
    assert terms["transport"] == (["py", "py"], False)


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [360, 1440])
def test_it_is_shown_whole_whatever_the_implementations_say(page: Page, tmp_path: Path, width: int) -> None:
    text = "".join(HOSTILE)
    assert SECOND.tested
    hostile = run(noon(Outcome.FAILED, text), times("once", 1, Outcome.FAILED, text))
    hostile = msgspec.structs.replace(hostile, tested=msgspec.structs.replace(SECOND.tested, name=text))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    path = tmp_path / "matrix.html"
    path.write_text(html_of_matrix(of(FIRST, hostile, SECOND, FIRST, SECOND, FIRST)), "utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("row").filter(has_text="A-TWO").is_visible()
    assert page.get_by_text("They differ in 2 of 2 rules.").is_visible()
    assert said == []
