"""The journals say the same to the byte, wherever the target runs and in whichever order the scenarios do.

Each way meets one row of each outline, and of these a share, and another way others; with `--whole` all of them.
"""

import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from midcert.protocol.handler import REFERENCE
from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter
from tests.images import IN_A_CONTAINER, Images
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.rows import one_of_each

pytestmark = pytest.mark.long
SERVICE = "py:midcert.adapter.threads:ServiceAdapter"
REAL = "py:midcert.adapter.threads:RealAdapter"
PYTHON = sys.executable
TARGETS = {
    "child": f"cmd:{PYTHON} -m midcert serve-target",
    "service": SERVICE,
    "service, child": f"cmd:{PYTHON} -m midcert serve-target {SERVICE}",
    "requests": "py:examples.with_requests:target",
}
SHARE = 25
"""Each way meets one of so many scenarios."""
PATIENT = f"--watchdog={LONGEST_ANSWER_SECONDS}"

Journals = dict[str, bytes]


@pytest.fixture
def met(request: pytest.FixtureRequest, interpreter: Interpreter, *, whole: bool) -> list[str]:
    """The scenarios that a test runs: each test another share, or with `--whole` all of them."""
    turn = zlib.crc32(request.node.name.encode())
    every = [scenario for scenarios in interpreter.scenarios.values() for scenario in scenarios]
    return every if whole else one_of_each(interpreter.scenarios, turn)[turn % SHARE :: SHARE]


def journals(interpreter: Interpreter, folder: Path, target: str, met: Sequence[str], *options: str) -> Journals:
    """What a run of these scenarios has written down, by the names of the files."""
    folder.mkdir()
    ended = interpreter.certify(met, PATIENT, f"--target={target}", f"--journals={folder}", *options)
    assert ended.code in (ExitCode.PASSED, ExitCode.INCOMPLETE), ended.out + ended.err
    return written(folder, met)


def written(folder: Path, met: Sequence[str]) -> Journals:
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(found) == len(met)
    return found


def different(first: Journals, second: Journals) -> list[str]:
    """The names of the journals that are not the same, or not there, in both."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_another_way_to_the_target_has_the_same_journals(
    interpreter: Interpreter, tmp_path: Path, met: list[str], target: str
) -> None:
    first = journals(interpreter, tmp_path / "first", REFERENCE, met)
    assert different(first, journals(interpreter, tmp_path / "second", target, met)) == []


@pytest.mark.parametrize("served", [(), (SERVICE,)], ids=["advance", "service"])
def test_a_server_at_a_url_has_the_same_journals(
    interpreter: Interpreter, tmp_path: Path, met: list[str], served: tuple[str, ...]
) -> None:
    first = journals(interpreter, tmp_path / "first", REFERENCE, met)
    command = [PYTHON, "-m", "midcert", "serve-target", "--http", "0", *served]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            second = journals(interpreter, tmp_path / "second", server.stdout.readline().strip(), met)
        finally:
            server.terminate()
    assert different(first, second) == []


@pytest.mark.parametrize("served", [(), (SERVICE,)], ids=["advance", "service"])
def test_a_container_has_the_same_journals(
    interpreter: Interpreter, images: Images, tmp_path: Path, met: list[str], served: tuple[str, ...]
) -> None:
    first = journals(interpreter, tmp_path / "first", REFERENCE, met)
    image = images.python(*IN_A_CONTAINER, *served)
    assert different(first, journals(interpreter, tmp_path / "second", f"image:{image}", met)) == []


def test_two_workers_in_random_order_have_the_same_journals(
    interpreter: Interpreter, tmp_path: Path, met: list[str]
) -> None:
    """Each is another process, and has other hashes of texts, too."""
    first = journals(interpreter, tmp_path / "first", REFERENCE, met)
    plugins = ("-p", "no:cacheprovider", "-p", "xdist", "-n", "2", "-p", "pytest_randomly")
    command = (PYTHON, "-m", "pytest", "-q", *plugins, PATIENT, f"--journals={tmp_path / 'second'}", *met)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert different(first, written(tmp_path / "second", met)) == []


def test_another_seed_has_other_journals_and_the_same_verdict(
    interpreter: Interpreter, tmp_path: Path, met: list[str]
) -> None:
    first = journals(interpreter, tmp_path / "first", REFERENCE, met)
    assert different(first, journals(interpreter, tmp_path / "second", REFERENCE, met, "--seed=2")) == sorted(first)


def test_in_real_time_the_verdicts_are_the_same_as_far_as_there_are_any(
    interpreter: Interpreter, tmp_path: Path, *, whole: bool
) -> None:
    met = [] if whole else one_of_each(interpreter.scenarios, turn=0)
    for target in (REFERENCE, REAL):
        rows = rows_of(interpreter, tmp_path, "-m", "real-time", f"--target={target}", *met)
        assert {row["outcome"] for row in rows} == {"passed"}
        assert {row["role"] for row in rows} >= {"mid", "instance"}
    rows = rows_of(interpreter, tmp_path, "-m", "STATE-UPGRADING", f"--target={REAL}")
    assert {row["outcome"] for row in rows} == {"not verified"}


def rows_of(interpreter: Interpreter, folder: Path, *options: str) -> list[dict[str, str]]:
    results = folder / "results.json"
    interpreter.run("pytest", "-q", "-p", "no:cacheprovider", PATIENT, f"--results={results}", *options)
    rows: list[dict[str, str]] = json.loads(results.read_text("utf-8"))["rows"]
    return rows
