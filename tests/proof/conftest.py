"""Runs the whole suite against a target, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "midcert", "certify")


@dataclass(frozen=True)
class Certified:
    """What a run came to."""

    exit_code: int
    output: str
    rows: list[dict[str, Any]]

    def with_outcome(self, *outcomes: str) -> list[dict[str, Any]]:
        """The scenarios that came to one of these."""
        return [row for row in self.rows if row["outcome"] in outcomes]


Certify = Callable[..., Certified]


@pytest.fixture
def certify(tmp_path: Path) -> Certify:
    """Certify a target; further options follow it."""

    def run(target: str, *options: str) -> Certified:
        results = tmp_path / "results.json"
        done = subprocess.run(
            [*COMMAND, "--target", target, "--results", str(results), *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert results.exists(), done.stdout + done.stderr
        return Certified(done.returncode, done.stdout, json.loads(results.read_text("utf-8"))["rows"])

    return run
