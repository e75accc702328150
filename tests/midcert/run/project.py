"""A small project with a ledger, steps and features, on which pytest runs."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.forked import Interpreter

ROOT = Path(__file__).parents[3]
PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "midcert.run.plugin", "-p", "no:cacheprovider")
INI = """
[tool.pytest]
strict = true
filterwarnings = ["error"]
"""
RULES = """
[[rule]]
id = "AUTO-HOURLY"
chapter = "Upgrade methods"
level = "required"
role = "mid"
says = "Every hour: it asks."
cases = ["An hour"]

[[rule]]
id = "AUTO-LATER"
chapter = "Upgrade methods"
level = "required"
role = "mid"
status = "planned"
says = "It asks later."
cases = ["Two hours"]

[[rule]]
id = "ACC-OCSP"
chapter = "Access"
level = "interpreted"
role = "system"
says = "OCSP is asked."
reading = "it is"
cases = ["A question"]

[[rule]]
id = "ISSUE-FIELDS"
chapter = "Data provided; Access"
level = "required"
role = "instance"
status = "planned"
says = "An issue has fields."
cases = ["The fields"]

[[rule]]
id = "ISSUE-NEW"
chapter = "Data provided"
level = "required"
role = "instance"
merged_into = "ISSUE-FIELDS"
says = "It starts as New."

[[rule]]
id = "SIG-JARSIGNER"
chapter = "Upgrade methods"
level = "informative"
role = "system"
self_test = true
says = "jarsigner agrees."

[[rule]]
id = "INFO-GAUGE"
chapter = "Upgrade methods"
level = "informative"
role = "instance"
says = "There is a gauge."
"""
STEPS = """
import sys, pytest
from pytest_bdd import given, when, then, parsers
from midcert.gherkin.negative import affirmative, negative

@given("a")
def a(): pass

@when("b")
def b(): pass

@then("c")
def c(): pass

@then(parsers.parse('"{x}" holds'))
def holds(x): pass
"""
A_B_C = "Given a\n When b\n Then c\n"
FIRST = "@mid\nFeature: F\n @AUTO-HOURLY\n Rule: R\n"
"""Four lines, below which a scenario is as it should be."""
GOOD = f'{FIRST}  Scenario: S\n   {A_B_C}   And "x" holds\n'


@dataclass(frozen=True)
class Run:
    """How a run of pytest ended."""

    code: int
    out: str
    err: str
    path: Path

    @property
    def prose(self) -> str:
        """What it printed, without the ends of lines."""
        return " ".join(self.out.split())

    @property
    def document(self) -> dict[str, Any]:
        """What `--results` wrote."""
        content: dict[str, Any] = json.loads(self.path.joinpath("results.json").read_text("utf-8"))
        return content

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The rows by the scenario's name."""
        return {row["scenario"]: row for row in self.document["rows"]}


class Project:
    """A folder with a suite in it.

    Args:
        path: The folder.
        interpreter: What runs pytest.
    """

    def __init__(self, path: Path, interpreter: Interpreter) -> None:
        self.path, self._interpreter = path, interpreter
        self.write(
            {"pyproject.toml": INI, "conftest.py": STEPS, "features/rules.toml": RULES, "features/good.feature": GOOD}
        )

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def run(self, *args: str, plugins: tuple[str, ...] = PLUGINS) -> Run:
        environment = {"PYTHONPATH": f"{ROOT}{os.pathsep}{self.path}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        arguments = (*plugins, "--results", "results.json", *args)
        ended = self._interpreter.run("pytest", *arguments, folder=self.path, environment=environment)
        return Run(ended.code, ended.out, ended.err, self.path)
