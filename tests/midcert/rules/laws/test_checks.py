"""When a MID Server asks for its version."""

from datetime import timedelta

import pytest

from fakes.observe import events as e
from midcert.rules.laws import checks
from tests.midcert.rules.laws.stories import (
    BERLIN,
    DISK,
    HOUR,
    P1,
    P2,
    P2_TAG,
    Told,
    asked,
    asked_in_vain,
    changed,
    cut_off,
    ended,
    listed,
    permit,
    pinned,
    ran_tests,
    refused,
    reported,
    returned,
    said,
    seconds,
    seen,
    started,
    stories,
    taken,
    validated,
    wrongs,
)

FIRST: list[Told] = [(1, asked(P1))]
"""Called for by the start."""
PINNED: list[Told] = [(0, ended("stopped")), (0, pinned(P2_TAG)), (0, started(pin=P2_TAG)), (0, reported("Up"))]


@stories(
    {
        "an hour later, and another one": ([*FIRST, (61, asked(P1)), (121, asked(P1))], ["", ""]),
        "two hours later": ([*FIRST, (121, asked(P1))], [""]),
        "by the hours of its start": ([*FIRST, (60, asked(P1))], [""]),
        "too early": ([*FIRST, (60.5, asked(P1))], ["0:59:30 after the last thing it did"]),
        "half an hour later": ([*FIRST, (31, asked(P1))], ["0:30:00 after the last thing it did"]),
        "a second late": (
            [*FIRST, (timedelta(hours=1, minutes=1, seconds=1), asked(P1))],
            ["1:00:01 after the last thing it did"],
        ),
        "the start calls for it": (FIRST, []),
        "a command calls for it": ([*FIRST, (31, seen("autoUpgrade")), (31, asked(P1))], []),
        "a command that it takes calls for it": ([*FIRST, (31, taken()), (31, asked(P1))], []),
        "to be validated calls for it": ([*FIRST, (31, validated("true")), (31, asked(P1))], []),
        "to be cut off calls for it": ([*FIRST, (31, cut_off()), (40, asked(P1))], []),
        "a call calls for one check": (
            [*FIRST, (31, seen("autoUpgrade")), (31, asked(P1)), (41, asked(P1))],
            ["0:10:00 after the last thing it did"],
        ),
        "a command in the queue calls for it": (
            [*FIRST, (31, e.CommandQueued(BERLIN, "autoUpgrade")), (33, asked(P1))],
            [],
        ),
        "a click calls for it": (
            [*FIRST, (31, e.ActionTried(BERLIN, "upgrade", frozenset({"admin"}), is_accepted=True)), (33, asked(P1))],
            [],
        ),
        "an upgrade of the instance calls for it": ([*FIRST, (31, e.InstanceUpgraded(P2)), (36, asked(P1))], []),
        "an upgrade of the instance that it has asked after": (
            [*FIRST, (31, e.InstanceUpgraded(P2)), (36, asked(P1)), (41, asked(P1))],
            ["0:05:00 after the last thing it did"],
        ),
        "a restart of the instance calls for nothing": (
            [*FIRST, (31, e.InstanceRestarted()), (36, asked(P1))],
            ["0:35:00 after the last thing it did"],
        ),
        "told again that it is Up": ([*FIRST, (31, reported("Up")), (36, asked(P1))], []),
        "asked twice as it is Up": (
            [*FIRST, (31, reported("Paused")), (36, reported("Up")), (36, asked(P1)), (36 + 1 / 6, asked(P1))],
            [],
        ),
        "asked twice as it is Up, too late": (
            [*FIRST, (31, reported("Paused")), (36, reported("Up")), (36, asked(P1)), (36.5, asked(P1))],
            ["0:00:30 after the last thing it did"],
        ),
        "its return to Up": ([*FIRST, (31, reported("Paused")), (36, reported("Up")), (36, asked(P1))], []),
        "asked twice at one instant": ([*FIRST, (61, asked(P1)), (61, asked(P1, by_list=True))], [""]),
        "a failed question is asked again": (
            [*FIRST, (61, asked_in_vain()), (62, asked_in_vain()), (66, asked(P1))],
            [""],
        ),
        "a failed question is asked again too late": (
            [*FIRST, (61, asked_in_vain()), (67, asked(P1))],
            ["", "0:06:00 after the last thing it did"],
        ),
        "each failed question gives five minutes": (
            [*FIRST, (61, asked_in_vain()), (65, asked_in_vain()), (70, asked(P1))],
            [""],
        ),
        "more than five minutes after the last failed question": (
            [*FIRST, (61, asked_in_vain()), (65, asked_in_vain()), (71, asked(P1))],
            ["", "0:06:00 after the last thing it did"],
        ),
        "an answered one is not asked again": (
            [*FIRST, (61, asked_in_vain()), (62, asked(P1)), (63, asked(P1))],
            ["", "0:01:00 after the last thing it did"],
        ),
        "an hour after the end of an attempt": (
            [*FIRST, (61, asked(P2)), (63, permit()), (73, changed(done=False)), (73, returned()), (133, asked(P2))],
            ["", ""],
        ),
        "an hour after the tests": ([*FIRST, (61, asked(P2)), (63, ran_tests(DISK)), (123, asked(P2))], ["", ""]),
        "an hour after it has looked at packages": (
            [*FIRST, (61, asked(P2)), (63, listed()), (123, asked(P2))],
            ["", ""],
        ),
        "as often as it likes while it waits for a permit": (
            [*FIRST, (2, refused()), (seconds(140), asked(P2)), (seconds(150), asked(P2))],
            [],
        ),
        "as often as it likes while it has a permit": ([*FIRST, (2, permit()), (3, asked(P2)), (4, asked(P2))], []),
        "as often as it likes while it is Upgrading": ([*FIRST, (2, reported("Upgrading")), (3, asked(P2))], []),
        "without a process": ([*FIRST, (2, ended("stopped")), (31, asked(P2))], []),
        "Paused, and early": (
            [*FIRST, (2, reported("Paused")), (31, asked(P1))],
            ["0:29:00 after the last thing it did"],
        ),
    }
)
def test_asks_by_the_hour_only(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(checks.asks_by_the_hour_only, told) == wrong


@pytest.mark.parametrize(
    ("passed", "wrong"),
    [
        (3600, ""),
        (3601, ""),
        (3602, "1:00:02 after the last thing it did"),
        (3599, "0:59:59 after the last thing it did"),
    ],
)
def test_in_real_time_an_hour_may_be_a_little_more(passed: float, wrong: str) -> None:
    told: list[Told] = [*FIRST, (seconds(60 + passed), asked(P1))]
    assert wrongs(checks.asks_by_the_hour_only, told, slack=timedelta(seconds=1)) == [wrong]


@stories(
    {
        "hour by hour": ([*FIRST, (61, asked(P1)), (121, asked(P1)), (180, said("idle"))], ["", ""]),
        "never again": ([*FIRST, (125, said("idle"))], ["it has not asked for 2:04:00"]),
        "never again, as shows each hour": (
            [*FIRST, (65, said("idle")), (126, said("idle"))],
            ["it has not asked for 1:04:00", "it has not asked for 1:01:00"],
        ),
        "a minute late": ([*FIRST, (62, asked(P1))], ["it has not asked for 1:01:00"]),
        "an hour is not over": ([*FIRST, (60, said("idle"))], []),
        "something else happens at the instant at which it is to ask": (
            [*FIRST, (61, seen("hostname")), (61, asked(P1)), (100, said("idle"))],
            [""],
        ),
        "a question without an answer is one": ([*FIRST, (61, asked_in_vain()), (100, said("idle"))], [""]),
        "an hour after the end of an attempt": (
            [*FIRST, (61, asked(P2)), (70, ran_tests(DISK)), (130, asked(P2))],
            ["", ""],
        ),
        "Upgrade Failed": (
            [*FIRST, (1, reported("Upgrade Failed")), (125, said("idle"))],
            ["it has not asked for 2:04:00"],
        ),
        "Paused": ([*FIRST, (1, reported("Paused")), (125, said("idle"))], []),
        "Upgrading": ([*FIRST, (1, reported("Upgrading")), (125, said("idle"))], []),
        "its hour begins with its return": (
            [*FIRST, (1, reported("Paused")), (90, reported("Up")), (150, said("idle"))],
            [""],
        ),
        "waiting for a permit": ([(1, refused()), (125, said("idle"))], []),
        "having a permit": ([(1, permit()), (125, said("idle"))], []),
        "what it was before, told again, is no check": (
            [*FIRST, (31, reported("Up")), (62, asked(P1))],
            ["it has not asked for 1:01:00"],
        ),
        "its version, told alone, puts it off": ([*FIRST, (31, reported("", P1)), (91, asked(P1))], [""]),
        "Down": ([*FIRST, (1, reported("Down")), (125, said("idle"))], []),
        "cut off": ([*FIRST, (1, cut_off()), (125, said("idle"))], []),
        "cut off, and back": (
            [*FIRST, (31, cut_off()), (40, reported("Up")), (101, said("idle"))],
            ["it has not asked for 1:01:00"],
        ),
        "its being Up was not heard": (
            [*FIRST, (1, reported("Paused")), (1, reported("Up", arrived=False)), (125, said("idle"))],
            [],
        ),
        "its being Upgrade Failed was not heard": (
            [*FIRST, (1, reported("Upgrade Failed", arrived=False)), (125, said("idle"))],
            [],
        ),
        "not validated": ([*FIRST, (1, validated("false")), (125, said("idle"))], []),
        "its hour begins as it is validated": (
            [*FIRST, (1, validated("false")), (31, validated("true")), (92, said("idle"))],
            ["it has not asked for 1:01:00"],
        ),
        "without a process": ([*FIRST, (1, ended("stopped")), (125, said("idle"))], []),
        "pinned": ([*PINNED, (125, said("idle"))], []),
    }
)
def test_asks_every_hour(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(checks.asks_every_hour, told) == wrong


@pytest.mark.parametrize(("passed", "wrong"), [(3601, ""), (3602, "it has not asked for 1:00:02")])
def test_in_real_time_the_next_check_may_be_a_little_late(passed: float, wrong: str) -> None:
    told: list[Told] = [*FIRST, (seconds(60 + passed), asked(P1))]
    assert wrongs(checks.asks_every_hour, told, slack=timedelta(seconds=1)) == [wrong]


DOWN: list[Told] = [(0, asked(P1)), (5, ended("stopped")), (5, cut_off()), (8, started())]


@stories(
    {
        "at once": ([(0, asked(P1)), (HOUR, said("idle"))], [""]),
        "in ten seconds": ([(seconds(10), asked(P1)), (HOUR, said("idle"))], [""]),
        "in eleven seconds": ([(seconds(11), asked(P1)), (HOUR, said("idle"))], ["it did not ask for its version"]),
        "never": ([(HOUR, said("idle"))], ["it did not ask for its version"]),
        "in vain": ([(0, asked_in_vain()), (HOUR, said("idle"))], [""]),
        "the scenario ends too early": ([(seconds(10), said("idle"))], []),
        "at the next start, too": ([*DOWN, (9, reported("Up")), (9, asked(P1)), (HOUR, said("idle"))], ["", ""]),
        "at the next start, never": (
            [*DOWN, (9, reported("Up")), (HOUR, asked(P1))],
            ["", "it did not ask for its version"],
        ),
        "just before it says so": (
            [*DOWN, (seconds(535), asked(P1)), (9, reported("Up")), (HOUR, said("idle"))],
            ["", ""],
        ),
        "asked long before it says so": (
            [*DOWN, (8, asked(P1)), (9, reported("Up")), (HOUR, said("idle"))],
            ["", "it did not ask for its version"],
        ),
        "it is Paused after the start": ([*DOWN, (9, reported("Paused")), (HOUR, said("idle"))], [""]),
        "its being Up is not heard": ([*DOWN, (9, reported("Up", arrived=False)), (HOUR, said("idle"))], [""]),
        "it is told again, and heard": (
            [*DOWN, (9, reported("Up", arrived=False)), (12, reported("Up")), (12, asked(P1)), (HOUR, said("idle"))],
            ["", ""],
        ),
        "it was not Down": (
            [(0, asked(P1)), (5, reported("Paused")), (9, reported("Up")), (HOUR, said("idle"))],
            [""],
        ),
        "it comes from its own upgrade": (
            [(0, asked(P1)), (5, ended()), (7, started(P2)), (7, reported("Up", P2)), (HOUR, said("idle"))],
            [""],
        ),
        "it was out of reach for a while": (
            [(0, asked(P1)), (5, cut_off()), (9, reported("Up")), (HOUR, said("idle"))],
            [""],
        ),
        "it was out of reach, and has started since": (
            [(0, asked(P1)), (5, cut_off()), (7, ended()), (9, started()), (9, reported("Up")), (HOUR, said("idle"))],
            ["", "it did not ask for its version"],
        ),
        "it has said itself that it was Down": (
            [(0, asked(P1)), (5, reported("Down")), (9, reported("Up")), (HOUR, said("idle"))],
            [""],
        ),
        "a request is not answered at once": ([(seconds(3), e.Unanswered(BERLIN)), (HOUR, said("idle"))], []),
        "it is stopped at once": ([(seconds(3), ended("stopped")), (HOUR, said("idle"))], []),
        "it is cut off at once": ([(seconds(3), cut_off()), (HOUR, said("idle"))], []),
        "pinned": ([(0, ended("stopped")), (0, cut_off()), *PINNED, (HOUR, said("idle"))], []),
        "not validated": (
            [*DOWN, (8, validated("false")), (9, reported("Up")), (9, validated("true")), (HOUR, said("idle"))],
            [""],
        ),
        "validated before it is Up": (
            [*DOWN, (8, validated("false")), (8, validated("true")), (9, reported("Up")), (HOUR, said("idle"))],
            ["", "it did not ask for its version"],
        ),
    }
)
def test_asks_at_once_when_up(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(checks.asks_at_once_when_up, told) == wrong


def test_a_request_that_is_not_answered_shows_that_time_has_passed() -> None:
    told: list[Told] = [(1, e.Unanswered(BERLIN)), (2, asked(P1))]
    assert wrongs(checks.asks_at_once_when_up, told) == ["it did not ask for its version"]
