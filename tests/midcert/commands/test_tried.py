"""In which ways rules are tried: what is measured is whole, or not said."""

import sys
from pathlib import Path

import pytest

from midcert.commands import tried


@pytest.mark.parametrize("ended", [pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR])
def test_nothing_is_measured_in_a_run_that_did_not_come_to_its_end(
    monkeypatch: pytest.MonkeyPatch, ended: pytest.ExitCode
) -> None:
    def run_pytest(_: object, *arguments: str) -> int:
        [path] = (each.removeprefix("--run=") for each in arguments if each.startswith("--run="))
        Path(path).write_text("{}", "utf-8")
        sys.stdout.write("broken off\n")
        return ended

    monkeypatch.setattr(tried, "run_pytest", run_pytest)
    with pytest.raises(tried.RunError, match="broken off"):
        tried.measure(["features/a.feature::test_b"])
