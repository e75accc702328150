"""Which version a MID Server may go to, and what it may run."""

import pytest

from fakes.observe import events as e
from midcert.rules.laws import versions
from tests.midcert.rules.laws.stories import (
    BARE,
    BERLIN,
    DISK,
    P1,
    P2,
    P2_TAG,
    P3,
    PARIS,
    Told,
    asked,
    beginning,
    changed,
    cut_off,
    ended,
    extracted,
    fetched,
    listed,
    override,
    permit,
    pinned,
    ran_tests,
    refused,
    reported,
    returned,
    said,
    stamp,
    started,
    stories,
    wrongs,
    wrongs_by_others,
)

GIVEN: list[Told] = [(1, stamp(P2)), (1, asked(P2)), (1, permit())]
TO_A_PIN: list[Told] = [(0, ended("stopped")), (0, pinned(P2_TAG)), (0, started(pin=P2_TAG)), (0, reported("Up", P1))]


def assigned(*names: str) -> str:
    return f"and assigned is {sorted(names)}"


@stories(
    {
        "the assigned build": ([*GIVEN, (2, fetched(P2)), (3, fetched(P2, "linux"))], ["", ""]),
        "another build": ([*GIVEN, (2, fetched(P3))], [f"it asks for {P3}, {assigned(P2)}"]),
        "what it runs": ([*GIVEN, (2, fetched(P1))], [f"it asks for {P1}, {assigned(P2)}"]),
        "the override counts before the stamp": (
            [(1, stamp(P2)), (1, override(P3)), (1, asked(P3)), (1, permit()), (2, fetched(P3)), (2, fetched(P2))],
            ["", f"it asks for {P2}, {assigned(P3)}"],
        ),
        "assigned anew while it waits for the permit": (
            [(1, stamp(P2)), (1, asked(P2)), (1, refused()), (1, stamp(P3)), (2, permit()), (2, fetched(P3))],
            [""],
        ),
        "what the check found before it had to wait": (
            [(1, stamp(P2)), (1, asked(P2)), (1, refused()), (1, stamp(P3)), (2, permit()), (2, fetched(P2))],
            [""],
        ),
        "what the check before the last one found": (
            [
                (1, stamp(P2)),
                (1, asked(P2)),
                (1, refused()),
                (1, stamp(P3)),
                (2, asked(P3)),
                (2, permit()),
                (2, fetched(P2)),
            ],
            [f"it asks for {P2}, {assigned(P3)}"],
        ),
        "assigned anew once it has the permit": (
            [*GIVEN, (2, stamp(P3)), (2, fetched(P3)), (2, fetched(P2))],
            [f"it asks for {P3}, {assigned(P2)}", ""],
        ),
        "told anew once it has the permit": (
            [*GIVEN, (2, stamp(P3)), (2, asked(P3)), (2, fetched(P3)), (2, fetched(P2))],
            ["", ""],
        ),
        "by a list that it has got with the permit": (
            [*GIVEN, (2, stamp(P3)), (2, listed(P3)), (2, fetched(P3)), (2, fetched(P2))],
            ["", ""],
        ),
        "a fault has told another build": (
            [*GIVEN, (2, asked(P3, spoiled=True)), (2, fetched(P3)), (2, fetched(P2))],
            ["", ""],
        ),
        "told in a way that is not read": ([*GIVEN, (2, asked("")), (2, fetched(P2))], [""]),
        "a fault has told it something that is not read": (
            [(1, stamp(P2)), (1, asked("", spoiled=True)), (1, permit()), (2, fetched(P3))],
            [],
        ),
        "a fault has told it so once it has the permit": (
            [*GIVEN, (2, asked("", spoiled=True)), (2, fetched(P3))],
            [],
        ),
        "never told": ([(1, permit()), (2, fetched(P3))], []),
        "no family to be seen": ([(1, stamp(BARE)), (1, asked(BARE)), (1, permit()), (2, fetched(P3))], []),
        "without a permit": ([(1, asked(P2)), (2, fetched(P3))], []),
        "the permit is given back": ([*GIVEN, (2, returned(arrived=False)), (2, fetched(P3))], []),
        "a process that goes on with the upgrade of the one before it": (
            [*GIVEN, (2, ended()), (4, started()), (4, fetched(P3))],
            [],
        ),
        "a fault has given the permit": ([(1, asked(P2)), (1, permit(spoiled=True)), (2, fetched(P3))], []),
        "cut off, it keeps its permit": (
            [*GIVEN, (2, cut_off()), (2, fetched(P3))],
            [f"it asks for {P3}, {assigned(P2)}"],
        ),
        "the pin, or none, as config.xml is changed": (
            [
                *(*TO_A_PIN, (1, pinned("")), (1, stamp(P3)), (1, asked(P3)), (1, permit())),
                *((2, fetched(P2)), (2, fetched(P3)), (2, fetched(P1))),
            ],
            ["", "", f"it asks for {P1}, {assigned(P2_TAG, P3)}"],
        ),
        "the pin": ([*TO_A_PIN, (1, permit()), (2, fetched(P2))], [""]),
        "the pin counts before what is assigned": (
            [*TO_A_PIN, (1, stamp(P3)), (1, asked(P3)), (1, permit()), (2, fetched(P3))],
            [f"it asks for {P3}, {assigned(P2_TAG)}"],
        ),
        "a build whose tag begins like the pin": (
            [*TO_A_PIN, (1, permit()), (2, fetched(f"{P2_TAG}0_04-14-2020_1509"))],
            [f"it asks for {P2_TAG}0_04-14-2020_1509, {assigned(P2_TAG)}"],
        ),
        "the list of what is pinned": (
            [*TO_A_PIN, (1, permit()), (1, listed(P2, wanted=P2_TAG)), (2, fetched(P2))],
            [""],
        ),
        "the list of what is not pinned": (
            [*GIVEN, (1, listed(P3, wanted=P3)), (2, fetched(P3))],
            [f"it asks for {P3}, {assigned(P2)}"],
        ),
    }
)
def test_installs_what_is_assigned(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.installs_what_is_assigned, told) == wrong


