import re
from pathlib import Path

import pytest

from midcert.commands.cli import main
from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT

PAGE = (ROOT / "docs" / "vectors.md").read_text("utf-8")


def test_vectors_are_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vectors", str(tmp_path / "made")]) == ExitCode.PASSED
    assert re.search(r"made: \d+ packages; README.md there", capsys.readouterr().out)
    assert main(["vectors", str(tmp_path / "made")]) == ExitCode.BAD_INPUT
    assert "is not empty" in capsys.readouterr().err


def test_a_verifier_that_takes_bad_packages_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vectors", "--check", "true {package}"]) == ExitCode.NOT_CONFORMANT
    shown = re.search(r"\$ midcert vectors --check 'python3.*?\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    assert capsys.readouterr().out.startswith(shown[1])


@pytest.mark.parametrize("arguments", [[], ["--check", "true"], ["--check", "true {package}", "nowhere"]])
def test_bad_input_is_told_on_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vectors", *arguments]) == ExitCode.BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1
