"""What shows of an upgrade that has failed."""

import pytest

from fakes.observe import events as e
from midcert.rules.laws import failures
from tests.midcert.rules.laws.stories import (
    AUSTRALIA,
    BARE,
    BERLIN,
    DISK,
    HELSINKI,
    ISTANBUL,
    MADRID,
    NEW_YORK,
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
    validated,
    wrongs,
    wrongs_by_others,
)

FAILED: list[Told] = [(2, reported("Upgrade Failed"))]
UNABLE = "Unable to refresh packages"


@stories(
    {
        "another family": ([(1, asked(PARIS)), *FAILED], [""]),
        "the same family": ([(1, asked(P2)), *FAILED], [f"its family was never to change: {[P2]}"]),
        "several builds of one family": (
            [(1, asked(P3)), (1, asked(P2)), *FAILED],
            [f"its family was never to change: {sorted([P2, P3])}"],
        ),
        "which was not heard": (
            [(1, asked(P2)), (2, reported("Upgrade Failed", arrived=False))],
            [f"its family was never to change: {[P2]}"],
        ),
        "another family an hour before": ([(1, asked(PARIS)), (61, asked(P2)), (62, reported("Upgrade Failed"))], [""]),
        "another family is assigned when it gets its permit": (
            [(1, asked(P2)), (1, refused()), (1, stamp(PARIS)), (2, permit()), *FAILED],
            [""],
        ),
        "another family in a list": ([(1, asked(P2)), (1, listed(PARIS)), *FAILED], [""]),
        "what was told before the start": (
            [(1, asked(PARIS)), (1, ended()), (1, started()), (1, asked(P2)), *FAILED],
            [f"its family was never to change: {[P2]}"],
        ),
        "nobody has told it anything": (FAILED, [""]),
        "no other version": ([(1, asked(P1)), *FAILED], [""]),
        "no stamp": ([(1, asked("latest")), *FAILED], [""]),
        "a bare stamp": ([(1, asked(BARE)), *FAILED], [""]),
        "pinned to another family": ([(0, ended()), (0, pinned(PARIS)), (0, started()), (1, asked(P1)), *FAILED], [""]),
        "pinned within the family": (
            [(0, ended()), (0, pinned(P2_TAG)), (0, started()), *FAILED],
            [f"its family was never to change: {[P2_TAG]}"],
        ),
        "another status": ([(1, asked(P2)), (2, reported("Up"))], []),
        "while it does not run": ([(1, asked(P2)), (1, ended("stopped")), *FAILED], []),
        "a fault has told it something that is not read": (
            [(1, asked(P2)), (1, asked("", spoiled=True)), *FAILED],
            [""],
        ),
        "a fault has told it so before the start": (
            [(1, asked("", spoiled=True)), (1, ended()), (1, started()), (1, asked(P2)), *FAILED],
            [f"its family was never to change: {[P2]}"],
        ),
    }
)
def test_upgrade_failed_is_for_families(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(failures.upgrade_failed_is_for_families, told) == wrong


def test_what_somebody_else_writes_is_not_its_own_failure() -> None:
    assert wrongs_by_others(failures.upgrade_failed_is_for_families, [(1, asked(P2)), *FAILED]) == []


TO_PARIS: list[Told] = [(1, stamp(PARIS)), (1, asked(PARIS)), (1, permit()), (1, reported("Upgrading"))]
NEXT: list[Told] = [(62, asked(PARIS))]
UNFETCHED: list[Told] = [*TO_PARIS, (2, fetched(PARIS, answered=False))]
TO_P2: list[Told] = [(1, stamp(P2)), (1, asked(P2)), (1, permit())]


@stories(
    {
        "no package": ([*UNFETCHED, *FAILED, *NEXT], [""]),
        "no package, and it is Up": ([*UNFETCHED, (2, reported("Up")), *NEXT], ["it is Up"]),
        "Upgrade Failed, which was not heard": (
            [*UNFETCHED, (2, reported("Upgrade Failed", arrived=False)), *NEXT],
            [""],
        ),
        "an empty list": (
            [*TO_PARIS, (2, listed(PARIS, packages=0)), (2, reported("Up")), *NEXT],
            ["it is Up"],
        ),
        "an archive that the host does not extract": (
            [*TO_PARIS, (2, extracted(done=False)), (2, reported("Up")), *NEXT],
            ["it is Up"],
        ),
        "a file that the host does not replace": (
            [*TO_PARIS, (2, changed(done=False)), (2, reported("Up")), *NEXT],
            ["it is Up"],
        ),
        "the tests": ([(1, stamp(PARIS)), (1, asked(PARIS)), (1, ran_tests(DISK)), *NEXT], ["it is Up"]),
        "the tests, and it is Upgrade Failed": (
            [(1, stamp(PARIS)), (1, asked(PARIS)), (1, ran_tests(DISK)), *FAILED, *NEXT],
            [""],
        ),
        "the tests with nothing but warnings": (
            [(1, stamp(PARIS)), (1, asked(PARIS)), (1, ran_tests("WARN: Unable to look up")), *NEXT],
            [],
        ),
        "what was said alone": ([*TO_PARIS, (2, said(UNABLE)), (2, reported("Up")), *NEXT], []),
        "a request was not answered": ([*TO_PARIS, (2, e.Unanswered(BERLIN)), (2, reported("Up")), *NEXT], []),
        "what was said, and denied": (
            [*UNFETCHED, (2, said(UNABLE)), (2, e.Unanswered(BERLIN)), (2, reported("Up")), *NEXT],
            ["it is Up"],
        ),
        "what was said alone, in other words": ([*TO_PARIS, (2, said("Not so")), (2, reported("Up")), *NEXT], []),
        "Upgrade Failed, and Up since": ([*UNFETCHED, *FAILED, (9, reported("Up")), *NEXT], [""]),
        "Upgrade Failed an attempt before": (
            [(1, reported("Upgrade Failed")), *UNFETCHED, (2, reported("Up")), *NEXT],
            ["it is Up"],
        ),
        "Upgrade Failed as it failed again": (
            [(0, reported("Upgrade Failed")), (1, stamp(PARIS)), (1, asked(PARIS)), (1, ran_tests(DISK)), *NEXT],
            [""],
        ),
        "Paused": ([*UNFETCHED, (2, reported("Paused")), (2, returned()), *NEXT], [""]),
        "Paused, and Up since": (
            [*UNFETCHED, (2, reported("Paused")), (2, returned()), (9, reported("Up")), *NEXT],
            [""],
        ),
        "it is cut off and has its permit": (
            [*TO_PARIS, (2, cut_off()), (3, changed(done=False)), *FAILED, *NEXT],
            [""],
        ),
        "within the family": ([*TO_P2, (2, fetched(answered=False)), (2, reported("Up")), (62, asked(P2))], []),
        "assigned anew while it waits": (
            [
                (1, asked(P2)),
                (1, refused()),
                (1, stamp(PARIS)),
                (2, permit()),
                (2, asked(PARIS)),
                (2, fetched(PARIS, answered=False)),
                (2, reported("Up")),
                *NEXT,
            ],
            [],
        ),
        "assigned anew, and told nothing of it": (
            [
                (1, stamp(PARIS)),
                (1, asked(PARIS)),
                (1, permit()),
                (1, stamp(P2)),
                (2, fetched(PARIS, answered=False)),
                (2, reported("Up")),
                *NEXT,
            ],
            [],
        ),
        "a bare stamp": (
            [
                (1, stamp(BARE)),
                (1, asked(BARE)),
                (1, permit()),
                (2, listed(BARE, packages=0)),
                (2, reported("Up")),
                *NEXT,
            ],
            [],
        ),
        "pinned to another family": (
            [
                (0, ended()),
                (0, pinned(PARIS)),
                (0, started()),
                (1, permit()),
                (2, fetched(PARIS, answered=False)),
                (2, reported("Up")),
                (62, asked(P1)),
            ],
            ["it is Up"],
        ),
        "pinned within the family": (
            [
                (0, ended()),
                (0, pinned(P2_TAG)),
                (0, started()),
                *TO_PARIS,
                (2, fetched(answered=False)),
                (2, reported("Up")),
                *NEXT,
            ],
            [],
        ),
        "tried again at once, with success": (
            [*UNFETCHED, (2, fetched(PARIS)), (3, ended()), (5, started(PARIS)), *NEXT],
            [],
        ),
        "in the second attempt": (
            [*UNFETCHED, (2, reported("Up")), (4, permit()), (5, extracted(done=False)), *FAILED, *NEXT],
            [""],
        ),
        "the second attempt is under way": ([*UNFETCHED, (2, reported("Up")), (62, permit()), *NEXT], []),
        "a failed question is asked again": ([*UNFETCHED, (7, asked(PARIS))], []),
        "it waits for a permit": ([*UNFETCHED, (2, reported("Up")), (62, refused()), *NEXT], []),
        "it has a permit still": ([*UNFETCHED, *NEXT], []),
        "validation is withdrawn": ([*UNFETCHED, (2, reported("Up")), (9, validated("false")), *NEXT], []),
        "it is stopped": ([*UNFETCHED, (2, reported("Up")), (9, ended("stopped")), *NEXT], []),
        "it is cut off": ([*UNFETCHED, (2, reported("Up")), (9, cut_off()), *NEXT], []),
        "before Istanbul": (
            [
                (0, started(HELSINKI)),
                (1, stamp(PARIS)),
                (1, asked(PARIS)),
                (1, permit()),
                (2, fetched(PARIS, answered=False)),
                (2, returned()),
                *NEXT,
            ],
            [],
        ),
        "a package without a permit": (
            [(1, stamp(PARIS)), (1, asked(PARIS)), (2, fetched(PARIS, answered=False)), *NEXT],
            [],
        ),
    }
)
def test_a_failed_family_shows(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(failures.a_failed_family_shows, told) == wrong


@pytest.mark.parametrize(
    ("os", "running", "wanted", "wrong"),
    [
        ("linux", MADRID, NEW_YORK, []),
        ("linux", MADRID, PARIS, []),
        ("linux", MADRID, AUSTRALIA, []),
        ("windows", MADRID, NEW_YORK, ["it is Up"]),
        ("linux", MADRID, ISTANBUL, ["it is Up"]),
        ("linux", NEW_YORK, PARIS, ["it is Up"]),
        ("linux", NEW_YORK, MADRID, ["it is Up"]),
        ("windows", AUSTRALIA, PARIS, []),
        ("windows", P1, AUSTRALIA, ["it is Up"]),
    ],
)
def test_whom_the_service_may_kill_or_nobody_knows_need_not_show_it(
    os: str, running: str, wanted: str, wrong: list[str]
) -> None:
    failing: list[Told] = [(1, stamp(wanted)), (1, asked(wanted)), (1, ran_tests(DISK)), (62, asked(wanted))]
    assert wrongs(failures.a_failed_family_shows, failing, *beginning(os=os, version=running)) == wrong
