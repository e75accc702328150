"""`midcert certify` as a user meets it: one line for what is wrong, and an exit code for everything."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from midcert.commands import certify, known
from midcert.commands.certify import OF_PYTEST
from midcert.commands.named import all_ids
from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Ended, Interpreter
from tests.midcert.commands.conftest import Midcert
from tests.midcert.reports import made_pages

HOURLY = "--scenario=features/03_upgrade_methods/hourly_check.feature::test_a_day_has_24_checks"
FORMS = "py:package.module:factory, cmd:program arguments, http(s)://host:port, or image:name[@digest]"


def test_what_pytest_says_without_a_verdict() -> None:
    assert {int(code): meaning for code, meaning in OF_PYTEST.items()} == {
        2: ExitCode.INCOMPLETE,
        4: ExitCode.BAD_INPUT,
        5: ExitCode.NOTHING_RAN,
    }


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--target=ftp:x", f"--target ftp:x: names no target: use {FORMS}"),
        ("--target=py:nowhere:X", "--target py:nowhere:X: No module named 'nowhere'"),
        ("--target=py:own:X", "--target py:own:X: module 'own' has no attribute 'X'"),
        ("--target=py:own:failing", "--target py:own:failing: the factory: ValueError: no configuration"),
        (
            "--target=py:own:odd",
            "--target py:own:odd: not the protocol: describe answer: object contains unknown field `name`",
        ),
        ("--target=cmd:./nowhere --flag", "--target cmd:./nowhere --flag: ./nowhere: No such file or directory"),
        ("--target=cmd:./own.py", "--target cmd:./own.py: ./own.py: Permission denied"),
        (
            "--target=cmd:sh -c 'echo no licence >&2; exit 3'",
            (
                "--target cmd:sh -c 'echo no licence >&2; exit 3': the process ended with 3 during describe;"
                " it said: no licence"
            ),
        ),
        ("--target=cmd:echo hello", "--target cmd:echo hello: no JSON in answer to describe: b'hello'"),
        ("--deviations=none.toml", "none.toml: cannot be read: No such file or directory"),
        (
            "--deviations=malformed.toml",
            "malformed.toml: not TOML: Invalid initial character for a key part (at line 1, column 2)",
        ),
        ("--deviations=expired.toml", "expired.toml: deviation 1: AUTO-HOURLY expired on 2020-01-01"),
        (
            "--target=http://me:secret@localhost:1",
            "--target http://(hidden)@localhost:1: is no URL of a target: use http(s)://host:port, perhaps with a path",
        ),
        ("--rule-set=9.9", "there is no rule set 9.9, but draft, 1.0"),
        ("--results=none/results.json", "--run: none/results.json is no file in a folder that exists"),
        ("--journals=own.py", "--journals: own.py is no folder and cannot be made one: File exists"),
        ("--journals=own.py/x", "--journals: own.py/x is no folder and cannot be made one: Not a directory"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(midcert: Midcert, option: str, said: str) -> None:
    assert midcert("certify", option) == Ended(ExitCode.BAD_INPUT, "", f"ERROR: {said}\n\n")


@pytest.mark.parametrize(
    "text",
    ["", ".", "features", "features/../features", "features/03_upgrade_methods/hourly_check.feature", "/x.feature::y"],
)
def test_what_is_no_scenario_is_not_run(midcert: Midcert, text: str) -> None:
    ended = midcert("certify", "--scenario", text)
    assert ended.code == ExitCode.BAD_INPUT
    assert f"{text!r} is no id of a scenario, as midcert list --ids names them" in ended.err


@pytest.mark.parametrize(
    ("file", "scenario", "near"),
    [
        ("03_upgrade_methods/hourly_check", "a_day_has_24_check", "03_upgrade_methods/hourly_check"),
        ("04_the_upgrade_state/hourly_check", "a_day_has_24_checks", "03_upgrade_methods/hourly_check"),
    ],
)
def test_of_a_scenario_that_there_is_not_those_are_named_that_are_called_alike(
    midcert: Midcert, file: str, scenario: str, near: str
) -> None:
    wrong, right = f"features/{file}.feature::test_{scenario}", f"features/{near}.feature::test_a_day_has_24_checks"
    ended = midcert("certify", f"--scenario={right}", f"--scenario={wrong}")
    assert (ended.code, ended.out) == (ExitCode.BAD_INPUT, "")
    assert ended.err.startswith(f"midcert certify: no scenario is called {wrong}; is it {right} or ")
    assert len(ended.err.splitlines()) == 1


def test_what_is_like_no_scenario_is_said_to_be_none(midcert: Midcert) -> None:
    said = "midcert certify: no scenario is called features/x.feature::y; midcert list --ids names all of them\n"
    assert midcert("certify", "--scenario=features/x.feature::y") == Ended(ExitCode.BAD_INPUT, "", said)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("AUTO-HORLY", "no rule is called AUTO-HORLY; is it AUTO-HOURLY?"),
        ("X", "no rule is called X; midcert list names all of them"),
        ("ACC-DOWNLOAD-SITE", "ACC-DOWNLOAD-SITE has no scenarios; it is merged into PRE-DOWNLOAD"),
        ("INFO-KB", "INFO-KB has no scenarios; midcert list --explain INFO-KB says why"),
    ],
)
def test_a_rule_that_there_is_not_or_that_has_no_scenarios_is_said_to_be_so(
    midcert: Midcert, rule: str, said: str
) -> None:
    ended = midcert("certify", "--rule=AUTO-DEFAULT", f"--rule={rule}")
    assert ended == Ended(ExitCode.BAD_INPUT, "", f"midcert certify: {said}\n")


@pytest.mark.parametrize("named", [[], ["--rule=AUTO-HOURLY"]], ids=["all", "one rule"])
def test_a_ledger_that_cannot_be_read_is_said_in_a_line_whatever_is_named(tmp_path: Path, named: list[str]) -> None:
    shutil.copytree(ROOT / "midcert", tmp_path / "midcert", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "features").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "midcert", "certify", *named],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"ERROR: {tmp_path}/features/rules.toml: cannot be read: No such file or directory"
    assert (done.returncode, done.stdout, done.stderr.split("\n")) == (ExitCode.BAD_INPUT, "", [said, "", ""])


def test_the_scenarios_of_rules_run_with_those_that_are_named_and_are_not_the_whole_suite(
    midcert: Midcert, interpreter: Interpreter, tmp_path: Path
) -> None:
    ended = midcert("certify", "--rule=AUTO-DEFAULT", "--rule=AUTO-PRECHECK-TOGGLE", HOURLY, "--run=run.json")
    assert (ended.code, ended.err) == (ExitCode.INCOMPLETE, "")
    assert "not the whole suite ran" in ended.out
    rules = [*interpreter.scenarios["AUTO-DEFAULT"], *interpreter.scenarios["AUTO-PRECHECK-TOGGLE"]]
    rows = json.loads((tmp_path / "run.json").read_text("utf-8"))["rows"]
    assert sorted(row["id"] for row in rows) == sorted([*rules, HOURLY.removeprefix("--scenario=")])


def test_a_page_for_which_the_suite_lacks_something_is_said_in_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(known, "legend", lambda: tmp_path / "legend.md")
    kept = certify.KeptForPage(tmp_path, are_all=False, run=made_pages.run([made_pages.row()]))
    values = argparse.Namespace(html=tmp_path / "page.html", all_timelines=False)
    assert certify.with_page(kept, tmp_path, values) == ExitCode.BAD_INPUT
    said = f"midcert certify: --html: {tmp_path}/legend.md: cannot be read: No such file or directory\n"
    assert tuple(capsys.readouterr()) == ("", said)


def test_progress_names_feature_files_as_their_ids_do_wherever_the_command_is_called(midcert: Midcert) -> None:
    assert "\nfeatures/03_upgrade_methods/hourly_check.feature ." in midcert("certify", HOURLY).out


def test_ids_are_known_before_anything_is_collected(interpreter: Interpreter) -> None:
    collected = [each for ids in interpreter.scenarios.values() for each in ids]
    assert sorted([*collected, *interpreter.laws.values()]) == sorted(all_ids())


INTERRUPTS = """
import signal
import pytest

