"""What a MID Server says of an upgrade that has failed."""

import pytest

from fakes.observe import events as e
from midcert.rules.laws import failures
from midcert.rules.laws.law import Law
from tests.midcert.rules.laws.stories import (
    BERLIN,
    HOUR,
    P1,
    P2,
    Told,
    asked,
    asked_in_vain,
    changed,
    ended,
    extracted,
    fetched,
    listed,
    permit,
    pinned,
    refused,
    reported,
    returned,
    said,
    stamp,
    started,
    stories,
    wrongs,
)

TO_P2: list[Told] = [(1, stamp(P2)), (1, asked(P2)), (1, permit())]
LOGS: list[Told] = [(0, said("Started"))]
BACK: list[Told] = [(3, returned())]
UNSAID = ["what failed here was said nowhere in documented words"]


@pytest.mark.parametrize(
    "failure",
    [fetched(answered=False), extracted(done=False), changed(done=False), listed("", packages=0)],
    ids=lambda failure: type(failure).__name__,
)
@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ([], UNSAID),
        ([said("It did not work")], UNSAID),
        ([said("ERROR: Unable to refresh packages - refused")], [""]),
        ([said("Unable to refresh packages", logged=False)], [""]),
        ([said("no"), said("Unable to download updates from the install server")], [""]),
    ],
)
def test_each_failure_is_said(failure: e.Event, words: list[e.Event], wrong: list[str]) -> None:
    told: list[Told] = [*LOGS, *TO_P2, (2, failure), *((2, each) for each in words), *BACK, (62, asked(P2))]
    assert wrongs(failures.failures_are_said, told) == wrong


def test_what_an_attempt_before_has_stored_may_do_instead_of_a_download() -> None:
    first: list[Told] = [*LOGS, *TO_P2, (2, e.PackageStored(BERLIN)), *BACK, (62, asked(P2))]
    again: list[Told] = [(62, permit()), (63, fetched(answered=False)), (64, returned()), (124, asked(P2))]
    assert wrongs(failures.failures_are_said, [*first, *again]) == []


def test_what_the_same_attempt_has_stored_makes_no_difference() -> None:
    told: list[Told] = [*LOGS, *TO_P2, (2, e.PackageStored(BERLIN)), (2, fetched(answered=False))]
    assert wrongs(failures.failures_are_said, [*told, *BACK, (62, asked(P2))]) == UNSAID


UNABLE = said("Unable to refresh packages")


