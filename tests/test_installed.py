"""What is installed works as the checkout does, from any folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forked import Interpreter

ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = (
    "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
    "features/07_upgrade_error_messages/permits.feature::test_the_third_of_three_is_turned_away",
)


@pytest.mark.long
def test_the_wheel_of_the_sdist_has_the_whole_suite_and_runs_it_from_an_empty_folder(
    tmp_path: Path, interpreter: Interpreter
) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    python, built = [sys.executable, "-m"], tmp_path / "built"
    subprocess.run([*python, "build", "--sdist", f"--outdir={built}", str(ROOT)], check=True, capture_output=True)
    [sdist] = built.iterdir()
    pip = ["pip", "install", "--quiet", "--no-deps", "--target", str(site), str(sdist)]
    subprocess.run([*python, *pip], check=True, capture_output=True)

    def midcert(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "midcert", *arguments]
        surroundings = {**os.environ, "PYTHONPATH": str(site)}
        return subprocess.run(command, cwd=empty, env=surroundings, capture_output=True, text=True, check=False)

    listed = midcert("list", "--ids")
    known = {scenario for of_rule in interpreter.scenarios.values() for scenario in of_rule}
    assert set(listed.stdout.split("\n")[:-1]) == known | {*interpreter.laws.values()}
    assert midcert("doctor", "--self").returncode == 0
    assert midcert("spec", "--html=spec.html").returncode == 0
    page = (empty / "spec.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "an administrator has set the property mid.buildstamp to it" in page
    chosen = [f"--scenario={scenario}" for scenario in SCENARIOS]
    done = midcert("certify", "--watchdog=60", "--target=py:examples.with_requests:target", *chosen)
    assert f"rootdir: {site}" in done.stdout
    assert "2 passed" in done.stdout, done.stdout + done.stderr
    assert "Verdict: incomplete: not the whole suite ran" in done.stdout