@pytest.mark.parametrize(
    ("runs_on", "asks_for", "wrong"),
    [
        ("linux", "universal", [""]),
        ("linux", "linux", [""]),
        ("linux", "windows", ["it runs on linux, and asks for one for windows"]),
        ("windows", "windows", [""]),
        ("windows", "linux", ["it runs on windows, and asks for one for linux"]),
        ("linux", "", []),
    ],
)
def test_packages_fit_the_system(runs_on: str, asks_for: str, wrong: list[str]) -> None:
    told: list[Told] = [(1, fetched(P2, asks_for))]
    assert wrongs(versions.packages_fit_the_system, told, *beginning(os=runs_on)) == wrong


def test_packages_for_a_system_are_not_those_of_a_version() -> None:
    assert (versions.packages_fit_the_system.rule, versions.builds_are_whole.rule) == (
        "PKG-PLATFORM",
        "PKG-APPROPRIATE",
    )


@stories(
    {
        "whole": ([(1, ended()), (3, started(P2))], [""]),
        "mixed": ([(1, ended()), (3, started(P2, whole=False))], [f"files of another build lie beside {P2}"]),
        "mixed still": (
            [(1, ended()), (3, started(P2, whole=False)), (4, ended()), (6, started(P2, whole=False))],
            [f"files of another build lie beside {P2}"],
        ),
        "mixed after a whole one": (
            [(1, ended()), (3, started(P2)), (4, ended()), (6, started(P3, whole=False))],
            ["", f"files of another build lie beside {P3}"],
        ),
        "something failed": ([(1, changed(done=False)), (1, ended()), (3, started(P2, whole=False))], []),
        "something failed the time before": (
            [(1, changed(done=False)), (1, ended()), (3, started()), (4, ended()), (6, started(P2, whole=False))],
            [f"files of another build lie beside {P2}"],
        ),
        **{
            f"denied: {type(denial).__name__}": ([(1, denial), (1, ended()), (3, started(P2, whole=False))], [])
            for denial in (
                *(fetched(answered=False), listed(packages=0), extracted(done=False), ran_tests(DISK)),
                changed(done=False),
            )
        },
        **{
            f"not denied: {type(event).__name__}": (
                [(1, event), (1, ended()), (3, started(P2, whole=False))],
                [f"files of another build lie beside {P2}"],
            )
            for event in (e.Unanswered(BERLIN), said("Unable to refresh packages"), ran_tests("WARN: x"), refused())
        },
        **{
            f"it {how}": ([(1, changed()), (1, ended(how)), (3, started(P2, whole=False))], [])
            for how in ("stopped", "killed", "cannot start")
        },
        "mixed, on the version that it had": (
            [(1, changed()), (1, ended()), (3, started(P1, whole=False))],
            [f"files of another build lie beside {P1}"],
        ),
    }
)
def test_builds_are_whole(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.builds_are_whole, told) == wrong