@pytest.hookimpl(tryfirst=True)
def {hook}():
    signal.raise_signal(signal.{name})
"""
AGAIN = "".join(
    INTERRUPTS.format(hook=hook, name="SIGINT") for hook in ("pytest_keyboard_interrupt", "pytest_sessionfinish")
)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_who_interrupts_a_run_again_and_again_has_it_end_as_incomplete(
    midcert: Midcert, tmp_path: Path, name: str
) -> None:
    plugin = INTERRUPTS.format(hook="pytest_runtest_call", name=name) + AGAIN
    (tmp_path / "interrupts.py").write_text(plugin + INTERRUPTS.format(hook="pytest_unconfigure", name=name), "utf-8")
    ended = midcert("certify", HOURLY, "--run=run.json", PYTEST_ADDOPTS="-p interrupts")
    assert (ended.code, ended.err) == (ExitCode.INCOMPLETE, "")
    assert "Verdict: incomplete: " in ended.out
    [row] = json.loads((tmp_path / "run.json").read_text("utf-8"))["rows"]
    assert (row["outcome"], row["reason"]) == ("not verified", "the run was interrupted")


LOST = """
import signal
import sys

class Finalized:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def pytest_runtest_logfinish():
    sys.unraisablehook = lambda _: None
    Finalized()
