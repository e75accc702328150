"""The journals say the same to the byte, wherever the target runs and in whichever order the scenarios do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.conftest import COMMAND, ROOT

CHILD = f"cmd:{sys.executable} -m midcert serve-target"
SERVER = (sys.executable, "-m", "midcert", "serve-target", "--http", "0")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
RUNS = {
    "again": (*COMMAND,),
    "child": (*COMMAND, "--target", CHILD),
    "requests": (*COMMAND, "--target", "py:examples.with_requests:target"),
    "random order": (*PYTEST, "-p", "pytest_randomly"),
    "two workers": (*PYTEST, "-p", "xdist", "-n", "2"),
}


def journals(folder: Path, *command: str) -> dict[str, bytes]:
    done = subprocess.run([*command, f"--journals={folder}"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Verdict: conformant" in done.stdout
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return journals(tmp_path_factory.mktemp("first"), *COMMAND)


def test_a_server_at_a_url_has_the_same_journals(first: dict[str, bytes], tmp_path: Path) -> None:
    with subprocess.Popen([*SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            again = journals(tmp_path, *COMMAND, "--target", server.stdout.readline().strip())
        finally:
            server.terminate()
    assert again == first


@pytest.mark.parametrize("run", RUNS)
def test_another_run_has_the_same_journals(first: dict[str, bytes], tmp_path: Path, run: str) -> None:
    again = journals(tmp_path, *RUNS[run])
    assert again.keys() == first.keys()
    assert [name for name in first if again[name] != first[name]] == []


def test_another_seed_has_other_journals_and_the_same_verdict(first: dict[str, bytes], tmp_path: Path) -> None:
    other = journals(tmp_path, *COMMAND, "--seed", "2")
    assert [name for name in first if other[name] == first[name]] == []
