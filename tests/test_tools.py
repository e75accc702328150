"""A test that needs a program which is not there is skipped, and fails where all of them are said to be there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from midcert.run.layout import ROOT

TEST = """
import pytest
@pytest.mark.needs("sh", "no-such-program")
def test(): assert False
"""


@pytest.mark.parametrize(("variable", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_what_becomes_of_it(variable: str, outcome: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TEST, "utf-8")
    options = ["-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", *options, str(tmp_path / "test_it.py")],
        cwd=ROOT,
        env={**os.environ, "MIDCERT_NEEDS_TOOLS": variable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in done.stdout
    assert "not on the PATH: no-such-program" in done.stdout