def test_what_an_installer_has_put_there_is_nobodys() -> None:
    begin = [*beginning()[:-2], started(whole=False, pin=P2_TAG)]
    assert wrongs(versions.builds_are_whole, [(1, reported("Up"))], *begin) == []
    assert wrongs(versions.the_pin_is_the_administrators, [(1, reported("Up"))], *begin) == []


@stories(
    {
        "none": ([(1, ended()), (3, started())], []),
        "kept": ([(1, pinned(P2_TAG)), (1, ended()), (3, started(P2, pin=P2_TAG))], [""]),
        "removed": (
            [(1, pinned(P2_TAG)), (1, ended()), (3, started(P2))],
            [f"the pin is '', not {P2_TAG!r}"],
        ),
        "changed": (
            [(1, pinned(P2_TAG)), (1, ended()), (3, started(P2, pin=P2))],
            [f"the pin is {P2!r}, not {P2_TAG!r}"],
        ),
        "made up": ([(1, ended()), (3, started(P2, pin=P2_TAG))], [f"the pin is {P2_TAG!r}, not ''"]),
        "taken away by an administrator": (
            [(1, pinned(P2_TAG)), (1, pinned("")), (1, ended()), (3, started(P2))],
            [],
        ),
        "changed by an administrator": (
            [(1, pinned(P2_TAG)), (1, pinned(P2)), (1, ended()), (3, started(P2, pin=P2))],
            [""],
        ),
    }
)
def test_the_pin_is_the_administrators(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.the_pin_is_the_administrators, told) == wrong


@stories(
    {
        "what it runs": ([(1, reported("Up", P1))], ["", ""]),
        "another version": ([(1, reported("Up", P2))], ["", f"it runs {P1}, and reports {P2}"]),
        "another version, which was not heard": (
            [(1, reported("", P2, arrived=False))],
            ["", f"it runs {P1}, and reports {P2}"],
        ),
        "no version": ([(1, reported("Paused"))], [""]),
        "all is in place, and the restart is still to come": (
            [(1, permit()), (2, changed()), (2, reported("Upgrading", P2))],
            [""],
        ),
        "after the restart": (
            [(1, permit()), (2, changed()), (4, started(P2)), (4, reported("Up", P1))],
            ["", f"it runs {P2}, and reports {P1}"],
        ),
        "the host has refused to change anything": (
            [(1, permit()), (2, changed(done=False)), (2, reported("Up", P2))],
            ["", f"it runs {P1}, and reports {P2}"],
        ),
    }
)
def test_reports_what_it_runs(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.reports_what_it_runs, told) == wrong


@pytest.mark.parametrize("before", [[], [(1, ended("stopped"))]], ids=["while it runs", "while it does not run"])
def test_what_somebody_else_writes_is_not_its_own_report(before: list[Told]) -> None:
    assert wrongs_by_others(versions.reports_what_it_runs, [*before, (1, reported("", PARIS))]) == [""]
