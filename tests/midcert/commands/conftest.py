"""The command in a folder with a few files."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
OWN = """
def odd(system):
    return lambda message: {"protocol": 1, "name": "odd"}

def failing(system):
    raise ValueError("no configuration")
"""
FAULTY_HARNESS = """
from fakes.world import World

def begin(self, build):
    raise KeyError("a fault of the harness")

World.begin = begin
"""


@dataclass(frozen=True)
class Ended:
    """How the command ended."""

    code: int
    out: str
    err: str


Midcert = Callable[..., Ended]


@pytest.fixture
def midcert(tmp_path: Path) -> Midcert:
    """Run the command in a folder with a few files."""
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    (tmp_path / "faulty_harness.py").write_text(FAULTY_HARNESS, "utf-8")
    (tmp_path / "malformed.toml").write_text("[\n", "utf-8")
    (tmp_path / "expired.toml").write_text(
        '[[deviation]]\nrule = "AUTO-HOURLY"\nreason = "issue 7"\nexpires = 2020-01-01\n', "utf-8"
    )

    def run(*arguments: str, **environment: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "midcert", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run