"""


def test_an_interrupt_that_python_drops_ends_the_run_before_the_next_scenario(midcert: Midcert, tmp_path: Path) -> None:
    (tmp_path / "interrupts.py").write_text(LOST, "utf-8")
    others = HOURLY.replace("a_day_has_24_checks", "nothing_is_asked_in_the_first_49_minutes")
    ended = midcert("certify", HOURLY, others, "--run=run.json", PYTEST_ADDOPTS="-p interrupts")
    assert ended.code == ExitCode.INCOMPLETE, ended.out
    rows = json.loads((tmp_path / "run.json").read_text("utf-8"))["rows"]
    assert [row["outcome"] for row in rows].count("passed") == 1


def test_who_interrupts_a_run_before_it_begins_is_told_so(midcert: Midcert, tmp_path: Path) -> None:
    (tmp_path / "interrupts.py").write_text(INTERRUPTS.format(hook="pytest_configure", name="SIGINT"), "utf-8")
    said = "midcert certify: interrupted before there was a verdict\n"
    assert midcert("certify", HOURLY, PYTEST_ADDOPTS="-p interrupts") == Ended(ExitCode.INCOMPLETE, "", said)


ENDS: dict[str, tuple[list[str], str, str, int]] = {
    "a broken implementation": (
        ["--target=py:broken.hourly_check:ChecksEvery61Minutes.target"],
        "-k hourly_check",
        "Verdict: not conformant, though not the whole suite ran (",
        1,
    ),
    "a narrowed run": ([], "-k hourly_check", "Verdict: incomplete: not the whole suite ran (", 2),
    "a harness that fails": ([], "-k hourly_check -p faulty_harness", "Verdict: harness error (", 3),
    "nothing to run": ([], "-k nothing_is_called_so", "Verdict: nothing ran", 5),
}
"""Arguments, options for pytest, verdict and exit code; those of a whole suite has tests/proof/test_whole_suite.py."""


@pytest.mark.parametrize(("arguments", "added", "verdict", "code"), ENDS.values(), ids=ENDS.keys())
def test_how_a_run_ends(midcert: Midcert, arguments: list[str], added: str, verdict: str, code: int) -> None:
    ended = midcert("certify", *arguments, PYTEST_ADDOPTS=added)
    assert (ended.code, ended.err) == (code, "")
    assert verdict in ended.out


def test_a_plugin_that_is_not_there_is_bad_input(midcert: Midcert) -> None:
    ended = midcert("certify", PYTEST_ADDOPTS="-p nowhere")
    assert ended.code == ExitCode.BAD_INPUT
    assert 'Error importing plugin "nowhere"' in ended.err
