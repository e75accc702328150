"""Each law is stated by one scenario, and catches a broken implementation."""

import pytest

from broken import BROKEN
from midcert.rules.laws.all import LAWS
from midcert.rules.laws.law import Law
from tests.forked import Interpreter
from tests.proof.caught import CAUGHT, is_caught

BY_NAME = {wrong.__name__: wrong for wrong in BROKEN}


def test_each_law_is_stated_by_one_scenario(interpreter: Interpreter) -> None:
    assert sorted(interpreter.laws) == sorted(law.step for law in LAWS)
    assert len(set(interpreter.laws.values())) == len(LAWS)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_it_catches_somebody(interpreter: Interpreter, law: Law) -> None:
    wrong, scenario = CAUGHT[law.name]
    assert is_caught(interpreter, law, BY_NAME[wrong], scenario)
