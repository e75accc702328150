from tests.midcert.run.project import FIRST, Project

OUTLINE = f"""{FIRST}  Scenario Outline: It asks after <minutes> minutes
   Given a
   Then "<minutes>" holds
   Examples:
    | case | minutes |
    | soon | 1       |
    | late | 60      |
"""
INSTANCE = """@instance
Feature: I
 @ISSUE-FIELDS
 Rule: R
  Scenario: Fields
   Then c
"""
SOON = "features/auto/hourly.feature::test_it_asks_after_minutes[soon-1]"
LATE = "features/auto/hourly.feature::test_it_asks_after_minutes[late-60]"
FIELDS = "features/issues.feature::test_fields"


def prepared(project: Project) -> Project:
    project.path.joinpath("features/good.feature").unlink()
    project.write({"features/auto/hourly.feature": OUTLINE, "features/issues.feature": INSTANCE})
    steps = project.path.joinpath("conftest.py")
    steps.write_text(steps.read_text("utf-8").replace('@when("b")\ndef b(): pass\n', ""), "utf-8")
    return project


def collected(project: Project, *args: str) -> list[str]:
    return [line for line in project.run("--collect-only", "-qq", *args).out.splitlines() if "::" in line]


def test_ids_are_of_the_feature_file(project: Project) -> None:
    run = prepared(project).run("--collect-only", "-q")
    assert [line for line in run.out.splitlines() if "::" in line] == [SOON, LATE, FIELDS]
    assert run.code == 0


def test_a_scenario_can_be_asked_for_by_its_id(project: Project) -> None:
    prepared(project)
    assert [row["id"] for row in project.run(LATE).document["rows"]] == [LATE]


def test_words_and_rules_and_roles_select(project: Project) -> None:
    prepared(project)
    for args in (("-k", "fields"), ("-m", "ISSUE-FIELDS"), ("-m", "instance"), ("-m", "not AUTO-HOURLY")):
        run = project.run(*args)
        assert run.code == 0
        assert [row["id"] for row in run.document["rows"]] == [FIELDS]
        assert not run.document["whole"]


def test_every_rule_and_role_is_a_marker(project: Project) -> None:
    markers = prepared(project).run("--markers").out
    for line in ("AUTO-HOURLY: Every hour: it asks.", "INFO-GAUGE: There is a gauge.", "both: judges a MID Server and"):
        assert f"@pytest.mark.{line}" in markers


def test_what_failed_last_runs_alone(project: Project) -> None:
    prepared(project)
    steps = project.path.joinpath("conftest.py")
    steps.write_text(steps.read_text("utf-8").replace("def holds(x): pass", "def holds(x): assert x != '60'"), "utf-8")
    plugins = ("-p", "pytest_bdd.plugin", "-p", "midcert.run.plugin")
    project.run(plugins=plugins)
    run = project.run("--lf", plugins=plugins)
    assert [row["id"] for row in run.document["rows"]] == [LATE]


def test_failures_point_at_the_line_of_the_scenario(project: Project) -> None:
    prepared(project)
    project.write(
        {"features/conftest.py": "import pytest\n@pytest.fixture(autouse=True)\ndef off(): pytest.skip('off')\n"}
    )
    out = project.run("-rs").out
    assert "SKIPPED [2] features/auto/hourly.feature:5: off" in out
    assert "SKIPPED [1] features/issues.feature:5: off" in out


def test_a_test_that_pytest_would_leave_out_is_missed(project: Project) -> None:
    run = prepared(project).run("-o", "python_functions=check_*")
    assert "features/issues.feature:5: pytest made no test of 'Fields'" in run.out
    assert run.code == 2


def test_each_worker_collects_the_same(project: Project) -> None:
    run = prepared(project).run("-p", "xdist", "-n2")
    assert [row["id"] for row in run.document["rows"]] == [SOON, LATE, FIELDS]
    assert run.document["whole"]
