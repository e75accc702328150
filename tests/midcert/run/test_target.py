"""The target of a run: found, asked who it is, watched, ended."""

import os

import pytest

from midcert.results.outcomes import ExitCode
from tests.midcert.run.certified import Runner


def test_the_header_says_what_is_tested_and_with_which_seed(run: Runner) -> None:
    ran = run("--target=py:own:good", "--seed=7")
    assert "target: mine 2 (py:own:good) as mid and instance, time mode advance\nprofile: both, seed: 7\n" in ran.out
    assert ran.outcomes == {"mid": ("passed", ""), "instance": ("passed", ""), "both": ("passed", "")}


def test_a_target_that_declares_what_nobody_knows_does_not_speak_the_protocol(run: Runner) -> None:
    ran = run("--target=py:own:misspelt")
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert ran.err == (
        "ERROR: --target py:own:misspelt: not the protocol:"
        " describe answer: capabilities[0]: expected one of concurrent, older-agents\n\n"
    )


def test_nothing_is_started_to_collect_or_to_help(run: Runner) -> None:
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
def test_a_bad_option_is_a_usage_error(run: Runner, option: str, said: str) -> None:
    ran = run(option)
    assert (ran.code, ran.out) == (pytest.ExitCode.USAGE_ERROR, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_target_that_cannot_be_asked_who_it_is_leaves_no_process(run: Runner) -> None:
    ran = run("--target=cmd:sh -c 'echo $$ > pid; read line; echo {}; cat'")
    assert ran.err == (
        "ERROR: --target cmd:sh -c 'echo $$ > pid; read line; echo {}; cat':"
        " not the protocol: an answer to describe: expected exactly one of ok, unsupported, errored\n\n"
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int((ran.folder / "pid").read_text("utf-8")), 0)


def test_a_profile_that_asks_for_more_than_the_target_is_is_refused(run: Runner) -> None:
    ran = run("--target=py:own:only_mid", "--profile=both/linux")
    assert ran.code == ExitCode.BAD_INPUT
    assert "--target py:own:only_mid: the profile both/linux needs a target that plays instance" in ran.err


@pytest.mark.parametrize(
    ("profile", "tried"), [("mid", "2 of 2"), ("instance", "2 of 2"), ("both", "3 of 3"), ("both/linux", "3 of 3")]
)
def test_the_rules_that_are_counted_are_those_of_the_profile(run: Runner, profile: str, tried: str) -> None:
    [total] = [line for line in run(f"--profile={profile}").out.splitlines() if line.startswith("all required")]
    assert tried in total


def test_a_rule_set_that_there_is_not_is_refused(run: Runner) -> None:
    ran = run("--rule-set=9.9")
    assert ran.code == ExitCode.BAD_INPUT
    assert "there is no rule set 9.9, but draft" in ran.err


def test_in_a_debugger_a_target_takes_its_time(run: Runner) -> None:
    ran = run("--target=py:own:slow", "--watchdog=0.1", "--no-watchdog")
    assert set(ran.outcomes.values()) == {("passed", "")}
