"""The world of each scenario: made where the scenario applies, journalled, ended."""

import json
from pathlib import Path

import pytest

from tests.midcert.run.certified import Runner


def test_a_target_that_plays_one_role_is_judged_by_the_scenarios_of_that_role(run: Runner) -> None:
    ran = run("--target=py:own:only_mid")
    assert "as mid, time mode advance" in ran.out
    assert ran.outcomes == {
        "mid": ("passed", ""),
        "instance": ("not applicable", "the target does not play instance"),
        "both": ("not applicable", "the target does not play instance"),
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
    run: Runner, tmp_path: Path, target: str, old: tuple[str, str], both: tuple[str, str]
) -> None:
    (tmp_path / "features/capable.feature").write_text(CAPABLE, "utf-8")
    ran = run(f"--target=py:own:{target}")
    outcomes = {name: outcome for name, outcome in ran.outcomes.items() if name not in ("instance", "both")}
    assert outcomes == {"mid": PASSED, "old": old, "old and concurrent": both}
    assert ran.heard.count("setup") == [*outcomes.values()].count(PASSED)


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
    run: Runner, target: str, outcome: tuple[str, str], heard: list[str]
) -> None:
    ran = run(f"--target=py:own:{target}", "--watchdog=60")
    assert ran.outcomes["mid"] == outcome
    assert list(dict.fromkeys(ran.heard)) == ["describe", *heard]
    assert ran.err == ""


def test_journals_of_an_earlier_run_do_not_mix_with_those_of_this_one(run: Runner) -> None:
    folder = run("--journals=j").folder / "j"
    (folder / "features__gone.feature--test_gone.jsonl").touch()
    (folder / "notes.jsonl").touch()
    run("--journals=j", "-k", "mid")
    assert sorted(path.name for path in folder.iterdir()) == ["features__mid.feature--test_mid.jsonl", "notes.jsonl"]


def test_a_target_that_cannot_be_used_leaves_the_journals_of_an_earlier_run_alone(run: Runner) -> None:
    folder = run("--journals=j").folder / "j"
    before = journals(folder)
    assert run("--journals=j", "--target=py:own:nobody").code == pytest.ExitCode.USAGE_ERROR
    assert journals(folder) == before


def test_workers_keep_the_journals_of_each_other(run: Runner) -> None:
    ran = run("--journals=j", "-p", "xdist", "-n2")
    assert len(journals(ran.folder / "j")) == len(ran.outcomes) == 3


def test_journals_are_written_one_for_each_scenario_and_vary_with_the_seed(run: Runner) -> None:
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


def test_a_target_that_only_hangs_is_not_asked_for_ever(run: Runner) -> None:
    ran = run("--target=py:own:hangs_too_long", "--watchdog=60")
    assert sorted(ran.outcomes.values()) == [
        ("hung", "no answer to advance within 60.0 s"),
        ("hung", "no answer to advance within 60.0 s"),
        ("not verified", "the target has hung in 2 scenarios in a row"),
    ]
    assert "Verdict: not conformant (2 hung" in ran.out


def test_a_profile_narrows_what_a_target_is_judged_by(run: Runner) -> None:
    ran = run("--target=py:own:good", "--profile=instance")
    assert {name: outcome for name, (outcome, _) in ran.outcomes.items()} == {
        "mid": "not applicable",
        "instance": "passed",
        "both": "not applicable",
    }
    assert "Verdict: passed what there is (draft) of the profile instance (1 of 1" in ran.out
