"""Every broken implementation falls to the rule it names, and passes a scenario of another rule.

Each meets a control, or as many as it takes, and the scenarios of its rule until one of them notices; with `--whole`
all of them, and in tests/proof/matrix.py the whole suite.
"""

import pytest

from broken import BROKEN
from midcert.rules.ledger import EXPLORED, load_ledger
from midcert.run.layout import FEATURES
from tests.forked import Interpreter
from tests.proof.matrix import WITHOUT_CONTROL, Wrong, certified, controls_of, problems
from tests.proof.soonest import soonest_first

COVERED = [rule for rule in load_ledger(FEATURES / "rules.toml").judged if not rule.planned and rule.id != EXPLORED]
"""The explored sequences were chosen for what they catch, whose rules are others."""


@pytest.mark.parametrize("wrong", BROKEN, ids=lambda wrong: wrong.__name__)
def test_it_falls_to_the_rule_it_names(interpreter: Interpreter, wrong: Wrong, *, whole: bool) -> None:
    of_its_rule = interpreter.scenarios[wrong.rule]
    first, *others = [each for each in controls_of(wrong) if each not in of_its_rule]
    own, enough = soonest_first(wrong, of_its_rule), "" if whole else wrong.rule
    run = certified(interpreter, wrong, [first, *own], enough=enough)
    if whole or list(problems(wrong, run)) == [WITHOUT_CONTROL]:
        run = certified(interpreter, wrong, [first, *others, *own], enough=enough)
    assert list(problems(wrong, run)) == []


def test_every_rule_with_scenarios_is_broken_by_somebody() -> None:
    assert {rule.id for rule in COVERED} <= {wrong.rule for wrong in BROKEN}


def test_no_two_faults_are_the_same() -> None:
    assert len({wrong.__doc__ for wrong in BROKEN}) == len(BROKEN)
