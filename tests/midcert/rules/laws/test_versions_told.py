"""What a MID Server may make of what it was told, or was not."""

from fakes.observe import events as e
from midcert.rules.laws import versions
from tests.midcert.rules.laws.stories import (
    BARE,
    DAY,
    HOUR,
    ISTANBUL,
    P1,
    P2,
    P2_TAG,
    Told,
    asked,
    asked_in_vain,
    cut_off,
    ended,
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


@stories(
    {
        "a stamp": ([(1, asked(P2)), (1, permit())], [""]),
        "a bare stamp": ([(1, asked(BARE)), (1, permit())], [""]),
        "a stamp between blanks": ([(1, asked(f" {P2} ")), (1, permit())], [""]),
        "a word": ([(1, asked("latest")), (1, permit())], ["'latest' is no build stamp"]),
        "a tag": ([(1, asked(P2_TAG)), (1, refused())], [f"{P2_TAG!r} is no build stamp"]),
        "a path": ([(1, asked(f"../{P2}")), (1, permit())], [f"'../{P2}' is no build stamp"]),
        "by way of a fault": ([(1, asked("latest", spoiled=True)), (1, permit())], ["'latest' is no build stamp"]),
        "nonsense is put right": ([(1, asked("latest")), (61, asked(P2)), (61, permit())], [""]),
        "nothing": ([(1, stamp("")), (1, asked("")), (1, permit())], []),
        "while it waits": ([(1, asked(P2)), (1, refused()), (seconds(80), asked("x")), (seconds(80), permit())], [""]),
        "pinned": ([*TO_A_PIN, (1, asked("latest")), (1, permit())], []),
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
        "not told, at another instant": ([(1, asked_in_vain()), (HOUR, permit())], [""]),
        "it waits for a permit": ([(1, asked(P2)), (1, refused()), (2, asked_in_vain()), (2, permit())], [""]),
        "pinned": ([*TO_A_PIN, (1, asked_in_vain()), (1, permit())], []),
    }
)
def test_no_answer_no_upgrade(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(versions.no_answer_no_upgrade, told) == wrong
