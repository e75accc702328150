"""A small suite with targets of its own, on which pytest runs with the real world in a process of its own."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.forked import Interpreter

ROOT = Path(__file__).parents[3]
PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "midcert.run.plugin", "-p", "midcert.run.target", "-p", "no:cacheprovider")
RULES = "".join(
    f'[[rule]]\nid = "{rule}"\nchapter = "C"\nlevel = "required"\nrole = "{role}"\nsays = "It does."\n'
    'cases = ["Once"]\n'
    for rule, role in (("A-MID", "mid"), ("A-INSTANCE", "instance"), ("A-BOTH", "system"))
)
FEATURE = """
@{tag}
Feature: {tag}
  @{rule}
  Rule: R
    Scenario: {tag}
      When two hours pass
      Then it was there
"""
FAILING = """
@mid
Feature: Failing
  @A-MID
  Rule: R
    Scenario: failing
      When two hours pass
      Then it was elsewhere
"""
STEPS = """
from datetime import timedelta
from pytest_bdd import when, then
from fakes.releases.builds import builds

@when("two hours pass")
def pass_time(world):
    world.begin(builds()[0])
    world.clock.advance(timedelta(hours=2))

@then("it was there")
def there(world):
    world.journal.note("observer", "asked")
"""
OWN = """
import signal, time
from midcert.adapter.reference import Adapter

ABOUT = {"protocol": 1, "implementation": {"name": "mine", "version": "2"}, "time": "advance"}
heard = open("heard.txt", "a", buffering=1)

class Own(Adapter):
    def __init__(self, system, act, roles, capabilities):
        super().__init__(system)
        self.act, self.about = act, {"roles": roles, "capabilities": capabilities}

    def __call__(self, message):
        heard.write(message["verb"] + "\\n")
        if message["verb"] == "describe":
            return {**ABOUT, **self.about}
        self.act(message["verb"])
        return super().__call__(message)

def acting(act, roles=["mid", "instance"], capabilities=[]):
    return lambda system: Own(system, act, roles, capabilities)

def nothing(verb):
    pass

def at(verb, act):
    return acting(lambda said: act() if said == verb else None, ["mid"])

def hang():
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.1)  # the watchdog's alarm, which is not waited for here
    while True:
        pass

def crash():
    raise SystemExit(3)

def fail():
    raise ValueError("no")

def unsupported():
    raise NotImplementedError

def wait():
    time.sleep(0.3)

good = acting(nothing)
slow = acting(lambda said: wait() if said == "setup" else None)
only_mid = acting(nothing, ["mid"])
of_old = acting(nothing, ["mid"], ["older-agents"])
of_both = acting(nothing, ["mid"], ["concurrent", "older-agents"])
misspelt = acting(nothing, ["mid"], ["older agents"])
hangs = at("advance", hang)
crashes = at("advance", crash)
fails = at("advance", fail)
hangs_in_teardown = at("teardown", hang)
unsupported_advance = at("advance", unsupported)

def hangs_too_long(system):
    import midcert.run.world
    midcert.run.world.PATIENCE_SECONDS = 100
    return acting(lambda said: hang() if said == "advance" else None)(system)
crashes_in_setup = at("setup", crash)
"""


@dataclass(frozen=True)
class Ran:
    """How a run of pytest ended."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def outcomes(self) -> dict[str, tuple[str, str]]:
        """Outcome and reason by the scenario's name."""
        rows: list[dict[str, Any]] = json.loads((self.folder / "results.json").read_text("utf-8"))["rows"]
        return {row["scenario"]: (row["outcome"], row["reason"]) for row in rows}

    @property
    def heard(self) -> list[str]:
        """What the target heard."""
        return (self.folder / "heard.txt").read_text("utf-8").split()


Runner = Callable[..., Ran]


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def runner(tmp_path: Path, interpreter: Interpreter) -> Runner:
    """Write the suite into a folder; what runs pytest there."""
    files = {
        "pyproject.toml": '[tool.pytest]\nstrict = true\nfilterwarnings = ["error"]\n',
        "conftest.py": STEPS,
        "own.py": OWN,
        "features/rules.toml": RULES,
        **{
            f"features/{tag}.feature": FEATURE.format(tag=tag, rule=f"A-{tag.upper()}")
            for tag in ("both", "instance", "mid")
        },
    }
    write(tmp_path, files)

    def pytest_in_a_process(*arguments: str, files: Mapping[str, str] = MappingProxyType({})) -> Ran:
        write(tmp_path, files)
        environment = {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        options = (*PLUGINS, "--results", "results.json", *arguments)
        ended = interpreter.run("pytest", *options, folder=tmp_path, environment=environment)
        return Ran(ended.code, ended.out, ended.err, tmp_path)

    return pytest_in_a_process
