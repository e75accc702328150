"""Which scenarios are judged, by role, platform, capability and time mode."""

import pytest

from midcert.protocol.handler import Description
from midcert.rules.applicability import not_applicable, not_verifiable
from midcert.rules.profiles import PROFILES, profile_for

BOTH = frozenset({"mid", "instance"})
ON_WINDOWS = 'the MID Server "berlin" runs Orlando Patch 1 on Windows'
ON_LINUX = 'the MID Servers "berlin" and "munich" run Orlando Patch 1 on Linux'
ANYWHERE = 'the MID Server "berlin" runs Orlando Patch 1'


def about(roles: frozenset[str] = BOTH, time: str = "advance", *capabilities: str) -> Description:
    return Description("mine", "1", roles, time, frozenset(capabilities))


@pytest.mark.parametrize(
    ("tags", "steps", "profile", "reason"),
    [
        ({"mid"}, [ANYWHERE], "both", ""),
        ({"mid"}, [ANYWHERE], "mid/windows", ""),
        ({"instance"}, [ANYWHERE], "mid", "the profile mid has no instance"),
        ({"both"}, [ANYWHERE], "mid/linux", "the profile mid/linux has no instance"),
        ({"both"}, [ANYWHERE], "instance", "the profile instance has no mid"),
        ({"mid"}, [ON_WINDOWS], "both", ""),
        ({"mid"}, [ON_WINDOWS], "mid/windows", ""),
        ({"mid"}, [ON_WINDOWS], "both/linux", "the profile both/linux has no hosts with Windows"),
        ({"mid"}, [ON_LINUX, ON_WINDOWS], "both/linux", "the profile both/linux has no hosts with Windows"),
        ({"mid"}, [ON_LINUX], "both/windows", "the profile both/windows has no hosts with Linux"),
        ({"mid", "concurrent"}, [ANYWHERE], "both", "the target does not declare concurrent"),
    ],
)
def test_a_scenario_outside_of_the_profile_is_not_applicable(
    tags: set[str], steps: list[str], profile: str, reason: str
) -> None:
    assert not_applicable(tags, steps, about(), PROFILES[profile]) == reason


def test_what_the_target_is_not_comes_before_what_it_is_certified_for() -> None:
    only_mid = about(frozenset({"mid"}))
    assert (
        not_applicable({"instance"}, [], only_mid, profile_for(only_mid.roles)) == "the target does not play instance"
    )


def test_a_capability_that_is_declared_is_asked_for() -> None:
    assert not_applicable({"mid", "concurrent"}, [], about(BOTH, "advance", "concurrent"), PROFILES["both"]) == ""


@pytest.mark.parametrize(
    ("time", "tags", "reason"),
    [
        ("advance", {"mid"}, ""),
        ("service", {"mid"}, ""),
        ("real", {"mid", "real-time"}, ""),
        ("real", {"mid"}, "it needs virtual time, and the time mode of the target is real"),
    ],
)
def test_in_real_time_only_what_is_tagged_so_can_be_verified(time: str, tags: set[str], reason: str) -> None:
    assert not_verifiable(tags, about(BOTH, time)) == reason


def test_a_profile_is_a_role_and_perhaps_a_platform() -> None:
    assert list(PROFILES) == [
        "mid", "instance", "both", "mid/linux", "mid/windows", "both/linux", "both/windows",
    ]  # fmt: skip
    assert {name: sorted(profile.platforms) for name, profile in PROFILES.items() if "/" in name} == {
        "mid/linux": ["linux"],
        "mid/windows": ["windows"],
        "both/linux": ["linux"],
        "both/windows": ["windows"],
    }
