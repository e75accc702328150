"""No right implementation turns a scenario red: what is free is free.

Each is certified for the role in which it differs from the reference, with a share of the suite, and the next one with
another share; with `--whole` with all of it.
"""

import re

import pytest

from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import Level, load_ledger
from midcert.run.layout import FEATURES, ROOT
from right import RIGHT
from right.base import RightInstance, RightMidServer
from right.failures import TellsItsStatusWithItsNextLook
from right.queue import LooksEvery40Seconds, LooksEverySecond
from tests.forked import Interpreter
from tests.proof.certified import certify
from tests.proof.rows import one_of_each

Right = type[RightMidServer | RightInstance]

FEW = [
    "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
    "features/03_upgrade_methods/upgrade_command.feature::test_the_command_that_an_upgraded_instance_sends_is_not_left_to_the_hour",
    "features/07_upgrade_error_messages/waiting_for_a_permit.feature::test_a_free_permit_is_taken_at_the_next_request",
]
DEAR = {LooksEverySecond: FEW, LooksEvery40Seconds: FEW, TellsItsStatusWithItsNextLook: FEW}
"""Those that need minutes for the whole suite, which has 3000 hours of virtual time, and what they meet instead."""
SHARE = 60
"""Each meets one scenario of so many, and the next one others: the whole suite takes each of them ten seconds."""
LEDGER = load_ledger(FEATURES / "rules.toml").rules
HEAD_OF_THE_LEDGER = re.compile(r"A\d+|Patterns")
"""A reading that holds for every rule, by its number, or what is said there of messages."""
GREEN = ("passed", "not applicable")


@pytest.mark.long
@pytest.mark.parametrize("right", RIGHT, ids=lambda right: right.__name__)
def test_nothing_turns_red(interpreter: Interpreter, right: Right, *, whole: bool) -> None:
    target = f"py:{right.__module__}:{right.__name__}.target"
    profile = "mid" if issubclass(right, RightMidServer) else "instance"
    turn = RIGHT.index(right)
    met = DEAR.get(right) or ([] if whole else one_of_each(interpreter.scenarios, turn)[turn % SHARE :: SHARE])
    run = certify(interpreter, target, met, profile=profile)
    assert run.rows, run.output
    red = [row for row in run.rows if row["outcome"] not in GREEN and row["rule_id"] not in right.reads_otherwise]
    assert [f"{row['id']}: {row['outcome']}: {row['reason']}" for row in red] == []
    if not right.reads_otherwise:
        assert run.exit_code == (ExitCode.INCOMPLETE if met else ExitCode.PASSED)


def test_what_is_read_otherwise_is_interpreted() -> None:
    read_otherwise = {rule for right in RIGHT for rule in right.reads_otherwise}
    assert {LEDGER[rule].level for rule in read_otherwise} == {Level.INTERPRETED}


@pytest.mark.parametrize("right", RIGHT, ids=lambda right: right.__name__)
def test_it_names_the_sentence_that_leaves_it_free(right: Right) -> None:
    place, _, sentence = right.freedom.partition(": ")
    assert sentence
    assert place in LEDGER or (ROOT / place).is_file() or HEAD_OF_THE_LEDGER.fullmatch(place)


@pytest.mark.parametrize("right", RIGHT, ids=lambda right: right.__name__)
def test_it_overrides_something(right: Right) -> None:
    own = {name for name in vars(right) if not name.startswith("__")} - {"freedom", "reads_otherwise"}
    assert own or "__init__" in vars(right)


def test_no_two_are_the_same() -> None:
    assert len({right.__doc__ for right in RIGHT}) == len(RIGHT) == len(set(RIGHT))
