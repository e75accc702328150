"""Scenarios against a target: on a small suite of their own, with the real world, target and verdict."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from midcert.results.outcomes import ExitCode
from tests.forked import Interpreter

ROOT = Path(__file__).parents[3]
PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "midcert.run.plugin", "-p", "midcert.run.running", "-p", "no:cacheprovider")
RULES = "".join(
    f'[[rule]]\nid = "{rule}"\nchapter = "C"\nlevel = "required"\nrole = "{role}"\nsays = "It does."\n'
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
STEPS = """
from datetime import timedelta
from pytest_bdd import when, then
from fakes.releases.builds import builds

@when("two hours pass")
def pass_time(world):
    world.begin(builds()[0])
    world.advance(timedelta(hours=2))

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
    import midcert.run.running
    midcert.run.running.PATIENCE = 100
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


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, interpreter: Interpreter) -> Run:
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
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    def pytest_in_a_process(*arguments: str) -> Ran:
        environment = {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        options = (*PLUGINS, "--results", "results.json", *arguments)
        ended = interpreter.run("pytest", *options, folder=tmp_path, environment=environment)
        return Ran(ended.code, ended.out, ended.err, tmp_path)

    return pytest_in_a_process


def test_the_header_says_what_is_tested_and_with_which_seed(run: Run) -> None:
    ran = run("--target=py:own:good", "--seed=7")
    assert "target: mine 2 (py:own:good) as mid and instance, time mode advance\nprofile: both, seed: 7\n" in ran.out
    assert ran.outcomes == {"mid": ("passed", ""), "instance": ("passed", ""), "both": ("passed", "")}


def test_a_target_that_plays_one_role_is_judged_by_the_scenarios_of_that_role(run: Run) -> None:
    ran = run("--target=py:own:only_mid")
    assert "as mid, time mode advance" in ran.out
    assert ran.outcomes == {
        "mid": ("passed", ""),
        "instance": ("not applicable", "the target is no instance"),
        "both": ("not applicable", "the target is no instance"),
    }


CAPABLE = """
@mid
Feature: Capabilities
  @A-MID @older-agents
  Rule: Old
    Scenario: old
      When two hours pass
      Then it was there
    @concurrent
    Scenario: old and concurrent
      When two hours pass
      Then it was there
"""
PASSED = ("passed", "")


@pytest.mark.parametrize(
    ("target", "old", "both"),
    [
        (
            "only_mid",
            ("not applicable", "the target does not declare older-agents"),
            ("not applicable", "the target does not declare concurrent and older-agents"),
        ),
        ("of_old", PASSED, ("not applicable", "the target does not declare concurrent")),
        ("of_both", PASSED, PASSED),
    ],
)
def test_a_scenario_needs_the_capabilities_that_it_is_tagged_with(
    run: Run, tmp_path: Path, target: str, old: tuple[str, str], both: tuple[str, str]
) -> None:
    (tmp_path / "features/capable.feature").write_text(CAPABLE, "utf-8")
    ran = run(f"--target=py:own:{target}")
    outcomes = {name: outcome for name, outcome in ran.outcomes.items() if name not in ("instance", "both")}
    assert outcomes == {"mid": PASSED, "old": old, "old and concurrent": both}
    assert ran.heard.count("setup") == [*outcomes.values()].count(PASSED)


def test_a_target_that_declares_what_nobody_knows_does_not_speak_the_protocol(run: Run) -> None:
    ran = run("--target=py:own:misspelt")
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    known = "['concurrent', 'older-agents']"
    assert ran.err == (
        "ERROR: --target py:own:misspelt: not the protocol:"
        f" describe answer: data.capabilities[0] must be one of {known}\n\n"
    )


@pytest.mark.parametrize(
    ("target", "outcome", "heard"),
    [
        ("hangs", ("hung", "no answer to advance within 60.0 s"), ["setup", "advance"]),
        ("crashes", ("crashed", "advance: it exited with 3"), ["setup", "advance"]),
        ("fails", ("crashed", "advance: ValueError: no"), ["setup", "advance"]),
        ("crashes_in_setup", ("crashed", "setup: it exited with 3"), ["setup"]),
        (
            "unsupported_advance",
            ("not verified", "the target does not support this: advance is not supported"),
            ["setup", "advance", "teardown"],
        ),
        ("hangs_in_teardown", ("hung", "no answer to teardown within 60.0 s"), ["setup", "advance", "teardown"]),
    ],
)
def test_a_broken_target_is_left_alone_until_the_next_scenario(
    run: Run, target: str, outcome: tuple[str, str], heard: list[str]
) -> None:
    ran = run(f"--target=py:own:{target}", "--watchdog=60")
    assert ran.outcomes["mid"] == outcome
    assert list(dict.fromkeys(ran.heard)) == ["describe", *heard]
    assert ran.err == ""


def test_journals_are_written_one_for_each_scenario_and_vary_with_the_seed(run: Run) -> None:
    ran = run("--target=py:own:good", "--journals=deep/journals")
    first = journals(ran.folder / "deep/journals")
    assert list(first) == [
        "features__both.feature--test_both.jsonl",
        "features__instance.feature--test_instance.jsonl",
        "features__mid.feature--test_mid.jsonl",
    ]
    assert all(json.loads(text.splitlines()[0])["sequence"] == 0 for text in first.values())
    run("--journals=again", "--seed=1")
    run("--journals=other", "--seed=2")
    assert journals(ran.folder / "again") == first
    assert journals(ran.folder / "other") != first


def journals(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


FAILING = """
@mid
Feature: Failing
  @A-MID
  Rule: R
    Scenario: failing
      When two hours pass
      Then it was elsewhere
"""
ELSEWHERE = """
@then("it was elsewhere")
def elsewhere(world):
    world.journal.note("berlin", "looks around")
    assert 0, "it was here"
"""


def test_a_failure_tells_how_much_virtual_time_has_passed_and_what_happened_last(run: Run, tmp_path: Path) -> None:
    (tmp_path / "features/failing.feature").write_text(FAILING, "utf-8")
    (tmp_path / "conftest.py").write_text(STEPS + ELSEWHERE, "utf-8")
    ran = run("--target=py:own:good")
    assert ran.outcomes["failing"][0] == "failed"
    lines = [line.removeprefix("E").strip() for line in ran.out.splitlines()]
    place = lines.index("2:00:00 of virtual time have passed; the last of what happened:")
    assert lines[place + 1] == "2:00:00  berlin: looks around"


def test_nothing_is_started_to_collect_or_to_help(run: Run) -> None:
    collected = run("--target=py:nowhere:X", "--collect-only", "-q")
    assert collected.code == 0
    assert "features/mid.feature::test_mid" in collected.out
    told = run("--target=py:nowhere:X", "--help")
    assert told.code == 0
    assert all(option in told.out for option in ("--target=WHERE", "--seed=", "--watchdog=SECONDS", "--journals=DIR"))


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--target=py:nowhere:X", "ERROR: --target py:nowhere:X: No module named 'nowhere'\n\n"),
        ("--watchdog=-1", "argument --watchdog: '-1' is no number of seconds from 0 to 86400\n"),
        ("--seed=x", "argument --seed: 'x' is no whole number\n"),
    ],
)
def test_a_bad_option_is_a_usage_error(run: Run, option: str, said: str) -> None:
    ran = run(option)
    assert (ran.code, ran.out) == (pytest.ExitCode.USAGE_ERROR, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_target_that_cannot_be_asked_who_it_is_leaves_no_process(run: Run) -> None:
    ran = run("--target=cmd:sh -c 'echo $$ > pid; read line; echo {}; cat'")
    assert ran.err == (
        "ERROR: --target cmd:sh -c 'echo $$ > pid; read line; echo {}; cat':"
        " not the protocol: an answer to describe is none of ok, unsupported, errored\n\n"
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int((ran.folder / "pid").read_text("utf-8")), 0)


def test_a_target_that_only_hangs_is_not_asked_for_ever(run: Run) -> None:
    ran = run("--target=py:own:hangs_too_long", "--watchdog=60")
    assert sorted(ran.outcomes.values()) == [
        ("hung", "no answer to advance within 60.0 s"),
        ("hung", "no answer to advance within 60.0 s"),
        ("not verified", "the target has hung in 2 scenarios in a row"),
    ]
    assert "Verdict: not conformant (2 hung" in ran.out


def test_a_profile_narrows_what_a_target_is_judged_by(run: Run) -> None:
    ran = run("--target=py:own:good", "--profile=instance")
    assert {name: outcome for name, (outcome, _) in ran.outcomes.items()} == {
        "mid": "not applicable",
        "instance": "passed",
        "both": "not applicable",
    }
    assert "Verdict: conformant to the profile instance of the rule set draft (1 of 1" in ran.out


def test_a_profile_that_asks_for_more_than_the_target_is_is_refused(run: Run) -> None:
    ran = run("--target=py:own:only_mid", "--profile=both/linux")
    assert ran.code == ExitCode.BAD_INPUT
    assert "--target py:own:only_mid: the profile both/linux needs a target that is instance" in ran.err


def test_a_rule_set_that_there_is_not_is_refused(run: Run) -> None:
    ran = run("--rule-set=9.9")
    assert ran.code == ExitCode.BAD_INPUT
    assert "there is no rule set 9.9, but draft" in ran.err


def test_in_a_debugger_a_target_takes_its_time(run: Run) -> None:
    ran = run("--target=py:own:slow", "--watchdog=0.1", "--no-watchdog")
    assert set(ran.outcomes.values()) == {("passed", "")}


def test_the_results_say_what_was_tested(run: Run) -> None:
    ran = run("--target=py:own:of_old", "--seed=7", "--profile=mid/linux")
    said = json.loads((ran.folder / "results.json").read_text("utf-8"))
    assert {name: value for name, value in said.items() if name not in ("verdict", "rows", "suite")} == {
        "rule_set": "draft",
        "whole": True,
        "target": {"where": "py:own:of_old", "name": "mine", "version": "2"},
        "time": "advance",
        "capabilities": ["older-agents"],
        "profile": "mid/linux",
        "seed": 7,
    }
