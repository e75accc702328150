"""Every broken implementation falls to the rule it names, and to a scenario that it could have passed."""

import re

import pytest

from broken import BROKEN
from broken.base import BrokenInstance, BrokenMidServer
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES
from tests.proof.conftest import Certify

CAUSE = re.compile(r"expected .+; seen .+")
COVERED = [rule for rule in load_ledger(FEATURES / "rules.toml").judged if not rule.planned]


@pytest.mark.parametrize("wrong", BROKEN, ids=lambda wrong: wrong.__name__)
def test_it_falls_to_the_rule_it_names(certify: Certify, wrong: type[BrokenMidServer | BrokenInstance]) -> None:
    run = certify(f"py:{wrong.__module__}:{wrong.__name__}.target")
    fallen = [row for row in run.with_outcome("failed") if row["rule_id"] == wrong.rule]
    assert fallen, f"no scenario of {wrong.rule} notices"
    assert [row["reason"] for row in fallen if not CAUSE.fullmatch(row["reason"])] == []
    assert run.with_outcome("error", "crashed", "hung") == []
    assert run.with_outcome("passed"), "without a control that passes, the failures prove nothing"


def test_every_rule_with_scenarios_is_broken_by_somebody() -> None:
    assert {rule.id for rule in COVERED} <= {wrong.rule for wrong in BROKEN}


def test_every_fault_is_named_once() -> None:
    assert len({wrong.__doc__ for wrong in BROKEN}) == len(BROKEN) >= 50
