import re
import sys
from pathlib import Path

import msgspec
import pytest

from midcert.commands.cli import main
from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from midcert.vectors.manifest import MANIFEST, read, written

PAGE = (ROOT / "docs" / "vectors.md").read_text("utf-8")


def test_vectors_are_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vectors", str(tmp_path / "made")]) == ExitCode.PASSED
    assert re.search(r"made: \d+ packages; README.md there", capsys.readouterr().out)
    assert main(["vectors", str(tmp_path / "made")]) == ExitCode.BAD_INPUT
    assert "is not empty" in capsys.readouterr().err


def test_the_first_verifier_of_the_page_is_told_what_the_page_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verifier = tmp_path / "verifier.py"
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    verifier.write_text(source, "utf-8")
    main(["vectors", str(tmp_path / "made")])
    told = read(tmp_path / "made")
    some = msgspec.structs.replace(told, vectors=told.vectors[:12])
    (tmp_path / "made" / MANIFEST).write_text(written(some), "utf-8")
    capsys.readouterr()
    assert main(["vectors", "--check", f"{sys.executable} {verifier} {{package}}", str(tmp_path / "made")]) == 1
    shown = re.search(r"\$ midcert vectors --check 'python3.*?\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    assert capsys.readouterr().out.startswith(shown[1])


@pytest.mark.parametrize("arguments", [[], ["--check", "true"], ["--check", "true {package}", "nowhere"]])
def test_bad_input_is_told_on_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vectors", *arguments]) == ExitCode.BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1
