"""The MID Server in Node.js, in another language and by the documents alone: it passes what it says that it passes."""

import json
from pathlib import Path

import pytest

from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter
from tests.images import NODE, Images

FOLDER = ROOT / "examples" / "node_mid"
MOST_LINES = 60
SCENARIOS = {
    "03_upgrade_methods/hourly_check": "a_day_has_24_checks",
    "03_upgrade_methods/one_by_one": "of_three_packages_too_each_is_stored_before_the_next_is_asked_for",
    "03_upgrade_methods/signers": "of_three_packages_one_by_somebody_else_is_enough",
    "05_failed_upgrades/other_family": "a_family_fails_after_a_patch_has_gone_well",
    "06_the_down_state/start": "commands_before_and_after_a_waiting_autoupgrade_are_taken_by_the_new_version",
    "07_upgrade_error_messages/waiting_for_a_permit": "a_free_permit_is_taken_at_the_next_request",
    "08_upgrade_history/steps_of_an_upgrade": "each_of_two_mid_servers_tells_of_its_own_upgrade",
    "10_pinning/precedence": "a_good_pin_counts_although_mid_buildstamp_is_no_build_stamp",
    "12_pre_upgrade_tests/log_on_user": "the_account_of_one_service_is_no_issue_of_another_mid_server",
    "14_non_blocking_warnings/groups": "the_warning_about_groups_comes_with_every_upgrade",
}
HARDENED = {  # by case: what jarsigner takes, and nobody should install
    "for nothing in particular": "signed by a certificate that does not say what it is for",
    "two alphabets": "with a name that readers spell otherwise",
    "another disk": "with its second half on another disk",
    "another name in Unicode": "with another name of a file in Unicode",
    "sizes of large files": "with other sizes for who reads large archives",
    "stamped by a server": "with a timestamp by an authority that is for servers, too",
}
CHOSEN = [
    *(f"features/{file}.feature::test_{name}" for file, name in SCENARIOS.items()),
    *(
        "features/03_upgrade_methods/hardened.feature::test_a_package_is_refused_although_its_signature_is_good"
        f"[{case}-{flaw}]"
        for case, flaw in HARDENED.items()
    ),
]


@pytest.mark.parametrize("way", ["adapter.mjs", "server.mjs"])
def test_its_adapter_is_small(way: str) -> None:
    lines = [line for file in ("target.mjs", way) for line in (FOLDER / file).read_text("utf-8").splitlines()]
    assert len(lines) <= MOST_LINES


@pytest.mark.long
def test_it_passes_scenarios_of_each_kind(interpreter: Interpreter, tmp_path: Path) -> None:
    assert outcomes(interpreter, f"cmd:{NODE} {FOLDER / 'adapter.mjs'}", tmp_path) == dict.fromkeys(CHOSEN, "passed")


@pytest.mark.long
def test_it_passes_them_in_a_container_too(interpreter: Interpreter, images: Images, tmp_path: Path) -> None:
    assert outcomes(interpreter, f"image:{images.node()}", tmp_path) == dict.fromkeys(CHOSEN, "passed")


def outcomes(interpreter: Interpreter, target: str, folder: Path) -> dict[str, str]:
    results = folder / "results.json"
    ended = interpreter.run(
        "midcert",
        "certify",
        f"--target={target}",
        f"--run={results}",
        *(f"--scenario={scenario}" for scenario in CHOSEN),
    )
    assert ended.code == ExitCode.INCOMPLETE, ended.out  # the whole suite has not run
    rows = json.loads(results.read_text("utf-8"))["rows"]
    return {row["id"]: row["outcome"] for row in rows}