@stories(
    {
        "before it failed": ([*LOGS, *TO_P2, (1, UNABLE), (2, changed(done=False)), *BACK, (62, asked())], UNSAID),
        "once for two failures": (
            [*LOGS, *TO_P2, (2, changed(done=False)), (2, UNABLE), (2, extracted(done=False)), *BACK, (62, asked())],
            [""],
        ),
        "just before the next check": (
            [*LOGS, *TO_P2, (2, changed(done=False)), *BACK, (62, UNABLE), (62, asked())],
            [""],
        ),
        "after the next check": ([*LOGS, *TO_P2, (2, changed(done=False)), *BACK, (62, asked()), (62, UNABLE)], UNSAID),
        "it fails twice": (
            [
                *LOGS,
                *TO_P2,
                (2, changed(done=False)),
                (2, UNABLE),
                *BACK,
                (62, asked()),
                (62, permit()),
                (63, changed(done=False)),
                (63, returned()),
                (123, asked()),
            ],
            ["", *UNSAID],
        ),
        "the check is not over yet": ([*LOGS, *TO_P2, (2, changed(done=False)), *BACK, (7, asked())], []),
        "it is still busy": ([*LOGS, *TO_P2, (2, changed(done=False)), (62, asked())], []),
        "tried again at once, with success": (
            [
                *LOGS,
                *TO_P2,
                (2, fetched(answered=False)),
                (2, fetched()),
                (3, ended()),
                (5, started(P2)),
                (65, asked()),
            ],
            [],
        ),
        "without a permit": ([*LOGS, (1, asked()), (2, fetched(answered=False)), (62, asked())], []),
        "it never writes a log that can be seen": (
            [(0, said("x", logged=False)), *TO_P2, (2, changed(done=False)), *BACK, (62, asked())],
            [],
        ),
    }
)
def test_failures_are_said(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(failures.failures_are_said, told) == wrong


NO_ANSWER = said("Failed to query instance for MID Server buildstamp")
SILENT = ["nobody answered, and it said nothing"]
LATER: list[Told] = [(HOUR, said("idle"))]
PINNED: list[Told] = [(0, ended()), (0, pinned(P1)), (0, started())]
LATER_STILL: list[Told] = [(2 * HOUR, said("idle"))]


@stories(
    {
        "said": ([(1, asked_in_vain()), (1, NO_ANSWER), *LATER], [""]),
        "said within five minutes": ([(1, asked_in_vain()), (6, NO_ANSWER), *LATER], [""]),
        "said later": ([(1, asked_in_vain()), (7, NO_ANSWER), *LATER], SILENT),
        "not said": ([(1, asked_in_vain()), *LATER], SILENT),
        "said something else": ([*LOGS, (1, asked_in_vain()), (1, UNABLE), *LATER], SILENT),
        "said before": ([(0, NO_ANSWER), (1, asked_in_vain()), *LATER], SILENT),
        "no connection": ([(1, asked_in_vain(0)), *LATER], SILENT),
        "an error of the instance": ([(1, asked_in_vain(500)), (1, NO_ANSWER), *LATER], [""]),
        "it is asked again, and said once": (
            [(1, asked_in_vain()), (3, asked_in_vain()), (5, NO_ANSWER), *LATER],
            [""],
        ),
        "an hour later there is still no answer": (
            [(1, asked_in_vain()), (1, NO_ANSWER), (61, asked_in_vain()), (121, asked_in_vain()), (180, said("idle"))],
            [""],
        ),
        "it was answered in between": (
            [(1, asked_in_vain()), (1, NO_ANSWER), (61, asked(P1)), (121, asked_in_vain()), (180, said("idle"))],
            ["", *SILENT],
        ),
        "it has started in between": (
            [(1, asked_in_vain()), (1, NO_ANSWER), (9, ended()), (11, started()), (61, asked_in_vain()), *LATER_STILL],
            ["", *SILENT],
        ),
        "it is asked again, and answered": ([(1, asked_in_vain()), (2, asked(P1)), *LATER], []),
        "the answer says no": ([(1, asked_in_vain(404)), *LATER], []),
        "by way of the list": ([(1, asked_in_vain(by_list=True)), *LATER], []),
        "the first failure was by way of the list": (
            [(1, asked_in_vain(by_list=True)), (2, asked_in_vain()), *LATER],
            [],
        ),
        "the first failure was while it was Paused": (
            [(1, reported("Paused")), (2, asked_in_vain()), (3, reported("Up")), (3, asked_in_vain()), *LATER],
            [],
        ),
        "the first failure was while it waited for a permit": (
            [(1, refused()), (2, asked_in_vain()), (3, reported("Up")), (3, asked_in_vain()), *LATER],
            [],
        ),
        "the first failure was while it was pinned": (
            [
                *PINNED,
                (1, asked_in_vain()),
                (2, ended()),
                (2, pinned("")),
                (2, started()),
                (3, asked_in_vain()),
                *LATER,
            ],
            SILENT,
        ),
        "by way of the list, and it was answered in between": (
            [(1, asked_in_vain(by_list=True)), (2, asked(P1)), (3, asked_in_vain()), *LATER],
            SILENT,
        ),
        "the scenario ends too early": ([*LOGS, (1, asked_in_vain()), (6, said("idle"))], []),
        "it is stopped": ([(1, asked_in_vain()), (2, ended("stopped")), *LATER], []),
        "it waits for a permit": ([(1, refused()), (2, asked_in_vain()), *LATER], []),
        "it has a permit": ([(1, permit()), (2, asked_in_vain()), *LATER], []),
        "Paused": ([(1, reported("Paused")), (2, asked_in_vain()), *LATER], []),
        "pinned": ([*PINNED, (1, asked_in_vain()), *LATER], []),
    }
)
def test_failed_questions_are_said(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(failures.failed_questions_are_said, [*told]) == wrong


@pytest.mark.parametrize("law", [failures.failures_are_said, failures.failed_questions_are_said])
def test_who_is_never_seen_to_log_anything_is_not_judged(law: Law) -> None:
    told: list[Told] = [*TO_P2, (2, changed(done=False)), *BACK, (62, asked_in_vain()), (122, e.Unanswered(BERLIN))]
    assert wrongs(law, told) == []
