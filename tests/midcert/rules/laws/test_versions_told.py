"""What a MID Server may make of what it was told, or was not."""

import pytest

from fakes.observe import events as e
from midcert.rules.laws import versions
from tests.midcert.rules.laws.stories import (
    BARE,
    DAY,
    HOUR,
    ISTANBUL,
    MADRID,
    NEW_YORK,
    P1,
    P2,
    P2_TAG,
    Told,
    asked,
    asked_in_vain,
    beginning,
    changed,
    cut_off,
    ended,
    extracted,
    fetched,
    listed,
    permit,
    pinned,
    ran_tests,
    refused,
    reported,
    said,
    seconds,
    stamp,
    started,
    stories,
    validated,
    wrongs,
)

TO_A_PIN: list[Told] = [(0, ended("stopped")), (0, pinned(P2_TAG)), (0, started(pin=P2_TAG)), (0, reported("Up", P1))]


@stories(
    {
        "another version": ([(1, asked(P2)), (1, permit())], [""]),
        "another build with the same tag": ([(1, asked(f"{P1[:-4]}0000")), (1, permit())], [""]),
        "the version that it runs": ([(1, asked(P1)), (1, permit())], [f"it runs {P1} already"]),
        "told in a way that is not read": ([(1, asked("")), (1, refused())], [f"it runs {P1} already"]),
        "told by a fault": ([(1, asked(P1, spoiled=True)), (1, permit())], [f"it runs {P1} already"]),
        "an hour later": ([(1, asked(P1)), (61, asked(P2)), (61, permit())], [""]),
        "the last answer counts": ([(1, asked(P2)), (1, asked(P1)), (1, permit())], [f"it runs {P1} already"]),
        "assigned back while it waits": (
            [(1, asked(P2)), (1, refused()), (seconds(80), asked(P1)), (seconds(80), permit())],
            [""],
        ),
        "never told": ([(1, permit())], []),
        "pinned": ([*TO_A_PIN, (1, asked(P1)), (1, permit())], []),
        "a pin was there until just now": ([*TO_A_PIN, (1, pinned("")), (1, asked(P1)), (1, permit())], []),
    }
)
def test_equal_is_not_upgraded(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.equal_is_not_upgraded, told) == wrong


REPLACED: list[Told] = [(1, permit()), (2, changed())]
REPLACED_LATE: list[Told] = [(seconds(80), permit()), (2, changed())]
LEARNT: list[Told] = [(1, asked(P2))]
NOTHING_DONE = ["it was to run another version, and did nothing"]


