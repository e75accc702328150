"""What the tests before an upgrade hold back."""

from fakes.observe import events as e
from midcert.rules.laws import pre_upgrade
from tests.midcert.rules.laws.stories import (
    BERLIN,
    DISK,
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

OFF = "mid.upgrade.run_precheck"
STORED = e.PackageStored(BERLIN)
LATE: Told = (9, ran_tests())
CLEAN: list[Told] = [(1, ran_tests()), (1, permit()), (1, reported("Upgrading"))]


@stories(
    {
        "before the permit": ([(1, ran_tests()), (2, permit()), (3, changed())], [""]),
        "with the permit": ([(1, permit()), (2, ran_tests()), (3, changed())], [""]),
        "file by file": ([*CLEAN, (3, changed()), (4, changed()), (5, changed())], [""]),
        "with errors": ([(1, ran_tests(DISK)), (2, permit()), (3, changed()), (9, ran_tests())], ["its tests: errors"]),
        "with errors, and never without": ([(1, ran_tests(DISK)), (2, permit()), (3, changed())], []),
        "with warnings": ([(1, ran_tests("WARN: Unable to parse x")), (2, permit()), (3, changed())], [""]),
        "with errors among warnings": (
            [(1, ran_tests("WARN: Unable to parse x", DISK)), (2, permit()), (3, changed()), (9, ran_tests())],
            ["its tests: errors"],
        ),
        "before a permit that was given back": (
            [(1, ran_tests()), (1, permit()), (2, returned()), (61, permit()), (62, changed())],
            [""],
        ),
        "with errors, before a permit that was given back": (
            [(1, permit()), (1, ran_tests(DISK)), (2, returned()), (61, permit()), (62, changed()), LATE],
            ["its tests: errors"],
        ),
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
        "it is cut off, and goes on": ([*CLEAN, (2, cut_off()), (3, changed())], [""]),
        "without a permit it puts former files back": (
            [*CLEAN, (2, ended("stopped")), (3, started()), (3, changed())],
            [],
        ),
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
        **{
            f"they are not off by {value!r}": (
                [(0, configured(OFF, value)), (0, e.PropertySet(OFF, value)), (1, permit()), (2, changed()), LATE],
                ["its tests: none"],
            )
            for value in ("true", " TRUE ", "")
        },
        "they were off once in config.xml": (
            [(0, configured(OFF, "false")), (0, configured(OFF, "true")), (1, permit()), (2, changed()), LATE],
            [],
        ),
        "they were off once in config.xml, before the start": (
            [
                (0, configured(OFF, "false")),
                (0, configured(OFF, "")),
                (0, started()),
                (1, permit()),
                (2, changed()),
                LATE,
            ],
            [],
        ),
        "they were off once for all": (
            [(0, e.PropertySet(OFF, "false")), (0, e.PropertySet(OFF, "")), (1, permit()), (2, changed()), LATE],
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
        "after warnings": ([(1, ran_tests("WARN: Unable to parse x")), (2, STORED)], [""]),
        "without any tests": ([(1, STORED)], []),
        "after a start": ([(1, ran_tests(DISK)), (2, ended("stopped")), (3, started()), (4, STORED)], []),
        "they are off in config.xml": ([(0, configured(OFF, "false")), (1, ran_tests(DISK)), (2, STORED)], []),
        "they are off for all": ([(0, e.PropertySet(OFF, "false")), (1, ran_tests(DISK)), (2, STORED)], []),
        "they were off once in config.xml": (
            [(0, configured(OFF, "false")), (0, configured(OFF, "true")), (1, ran_tests(DISK)), (2, STORED)],
            [],
        ),
        "they were off once for all": (
            [(0, e.PropertySet(OFF, "no")), (0, e.PropertySet(OFF, "true")), (1, ran_tests(DISK)), (2, STORED)],
            [],
        ),
        "they are on in config.xml": (
            [(0, configured(OFF, "true")), (1, ran_tests(DISK)), (2, STORED)],
            ["its last tests had errors"],
        ),
        "they are on for all": (
            [(0, e.PropertySet(OFF, "true")), (1, ran_tests(DISK)), (2, STORED)],
            ["its last tests had errors"],
        ),
        "after errors, and the permit was given back": (
            [(1, permit()), (1, ran_tests(DISK)), (1, returned()), (61, permit()), (62, STORED)],
            ["its last tests had errors"],
        ),
    }
)
def test_errors_hold_back(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(pre_upgrade.errors_hold_back, told) == wrong
