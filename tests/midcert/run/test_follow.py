"""A scenario is told while it runs."""

import pytest

from tests.forked import Interpreter

SCENARIOS = (
    "features/07_upgrade_error_messages/permits.feature::test_the_third_of_three_is_turned_away",
    "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
)
TOLD = """\
  0:00:00  When "berlin", "munich" and "vienna" ask for a permit
    0:00:00  berlin: POST instance/api/now/mid/upgrade_permit/...0004 -> 201
    0:00:00  munich: POST instance/api/now/mid/upgrade_permit/...0006 -> 201
    0:00:00  vienna: POST instance/api/now/mid/upgrade_permit/...0007 -> 409
  0:00:00  Then "berlin" and "munich" have a permit
  0:00:00  And "vienna" is turned away with 409
"""


@pytest.fixture
def chosen() -> list[str]:
    return [f"--scenario={scenario}" for scenario in SCENARIOS]


def test_steps_and_what_they_let_happen_are_told_in_their_order(interpreter: Interpreter, chosen: list[str]) -> None:
    out = interpreter.run("midcert", "certify", "--follow", *chosen).out
    assert "\nScenario: The third of three is turned away\n  0:00:00  Given" in out
    assert "\nScenario: An upgrade needs no configuration\n  0:00:00  Given" in out
    assert TOLD in out
    assert out.count("needs no configuration") == 1


def test_to_follow_changes_nothing_of_what_comes_of_it(interpreter: Interpreter, chosen: list[str]) -> None:
    for target in ((), ("--target=py:broken.null:does_nothing",)):
        followed, plain = (
            interpreter.run("midcert", "certify", *target, *chosen, *option) for option in (["--follow"], [])
        )
        assert followed.code == plain.code
        assert followed.out.rpartition("\nVerdict: ")[2] == plain.out.rpartition("\nVerdict: ")[2]


def test_what_runs_in_other_processes_cannot_be_followed(interpreter: Interpreter) -> None:
    ended = interpreter.run("pytest", "--follow", "-p", "xdist", "-n2")
    assert "--follow shows what happens in this process: leave out -n" in ended.err
