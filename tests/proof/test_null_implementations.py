"""An implementation that is none passes nothing."""

import pytest

from broken.null import NULLS
from midcert.results.outcomes import ExitCode
from tests.proof.conftest import Certify


@pytest.mark.parametrize("name", [each.__name__ for each in NULLS])
def test_a_null_implementation_passes_no_scenario(certify: Certify, name: str) -> None:
    run = certify(f"py:broken.null:{name}", "--watchdog", "0.05")
    assert run.with_outcome("passed") == []
    assert run.with_outcome("error", "not applicable", "not verified") == []
    assert run.exit_code == ExitCode.NOT_CONFORMANT


def test_there_are_seven_of_them() -> None:
    assert len(NULLS) == 7
