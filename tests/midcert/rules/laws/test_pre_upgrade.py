"""What the tests before an upgrade hold back."""

from fakes.observe import events as e
from midcert.rules.laws import pre_upgrade
from tests.midcert.rules.laws.stories import (
    BERLIN,
    HELSINKI,
    Told,
    beginning,
    changed,
    configured,
    cut_off,
    ended,
    permit,
    ran_tests,
    reported,
    returned,
    started,
    stories,
    wrongs,
)

DISK = "Not enough free disk space"
OFF = "mid.upgrade.run_precheck"
STORED = e.PackageStored(BERLIN)
CLEAN: list[Told] = [(1, ran_tests()), (1, permit()), (1, reported("Upgrading"))]


@stories(
    {
        "before the permit": ([(1, ran_tests()), (2, permit()), (3, changed())], [""]),
        "with the permit": ([(1, permit()), (2, ran_tests()), (3, changed())], [""]),
        "file by file": ([*CLEAN, (3, changed()), (4, changed()), (5, changed())], [""]),
        "with errors": ([(1, ran_tests(DISK)), (2, permit()), (3, changed())], ["its tests: errors"]),
        "with errors that were resolved": (
            [(1, ran_tests(DISK)), (61, ran_tests()), (61, permit()), (62, changed())],
            [""],
        ),
        "with errors the second time": (
            [(1, ran_tests()), (61, ran_tests(DISK)), (61, permit()), (62, changed())],
            ["its tests: errors"],
        ),
        "after the files": ([(1, permit()), (3, changed()), (4, ran_tests())], ["its tests: none"]),
        "before the start": (
            [(1, ran_tests()), (2, ended()), (4, started()), (5, permit()), (6, changed())],
            ["its tests: none"],
        ),
        "before the upgrade that came before": (
            [*CLEAN, (2, reported("Up")), (61, permit()), (62, changed())],
            ["its tests: none"],
        ),
        "anew for the second upgrade": (
            [*CLEAN, (2, reported("Up")), (61, ran_tests()), (61, permit()), (62, changed())],
            [""],
        ),
        "a restart while Upgrading": ([*CLEAN, (2, ended()), (4, started()), (5, changed()), (6, changed())], [""]),
        "the host refuses the first file": (
            [(1, permit()), (2, changed(done=False)), (2, ran_tests())],
            ["its tests: none"],
        ),
        "without a permit it puts former files back": ([*CLEAN, (2, cut_off()), (3, changed())], []),
        "what it does once it has given its permit back": ([*CLEAN, (2, returned(arrived=False)), (3, changed())], []),
        "it reports no tests": ([(1, permit()), (2, changed())], []),
        "they are off in config.xml": (
            [(0, configured(OFF, "false")), (1, permit()), (2, changed()), (9, ran_tests())],
            [],
        ),
        "they are off for all": (
            [(0, e.PropertySet(OFF, "false")), (1, permit()), (2, changed()), (9, ran_tests())],
            [],
        ),
        "another parameter turns nothing off": (
            [(0, configured("mid.poll.time", "30")), (1, permit()), (2, changed()), (9, ran_tests())],
            ["its tests: none"],
        ),
    }
)
def test_tests_before_an_upgrade(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(pre_upgrade.tests_before_an_upgrade, told) == wrong


def test_before_istanbul_a_restart_changes_nothing_either() -> None:
    told: list[Told] = [(1, ran_tests()), (1, permit()), (2, changed()), (2, ended()), (4, started()), (4, changed())]
    assert wrongs(pre_upgrade.tests_before_an_upgrade, told, *beginning(version=HELSINKI)) == ["", ""]


@stories(
    {
        "after clean tests": ([(1, ran_tests()), (2, STORED), (3, STORED)], ["", ""]),
        "after errors": ([(1, ran_tests(DISK)), (2, STORED)], ["its last tests had errors"]),
        "after errors, with a permit": (
            [(1, ran_tests(DISK)), (1, permit()), (2, STORED)],
            ["its last tests had errors"],
        ),
        "after errors an hour ago": ([(1, ran_tests(DISK)), (61, STORED)], ["its last tests had errors"]),
        "after errors that nobody has heard of": (
            [(1, e.Tested(BERLIN, "UpgradeCheck", (DISK,), has_arrived=False)), (2, STORED)],
            ["its last tests had errors"],
        ),
        "after errors that were resolved": ([(1, ran_tests(DISK)), (61, ran_tests()), (61, STORED)], [""]),
        "without any tests": ([(1, STORED)], []),
        "after a start": ([(1, ran_tests(DISK)), (2, ended("stopped")), (3, started()), (4, STORED)], []),
        "they are off in config.xml": ([(0, configured(OFF, "false")), (1, ran_tests(DISK)), (2, STORED)], []),
        "they are off for all": ([(0, e.PropertySet(OFF, "false")), (1, ran_tests(DISK)), (2, STORED)], []),
    }
)
def test_errors_hold_back(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(pre_upgrade.errors_hold_back, told) == wrong