@stories(
    {
        "it asks for a permit": ([*LEARNT, (2, permit())], [""]),
        "it is turned away": ([*LEARNT, (2, refused())], [""]),
        "its tests fail": ([*LEARNT, (2, ran_tests("Not enough free disk space"))], [""]),
        "nothing, and it asks again": ([*LEARNT, (61, asked(P2))], NOTHING_DONE),
        "nothing, hour after hour": ([*LEARNT, (61, asked(P2)), (121, asked(P2))], NOTHING_DONE * 2),
        "nothing, to an older family": ([(1, asked(ISTANBUL)), (61, asked(ISTANBUL))], NOTHING_DONE),
        "nothing, and the scenario ends": ([*LEARNT, (62, said("idle"))], NOTHING_DONE),
        "the scenario ends early": ([*LEARNT, (60, said("idle"))], []),
        "asked twice in one check": ([*LEARNT, (2, asked(P2)), (3, permit())], [""]),
        "the same version": ([(1, asked(P1)), (61, asked(P1))], []),
        "another version that is not on offer": (
            [(1, asked(f"{P1[:-4]}0000")), (61, asked(f"{P1[:-4]}0000"))],
            [],
        ),
        "its tests passed": ([*LEARNT, (2, ran_tests())], [""]),
        "no packages": ([*LEARNT, (1, listed(packages=0)), (61, asked(P2))], []),
        "no answer from the download site": ([*LEARNT, (1, fetched(answered=False)), (61, asked(P2))], []),
        "a host that does not let it": ([*LEARNT, (1, extracted(done=False)), (61, asked(P2))], []),
        "a failure that it has told its log": ([*LEARNT, (1, said("Unable to refresh packages")), (61, asked(P2))], []),
        "an issue in words of its own": ([*LEARNT, (1, said("Full", logged=False)), (61, asked(P2))], []),
        "a word in its log is no failure": ([*LEARNT, (1, said("Full")), (61, asked(P2))], NOTHING_DONE),
        "packages": ([*LEARNT, (1, listed()), (1, fetched()), (61, asked(P2))], NOTHING_DONE),
        "no build stamp": ([(1, asked("latest")), (61, asked("latest"))], []),
        "told by a fault": ([(1, asked(P2, spoiled=True)), (61, asked(P1))], []),
        "no answer": ([(1, asked_in_vain()), (61, asked_in_vain())], []),
        "a request was not answered": ([*LEARNT, (1, e.Unanswered("berlin")), (61, asked(P2))], []),
        "it restarts": ([*LEARNT, (2, ended()), (4, started()), (61, asked(P1))], []),
        "it tells a status": ([*LEARNT, (2, reported("Upgrade Failed")), (61, asked(P2))], []),
        "validation is withdrawn": ([*LEARNT, (2, validated("false")), (61, asked(P2))], []),
        "it is cut off": ([*LEARNT, (2, cut_off()), (61, asked(P2))], []),
        "not validated": ([(0, validated("false")), *LEARNT, (61, asked(P2))], []),
        "Paused": ([(0, reported("Paused")), *LEARNT, (61, asked(P2))], []),
        "Upgrade Failed": ([(0, reported("Upgrade Failed")), *LEARNT, (61, asked(P2))], []),
        "its being Up was not heard": ([(0, reported("Paused", arrived=False)), *LEARNT, (61, asked(P2))], []),
        "it waits for a permit": ([(1, refused()), (seconds(80), asked(P2)), (DAY, said("idle"))], []),
        "pinned elsewhere": ([*TO_A_PIN, (1, asked(P1)), (61, asked(P1))], NOTHING_DONE),
        "pinned to what it runs": (
            [
                *TO_A_PIN,
                (1, ended()),
                (3, started(P2, pin=P2_TAG)),
                (3, reported("Up")),
                (4, asked(P1)),
                (64, asked(P1)),
            ],
            [],
        ),
        "pinned to what is not on offer": (
            [(0, ended()), (0, pinned("latest")), (0, started()), (0, reported("Up")), *LEARNT, (61, asked(P2))],
            [],
        ),
        "pinned just now": ([(0, pinned(P1)), *LEARNT, (61, asked(P2))], []),
    }
)
def test_different_is_taken(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.different_is_taken, told) == wrong


@pytest.mark.parametrize(
    ("os", "running", "wanted", "wrong"),
    [
        ("linux", MADRID, NEW_YORK, []),
        ("linux", MADRID, P2, []),
        ("windows", MADRID, NEW_YORK, NOTHING_DONE),
        ("linux", MADRID, ISTANBUL, NOTHING_DONE),
        ("linux", NEW_YORK, P2, NOTHING_DONE),
        ("linux", NEW_YORK, MADRID, NOTHING_DONE),
    ],
)
def test_whom_the_service_may_kill_need_not_try(os: str, running: str, wanted: str, wrong: list[str]) -> None:
    told: list[Told] = [(1, asked(wanted)), (61, asked(wanted))]
    assert wrongs(versions.different_is_taken, told, *beginning(os=os, version=running)) == wrong


def told_it(version: str) -> list[Told]:
    return [(1, stamp(version)), (1, asked(version))]


