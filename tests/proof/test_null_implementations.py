"""An implementation that is none passes nothing.

Each meets one row of each outline, and another one other rows; those that do nothing at all meet a share of them. With
`--whole` each meets all.
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
LIVELY = {"always_succeeds", "stays_up"}
"""Those that could pass something."""
SHARE = 4
NOTHING = ("passed", "error", "not applicable", "not verified", "hung")
"""What none of their scenarios may come to."""


def hangs_until_the_alarm_rings(_: System) -> Handler:
    """Does not come back, and the watchdog's alarm rings at once: no clock says when."""

    def ring(_: object) -> dict[str, object]:
        raise AlarmRang

    return Null(ring)


@pytest.mark.parametrize("name", COMING_BACK)
def test_a_null_implementation_passes_no_scenario(interpreter: Interpreter, name: str, *, whole: bool) -> None:
    turn = COMING_BACK.index(name)
    met = one_of_each(interpreter.scenarios, turn)[:: 1 if name in LIVELY else SHARE]
    run = certify(interpreter, f"py:broken.null:{name}", [] if whole else met)
    assert run.rows
    assert run.with_outcome("passed") == []
    assert [row for row in run.with_outcome(*NOTHING) if row["at_stake"] is None] == []
    assert run.exit_code == ExitCode.NOT_CONFORMANT


def test_one_that_hangs_passes_no_scenario(interpreter: Interpreter, *, whole: bool) -> None:
    met = [] if whole else one_of_each(interpreter.scenarios, turn=0)[::SHARE]
    run = certify(interpreter, f"py:{__name__}:{hangs_until_the_alarm_rings.__name__}", met, watchdog=0)
    assert run.rows
    assert run.with_outcome("hung") == run.rows
    assert run.exit_code == ExitCode.NOT_CONFORMANT


def test_one_that_hangs_is_found_to_hang(interpreter: Interpreter) -> None:
    run = certify(interpreter, "py:broken.null:hangs", [HOURLY], hurry="setup")
    assert [row["outcome"] for row in run.with_outcome("hung")] == ["hung"]
