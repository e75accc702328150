"""Replayed journals give the verdict of the live run: for the reference, and for right and broken implementations.

Each test meets a share of them; `python -m tests.proof.replayed` meets them all.
"""

from pathlib import Path
from typing import Any

import pytest

from midcert.protocol.handler import REFERENCE
from midcert.replay import differences
from tests.forked import Interpreter
from tests.proof.replayed import IMPLEMENTATIONS, SHARE, live, met, target_of
from tests.proof.rows import one_of_each

pytestmark = pytest.mark.long
EVERY = 80
"""One implementation of so many."""
REAL = "py:midcert.adapter.threads:RealAdapter"


def test_the_reference_is_judged_alike(interpreter: Interpreter, tmp_path: Path, *, whole: bool) -> None:
    every = [scenario for scenarios in interpreter.scenarios.values() for scenario in scenarios]
    run = live(interpreter, REFERENCE, every if whole else one_of_each(interpreter.scenarios, 0)[::20], tmp_path / "j")
    assert list(differences(run, tmp_path / "j")) == []
    assert {row.outcome for row in run.rows} == {"passed"}


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS[::EVERY], ids=lambda each: each.__name__)
def test_it_is_judged_alike(interpreter: Interpreter, tmp_path: Path, implementation: type[Any]) -> None:
    run = live(interpreter, target_of(implementation), met(interpreter, implementation, SHARE), tmp_path / "j")
    assert list(differences(run, tmp_path / "j")) == []
    is_broken = implementation.__module__.startswith("broken.")
    assert any(row.outcome == "failed" for row in run.rows) is is_broken


def test_a_run_in_real_time_is_judged_alike(interpreter: Interpreter, tmp_path: Path) -> None:
    every = [scenario for rule in ("ERR-409", "STATE-UPGRADING") for scenario in interpreter.scenarios[rule]]
    chosen = [*(each for each in every if "/permits.feature::" in each), every[-1]]
    run = live(interpreter, REAL, chosen, tmp_path / "j")
    assert list(differences(run, tmp_path / "j")) == []
    assert {row.outcome for row in run.rows} == {"passed", "not verified"}
