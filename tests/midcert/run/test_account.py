from fakes.releases.builds import named
from fakes.world import World
from midcert.rules.ledger import load_ledger
from midcert.run.account import account, reproduction
from midcert.run.layout import FEATURES
from midcert.targets.located import REFERENCE
from tests.fakes.scripted import Scripted

RULE = load_ledger(FEATURES / "rules.toml").rules["AUTO-DEFAULT"]


def test_an_account_has_the_rule_the_time_the_events_the_errors_and_the_command() -> None:
    world = World(Scripted(), "scenario", frozenset({"mid"}), "seed")
    world.install("berlin", named("Orlando Patch 1"))
    world.start("berlin")
    rule, time, *events, errors, oops, command = account(RULE, world, "oops", "midcert certify").splitlines()
    assert rule == f"  rule AUTO-DEFAULT (required): {RULE.says}"
    assert time == "  0:00:00 of virtual time have passed; the last of what happened:"
    assert events == [f"    0:00:00  host: started mid=berlin version={named('Orlando Patch 1').stamp}"]
    assert (errors, oops) == ("  the target has said on its standard error:", "    oops")
    assert command == "  once more: midcert certify"


def test_a_target_that_is_silent_has_no_errors_shown() -> None:
    world = World(Scripted(), "scenario", frozenset({"mid"}), "seed")
    assert "standard error" not in account(RULE, world, "", "midcert certify")


def test_a_reproduction_is_quoted_for_a_shell_and_names_what_is_not_usual() -> None:
    assert reproduction("a.feature::b[c d]", REFERENCE, 1) == "midcert certify --scenario 'a.feature::b[c d]'"
    assert reproduction("a::b", "cmd:./x y", 7) == "midcert certify --scenario a::b --target 'cmd:./x y' --seed 7"
    again = reproduction("a::b", REFERENCE, 1, profile="mid/linux", authority=None)
    assert again == "midcert certify --scenario a::b --profile mid/linux"
