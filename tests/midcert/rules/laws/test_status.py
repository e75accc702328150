"""What the status of a MID Server says, and what it allows."""

import pytest

from midcert.rules.laws import status
from tests.midcert.rules.laws.stories import (
    AUSTRALIA,
    BRAZIL,
    HELSINKI,
    ISTANBUL,
    P1,
    P2,
    ZURICH,
    Told,
    beginning,
    changed,
    cut_off,
    ended,
    permit,
    refused,
    reported,
    returned,
    started,
    stories,
    validated,
    wrongs,
    wrongs_by_others,
)

NOT_THERE = ["it was Paused or Down when it got its permit"]
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
        "Upgrading for all files but the first": (
            [
                (1, permit()),
                (2, changed()),
                (2, reported("Upgrading")),
                (2, changed()),
                (2, changed()),
                (4, started(P2)),
            ],
            ["files were replaced while Up"],
        ),
        "Upgrading for all files but the last": (
            [*UPGRADING, (2, changed()), (2, changed()), (2, reported("Paused")), (2, changed()), (4, started(P2))],
            ["files were replaced while Paused"],
        ),
        "while Up, and anew with another permit": (
            [
                (1, permit()),
                (2, changed()),
                (3, permit()),
                (3, reported("Upgrading")),
                (4, changed()),
                (5, started(P2)),
            ],
            [""],
        ),
        "while Up with another permit": (
            [*UPGRADING, (2, changed()), (2, reported("Up")), (61, permit()), (62, changed()), (64, started(P2))],
            ["files were replaced while Up"],
        ),
        "while Up, and it is refused another permit": (
            [
                (1, permit()),
                (2, changed()),
                (3, refused()),
                (3, reported("Upgrading")),
                (4, changed()),
                (5, started(P2)),
            ],
            ["files were replaced while Up"],
        ),
        "cut off while Upgrading": ([*UPGRADING, (1, cut_off()), (2, changed()), (4, started(P2))], [""]),
        "a build that it has run is put back": (
            [*UPGRADING, (2, changed()), (4, started(P2)), (4, reported("Up")), (5, changed()), (7, started(P1))],
            [""],
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


@pytest.mark.parametrize(
    ("version", "wrong"),
    [
        (HELSINKI, []),
        (ISTANBUL, ["files were replaced while Up"]),
        (ZURICH, ["files were replaced while Up"]),
        (AUSTRALIA, []),
        (BRAZIL, []),
    ],
)
def test_what_runs_decides_and_not_what_is_put_in_place(version: str, wrong: list[str]) -> None:
    told: list[Told] = [(1, permit()), (2, changed()), (4, started(P1))]
    assert wrongs(status.replaces_while_upgrading, told, *beginning(version=version)) == wrong


@stories(
    {
        "Up and Down": ([(1, reported("Down")), (3, reported("Up"))], ["", "", ""]),
        "Paused": ([(1, reported("Paused"))], ["", ""]),
        "Upgrading": ([(1, reported("Upgrading"))], ["", f"{HELSINKI} was Upgrading"]),
        "Upgrading, which was not heard": (
            [(1, reported("Upgrading", arrived=False))],
            ["", f"{HELSINKI} was Upgrading"],
        ),
        "Upgrade Failed": ([(1, reported("Upgrade Failed"))], ["", ""]),
        "its version alone": ([(1, reported("", HELSINKI))], [""]),
        "once it is of Istanbul": ([(1, changed()), (3, started(ISTANBUL)), (3, reported("Upgrading"))], [""]),
    }
)
def test_no_upgrading_before_istanbul(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.no_upgrading_before_istanbul, told, *beginning(version=HELSINKI)) == wrong


def test_what_somebody_else_writes_is_not_its_own_status() -> None:
    told: list[Told] = [(1, reported("Upgrading"))]
    assert wrongs_by_others(status.no_upgrading_before_istanbul, told, *beginning(version=HELSINKI)) == [""]


@pytest.mark.parametrize("version", [ISTANBUL, P1, AUSTRALIA, BRAZIL, "05-01-2020-1200"])
def test_from_istanbul_on_all_statuses_are_right(version: str) -> None:
    told: list[Told] = [(1, reported("Upgrading")), (2, reported("Upgrade Failed"))]
    assert wrongs(status.no_upgrading_before_istanbul, told, *beginning(version=version)) == []


COME_UP: list[Told] = [(4, started()), (4, reported("Up"))]


@stories(
    {
        "Up and validated": ([(1, permit()), (2, changed())], [""]),
        "Upgrading and validated": ([*UPGRADING, (2, changed())], [""]),
        "Upgrade Failed and validated": ([(1, reported("Upgrade Failed")), (1, permit()), (2, changed())], [""]),
        "Paused": ([(1, reported("Paused")), (1, permit()), (2, changed())], NOT_THERE),
        "Down": ([(1, reported("Down")), (1, permit()), (2, changed())], NOT_THERE),
        "Down, and Paused, which was not heard": (
            [(1, cut_off()), (1, reported("Paused", arrived=False)), (1, permit()), (2, changed())],
            NOT_THERE,
        ),
        "Paused, which was not heard": ([(1, reported("Paused", arrived=False)), (1, permit()), (2, changed())], [""]),
        "Paused, and Up, which was not heard": (
            [(1, reported("Paused")), (1, reported("Up", arrived=False)), (1, permit()), (2, changed())],
            [""],
        ),
        "Paused, and not validated": (
            [(1, reported("Paused")), (1, validated("false")), (1, permit()), (2, changed())],
            ["it was not validated"],
        ),
        "Paused once it has the permit": ([(1, permit()), (1, reported("Paused")), (2, changed())], [""]),
        "Paused when it first asked": (
            [(1, reported("Paused")), (1, refused()), (1, reported("Up")), (2, permit()), (2, changed())],
            [""],
        ),
        "resumed": ([(1, reported("Paused")), (2, reported("Up")), (2, permit()), (2, changed())], [""]),
        "Up, and the instance takes it for Down": ([(1, cut_off()), (1, permit()), (2, changed())], [""]),
        "not validated": ([(1, validated("false")), (1, permit()), (2, changed())], ["it was not validated"]),
        "to be validated": ([(1, validated("validating")), (1, permit()), (2, changed())], ["it was not validated"]),
        "validated when it first asked": (
            [(1, refused()), (1, validated("false")), (2, refused()), (3, permit()), (3, changed())],
            [""],
        ),
        "validated when it asked before": (
            [(1, refused()), (1, returned()), (1, validated("false")), (2, permit()), (2, changed())],
            ["it was not validated"],
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
        "it goes on with it, and is not validated any more": (
            [*UPGRADING, (2, validated("false")), (2, ended()), (4, started()), (4, changed())],
            [""],
        ),
        "it goes on with it, and was never validated": (
            [(0, validated("false")), *UPGRADING, (2, ended()), (4, started()), (4, changed())],
            ["it was not validated"],
        ),
        "it was validated for the upgrade before this one": (
            [*UPGRADING, (2, validated("false")), (2, ended("stopped")), *COME_UP, (4, permit()), (4, changed())],
            ["it was not validated"],
        ),
        "cut off, and it goes on": ([*UPGRADING, (2, changed()), (2, cut_off()), (3, changed())], ["", ""]),
        "a fault has given the permit": ([(1, validated("false")), (1, permit(spoiled=True)), (2, changed())], []),
        "without a permit": ([(1, reported("Paused")), (2, changed())], []),
        "the host refuses": ([(1, reported("Paused")), (1, permit()), (2, changed(done=False))], []),
    }
)
def test_upgrades_up_and_validated(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.upgrades_up_and_validated, told) == wrong
