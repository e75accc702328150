import pytest

from tests.midcert.run.project import FIRST, GOOD, STEPS, Project

UNUSED = """
@given("never used")
def never_used(): pass

@when("nor this")
def nor_this(): pass
"""
REFUSAL = [
    "conftest.py:18 'never used': no scenario uses it",
    "conftest.py:21 'nor this': no scenario uses it",
    "features/more/more.feature:5: has the title of the scenario at features/good.feature:5",
]


@pytest.fixture
def wasteful(project: Project) -> Project:
    project.write({"conftest.py": STEPS + UNUSED, "features/more/more.feature": GOOD})
    return project


@pytest.mark.parametrize(
    "args", [(), ("features",), ("-k", "nothing_of_that_name"), ("-m", "instance"), ("--collect-only",)]
)
def test_the_whole_suite_refuses_unused_definitions_and_shared_titles(wasteful: Project, args: tuple[str, ...]) -> None:
    run = wasteful.run(*args)
    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert [line.removeprefix("ERROR: ") for line in run.err.splitlines() if line] == REFUSAL
    assert "Traceback" not in run.out + run.err
    assert "passed" not in run.out


@pytest.mark.parametrize("args", [("features/good.feature",), ("features/more",), ("-p", "xdist", "-n2")])
def test_a_part_of_the_suite_or_a_worker_does_not(wasteful: Project, args: tuple[str, ...]) -> None:
    assert wasteful.run(*args).code == 0


def test_a_file_with_problems_may_be_the_one_that_uses_them(wasteful: Project) -> None:
    wasteful.write({"features/bad.feature": f"{FIRST}  Scenario: S\n   Given never used\n"})
    run = wasteful.run()
    assert run.code == pytest.ExitCode.INTERRUPTED
    assert "no scenario uses it" not in run.out + run.err
