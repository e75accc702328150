"""What the status of a MID Server says, and what it allows."""

from datetime import timedelta

import pytest

from fakes.observe import events as e
from fakes.observe.reader import Happening
from midcert.rules.laws import status
from midcert.rules.laws.story import Story, fold
from tests.midcert.rules.laws.stories import (
    BERLIN,
    DAY,
    HELSINKI,
    HOUR,
    ISTANBUL,
    P1,
    P2,
    Told,
    asked,
    asked_in_vain,
    beginning,
    changed,
    cut_off,
    ended,
    fetched,
    happenings,
    permit,
    refused,
    reported,
    result,
    returned,
    said,
    seconds,
    seen,
    stamp,
    started,
    stories,
    taken,
    validated,
    wrongs,
)

UPGRADING: list[Told] = [(1, permit()), (1, reported("Upgrading"))]


@stories(
    {
        "while Upgrading": ([*UPGRADING, (2, changed()), (2, ended()), (4, started(P2))], [""]),
        "while Upgrading, which was not heard": (
            [(1, permit()), (1, reported("Upgrading", arrived=False)), (2, changed()), (4, started(P2))],
            [""],
        ),
        "while Up": ([(1, permit()), (2, changed()), (4, started(P2))], ["files were replaced while Up"]),
        "while Upgrade Failed": (
            [(1, reported("Upgrade Failed")), (1, permit()), (2, changed()), (4, started(P2))],
            ["files were replaced while Upgrade Failed"],
        ),
        "Upgrading too late": (
            [(1, permit()), (2, changed()), (3, reported("Upgrading")), (4, started(P2))],
            ["files were replaced while Up"],
        ),
        "two restarts": (
            [*UPGRADING, (2, changed()), (2, ended()), (4, started()), (4, changed()), (4, ended()), (6, started(P2))],
            [""],
        ),
        "the former files are put back": ([(1, permit()), (2, changed()), (4, started(P1))], []),
        "the host refuses": ([(2, changed(done=False)), (4, started(P2))], []),
        "an installer has done it": ([(4, started(P2))], []),
    }
)
def test_replaces_while_upgrading(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.replaces_while_upgrading, told) == wrong


@pytest.mark.parametrize(("version", "wrong"), [(HELSINKI, []), (ISTANBUL, ["files were replaced while Up"])])
def test_what_runs_decides_and_not_what_is_put_in_place(version: str, wrong: list[str]) -> None:
    told: list[Told] = [(1, permit()), (2, changed()), (4, started(P1))]
    assert wrongs(status.replaces_while_upgrading, told, *beginning(version=version)) == wrong


@stories(
    {
        "Up and Down": ([(1, reported("Down")), (3, reported("Up"))], ["", "", ""]),
        "Paused": ([(1, reported("Paused"))], ["", ""]),
        "Upgrading": ([(1, reported("Upgrading"))], ["", "one of helsinki was Upgrading"]),
        "Upgrade Failed": ([(1, reported("Upgrade Failed"))], ["", "one of helsinki was Upgrade Failed"]),
        "Upgrading, which was not heard": (
            [(1, reported("Upgrading", arrived=False))],
            ["", "one of helsinki was Upgrading"],
        ),
        "its version alone": ([(1, reported("", HELSINKI))], [""]),
        "an administrator while it does not run": ([(1, ended("stopped")), (1, reported("Upgrading"))], [""]),
        "once it is of Istanbul": ([(1, changed()), (3, started(ISTANBUL)), (3, reported("Upgrading"))], [""]),
    }
)
def test_no_upgrade_states_before_istanbul(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.no_upgrade_states_before_istanbul, told, *beginning(version=HELSINKI)) == wrong


def test_from_istanbul_on_all_statuses_are_right() -> None:
    told: list[Told] = [(1, reported("Upgrading")), (2, reported("Upgrade Failed"))]
    assert wrongs(status.no_upgrade_states_before_istanbul, told, *beginning(version=ISTANBUL)) == []


@stories(
    {
        "Up and validated": ([(1, permit()), (2, changed())], [""]),
        "Upgrading and validated": ([*UPGRADING, (2, changed())], [""]),
        "Upgrade Failed and validated": ([(1, reported("Upgrade Failed")), (1, permit()), (2, changed())], [""]),
        "Paused": ([(1, reported("Paused")), (1, permit()), (2, changed())], ["it is Paused and validated"]),
        "Paused once it has the permit": (
            [(1, permit()), (1, reported("Paused")), (2, changed())],
            ["it is Paused and validated"],
        ),
        "resumed": ([(1, reported("Paused")), (2, reported("Up")), (2, permit()), (2, changed())], [""]),
        "never Up": ([(1, cut_off()), (1, permit()), (2, changed())], ["it is Down and validated"]),
        "not validated": ([(1, validated("false")), (1, permit()), (2, changed())], ["it is Up and not validated"]),
        "to be validated": (
            [(1, validated("validating")), (1, permit()), (2, changed())],
            ["it is Up and not validated"],
        ),
        "not validated any more": ([*UPGRADING, (2, validated("false")), (2, changed())], [""]),
        "validated once it has the permit": (
            [(1, validated("false")), (1, permit()), (2, validated("true")), (2, changed())],
            [""],
        ),
        "it goes on with the upgrade of the process before it": (
            [*UPGRADING, (2, ended()), (4, started()), (4, changed())],
            [""],
        ),
        "Down, and it puts files back": ([*UPGRADING, (2, changed()), (2, cut_off()), (3, changed())], [""]),
        "without a permit": ([(1, reported("Paused")), (2, changed())], []),
        "the host refuses": ([(1, reported("Paused")), (1, permit()), (2, changed(done=False))], []),
    }
)
def test_upgrades_up_and_validated(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.upgrades_up_and_validated, told) == wrong


