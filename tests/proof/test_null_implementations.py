"""An implementation that is none passes nothing.

Each meets one row of each outline, and another one other rows; with `--whole` all of them.
"""

import pytest

from broken.null import NULLS, Null, hangs
from midcert.adapter.guest import System
from midcert.protocol.handler import Handler
from midcert.results.outcomes import ExitCode
from midcert.targets.in_process import AlarmRang
from tests.forked import Interpreter
from tests.proof.certified import certify
from tests.proof.hostile import HOURLY
from tests.proof.rows import one_of_each

COMING_BACK = [each.__name__ for each in NULLS if each is not hangs]
NOTHING = ("passed", "error", "not applicable", "not verified", "hung")
"""What none of their scenarios may come to."""


def hangs_until_the_alarm_rings(_: System) -> Handler:
    """Does not come back, and the watchdog's alarm rings at once: no clock says when."""

    def ring(_: object) -> dict[str, object]:
        raise AlarmRang

    return Null(ring)


@pytest.mark.parametrize("name", COMING_BACK)
def test_a_null_implementation_passes_no_scenario(interpreter: Interpreter, name: str, *, whole: bool) -> None:
    met = [] if whole else one_of_each(interpreter.scenarios, COMING_BACK.index(name))
    run = certify(interpreter, f"py:broken.null:{name}", met)
    assert run.rows
    assert run.with_outcome(*NOTHING) == []
    assert run.exit_code == ExitCode.NOT_CONFORMANT


def test_one_that_hangs_passes_no_scenario(interpreter: Interpreter) -> None:
    run = certify(interpreter, f"py:{__name__}:{hangs_until_the_alarm_rings.__name__}", watchdog=0)
    assert len(run.with_outcome("hung")) == sum(map(len, interpreter.scenarios.values()))
    assert run.exit_code == ExitCode.NOT_CONFORMANT


def test_one_that_hangs_is_found_to_hang(interpreter: Interpreter) -> None:
    hurry = {"PYTEST_ADDOPTS": "-p tests.proof.hurry --hurry=setup"}
    run = certify(interpreter, "py:broken.null:hangs", [HOURLY], environment=hurry)
    assert [row["outcome"] for row in run.with_outcome("hung")] == ["hung"]
