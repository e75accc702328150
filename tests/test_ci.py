"""What others put into their CI: as the schemas of GitHub and GitLab want it, and run here as far as it can be."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from midcert.results.run import read
from midcert.run.layout import ROOT

ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GITLAB: Mapping[str, Any] = yaml.safe_load((ROOT / "templates/conformance.gitlab-ci.yml").read_text("utf-8"))
SCENARIOS = "".join(
    f"--scenario=features/03_upgrade_methods/hourly_check.feature::test_{name}\n"
    for name in ("a_day_has_24_checks", "nothing_is_asked_in_the_first_49_minutes")
)


@pytest.mark.parametrize(
    ("file", "schema"), [("action.yml", "github-actions"), ("templates/conformance.gitlab-ci.yml", "gitlab-ci")]
)
def test_it_is_as_its_schema_wants_it(file: str, schema: str) -> None:
    hold(ROOT / file, schema)


@pytest.mark.parametrize(("number", "before", "schema"), [(0, "on: push\n", "github-workflows"), (1, "", "gitlab-ci")])
def test_so_is_what_the_readme_shows(number: int, before: str, schema: str, tmp_path: Path) -> None:
    shown = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "shown.yml").write_text(before + shown[number], "utf-8")
    hold(tmp_path / "shown.yml", schema)


def hold(file: Path, schema: str) -> None:
    """Hold a file against one of the schemas that check-jsonschema brings."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def step(number: int, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub's runner does, with these inputs."""
    inputs = {name: given.get(name, each.get("default", "")) for name, each in ACTION["inputs"].items()}
    values = {"github.action_path": str(ROOT), **{f"inputs.{name}": value for name, value in inputs.items()}}
    wanted = ACTION["runs"]["steps"][number]
    assert wanted["shell"] == "bash"
    environment = {
        name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: values[found[1]], text) for name, text in wanted["env"].items()
    }
    surroundings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": os.environ.get("HOME", str(folder)),
        "RUNNER_TEMP": str(folder / "temp"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    }
    return subprocess.run(
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", wanted["run"]],
        cwd=folder / "clean",
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
def test_the_action_installs_the_suite_and_certifies_from_a_clean_folder(tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    installed = step(0, tmp_path)
    assert installed.returncode == 0, installed.stderr
    broken = step(1, tmp_path, target="py:broken.hourly_check:ChecksEvery61Minutes.target", args=SCENARIOS)
    assert broken.returncode == 1, broken.stderr
    reports = tmp_path / "clean" / "conformance"
    assert {path.name for path in reports.iterdir()} == {"run.json", "junit.xml", "page.html", "summary.md"}
    assert "not conformant" in (tmp_path / "summary").read_text("utf-8")
    part = step(1, tmp_path, target="py:midcert.adapter:Adapter", args=SCENARIOS, shard="2/2", reports="second")
    assert part.returncode == 0, part.stderr
    assert [row.scenario for row in read(tmp_path / "clean" / "second" / "run.json").rows] == [
        "Nothing is asked in the first 49 minutes"
    ]
    assert step(1, tmp_path, target="py:nowhere:x", shard="1/2").returncode == 4


def test_the_scripts_of_gitlab_divide_the_suite_and_reach_the_verdict_of_all(tmp_path: Path) -> None:
    program = tmp_path / "midcert"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m midcert "$@" $NARROWED\n', "utf-8")
    program.chmod(0o755)
    surroundings = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "MIDCERT_TARGET": "py:midcert.adapter:Adapter",
        "CI_NODE_TOTAL": "2",
    }
    (tmp_path / "conformance").mkdir()

    def script(job: str, **more: str) -> int:
        [line] = GITLAB[job]["script"]
        return subprocess.run(
            ["/bin/sh", "-e", "-c", line], cwd=tmp_path, env={**surroundings, **more}, capture_output=True, check=False
        ).returncode

    narrowed = " ".join(SCENARIOS.split())
    assert [script("midcert", CI_NODE_INDEX=index, NARROWED=narrowed) for index in "12"] == [0, 0]
    assert script("midcert verdict") == 2
    assert len(read(tmp_path / "conformance" / "run.json").rows) == 2
    assert script("midcert", CI_NODE_INDEX="1", NARROWED="--seed=none") == 1