LOUD = ["while Upgrading it took a command or sent a result"]


@stories(
    {
        "nothing": ([*UPGRADING, (5, reported("Up"))], [""]),
        "a command": ([*UPGRADING, (3, seen()), (3, taken()), (5, reported("Up"))], LOUD),
        "a result": ([*UPGRADING, (3, result()), (5, reported("Up"))], LOUD),
        "a result that was not heard": ([*UPGRADING, (3, result(arrived=False)), (5, reported("Up"))], LOUD),
        "two of them": ([*UPGRADING, (3, result()), (4, result("c2")), (5, reported("Up"))], LOUD),
        "a result before it is Paused": ([*UPGRADING, (3, result()), (5, reported("Paused"))], LOUD),
        "a result after a restart": (
            [*UPGRADING, (3, ended()), (5, started()), (5, result()), (6, reported("Up"))],
            LOUD,
        ),
        "Upgrading twice in a row": (
            [*UPGRADING, (2, result()), (3, reported("Upgrading")), (5, reported("Up"))],
            [*LOUD, ""],
        ),
        "a result just before it is Up": ([*UPGRADING, (5, result()), (5, reported("Up"))], [""]),
        "a result just before it is Upgrade Failed": (
            [*UPGRADING, (5, result()), (5, reported("Upgrade Failed"))],
            [""],
        ),
        "a command at the instant at which it begins": (
            [(1, reported("Upgrading")), (1, taken()), (5, reported("Up"))],
            [""],
        ),
        "a command for itself": ([*UPGRADING, (3, seen("autoUpgrade")), (3, taken()), (5, reported("Up"))], [""]),
        "the result of a command for itself": (
            [(1, seen("grabLog")), (1, taken()), *UPGRADING, (3, result()), (5, reported("Up"))],
            [""],
        ),
        "a command before and a result after it": (
            [(1, seen()), (1, taken()), *UPGRADING, (5, reported("Up")), (6, result())],
            [""],
        ),
        "nobody has heard that it is Upgrading": (
            [(1, reported("Upgrading", arrived=False)), (3, result()), (5, reported("Up"))],
            [],
        ),
        "it tells its version alone": ([*UPGRADING, (3, reported("", P2)), (5, reported("Up"))], [""]),
        "it is cut off": ([*UPGRADING, (3, cut_off()), (4, result()), (5, reported("Up"))], []),
        "the scenario ends": ([*UPGRADING, (3, result())], []),
    }
)
def test_quiet_while_upgrading(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.quiet_while_upgrading, told) == wrong


DISTURBED: list[Told] = [(1, stamp(P2)), *UPGRADING, (2, seen("restart"))]
STOPPED = ["told to stop, it was Up as it was before"]


@stories(
    {
        "it goes on to restart": (
            [*DISTURBED, (3, changed()), (3, ended()), (5, started(P2)), (5, reported("Up"))],
            [""],
        ),
        "it ends": ([*DISTURBED, (3, reported("Up"))], STOPPED),
        "it ends, and is Paused": (
            [*DISTURBED, (3, reported("Paused"))],
            ["told to stop, it was Paused as it was before"],
        ),
        "it ends with a restart": ([*DISTURBED, (3, ended()), (5, started()), (5, reported("Up"))], STOPPED),
        "it ends, which was not heard": ([*DISTURBED, (3, reported("Up", arrived=False))], STOPPED),
        "it takes the command, and goes on": (
            [*DISTURBED, (2, taken(done=True)), (3, changed()), (5, started(P2)), (5, reported("Up"))],
            [""],
        ),
        "it is Upgrade Failed": ([*DISTURBED, (3, reported("Upgrade Failed"))], [""]),
        "to resume": ([(1, stamp(P2)), *UPGRADING, (2, seen("resumeMid")), (3, reported("Up"))], STOPPED),
        "something fails": ([*DISTURBED, (3, fetched(answered=False)), (3, reported("Up"))], []),
        "a request fails": ([*DISTURBED, (3, e.Unanswered(BERLIN)), (3, reported("Up"))], []),
        "it is to run what it runs": ([*DISTURBED, (2, stamp(P1)), (3, reported("Up"))], []),
        "somebody stops it": ([*DISTURBED, (3, ended("stopped")), (5, started()), (5, reported("Up"))], []),
        "validation is withdrawn": ([*DISTURBED, (3, validated("false")), (3, reported("Up"))], []),
        "told before": ([(1, stamp(P2)), (1, seen("restart")), *UPGRADING, (3, reported("Up"))], []),
        "told something else": ([(1, stamp(P2)), *UPGRADING, (2, seen("grabLog")), (3, reported("Up"))], []),
        "not told any more": (
            [(1, stamp(P2)), *UPGRADING, (2, seen("restart", state="processed")), (3, reported("Up"))],
            [],
        ),
        "Paused": ([(1, stamp(P2)), (1, reported("Paused")), (2, seen("resumeMid")), (2, reported("Up"))], []),
    }
)
def test_neither_resumed_nor_restarted(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.neither_resumed_nor_restarted, told) == wrong


