"""What stands under a scenario that is red."""

from pathlib import Path

from fakes.releases.builds import named
from fakes.world import World
from midcert.rules.ledger import load_ledger
from midcert.run.failures import account
from midcert.run.layout import FEATURES
from tests.fakes.scripted import Scripted
from tests.midcert.run.certified import FAILING, STEPS, Runner

ELSEWHERE = """
@then("it was elsewhere")
def elsewhere(world):
    world.journal.note("berlin", "looks around")
    assert 0, "it was here"
"""


def test_a_failure_tells_how_much_virtual_time_has_passed_and_what_happened_last(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "features/failing.feature").write_text(FAILING, "utf-8")
    (tmp_path / "conftest.py").write_text(STEPS + ELSEWHERE, "utf-8")
    ran = run("--target=py:own:good")
    assert ran.outcomes["failing"][0] == "failed"
    lines = [line.removeprefix("E").strip() for line in ran.out.splitlines()]
    place = lines.index("2:00:00 of virtual time have passed; the last of what happened:")
    assert lines[place + 1 : place + 3] == ["0:00:00  scenario: When two hours pass", "2:00:00  berlin: looks around"]


RULE = load_ledger(FEATURES / "rules.toml").rules["AUTO-DEFAULT"]


def test_an_account_has_the_rule_the_time_the_events_the_errors_and_the_command() -> None:
    world = World(Scripted(), "scenario", frozenset({"mid"}), "seed")
    world.install("berlin", named("Orlando Patch 1"))
    world.mid("berlin").start()
    account_of = account(RULE, world, "oops", "midcert certify")
    assert f"rule AUTO-DEFAULT (required): {RULE.says}" in " ".join(account_of.split())
    time, *events, errors, oops, command = account_of.splitlines()[2:]
    assert time == "  0:00:00 of virtual time have passed; the last of what happened:"
    assert events == [f"    0:00:00  host: started mid=berlin version={named('Orlando Patch 1').stamp}"]
    assert (errors, oops) == ("  the target has said on its standard error:", "    oops")
    assert command == "  once more: midcert certify"


def test_a_target_that_is_silent_has_no_errors_shown() -> None:
    world = World(Scripted(), "scenario", frozenset({"mid"}), "seed")
    assert "standard error" not in account(RULE, world, "", "midcert certify")
