"""The journals say the same to the byte, wherever the target runs and in whichever order the scenarios do.

Each other way to a target takes one row of each outline, and of these every third, and another way others; with
`--whole` all of them.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from midcert.protocol.handler import REFERENCE
from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.rows import one_of_each

pytestmark = pytest.mark.long
MIDCERT = (sys.executable, "-m", "midcert")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
PATIENT = f"--watchdog={LONGEST_ANSWER_SECONDS}"
SERVICE = "py:midcert.adapter.threads:ServiceAdapter"
REAL = "py:midcert.adapter.threads:RealAdapter"
PROCESSES = {
    "two workers, in random order": (*PYTEST, "-p", "xdist", "-n", "2", "-p", "pytest_randomly"),
}
"""Another process has other hashes of texts, too."""
TARGETS = {
    "child": f"cmd:{sys.executable} -m midcert serve-target",
    "service": SERVICE,
    "service, child": f"cmd:{sys.executable} -m midcert serve-target {SERVICE}",
    "requests": "py:examples.with_requests:target",
}

SHARE = 3
"""Each way meets one of so many scenarios."""

Journals = dict[str, bytes]


def of_process(folder: Path, *command: str) -> Journals:
    done = subprocess.run(
        [*command, PATIENT, f"--journals={folder}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return read(folder)


def of_target(interpreter: Interpreter, folder: Path, target: str, *options: str) -> Journals:
    ended = interpreter.run("midcert", "certify", PATIENT, f"--target={target}", f"--journals={folder}", *options)
    assert ended.code == ExitCode.PASSED, ended.out + ended.err
    return read(folder)


def of_some(interpreter: Interpreter, folder: Path, target: str, turn: int, *, whole: bool) -> Journals:
    """The journals of a share of all scenarios, or of the whole suite."""
    if whole:
        return of_target(interpreter, folder, target)
    chosen = one_of_each(interpreter.scenarios, turn)[turn % SHARE :: SHARE]
    options = [PATIENT, f"--target={target}", f"--journals={folder}", *(f"--scenario={each}" for each in chosen)]
    ended = interpreter.run("midcert", "certify", *options)
    assert ended.code == ExitCode.INCOMPLETE, ended.out + ended.err
    journals = read(folder)
    assert len(journals) == len(chosen)
    return journals


def read(folder: Path) -> Journals:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def first(interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory) -> Journals:
    return of_target(interpreter, tmp_path_factory.mktemp("first"), REFERENCE)


@pytest.mark.parametrize("command", PROCESSES.values(), ids=PROCESSES)
def test_another_process_has_the_same_journals(first: Journals, tmp_path: Path, command: tuple[str, ...]) -> None:
    assert different(first, of_process(tmp_path, *command)) == []


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_another_way_to_the_target_has_the_same_journals(
    interpreter: Interpreter, first: Journals, tmp_path: Path, target: str, *, whole: bool
) -> None:
    again = of_some(interpreter, tmp_path, target, list(TARGETS.values()).index(target), whole=whole)
    assert different({name: first[name] for name in again}, again) == []


@pytest.mark.parametrize("served", [(), (SERVICE,)], ids=["advance", "service"])
def test_a_server_at_a_url_has_the_same_journals(
    interpreter: Interpreter, first: Journals, tmp_path: Path, served: tuple[str, ...], *, whole: bool
) -> None:
    command = [*MIDCERT, "serve-target", "--http", "0", *served]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            url = server.stdout.readline().strip()
            again = of_some(interpreter, tmp_path, url, len(TARGETS) + len(served), whole=whole)
        finally:
            server.terminate()
    assert different({name: first[name] for name in again}, again) == []


def test_another_seed_has_other_journals_and_the_same_verdict(
    interpreter: Interpreter, first: Journals, tmp_path: Path
) -> None:
    other = of_target(interpreter, tmp_path, REFERENCE, "--seed=2")
    assert different(first, other) == sorted(first)


def different(first: Journals, second: Journals) -> list[str]:
    """The names of the journals that are not the same, or not there, in both."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def test_in_real_time_the_verdicts_are_the_same_as_far_as_there_are_any(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    for target in (REFERENCE, REAL):
        rows = rows_of(interpreter, tmp_path, "-m", "real-time", f"--target={target}")
        assert {row["outcome"] for row in rows} == {"passed"}
        assert {row["role"] for row in rows} >= {"mid", "instance"}
    rows = rows_of(interpreter, tmp_path, "-m", "STATE-UPGRADING", f"--target={REAL}")
    assert {row["outcome"] for row in rows} == {"not verified"}


def rows_of(interpreter: Interpreter, folder: Path, *options: str) -> list[dict[str, str]]:
    results = folder / "results.json"
    interpreter.run("pytest", "-q", "-p", "no:cacheprovider", PATIENT, f"--results={results}", *options)
    rows: list[dict[str, str]] = json.loads(results.read_text("utf-8"))["rows"]
    return rows
