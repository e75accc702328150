"""Every broken implementation falls to the rule it names, and passes a scenario of another rule.

Each meets the scenarios of its rule and four controls; the whole suite meets all of them in tests/proof/matrix.py.
"""

import pytest

from broken import BROKEN
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES
from tests.forked import Interpreter
from tests.proof.matrix import CONTROLS, Wrong, certified, problems

COVERED = [rule for rule in load_ledger(FEATURES / "rules.toml").judged if not rule.planned]


@pytest.mark.parametrize("wrong", BROKEN, ids=lambda wrong: wrong.__name__)
def test_it_falls_to_the_rule_it_names(interpreter: Interpreter, wrong: Wrong) -> None:
    of_its_rule = interpreter.scenarios[wrong.rule]
    controls = [each for each in CONTROLS if each not in of_its_rule]
    run = certified(interpreter, wrong, [*of_its_rule, *controls])
    assert list(problems(wrong, run)) == []


def test_every_rule_with_scenarios_is_broken_by_somebody() -> None:
    assert {rule.id for rule in COVERED} <= {wrong.rule for wrong in BROKEN}


def test_no_two_faults_are_the_same() -> None:
    assert len({wrong.__doc__ for wrong in BROKEN}) == len(BROKEN)
