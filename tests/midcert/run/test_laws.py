"""Laws in a run: taken out of what runs, judged by what scenarios have told, reported as scenarios of their own."""

import json
from typing import Any

import pytest

from midcert.rules.laws.checks import asks_every_hour
from tests.midcert.run.project import A_B_C, FIRST, STEPS, Project

LAW = f"{FIRST}  Scenario: Law\n   Then {asks_every_hour.step}\n"
TELLS = """
from midcert.rules.laws.law import Law
from steps.words.phrase import phrase

@then(phrase("at every moment {law:Law}"))
def law(law: Law): raise NotImplementedError

@given(parsers.parse("the laws {laws} are at stake"))
def tells(request, laws):
    request.node.user_properties.append(("laws", laws))
"""
FAILS = '\n@then("it fails")\ndef it_fails(): assert 0, "seen"\n'
HELD, BROKEN = {"asks_every_hour": ""}, {"asks_every_hour": "after 2:00:00, berlin: it has not asked"}
WORKERS = ("-p", "xdist", "-n", "2")


def telling(name: str, stakes: dict[str, str], *, then: str = "c") -> str:
    return (
        f"{FIRST}  Scenario: {name}\n   Given the laws {json.dumps(stakes)} are at stake\n   When b\n   Then {then}\n"
    )


@pytest.fixture
def suite(project: Project) -> Project:
    project.write({"conftest.py": STEPS + TELLS, "features/a_law.feature": LAW})
    return project


def law(project: Project, *options: str) -> tuple[str, str, Any]:
    """What became of the law."""
    row = project.run(*options).rows["Law"]
    [step] = row["steps"]
    assert step["status"] == {"passed": "passed", "failed": "failed"}.get(row["outcome"], "not run")
    return row["outcome"], row["reason"], row["at_stake"]


@pytest.mark.parametrize("options", [(), WORKERS], ids=["alone", "with workers"])
def test_it_passes_where_it_was_at_stake_in_scenarios_that_passed(suite: Project, options: tuple[str, ...]) -> None:
    suite.write({"features/b.feature": telling("B", HELD), "features/c.feature": telling("C", HELD)})
    assert law(suite, *options) == ("passed", "", 2)


@pytest.mark.parametrize("options", [(), WORKERS], ids=["alone", "with workers"])
def test_it_fails_with_the_first_scenario_in_which_it_was_broken(suite: Project, options: tuple[str, ...]) -> None:
    suite.write({f"features/{name}.feature": telling(name.upper(), BROKEN) for name in "dcb"})
    assert law(suite, *options) == ("failed", f"{BROKEN['asks_every_hour']}; in features/b.feature::test_b", 3)


@pytest.mark.parametrize("options", [(), WORKERS], ids=["alone", "with workers"])
def test_what_led_to_it_is_told_with_the_law(suite: Project, options: tuple[str, ...]) -> None:
    led_to = {"asks_every_hour": ["0:00:00  berlin: facts"]}
    tells = TELLS + f"""    request.node.user_properties.append(("broken laws", {json.dumps(led_to)!r}))\n"""
    suite.write({"conftest.py": STEPS + tells, "features/b.feature": telling("B", BROKEN)})
    run = suite.run(*options)
    assert run.rows["Law"]["timeline"] == led_to["asks_every_hour"]
    assert "    0:00:00  berlin: facts\n" in run.out


def test_the_scenario_in_which_it_was_broken_stays_as_it_is(suite: Project) -> None:
    suite.write({"features/b.feature": telling("B", BROKEN)})
    run = suite.run()
    assert (run.code, run.rows["B"]["outcome"]) == (pytest.ExitCode.TESTS_FAILED, "passed")
    assert run.document["verdict"]["sentence"].startswith("not conformant (1 failed; 2 of 3 ")


NOWHERE = "the target has done nothing in all scenarios that it speaks of"


def test_one_that_failed_lets_no_law_pass(suite: Project) -> None:
    suite.write({"conftest.py": STEPS + TELLS + FAILS, "features/b.feature": telling("B", HELD, then="it fails")})
    assert law(suite) == ("not applicable", NOWHERE, 0)


def test_one_that_failed_can_break_a_law(suite: Project) -> None:
    suite.write({"conftest.py": STEPS + TELLS + FAILS, "features/b.feature": telling("B", BROKEN, then="it fails")})
    assert law(suite) == ("failed", f"{BROKEN['asks_every_hour']}; in features/b.feature::test_b", 0)


@pytest.mark.parametrize("stakes", [{}, {"asks_at_once_when_up": ""}])
def test_what_is_at_stake_nowhere_does_not_apply_or_is_not_verified(suite: Project, stakes: dict[str, str]) -> None:
    suite.write({"features/b.feature": telling("B", stakes)})
    assert law(suite) == ("not applicable", NOWHERE, 0)
    narrowed = ("features/a_law.feature", "features/b.feature")
    assert law(suite, *narrowed) == ("not verified", "at stake in no scenario that ran and passed", 0)


def test_one_that_is_deselected_is_not_judged(suite: Project) -> None:
    suite.write({"features/b.feature": telling("B", BROKEN)})
    run = suite.run("-k", "not law")
    assert (run.code, set(run.rows)) == (0, {"S", "B"})


def test_in_a_narrowed_run_it_is_judged_by_what_ran(suite: Project) -> None:
    suite.write({"features/b.feature": telling("B", HELD), "features/c.feature": telling("C", BROKEN)})
    assert law(suite, "features/a_law.feature", "features/b.feature") == ("passed", "", 1)


def test_a_law_alone_runs_nothing(suite: Project) -> None:
    run = suite.run("features/a_law.feature")
    assert (run.code, run.rows["Law"]["outcome"]) == (0, "not verified")
    assert run.document["verdict"]["word"] == "incomplete"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (LAW.replace("   Then at", "   Given a\n   Then at"), "5: 'Law' has other steps beside a law, which would not"),
        (LAW.replace("AUTO-HOURLY", "ACC-OCSP"), "5: 'Law' states a law of AUTO-HOURLY, and stands under ACC-OCSP"),
        (LAW.replace("@mid", "@instance"), "5: 'Law' states a law that is kept by @mid"),
        (LAW.replace("an hour", "a day"), "6: no definition matches Then 'at every moment"),
        (f"{FIRST}  Scenario: At last\n   {A_B_C}   And {asks_every_hour.step}\n", "5: 'At last' has other steps"),
    ],
)
def test_it_stands_alone_under_its_rule(suite: Project, text: str, problem: str) -> None:
    suite.write({"features/a_law.feature": text})
    run = suite.run()
    assert run.code == pytest.ExitCode.INTERRUPTED
    assert f"features/a_law.feature:{problem}" in run.prose
