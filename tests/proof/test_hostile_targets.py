"""A hostile target never hangs, crashes or fools the harness, and leaves nothing behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter
from tests.proof import certified
from tests.proof.certified import Certified
from tests.proof.hostile_table import TABLE, THEN, Row
from tests.proof.serve_hostile import module_of

MAX_OUTPUT_CHARACTERS = 20_000
"""Two scenarios that are red need half of that."""

Certify = Callable[[str, Row], Certified]
Reach = Callable[[Row], str]


@pytest.fixture
def certify(interpreter: Interpreter, tmp_path: Path) -> Iterator[Certify]:
    """Certify a target with two scenarios, and see that nothing but the results is left."""

    def run(target: str, row: Row) -> Certified:
        scenarios, kept_here = (row.scenario, THEN[row.scenario]), {"TMPDIR": str(tmp_path)}
        ended = certified.certify(
            interpreter, target, scenarios, hurry=row.hurry, environment=kept_here, as_users_do=not row.then
        )
        assert processes_with(tmp_path) == []
        assert list(tmp_path.iterdir()) == []
        return ended

    yield run
    for pid in processes_with(tmp_path):
        os.kill(pid, signal.SIGKILL)


def processes_with(folder: Path) -> list[int]:
    """The processes that were told to keep their temporary files there, themselves or through their parents."""
    mark, found = f"TMPDIR={folder}".encode(), []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it has ended, or is somebody else's
            if mark in environment.read_bytes().split(b"\0"):
                found.append(int(environment.parent.name))
    return found


@pytest.fixture
def reach() -> Iterator[Reach]:
    """Find the way to a target; in the end its server is ended, and nobody listens any more where it was to ask."""
    with contextlib.ExitStack() as opened:

        def way_to(row: Row) -> str:
            program = [sys.executable, "-m", "tests.proof.serve_hostile", row.name]
            match row.way:
                case "cmd":
                    return f"cmd:{' '.join(program)}"
                case "http":
                    return opened.enter_context(served(program))
                case "py":
                    return f"py:{module_of(row.target).__name__}:{row.name}"
            return row.target

        yield way_to


@contextlib.contextmanager
def served(program: list[str]) -> Iterator[str]:
    """A server that prints its own URL, and then those where it may ask."""
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen([*program, "--http"], cwd=ROOT, text=True, stdout=pipe, stderr=nowhere) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()
        for url in map(urlsplit, server.stdout.read().split()):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((str(url.hostname), url.port or 80))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name} {row.way} {row.scenario.rpartition('/')[2][:6]}")
def test_an_attack_ends_in_the_right_outcome_and_the_run_goes_on(certify: Certify, reach: Reach, row: Row) -> None:
    run = certify(reach(row), row)
    assert_harmless(run.output)
    if not row.then:
        assert (run.exit_code, run.rows) == (ExitCode.BAD_INPUT, None)
        assert row.first.removeprefix("bad input: ") in run.output
        assert len(run.output.strip().splitlines()) == 1
        return
    assert run.rows is not None
    became = {each["id"]: f"{each['outcome']}: {each['reason']}".removesuffix(": ") for each in run.rows}
    assert became[row.scenario].startswith(row.first)
    assert became[THEN[row.scenario]].startswith(row.then)
    assert_harmless("".join(became.values()))
    against = {"failed", "hung", "crashed"} & {row.first.partition(":")[0], row.then.partition(":")[0]}
    assert run.exit_code == (ExitCode.NOT_CONFORMANT if against else ExitCode.INCOMPLETE)


def assert_harmless(text: str) -> None:
    """See that a text is an account of midcert's own that does nothing to a terminal."""
    assert len(text) < MAX_OUTPUT_CHARACTERS
    assert [each for each in text if unicodedata.category(each) == "Cc" and each not in "\t\n"] == []
    assert "Traceback" not in text
    assert text.count("\nVerdict: ") <= 1
