"""The rows are honest in every state, and the same whichever process ran the scenarios."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.midcert.run.project import FIRST, PLUGINS, STEPS, Project, Run
from tests.midcert.run.states import FAILED, FATAL_STEPS, FEATURE, MORE_STEPS, NOT_RUN, PASSED, RICH, STATES


def outcomes(run: Run) -> dict[str, tuple[str, list[str]]]:
    return {name: (row["outcome"], [step["status"] for step in row["steps"]]) for name, row in run.rows.items()}


def timeless(document: dict[str, Any]) -> dict[str, Any]:
    asked = {**document["asked"], "given": []}
    return {**document, "began": "", "asked": asked, "rows": [{**row, "seconds": 0} for row in document["rows"]]}


def project_with_states(projects: Callable[[], Project]) -> Project:
    project = projects()
    project.write(
        {"conftest.py": STEPS + MORE_STEPS, "features/states.feature": FEATURE, "features/rich.feature": RICH}
    )
    return project


@pytest.fixture(scope="module")
def project_of_states(projects: Callable[[], Project]) -> Project:
    return project_with_states(projects)


@pytest.fixture(scope="module")
def run(project_of_states: Project) -> Run:
    return project_of_states.run("features/states.feature", "features/rich.feature", "features/good.feature", "-rN")


@pytest.mark.parametrize("name", STATES)
def test_it_says_what_became_of_scenario_and_steps(run: Run, name: str) -> None:
    _, outcome, reason, statuses = STATES[name]
    row = run.rows[name]
    assert (row["outcome"], [step["status"] for step in row["steps"]]) == (outcome, statuses)
    assert row["reason"] == reason or (reason.endswith("*") and row["reason"].startswith(reason[:-1]))
    assert row["seconds"] >= 0


def test_there_is_a_row_for_each_scenario_and_row_of_examples(run: Run) -> None:
    assert len(run.document["rows"]) == len(STATES) + 2 + 1
    places = [(row["file"], row["line"], (row["outline"] or {}).get("number", 0)) for row in run.document["rows"]]
    assert places == sorted(places)


def test_a_row_says_what_the_feature_and_the_ledger_say(run: Run) -> None:
    row = run.rows["it holds for 4"]
    assert row["id"] == "features/rich.feature::test_it_holds_for[four-4]"
    assert (row["file"], row["line"], row["feature"]) == ("features/rich.feature", 12, "Rich")
    assert (row["rule_name"], row["rule_id"], row["level"], row["role"]) == (
        "OCSP is asked",
        "ACC-OCSP",
        "interpreted",
        "system",
    )
    assert row["example"] == {"case": "four", "x": "4"}
    assert row["outline"] == {"name": "it holds for <x>", "number": 2, "line": 24}
    assert row["tags"] == ["both"]
    assert [(step["kind"], step["background"]) for step in row["steps"]] == [
        ("given", True),
        ("given", True),
        ("then", False),
        ("then", False),
        ("then", False),
    ]
    assert row["steps"][2]["written"] == '"<x>" holds'
    assert [(step["line"], step["keyword"], step["text"]) for step in row["steps"]] == [
        (4, "Given", "a"),
        (10, "Given", "a"),
        (13, "Then", '"4" holds'),
        (14, "And", "a text"),
        (18, "And", "each row is even"),
    ]
    assert row["steps"][3]["docstring"] == "4 it is"
    assert row["steps"][4]["table"] == [["4"]]


@pytest.mark.parametrize(
    "options", [("-p", "no:terminal"), ("-p", "xdist", "-n2"), ("-p", "randomly"), ("-q", "--tb=no", "--capture=no")]
)
def test_nothing_but_the_time_depends_on_how_it_is_run(
    run: Run, projects: Callable[[], Project], options: tuple[str, ...]
) -> None:
    other = project_with_states(projects).run("features", *options)
    assert timeless(other.document) == timeless(run.document)
    assert other.code == run.code == pytest.ExitCode.TESTS_FAILED


def test_an_interrupted_scenario_is_not_verified_and_what_follows_has_no_row(project: Project) -> None:
    feature = f"{FIRST}  Scenario: A\n   Then c\n  Scenario: B\n   When it is interrupted\n   Then c\n"
    project.write(
        {"conftest.py": STEPS + FATAL_STEPS, "features/a.feature": f"{feature}  Scenario: C\n   Then c\n"},
    )
    run = project.run("features/a.feature")
    assert run.code == pytest.ExitCode.INTERRUPTED
    assert outcomes(run) == {"A": ("passed", [PASSED]), "B": ("not verified", [NOT_RUN, NOT_RUN])}
    assert run.rows["B"]["reason"] == "the run was interrupted"
    assert run.document["verdict"]["sentence"].startswith("incomplete")


def test_a_worker_that_dies_leaves_an_error_and_the_others_go_on(project: Project) -> None:
    project.write({"features/a.feature": f"{FIRST}  Scenario: B\n   When the process dies\n   Then c\n"})
    project.write({"conftest.py": STEPS + FATAL_STEPS})
    run = project.run("features/a.feature", "features/good.feature", "-p", "xdist", "-n2")
    assert outcomes(run) == {"S": ("passed", [PASSED] * 4), "B": ("error", [NOT_RUN, NOT_RUN])}
    assert run.rows["B"]["reason"].startswith("worker 'gw")
    assert (run.rows["B"]["file"], run.rows["B"]["line"]) == ("features/a.feature", 5)
    assert run.document["verdict"]["exit_code"] == 3


def test_a_run_that_stops_early_has_no_rows_for_what_never_began(project: Project) -> None:
    project.write({"conftest.py": STEPS + MORE_STEPS})
    scenarios = "  Scenario: A\n   When assertion is raised\n   Then c\n  Scenario: B\n   Then c\n"
    project.write({"features/a.feature": FIRST + scenarios})
    run = project.run("-x", "features/a.feature")
    assert outcomes(run) == {"A": ("failed", [FAILED, NOT_RUN])}
    assert not run.document["whole"]


def test_the_row_is_a_property_of_the_junit_report(project: Project) -> None:
    project.run("--junitxml=junit.xml", "-o", "junit_family=xunit1")
    report = project.path.joinpath("junit.xml").read_text("utf-8")
    assert '<property name="scenario" value="{&quot;id&quot;:&quot;features/good.feature::test_s&quot;' in report
    assert 'file="features/good.feature" line="4"' in report


def test_tests_beside_the_features_are_none_of_its_business(project: Project) -> None:
    project.write({"test_beside.py": "def test_it(): pass\n"})
    run = project.run("test_beside.py", "-p", "no:terminal")
    assert run.code == 0
    assert not project.path.joinpath("results.json").exists()


def test_the_plugins_of_the_command_line_are_enough(project: Project) -> None:
    run = project.run(plugins=("-p", "midcert.run.plugin"))
    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert run.err.strip() == "ERROR: pytest-bdd is not loaded: add -p pytest_bdd.plugin"
    assert project.run(plugins=PLUGINS).code == 0
