"""CONTRIBUTING.md is followed to the letter: what it says to write is written, and what it shows is what comes out."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from midcert.run.layout import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PARTS = ("broken", "fakes", "features", "midcert", "reference_impl", "steps", "tests", "pyproject.toml")


def block(language: str, start: str) -> str:
    """The block of code in this language that begins like this, without the line that is typed."""
    return next(
        text.removeprefix(start)
        for text in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
        if text.startswith(start)
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for part in PARTS:
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / part, **({"ignore": shutil.ignore_patterns("__pycache__")} if source.is_dir() else {}))
    return tmp_path


def python(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_rule_is_added_as_it_says(checkout: Path) -> None:
    command = '$ midcert new-rule AUTO-NIGHT --chapter "Upgrade methods" --says "The MID Server asks at night, too."\n'
    said = ["new-rule", "AUTO-NIGHT", "--chapter", "Upgrade methods", "--says", "The MID Server asks at night, too."]
    assert python(checkout, "midcert", *said) == block("console", command)
    (checkout / "features/03_upgrade_methods/auto_night.feature").write_text(block("gherkin", ""), "utf-8")
    broken = checkout / "broken/upgrade_methods.py"
    kept, _, _ = broken.read_text("utf-8").partition("class BreaksAutoNight")
    broken.write_text(kept + block("python", ""), "utf-8")
    shown = python(checkout, "tests.proof.rule", "AUTO-NIGHT")
    assert shown == block("console", "$ tox run -e rule -- AUTO-NIGHT\n")


def test_a_misspelt_step_is_named_in_a_line(checkout: Path) -> None:
    feature = block("gherkin", "").replace("has checked 24 times, on the hour", "checks the time")
    (checkout / "features/03_upgrade_methods/auto_night.feature").write_text(
        feature.replace("AUTO-NIGHT", "AUTO-HOURLY"), "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.proof.rule", "AUTO-HOURLY"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == "not proven: the features cannot be read, as said above\n"
    [line] = done.stderr.splitlines()
    assert line.startswith("features/03_upgrade_methods/auto_night.feature:14: no definition matches Then ")


def test_what_is_still_a_draft_or_misnamed_proves_nothing(checkout: Path) -> None:
    rule = ["--chapter", "Upgrade methods", "--says", "The MID Server asks at night, too."]
    python(checkout, "midcert", "new-rule", "AUTO-NIGHT", *rule)
    broken = checkout / "broken/hourly_check.py"
    broken.write_text(broken.read_text("utf-8").replace('rule="AUTO-HOURLY"', 'rule="AUTO-HOURLI"', 1), "utf-8")
    shown = python(checkout, "tests.proof.rule", "AUTO-NIGHT", "AUTO-NIGTH").splitlines()
    said = [line for line in shown if line.startswith("not proven: ")]
    assert said == [
        "not proven: ChecksEvery61Minutes: there is no rule AUTO-HOURLI; the nearest is 'AUTO-HOURLY'",
        "not proven: BreaksAutoNight: no scenario of AUTO-NIGHT notices",
        "not proven: BreaksAutoNight: its docstring is still the draft's",
        "not proven: features/03_upgrade_methods/auto_night.feature: its description is still the draft's",
        "not proven: there is no rule AUTO-NIGTH; the nearest is 'AUTO-NIGHT'",
    ]
