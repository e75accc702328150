"""`midcert watch`: an implementation is mended while it watches."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from midcert.run.layout import ROOT
from tests.midcert.commands.conftest import Midcert
from tests.midcert.commands.test_report import GREEN, RED

BROKEN = "from broken.hourly_check import ChecksEvery61Minutes\ntarget = ChecksEvery61Minutes.target\n"
MENDED = "from midcert.adapter.reference import Adapter as target\n"
GUARD_SECONDS = 300.0
"""Real time: whoever waits for a line that never comes fails then."""


class Watching:
    """The command, and what it prints."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "midcert", "watch", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._guard = threading.Timer(GUARD_SECONDS, self._process.kill)

    def __enter__(self) -> Self:
        self._guard.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._guard.cancel()
        if self._process.poll() is None:
            self.end(signal.SIGTERM)

    def until(self, said: str) -> str:
        """What it prints until it says this."""
        read = ""
        assert self._process.stdout
        while said not in read:
            line = self._process.stdout.readline()
            assert line, f"it ended without {said!r}:\n{read}"
            read += line
        return read

    def end(self, number: signal.Signals) -> tuple[int, str]:
        """Interrupt it: its exit code, and what it says to the end."""
        self._process.send_signal(number)
        rest, _ = self._process.communicate()
        return self._process.returncode, rest


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.py"
    path.write_text(BROKEN, "utf-8")
    return path


@pytest.fixture
def watching(own: Path) -> Iterator[Watching]:
    scenarios = (f"--scenario={RED}", f"--scenario={GREEN}")
    with Watching(own.parent, "--target=py:own:target", *scenarios) as made:
        yield made


WAITING = "midcert watch: waiting for a change, to run {} again; Ctrl-C ends\n"


@pytest.mark.long
def test_what_is_red_runs_again_at_a_change_and_all_once_it_is_green(watching: Watching, own: Path) -> None:
    first = watching.until(WAITING.format("what is red"))
    assert "Verdict: not conformant, though not the whole suite ran (1 failed; 1 of 2" in first
    own.write_text("no Python\n", "utf-8")
    assert "cannot be imported" in watching.until(WAITING.format("what is red"))
    own.write_text(MENDED, "utf-8")
    again = watching.until("nothing of that is red any more: once more all\n")
    assert again.startswith("midcert watch: changed: own.py\n")
    assert "1 passed" in again
    assert "2 passed" in watching.until(WAITING.format("all"))
    assert watching.end(signal.SIGINT) == (0, "midcert watch: no longer watching\n")


def test_it_can_be_ended_while_scenarios_run(own: Path) -> None:
    with Watching(own.parent, "--target=py:own:target") as watching:
        watching.until("collected")
        code, rest = watching.end(signal.SIGTERM)
    assert code == 0
    assert rest.endswith("midcert watch: no longer watching\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--target=http://localhost:1"], "nobody can see of which files the target is made: name them with --watch"),
        (["--target=py:nowhere:target"], "nobody can see of which files the target is made: name them with --watch"),
        (["--watch=none"], "--watch: none is not there"),
        (["--rule=AUTO-HORLY"], "no rule is called AUTO-HORLY; is it AUTO-HOURLY?"),
    ],
)
def test_what_cannot_be_watched_is_refused_in_one_line(midcert: Midcert, arguments: list[str], said: str) -> None:
    ended = midcert("watch", *arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (4, "", 1)
    assert ended.err.startswith(f"midcert watch: {said}")
