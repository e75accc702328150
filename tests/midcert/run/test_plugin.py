"""Options, the summary and the verdict of a run from end to end."""

import os
from pathlib import Path

import pytest

from midcert.reports.lines import wrapped
from midcert.run import plugin
from tests.midcert.run.project import FIRST, RULES, STEPS, Project

FAILING = '\n@when("it fails")\ndef it_fails(): assert 0, "seen"\n'
COUNTED = "required scenarios passed; required rules without scenarios yet: 2"
BAD = f"{FIRST}  Scenario: It fails\n   When it fails\n   Then c\n"


@pytest.mark.parametrize(
    ("files", "args", "message"),
    [
        ({"features/rules.toml": "["}, (), "*/features/rules.toml: not TOML: *"),
        ({}, ("--deviations", "none.toml"), "none.toml: cannot be read: No such file or directory"),
        (
            {"known.toml": '[[deviation]]\nrule = "AUTO-HURLY"\nreason = "x"\n'},
            ("--deviations", "known.toml"),
            "known.toml: deviation 1: unknown rule 'AUTO-HURLY'; the nearest is 'AUTO-HOURLY'",
        ),
        ({}, ("--results", "none/results.json"), "--run: none/results.json is no file in a folder that exists"),
        ({}, ("--run", "x" * 300), f"--run: {'x' * 300} cannot be written: File name too long"),
        ({}, ("--results", "features"), "--run: features is no file in a folder that exists"),
    ],
)
def test_bad_input_is_one_line(project: Project, files: dict[str, str], args: tuple[str, ...], message: str) -> None:
    project.write(files)
    run = project.run(*args)
    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert run.out == ""
    [line] = run.err.strip().splitlines()
    start, star, end = message.partition("*")
    assert line.startswith("ERROR: ")
    assert star or line == f"ERROR: {message}"
    assert start in line
    assert end.rstrip("*") in line


def test_a_folder_that_nothing_may_be_written_to_is_refused_before_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (tmp_path, os.W_OK))
    with pytest.raises(pytest.UsageError, match=r"run\.json cannot be written: nothing may be written to its folder$"):
        plugin._make_room("--run", tmp_path / "run.json")  # noqa: SLF001 - whoever tests as root may write everywhere


def test_a_whole_run_in_which_all_is_well_is_conformant(project: Project) -> None:
    run = project.run()
    assert run.code == 0
    assert [
        line for line in run.out.partition(" conformance =")[2].splitlines()[1:] if "= 1 passed in" not in line
    ] == [
        "chapter           rules  scenarios  passed",
        "Upgrade methods  1 of 2          1       1",
        "Access           0 of 1          0",
        "Data provided    0 of 1          0",
        "all required     1 of 3          1       1",
        "all interpreted  0 of 1          0",
        *wrapped(f"Verdict: passed what there is (draft) (1 of 1 {COUNTED})"),
    ]
    assert run.document["verdict"] == {
        "word": "passed what there is (draft)",
        "exit_code": 0,
        "sentence": f"passed what there is (draft) (1 of 1 {COUNTED})",
        "counts": {"required": {"passed": 1}, "interpreted": {}, "provisional": {}, "planned_rules": 2},
        "gaps": [],
    }
    assert run.document["whole"]


def test_with_workers_it_is_the_same(project: Project) -> None:
    run = project.run("-p", "xdist", "-n2")
    assert f"Verdict: passed what there is (draft) (1 of 1 {COUNTED})" in run.prose


def test_a_required_rule_that_lost_its_scenarios_is_a_gap(project: Project) -> None:
    project.write({"features/rules.toml": RULES.replace('status = "planned"\n', "", 1)})
    assert "Verdict: incomplete: AUTO-LATER has no scenario (1 of 1 required scenarios passed" in project.run().prose


def test_a_narrowed_run_is_never_conformant(project: Project) -> None:
    project.write({"features/more.feature": f"{FIRST}  Scenario: More\n   Then c\n"})
    for args in (("-k", "more"), ("features/good.feature",), ("features/more.feature::test_more",)):
        run = project.run(*args)
        assert run.code == 0
        assert f"Verdict: incomplete: not the whole suite ran (1 of 1 {COUNTED})" in run.prose
    assert "Verdict: nothing ran" in project.run("-k", "nothing_like_it").out
    assert "Verdict" not in project.run("--collect-only").out


def test_a_known_deviation_is_shown_and_excuses_nothing(project: Project) -> None:
    project.write({
        "conftest.py": STEPS + FAILING,
        "features/bad.feature": BAD,
        "known.toml": '[[deviation]]\nscenario = "It fails"\nreason = "issue 7"\n',
    })  # fmt: skip
    run = project.run("--deviations", "known.toml")
    assert run.code == pytest.ExitCode.TESTS_FAILED
    assert "deviation: features/bad.feature::test_it_fails: issue 7 (failed: seen)" in run.out
    assert f"Verdict: not conformant (1 deviation; 1 of 2 {COUNTED})" in run.prose
    assert run.rows["It fails"]["outcome"] == "deviation"


def test_a_deviation_that_does_not_hold_is_an_error_of_the_run(project: Project) -> None:
    entries = '[[deviation]]\nrule = "AUTO-HOURLY"\nreason = "x"\n[[deviation]]\nscenario = "T"\nreason = "y"\n'
    project.write({"known.toml": entries})
    run = project.run("--deviations", "known.toml")
    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert "error: AUTO-HOURLY: the deviation is over, all its scenarios passed" in run.out
    assert "error: T: the deviation matches no scenario" in run.out
    assert f"Verdict: deviations that do not hold: 2 (1 of 1 {COUNTED})" in run.prose


def test_the_stash_has_rows_and_verdict_for_other_plugins(project: Project) -> None:
    project.write(
        {
            "features/conftest.py": """
import pytest
from midcert.run.certification import CERTIFICATION

@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    [row] = session.config.stash[CERTIFICATION].rows
    print("ROW", row.rule_id, row.outcome, row.steps[-1].status)
    print("VERDICT", session.config.stash[CERTIFICATION].verdict.exit_code.name)
"""
        }
    )
    out = project.run("-s").out
    assert "ROW AUTO-HOURLY passed passed" in out
    assert "VERDICT PASSED" in out


def test_what_came_after_the_newest_rule_set_decides_nothing(project: Project) -> None:
    project.write({
        "conftest.py": STEPS + FAILING,
        "features/bad.feature": BAD,
        "features/rule_sets/1.0.txt": "features/good.feature::test_s\n",
    })  # fmt: skip
    assert "Verdict: conformant to the rule set 1.0 (1 of 1 required scenarios passed; 0 of 1 provisional;" in (
        project.run().prose
    )
    assert f"Verdict: not conformant (1 failed; 1 of 2 {COUNTED})" in project.run("--rule-set=draft").prose