@stories(
    {
        "a stamp": ([*told_it(P2), *REPLACED], [""]),
        "file by file": ([*told_it("latest"), *REPLACED, (3, changed())], ["'latest' is no build stamp"] * 2),
        "a bare stamp": ([*told_it(BARE), *REPLACED], [""]),
        "a stamp between blanks": ([*told_it(f" {P2} "), *REPLACED], [""]),
        "a word": ([*told_it("latest"), *REPLACED], ["'latest' is no build stamp"]),
        "a tag": ([*told_it(P2_TAG), *REPLACED], [f"{P2_TAG!r} is no build stamp"]),
        "a path": ([*told_it(f"../{P2}"), *REPLACED], [f"'../{P2}' is no build stamp"]),
        "a file that the host does not replace": (
            [*told_it("latest"), (1, permit()), (2, changed(done=False))],
            ["'latest' is no build stamp"],
        ),
        "by way of a fault, while a stamp is assigned": ([(1, asked("latest", spoiled=True)), *REPLACED], [""]),
        "by way of a fault, while other nonsense is assigned": (
            [(1, stamp("x")), (1, asked("latest", spoiled=True)), *REPLACED],
            ["'latest' is no build stamp"],
        ),
        "nonsense is put right": (
            [*told_it("latest"), (61, stamp(P2)), (61, asked(P2)), (61, permit()), (62, changed())],
            [""],
        ),
        "put right while it has the permit": (
            [*told_it("latest"), (1, permit()), (1, stamp(P2)), (1, asked(P2)), (2, changed())],
            [""],
        ),
        "put right in the list of packages": (
            [*told_it("latest"), (1, permit()), (2, listed(P2)), (2, changed())],
            [""],
        ),
        "nonsense in the list of packages": (
            [*told_it("latest"), (1, permit()), (2, listed("latest")), (2, changed())],
            ["'latest' is no build stamp"],
        ),
        "nonsense once it has the permit for a stamp": (
            [*told_it(P2), (1, permit()), (1, stamp("x")), (1, asked("x")), (2, changed())],
            [""],
        ),
        "a fault has told it something that is not read since": (
            [*told_it("x"), (1, permit()), (1, asked("", spoiled=True)), (1, asked("x")), (2, changed())],
            [""],
        ),
        "while it waits": (
            [*told_it(P2), (1, refused()), (1, stamp("x")), (seconds(80), asked("x")), *REPLACED_LATE],
            ["'x' is no build stamp"],
        ),
        "nothing": ([(1, stamp("")), (1, asked("")), *REPLACED], []),
        "a fault has told it something that is not read": ([(1, asked("", spoiled=True)), *REPLACED], []),
        "it asks for a permit, and replaces nothing": ([*told_it("latest"), (1, permit())], []),
        "it has asked packages, and replaces nothing": ([*told_it("latest"), (1, permit()), (2, fetched("x"))], []),
        "without a permit it puts former files back": ([*told_it("latest"), (2, changed())], []),
        "told before the start": (
            [*told_it("latest"), (2, ended()), (4, started()), (4, permit()), (5, changed())],
            [],
        ),
        "pinned": ([*TO_A_PIN, *told_it("latest"), *REPLACED], []),
    }
)
def test_no_upgrade_to_nonsense(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.no_upgrade_to_nonsense, told) == wrong


@stories(
    {
        "told": ([(1, asked(P2)), (1, permit())], [""]),
        "not told": ([(1, asked_in_vain()), (1, permit())], ["nobody had told it a version"]),
        "refused to be told": ([(1, asked_in_vain(404)), (1, refused())], ["nobody had told it a version"]),
        "told before, and not now": (
            [(1, asked(P2)), (61, asked_in_vain()), (61, permit())],
            ["nobody had told it a version"],
        ),
        "told at the second attempt": ([(1, asked_in_vain()), (1, asked(P2, by_list=True)), (1, permit())], [""]),
        "told, and then not, at one instant": ([(1, asked(P2)), (1, asked_in_vain()), (1, permit())], [""]),
        "not told twice at one instant": (
            [(1, asked_in_vain()), (1, asked_in_vain(by_list=True)), (1, permit())],
            ["nobody had told it a version"],
        ),
        "not told, at another instant": ([(1, asked_in_vain()), (HOUR, permit())], [""]),
        "it waits for a permit": ([(1, asked(P2)), (1, refused()), (2, asked_in_vain()), (2, permit())], [""]),
        "pinned": ([*TO_A_PIN, (1, asked_in_vain()), (1, permit())], []),
    }
)
def test_no_answer_no_upgrade(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.no_answer_no_upgrade, told) == wrong