def test_whoever_was_told_has_looked_itself() -> None:
    told = happenings([*((0, each) for each in beginning()), *DISTURBED, (3, reported("Up"))])
    others = [Happening(each.time, each.sequence, "administrator", each.event) for each in told]
    assert [*status.neither_resumed_nor_restarted.findings(Story(fold(others)))] == []


LOST: list[Told] = [(1, reported("Upgrading")), (2, reported("Up", arrived=False))]
UNTOLD = ["the instance still takes it for Upgrading"]


@stories(
    {
        "told again at once": ([*LOST, (3, reported("Up"))], [""]),
        "told again with the next check": ([*LOST, (62, asked(P1)), (62, reported("Up"))], [""]),
        "told again a quarter of an hour later": ([*LOST, (62, asked(P1)), (77, reported("Up"))], [""]),
        "told another one": ([*LOST, (62, asked(P1)), (62, reported("Paused"))], [""]),
        "told again later": ([*LOST, (62, asked(P1)), (78, reported("Up"))], UNTOLD),
        "never told again": ([*LOST, (62, asked(P1)), (122, asked(P1))], UNTOLD),
        "never told again, and the scenario ends": ([*LOST, (62, asked(P1)), (78, said("idle"))], UNTOLD),
        "the scenario ends too early": ([*LOST, (62, asked(P1)), (77, said("idle"))], []),
        "its version is told": ([*LOST, (62, asked(P1)), (62, reported("", P1)), (122, asked(P1))], UNTOLD),
        "the check is not answered": ([*LOST, (62, asked_in_vain()), (122, asked_in_vain())], []),
        "a check at the same instant": ([*LOST, (2, asked(P1)), (60, said("idle"))], []),
        "told again in vain": ([*LOST, (62, asked(P1)), (62, reported("Up", arrived=False)), (120, said("idle"))], []),
        "it is stopped": ([*LOST, (62, asked(P1)), (63, ended("stopped")), (122, said("idle"))], []),
        "it is cut off": ([*LOST, (62, asked(P1)), (63, cut_off()), (122, said("idle"))], []),
        "a version that was lost is no status": (
            [(2, reported("", P1, arrived=False)), (62, asked(P1)), (122, asked(P1))],
            [],
        ),
    }
)
def test_a_lost_status_is_told_again(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.a_lost_status_is_told_again, told) == wrong


@stories(
    {
        "minutes": ([*UPGRADING, (5, reported("Up"))], [""]),
        "a day": ([*UPGRADING, (DAY + 1, reported("Up"))], [""]),
        "more than a day": ([*UPGRADING, (DAY + 2, reported("Up"))], ["it was Upgrading for 1 day, 0:01:00"]),
        "more than a day, told again and again": (
            [*UPGRADING, (DAY, reported("Upgrading")), (DAY + 2, reported("Upgrade Failed"))],
            ["it was Upgrading for 1 day, 0:01:00"],
        ),
        "more than a day, and the scenario ends": (
            [*UPGRADING, (DAY + HOUR, said("idle"))],
            ["it has been Upgrading for 1 day, 0:59:00"],
        ),
        "a day, and the scenario ends": ([*UPGRADING, (DAY, said("idle"))], []),
        "its being Up was not heard": ([*UPGRADING, (5, reported("Up", arrived=False)), (2 * DAY, said("idle"))], [""]),
        "it tells its version alone": (
            [*UPGRADING, (5, reported("", P2)), (DAY + 2, reported("Up"))],
            ["it was Upgrading for 1 day, 0:01:00"],
        ),
        "it restarts": ([*UPGRADING, (5, ended()), (7, started(P2)), (DAY + HOUR, said("idle"))], []),
        "it is stopped": ([*UPGRADING, (5, ended("stopped")), (DAY + HOUR, said("idle"))], []),
        "waiting for a permit while Up": ([(1, refused()), (1, returned()), (DAY + HOUR, said("idle"))], []),
    }
)
def test_upgrading_ends(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.upgrading_ends, told) == wrong


def test_in_real_time_a_day_may_be_a_little_more() -> None:
    told: list[Told] = [*UPGRADING, (timedelta(days=1, minutes=1, seconds=1), reported("Up"))]
    assert wrongs(status.upgrading_ends, told, slack=seconds(1)) == [""]
