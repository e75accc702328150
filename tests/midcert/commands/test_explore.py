"""`midcert explore`: what was found is printed as a scenario that anybody can play again."""

import re
import sys

import pytest

from midcert.results.outcomes import ExitCode
from midcert.run.layout import SKELETONS
from tests.forked import Interpreter
from tests.midcert.commands.conftest import Lines, Midcert

THREE = "--target=py:broken.permits:GivesThreePermits.target"
PATIENT = "--watchdog=60"
MOST_SEQUENCES = 100
MID = SKELETONS / "python" / "mid" / "adapter.py"
REPEAT = re.compile(r"once more: midcert (explore --sequence (\S+) .*)")


@pytest.fixture(scope="module")
def found(interpreter: Interpreter) -> list[str]:
    """What is printed of the first sequence that shows it; which one that is hangs on the features."""
    sequences = (f"--sequence=instance/{number}" for number in range(MOST_SEQUENCES))
    runs = (interpreter.run("midcert", "explore", THREE, PATIENT, sequence) for sequence in sequences)
    return next(run.out.splitlines() for run in runs if run.code == ExitCode.FOUND)


def test_what_is_found_is_a_rule_a_moment_and_the_shortest_scenario(found: list[str]) -> None:
    law = "at every moment at most two MID Servers hold a permit"
    assert re.fullmatch(rf"sequence instance/\d+: it does not hold that {law}", found[0])
    assert found[1].startswith("rule ERR-409 (required): ")
    text = "\n".join(found)
    assert ": a third permit, beside those of " in text
    assert re.search(
        rf"    @instance\n    Scenario: Explored instance/\d+\n(?:      .*\n){{4,8}}      # Then {law}\n", text
    )
    assert found[-1] == "1 sequence explored with seed 1: 1 found"


def test_what_shows_in_no_law_is_told_by_what_all_right_ones_show(in_lines: Lines) -> None:
    target = "--target=py:broken.instance_upgrade:TellsUnderAnotherTopic.target"
    runs = (in_lines("explore", target, PATIENT, f"--sequence=instance/{number}") for number in range(MOST_SEQUENCES))
    lines = next(lines for code, lines, _ in runs if code == ExitCode.FOUND)
    missing = re.fullmatch(r"sequence instance/\d+: it does not hold that (.*)", lines[0])
    assert missing
    assert lines[1] == "all right implementations that were asked agree on it"
    assert re.match(r"most likely rule [A-Z0-9-]+ \((required|interpreted)\): ", lines[2])
    assert [line.strip() for line in lines if line.endswith(missing[1])][1:] == [f"Then {missing[1]}"]


def test_the_command_that_it_names_finds_it_again(in_lines: Lines, found: list[str]) -> None:
    [command] = [again[1] for line in found if (again := REPEAT.fullmatch(line))]
    assert in_lines(*command.split()) == (ExitCode.FOUND, found, "")


def test_the_same_seed_explores_the_same_and_another_one_something_else(in_lines: Lines) -> None:
    first, again, other = (in_lines("explore", THREE, PATIENT, "--for=0", f"--seed={seed}")[1] for seed in (3, 3, 4))
    assert first == again != other


def test_the_reference_is_explored_in_both_roles_without_a_fault(in_lines: Lines) -> None:
    for sequence in ("mid/0", "instance/0"):
        told = ["1 sequence explored with seed 5: nothing found"]
        assert in_lines("explore", PATIENT, "--seed=5", f"--sequence={sequence}") == (ExitCode.PASSED, told, "")


def test_one_that_ends_in_the_middle_is_a_finding_without_a_rule(in_lines: Lines) -> None:
    code, lines, _ = in_lines("explore", "--target=py:broken.null:always_fails", "--profile=mid", "--for=0")
    assert (code, lines[0]) == (ExitCode.FOUND, "sequence mid/0: it crashes")
    assert lines[-1] == "1 sequence explored with seed 1: 1 found; 1 could not be played to the end"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--target=nowhere"], "midcert explore: --target nowhere: names no target: use "),
        (["--target=py:own:odd"], "midcert explore: --target py:own:odd: "),
        (["--for=soon"], "midcert explore: argument --for: 'soon' is no time such as 90s or 5m"),
        (["--sequence=17"], "midcert explore: argument --sequence: '17' names no sequence, as mid/17 or instance/3 do"),
        (
            [f"--target=cmd:{sys.executable} {MID}", "--profile=instance"],
            "midcert explore: the target does not play instance",
        ),
        (["--target=py:midcert.adapter.threads:RealAdapter"], "midcert explore: it needs virtual time, and the time "),
    ],
)
def test_bad_input_is_one_line(midcert: Midcert, arguments: list[str], said: str) -> None:
    ended = midcert("explore", *arguments)
    assert (ended.code, ended.out) == (ExitCode.BAD_INPUT, "")
    [line] = ended.err.splitlines()
    assert line.startswith(said)
