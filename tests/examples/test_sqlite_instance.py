"""The instance on SQLite: its adapter is short, and what it is said to pass, it passes."""

import json
from pathlib import Path

from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter

RULES = (
    "AUTO-ON-INSTANCE-UPGRADE",
    "CLEAN-30-DAYS",
    "CLEAN-DAILY",
    "ERR-409-DEAD-HOLDER",
    "HIST-RECORD",
    "HIST-RECORD-FIELDS",
    "ISSUE-ACKNOWLEDGED",
    "ISSUE-ACKNOWLEDGED-KEPT",
    "ISSUE-COUNT-MESSAGE",
    "ISSUE-DOMAIN",
    "ISSUE-FIELDS",
    "ISSUE-REOPENED",
    "ISSUE-RESOLVED-MANUAL",
    "ISSUE-VIEWS",
    "MAN-ROLE",
    "STATE-NO-RESUME-RESTART",
    "VER-BUILDSTAMP-RESET",
    "VER-OVERRIDE-ABSENT",
    "VER-OVERRIDE-CLEARED",
    "VER-OVERRIDE-RESTART",
)
AT_ONCE = "features/07_upgrade_error_messages/permits.feature::test_of_five_requests_at_the_same_moment_two_are_granted"
MOST_LINES = 60


def test_the_adapter_is_short() -> None:
    adapter = (ROOT / "examples/sqlite_instance/adapter.py").read_text("utf-8")
    assert len(adapter.splitlines()) <= MOST_LINES


def test_it_passes_a_scenario_of_each_of_twenty_rules_and_requests_at_the_same_moment(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    chosen = [AT_ONCE, *(interpreter.scenarios[rule][0] for rule in RULES)]
    results = tmp_path / "results.json"
    target = "--target=py:examples.sqlite_instance.adapter:target"
    ended = interpreter.certify(chosen, target, "--profile=instance", f"--results={results}")
    rows = json.loads(results.read_text("utf-8"))["rows"]
    assert {row["id"]: row["outcome"] for row in rows} == dict.fromkeys(chosen, "passed"), ended.out + ended.err
    assert ended.code == ExitCode.INCOMPLETE
