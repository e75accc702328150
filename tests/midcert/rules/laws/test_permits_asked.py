"""What a MID Server may do with a permit and without one, and how it asks."""

from datetime import timedelta

import pytest

from midcert.rules.laws import permits
from midcert.rules.laws.law import Law
from tests.midcert.rules.laws.stories import (
    DISK,
    P1,
    P2,
    P3,
    Told,
    asked,
    asked_in_vain,
    beginning,
    changed,
    cut_off,
    ended,
    permit,
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

KEPT: list[Told] = [(1, permit()), (61, asked())]
NEVER = ["it has never given the last one back"]
AT_ONCE_FAILED: list[Told] = [(1, reported("Upgrade Failed"))]
IN_PLACE: list[Told] = [(3, changed()), (3, ended()), (5, started(P2))]


@stories(
    {
        "with a permit": ([(1, permit()), *IN_PLACE], [""]),
        "never asked": (IN_PLACE, [f"{P2} was put in place without a permit"]),
        "turned away": ([(1, refused()), *IN_PLACE], [f"{P2} was put in place without a permit"]),
        "an error is no permit": ([(1, permit(500)), *IN_PLACE], [f"{P2} was put in place without a permit"]),
        "a fault that answers so gives none": (
            [(1, permit(spoiled=True)), *IN_PLACE],
            [f"{P2} was put in place without a permit"],
        ),
        "cut off, and it goes on": ([(1, permit()), (2, cut_off()), *IN_PLACE], [""]),
        "stopped before, of which the instance knows nothing": (
            [(1, permit()), (2, ended("stopped")), (2, started()), *IN_PLACE],
            [""],
        ),
        "stopped before, and Up": (
            [(1, permit()), (2, ended("stopped")), (2, started()), (2, reported("Up")), *IN_PLACE],
            [f"{P2} was put in place without a permit"],
        ),
        "given back before": (
            [(1, permit()), (2, returned()), *IN_PLACE],
            [f"{P2} was put in place without a permit"],
        ),
        "given back before, which was not heard": ([(1, permit()), (2, returned(arrived=False)), *IN_PLACE], [""]),
        "Up before": (
            [(1, permit()), (2, reported("Up")), *IN_PLACE],
            [f"{P2} was put in place without a permit"],
        ),
        "given back once all is in place": ([(1, permit()), (3, changed()), (3, returned()), (5, started(P2))], [""]),
        "given back between the files": (
            [(1, permit()), (2, changed()), (2, returned()), (3, changed()), (5, started(P2))],
            [""],
        ),
        "got between the files": ([(1, changed()), (2, permit()), (3, changed()), (5, started(P2))], [""]),
        "it had one for the files of the time before": (
            [(1, permit()), (2, changed()), (3, started()), (3, returned()), (4, changed()), (5, started(P2))],
            [f"{P2} was put in place without a permit"],
        ),
        "two restarts": (
            [
                (1, permit()),
                (2, changed()),
                (2, ended()),
                (4, started()),
                (4, changed()),
                (4, ended()),
                (6, started(P2)),
            ],
            [""],
        ),
        "the former build is put back": ([(1, permit()), (2, returned()), (3, changed()), (5, started(P1))], []),
        "a build that it has run long before is put back": (
            [(1, permit()), *IN_PLACE, (5, reported("Up", P2)), (9, changed()), (9, ended()), (11, started(P1))],
            [""],
        ),
        "a third build after two": (
            [(1, permit()), *IN_PLACE, (5, reported("Up", P2)), (9, changed()), (9, ended()), (11, started(P3))],
            ["", f"{P3} was put in place without a permit"],
        ),
        "the host refuses to change anything": ([(3, changed(done=False)), (5, started(P2))], []),
        "an installer has done it": ([(5, started(P2))], []),
    }
)
def test_upgrades_with_a_permit(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(permits.upgrades_with_a_permit, told) == wrong


@stories(
    {
        "the first": ([(1, permit())], []),
        "given back": ([(1, permit()), (2, returned()), (60, permit())], [""]),
        "given back, which was not heard": ([(1, permit()), (2, returned(arrived=False)), (60, permit())], [""]),
        "Up": ([(1, permit()), (2, reported("Up")), (60, permit())], [""]),
        "Up, which was not heard": ([(1, permit()), (2, reported("Up", arrived=False)), (60, permit())], [""]),
        "Upgrade Failed": ([(1, permit()), (2, reported("Upgrade Failed")), (60, permit())], [""]),
        "Down": ([(1, permit()), (2, reported("Down")), (60, permit())], [""]),
        "stopped": ([(1, permit()), (2, ended("stopped")), (4, started()), (60, permit())], [""]),
        "kept": ([*KEPT, (61, permit())], NEVER),
        "kept, and it is turned away": ([*KEPT, (61, refused()), (62, refused())], NEVER * 2),
        "kept, though it was cut off": ([(1, permit()), (2, cut_off()), (61, asked()), (61, permit())], NEVER),
        "kept, though it is Paused": ([(1, permit()), (2, reported("Paused")), (61, asked()), (61, permit())], NEVER),
        "kept, and the attempt may go on": ([(1, permit()), (60, asked()), (60, permit())], []),
        "kept, and it has not checked": ([(1, permit()), (61, permit())], []),
        "kept while it is Upgrading": ([(1, permit()), (2, reported("Upgrading")), (61, asked()), (61, refused())], []),
        "kept, and given anew": ([*KEPT, (61, permit()), (62, permit())], NEVER),
        "given back at the check that was to end it": ([*KEPT, (61, returned()), (61, permit())], [""]),
        "asked for twice at one instant": ([(1, permit()), (1, permit())], []),
        "turned away before": ([(1, refused()), (2, permit())], []),
    }
)
def test_permits_are_given_back(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(permits.permits_are_given_back, told) == wrong


@stories(
    {
        "three times": ([(0, refused()), (seconds(20), refused()), (seconds(40), permit())], ["", ""]),
        "a second late": ([(0, refused()), (seconds(21), refused())], ["it waited 0:00:21"]),
        "a second early": ([(0, refused()), (seconds(19), permit())], ["it waited 0:00:19"]),
        "never again": ([(0, refused()), (60, reported("Up"))], []),
        "twice at one instant": ([(0, refused()), (0, refused()), (seconds(20), permit())], [""]),
        "an error lies between": ([(0, refused()), (seconds(20), permit(500)), (50, permit())], [""]),
        "its version, told alone, lies between": (
            [(0, refused()), (seconds(5), reported("", P1)), (60, permit())],
            ["it waited 1:00:00"],
        ),
        "it was validated": ([(0, refused()), (seconds(5), validated("true")), (60, permit())], []),
        "validation is withdrawn": ([(0, refused()), (seconds(5), validated("false")), (60, permit())], []),
        "it has taken a command": ([(0, refused()), (seconds(5), taken()), (60, permit())], []),
        "it has seen a command": ([(0, refused()), (seconds(5), seen()), (60, permit())], ["it waited 1:00:00"]),
        "it is to run what it runs": ([(0, refused()), (seconds(5), asked(P1)), (60, permit())], []),
        "it is told what it was told before": (
            [(0, asked(P2)), (0, refused()), (seconds(5), asked(P2)), (60, permit())],
            ["it waited 1:00:00"],
        ),
        "it is told another version than before": (
            [(0, asked(P2)), (0, refused()), (seconds(5), asked(P3)), (60, permit())],
            [],
        ),
        "a fault has told it something that is not read": (
            [(0, asked(P2)), (0, refused()), (seconds(5), asked("", spoiled=True)), (60, permit())],
            [],
        ),
        "it is told a version for the first time": ([(0, refused()), (seconds(5), asked(P2)), (60, permit())], []),
        "it is not told a version": (
            [(0, asked(P2)), (0, refused()), (seconds(5), asked_in_vain()), (60, permit())],
            [],
        ),
        "its tests fail": ([(0, refused()), (seconds(5), ran_tests(DISK)), (60, permit())], []),
        "its tests pass": ([(0, refused()), (seconds(5), ran_tests()), (60, permit())], ["it waited 1:00:00"]),
        "it had one": ([(0, permit()), (seconds(5), permit())], []),
        "it restarts": ([(0, refused()), (seconds(5), ended()), (seconds(7), started()), (seconds(8), permit())], []),
        "a status lies between": ([(0, refused()), (seconds(5), reported("Paused")), (60, permit())], []),
        "it has given up": ([(0, refused()), (seconds(5), returned(arrived=False)), (60, permit())], []),
    }
)
def test_asks_every_20_seconds(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(permits.asks_every_20_seconds, told) == wrong


@pytest.mark.parametrize(("passed", "wrong"), [(20, ""), (20.5, ""), (20.6, "it waited 0:00:20.600000")])
def test_in_real_time_20_seconds_may_be_a_little_more(passed: float, wrong: str) -> None:
    told: list[Told] = [(0, refused()), (seconds(passed), permit())]
    assert wrongs(permits.asks_every_20_seconds, told, slack=timedelta(seconds=0.5)) == [wrong]


@stories(
    {
        "it waits": ([(1, refused()), (1, said("Method failed"))], []),
        "it asks again": ([(1, refused()), (seconds(80), refused()), (seconds(100), permit())], ["", ""]),
        "it fails at the second refusal": (
            [(1, refused()), (seconds(80), refused()), (seconds(80), reported("Upgrade Failed"))],
            ["", "turned away, it was Upgrade Failed"],
        ),
        "it is Upgrade Failed, and something lies between": (
            [(1, refused()), (1, said("Method failed")), (1, seen()), (1, reported("", P1)), *AT_ONCE_FAILED],
            ["turned away, it was Upgrade Failed"],
        ),
        "it is Upgrade Failed, which was not heard": (
            [(1, refused()), (1, reported("Upgrade Failed", arrived=False))],
            ["turned away, it was Upgrade Failed"],
        ),
        "it is Upgrade Failed within 20 seconds": (
            [(1, refused()), (seconds(79), reported("Upgrade Failed"))],
            ["turned away, it was Upgrade Failed"],
        ),
        "it was Upgrade Failed before": ([(0, reported("Upgrade Failed")), (1, refused()), *AT_ONCE_FAILED], []),
        "its tests fail": ([(1, refused()), (1, ran_tests(DISK)), *AT_ONCE_FAILED], []),
        "it asks for its version": ([(1, refused()), (1, asked()), *AT_ONCE_FAILED], []),
        "it asks for its version in vain": ([(1, refused()), (1, asked_in_vain()), *AT_ONCE_FAILED], []),
        "it asked for its version before": (
            [(1, asked()), (1, refused()), *AT_ONCE_FAILED],
            ["turned away, it was Upgrade Failed"],
        ),
        "something fails, as it says": (
            [(1, refused()), (1, said("Not a valid package buildstamp")), *AT_ONCE_FAILED],
            [],
        ),
        "it is Upgrade Failed": (
            [(1, refused()), (1, reported("Upgrade Failed"))],
            ["turned away, it was Upgrade Failed"],
        ),
        "it is Up": ([(1, refused()), (1, reported("Up"))], [""]),
        "it fails later": ([(1, refused()), (2, reported("Upgrade Failed"))], [""]),
        "it fails after a permit": ([(1, permit()), (1, reported("Upgrade Failed"))], []),
        "the request fails": ([(1, permit(500)), (1, reported("Upgrade Failed"))], []),
    }
)
def test_a_refusal_is_no_failure(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(permits.a_refusal_is_no_failure, told) == wrong


@pytest.mark.parametrize("law", [permits.permits_are_given_back, permits.asks_every_20_seconds])
def test_a_request_without_a_process_is_nobodys(law: Law) -> None:
    told: list[Told] = [(1, refused()), (2, permit()), (60, permit())]
    assert wrongs(law, told, *beginning()[:-2]) == []
