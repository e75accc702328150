"""What an instance tells, and what it keeps."""

import pytest

from fakes.observe import events as e
from midcert.rules.laws import instance
from tests.midcert.rules.laws.stories import (
    BARE,
    BERLIN,
    DAY,
    MUNICH,
    P1,
    P2,
    P3,
    Told,
    asked,
    asked_in_vain,
    comes,
    cut_off,
    override,
    properties,
    reported,
    seen,
    stamp,
    stories,
    taken,
    wrongs,
)

TO_P2: list[Told] = [(1, e.InstanceUpgraded(P2))]
END: list[Told] = [(17, properties())]
UNTOLD = ["berlin was not told"]


@stories(
    {
        "told": ([*TO_P2, (2, seen("autoUpgrade")), *END], [""]),
        "told late, as nobody has looked before": ([*TO_P2, (DAY, seen("autoUpgrade"))], [""]),
        "it has taken it already": ([*TO_P2, (2, taken()), (3, seen("autoUpgrade", state="processing")), *END], [""]),
        "not told": ([*TO_P2, *END], UNTOLD),
        "told something else": ([*TO_P2, (2, seen("restart")), *END], UNTOLD),
        "told before": ([(0, seen("autoUpgrade")), *TO_P2, *END], UNTOLD),
        "told before, and that still waits": ([(0, seen("autoUpgrade")), *TO_P2, (2, seen("autoUpgrade")), *END], [""]),
        "told before, and that is done": (
            [(0, seen("autoUpgrade")), *TO_P2, (2, seen("autoUpgrade", state="processed")), *END],
            UNTOLD,
        ),
        "told before, and it takes that": (
            [(0, seen("autoUpgrade")), *TO_P2, (2, taken()), (3, seen("autoUpgrade", state="processed")), *END],
            UNTOLD,
        ),
        "told before, and anew": ([(0, seen("autoUpgrade")), *TO_P2, (2, seen("autoUpgrade", "c2")), *END], [""]),
        "Down, and not told": ([(0, cut_off()), *TO_P2, *END], UNTOLD),
        "another one is told": (
            [*[(0, each) for each in comes(MUNICH)], *TO_P2, (2, seen("autoUpgrade", mid=MUNICH)), *END],
            ["", *UNTOLD],
        ),
        "that is not long ago": ([*TO_P2, (16, properties())], []),
        "it is there already": ([(0, reported("", P2)), *TO_P2, *END], []),
        "it comes there by itself": ([*TO_P2, (2, reported("Up", P2)), *END], []),
        "its queue is cleared": ([*TO_P2, (2, e.QueueCleared(BERLIN)), *END], []),
        "the instance is restarted": ([*TO_P2, (2, e.InstanceRestarted()), *END], []),
        "somebody assigns what it runs": ([*TO_P2, (2, override(P1)), *END], []),
        "upgraded twice, and told once": (
            [*TO_P2, (2, seen("autoUpgrade")), (3, e.InstanceUpgraded(P3)), (19, properties())],
            ["", *UNTOLD],
        ),
        "only restarted": ([(1, e.InstanceRestarted()), *END], []),
    }
)
def test_an_upgraded_instance_tells_everybody(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(instance.an_upgraded_instance_tells_everybody, told) == wrong


@pytest.mark.parametrize(
    ("roles", "is_accepted", "wrong"),
    [
        ("mid_server", True, []),
        ("admin", True, []),
        ("itil admin", True, []),
        ("mid_server", False, []),
        ("", False, [""]),
        ("user_admin", False, [""]),
        ("", True, ["it was accepted from somebody with the roles []"]),
        (
            "itil mid_server_admin_x",
            True,
            ["it was accepted from somebody with the roles ['itil', 'mid_server_admin_x']"],
        ),
    ],
)
def test_only_some_may_act(roles: str, *, is_accepted: bool, wrong: list[str]) -> None:
    told: list[Told] = [(1, e.ActionTried(BERLIN, "upgrade", frozenset(roles.split()), is_accepted))]
    assert wrongs(instance.only_some_may_act, told) == wrong


@pytest.mark.parametrize("action", ["pause", "resume", "restart", "grab_log", "thread_dump", "clear_queue", "property"])
def test_the_documentation_names_roles_for_upgrade_mid_alone(action: str) -> None:
    told: list[Told] = [(1, e.ActionTried(BERLIN, action, frozenset(), is_accepted=True))]
    assert wrongs(instance.only_some_may_act, told) == []


@stories(
    {
        "its own version": ([(1, asked(P1))], [""]),
        "another one": ([(1, asked(P2))], [f"it told {P2}, and {P1} is assigned"]),
        "the stamp": ([(1, stamp(P2)), (1, asked(P2))], [""]),
        "the stamp that was": ([(1, stamp(P2)), (1, asked(P1))], [f"it told {P1}, and {P2} is assigned"]),
        "the override": ([(1, stamp(P2)), (1, override(P3)), (1, asked(P3, by_list=True))], [""]),
        "the stamp behind an override": ([(1, override(P3)), (1, asked(P1))], [f"it told {P1}, and {P3} is assigned"]),
        "the stamp behind an empty override": ([(1, override(P3)), (2, override("")), (2, asked(P1))], [""]),
        "the stamp behind an override of blanks": ([(1, override("  ")), (1, asked(P1))], [""]),
        "blanks": ([(1, override("  ")), (1, asked("  "))], [f"it told   , and {P1} is assigned"]),
        "what is no stamp": ([(1, stamp(BARE)), (1, asked(BARE))], [""]),
        "its own after a restart": ([(1, stamp(P2)), (2, e.InstanceRestarted()), (2, asked(P1))], [""]),
        "the former stamp after a restart": (
            [(1, stamp(P2)), (2, e.InstanceRestarted()), (2, asked(P2))],
            [f"it told {P2}, and {P1} is assigned"],
        ),
        "the override after a restart": ([(1, override(P3)), (2, e.InstanceRestarted()), (2, asked(P3))], [""]),
        "its new one after an upgrade": ([(1, override(P3)), *TO_P2, (2, asked(P2))], [""]),
        "the override after an upgrade": (
            [(1, override(P3)), *TO_P2, (2, asked(P3))],
            [f"it told {P3}, and {P2} is assigned"],
        ),
        "a fault answers": ([(1, asked(P2, spoiled=True))], []),
        "nobody answers": ([(1, asked_in_vain())], []),
        "in a way that is not read": ([(1, asked(""))], []),
    }
)
def test_tells_override_or_stamp(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(instance.tells_override_or_stamp, told) == wrong


def seen_stamp(value: str) -> e.PropertiesSeen:
    return properties(glide_war="x", mid_buildstamp=value)


@stories(
    {
        "its own": ([(1, seen_stamp(P1))], [""]),
        "another one": ([(1, seen_stamp(P2))], [f"it is {P2!r}, not {P1!r}"]),
        "what somebody has written": ([(1, stamp(P2)), (2, seen_stamp(P2)), (DAY, seen_stamp(P2))], ["", ""]),
        "put back by nobody": ([(1, stamp(P2)), (2, seen_stamp(P1))], [f"it is {P1!r}, not {P2!r}"]),
        "not listed": ([(1, properties())], []),
        "taken away by somebody": ([(1, stamp("")), (2, properties())], []),
        "emptied by somebody": ([(1, stamp("")), (2, seen_stamp(""))], [""]),
        "reset by a restart": ([(1, stamp(P2)), (2, e.InstanceRestarted()), (3, seen_stamp(P1))], [""]),
        "not reset by a restart": (
            [(1, stamp(P2)), (2, e.InstanceRestarted()), (3, seen_stamp(P2))],
            [f"it is {P2!r}, not {P1!r}"],
        ),
        "reset by an upgrade": ([(1, stamp(P3)), *TO_P2, (3, seen_stamp(P2))], [""]),
        "reset by a restart after an upgrade": (
            [*TO_P2, (2, stamp(P3)), (2, e.InstanceRestarted()), (3, seen_stamp(P1))],
            [f"it is {P1!r}, not {P2!r}"],
        ),
        "an override changes nothing": ([(1, override(P3)), (2, seen_stamp(P1))], [""]),
        "nobody looks": ([(1, stamp(P2))], []),
    }
)
def test_only_people_and_restarts_change_the_stamp(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(instance.only_people_and_restarts_change_the_stamp, told) == wrong


def seen_override(value: str) -> e.PropertiesSeen:
    return properties(mid_buildstamp=P1, mid_version_override=value)


@stories(
    {
        "none": ([(1, properties())], [""]),
        "an empty one": ([(1, seen_override(""))], [""]),
        "one that nobody has set": ([(1, seen_override(P2))], [f"it is {P2!r}, not ''"]),
        "what somebody has set": ([(1, override(P2)), (DAY, seen_override(P2))], [""]),
        "blanks that somebody has set": ([(1, override("  ")), (DAY, seen_override("  "))], [""]),
        "gone by itself": ([(1, override(P2)), (DAY, properties())], [f"it is '', not {P2!r}"]),
        "taken away by somebody": ([(1, override(P2)), (2, override("")), (3, properties())], [""]),
        "kept over a restart": ([(1, override(P2)), (2, e.InstanceRestarted()), (3, seen_override(P2))], [""]),
        "lost with a restart": (
            [(1, override(P2)), (2, e.InstanceRestarted()), (3, properties())],
            [f"it is '', not {P2!r}"],
        ),
        "emptied by an upgrade": ([(0, override(P3)), *TO_P2, (3, seen_override(""))], [""]),
        "taken away by an upgrade": ([(0, override(P3)), *TO_P2, (3, properties())], [""]),
        "kept over an upgrade": ([(0, override(P3)), *TO_P2, (3, seen_override(P3))], [f"it is {P3!r}, not ''"]),
        "set after an upgrade": ([*TO_P2, (2, override(P3)), (3, seen_override(P3))], [""]),
    }
)
def test_only_people_and_upgrades_change_the_override(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(instance.only_people_and_upgrades_change_the_override, told) == wrong


@stories(
    {
        "none": ([(1, properties(mid_buildstamp=P1))], [""]),
        "an empty one": ([(1, seen_override(""))], ["it is there, and nobody added it"]),
        "one with a value": ([(1, seen_override(P2))], ["it is there, and nobody added it"]),
        "added": ([(1, override(P2)), (2, seen_override(P2))], []),
        "emptied by an upgrade": ([*TO_P2, (2, seen_override(""))], []),
        "another property was added": ([(1, stamp(P2)), (2, seen_override(""))], ["it is there, and nobody added it"]),
        "after a restart": ([(1, e.InstanceRestarted()), (2, seen_override(""))], ["it is there, and nobody added it"]),
    }
)
def test_the_override_is_added_by_people(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(instance.the_override_is_added_by_people, told) == wrong
