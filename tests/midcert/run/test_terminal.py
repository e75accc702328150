"""What the terminal says of a run from end to end."""

import json
from pathlib import Path

import pytest

from tests.midcert.run.certified import FAILING, STEPS, Runner
from tests.midcert.run.project import FIRST, Project
from tests.midcert.run.project import STEPS as OF_A_PROJECT

ELSEWHERE = """
from steps.words.expect import expect

@then("it was elsewhere")
def elsewhere(world):
    expect(world.observe.permits.held(), ["berlin"])
"""
FAILS = """
@when("it fails")
def it_fails():
    assert 0, "seen"
"""
RED = f"{FIRST}  Scenario: A\n   When it fails\n   Then c\n  Scenario: B\n   When it fails\n   Then c\n"
ACCOUNT = """\
Scenario: A
features/red.feature:5

    ✗ When it fails
      seen
    · Then c

  red for the same rule (--scenario ID shows one):
    features/red.feature::test_b
"""


@pytest.fixture
def red(project: Project) -> Project:
    project.write({"conftest.py": OF_A_PROJECT + FAILS, "features/red.feature": RED})
    return project


def test_what_is_red_is_told_in_the_words_of_the_features_and_in_no_python(red: Project) -> None:
    out = red.run().out
    assert ACCOUNT in out
    for python in ("def ", "Error", "conftest", "FAILURES", "FAILED", ".py"):
        assert python not in out.partition(" red scenarios ")[2]


def test_the_verdict_is_the_last_that_is_said(red: Project) -> None:
    for options in ((), ("-q",), ("-p", "xdist", "-n2"), ("--python-traceback",), ("-x",)):
        last = red.run(*options).out.rstrip().rpartition("\nVerdict: ")[2]
        assert last.startswith("not conformant")
        assert len(last.splitlines()) <= 3


def test_how_many_and_where_the_rest_is_stands_below(red: Project) -> None:
    said = red.run().prose
    assert "1 of 2 red scenarios in full; midcert certify --scenario ID shows another one" in said
    assert "all of them are in results.json." in said


@pytest.mark.parametrize("option", ["--python-traceback", "--tb=short"])
def test_python_is_shown_to_whoever_asks_for_it(red: Project, option: str) -> None:
    out = red.run(option).out
    assert out.count('assert 0, "seen"') == 2
    assert out.index("FAILURES") < out.index(" red scenarios ")


@pytest.mark.parametrize("option", ["-q", "--tb=no"])
def test_where_less_is_wanted_rules_are_named_and_no_scenario_in_full(red: Project, option: str) -> None:
    out = red.run(option).out
    assert "red:\n  2 of 3  AUTO-HOURLY (required): Every hour: it asks.\n    features/red.feature::test_a\n" in out
    assert "✗" not in out


def test_colours_are_there_where_they_are_wanted(red: Project) -> None:
    assert "\x1b[" not in red.run().out
    assert "\x1b[31m    ✗ When it fails\x1b[0m" in red.run("--color=yes").out


def test_what_the_junit_file_says_is_the_account(red: Project) -> None:
    red.run("--junit-xml=junit.xml")
    text = (red.path / "junit.xml").read_text("utf-8")
    assert "✗ When it fails\n      seen" in text
    assert "def it_fails" not in text


def test_what_is_no_scenario_is_pytest_s_to_tell(red: Project) -> None:
    red.write({"tests/test_own.py": "def test_own(): assert 0, 'of its own'\n"})
    out = red.run("features", "tests").out
    assert "def test_own(): assert 0, 'of its own'" in out
    assert "def it_fails" not in out
    assert "3 failed" in out


def test_a_red_scenario_has_its_question_its_time_and_the_command_that_repeats_it(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "features/failing.feature").write_text(FAILING, "utf-8")
    (tmp_path / "conftest.py").write_text(STEPS + ELSEWHERE, "utf-8")
    ran = run("--target=py:own:good", "--seed=2")
    place = ran.out.index("Scenario: failing")
    assert ran.out[place:].startswith(
        "Scenario: failing\nfeatures/failing.feature:6\n\n"
        "  0:00:00  ✓ When two hours pass\n"
        "  2:00:00  ✗ Then it was elsewhere\n"
        "             MID Servers that hold a permit:\n"
        "             expected berlin\n"
        "             seen     none\n\n"
        "  what happened, in virtual time (--follow tells it line by line):\n"
        "    0:00:00  scenario: When two hours pass\n\n"
        "  once more: midcert certify --scenario features/failing.feature::test_failing --target=py:own:good --seed=2\n"
    )
    [mismatch] = [
        row["mismatch"] for row in json.loads((tmp_path / "results.json").read_text("utf-8"))["rows"] if row["mismatch"]
    ]
    assert mismatch["question"] == {"asks": "permits.held", "about": []}
