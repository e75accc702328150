"""The journals say the same to the byte, wherever the target runs and in whichever order the scenarios do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.conftest import COMMAND, ROOT

CHILD = f"cmd:{sys.executable} -m midcert serve-target"
SERVER = (sys.executable, "-m", "midcert", "serve-target", "--http", "0")
SERVICE = "py:midcert.adapter.threads:ServiceAdapter"
REAL = "py:midcert.adapter.threads:RealAdapter"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
RUNS = {
    "again": (*COMMAND,),
    "child": (*COMMAND, "--target", CHILD),
    "service": (*COMMAND, "--target", SERVICE),
    "service, child": (*COMMAND, "--target", f"{CHILD} {SERVICE}"),
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


@pytest.mark.parametrize("served", [(), (SERVICE,)], ids=["advance", "service"])
def test_a_server_at_a_url_has_the_same_journals(
    first: dict[str, bytes], tmp_path: Path, served: tuple[str, ...]
) -> None:
    with subprocess.Popen([*SERVER, *served], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
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


def test_in_real_time_the_verdicts_are_the_same_as_far_as_there_are_any(tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    for target, code in (("py:midcert.adapter:Adapter", 0), (REAL, 0)):
        command = [*PYTEST, "-m", "real-time", f"--target={target}", f"--results={results}"]
        assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == code
    rows = json.loads(results.read_text("utf-8"))["rows"]
    assert {row["outcome"] for row in rows} == {"passed"}
    assert {row["role"] for row in rows} >= {"mid", "instance"}
    skipped = [*PYTEST, "-m", "STATE-UPGRADING", f"--target={REAL}", f"--results={results}"]
    subprocess.run(skipped, cwd=ROOT, check=False, capture_output=True)
    rows = json.loads(results.read_text("utf-8"))["rows"]
    assert {row["outcome"] for row in rows} == {"not verified"}
