"""What has come of everything once all is put right, and everybody was left alone."""

from fakes.observe import events as e
from midcert.rules.laws import rest
from tests.midcert.rules.laws.stories import (
    BARE,
    BERLIN,
    DAY,
    MUNICH,
    P1,
    P2,
    P2_TAG,
    P3,
    Told,
    changed,
    cut_off,
    ended,
    override,
    permit,
    pinned,
    refused,
    reported,
    returned,
    said,
    seen,
    stamp,
    started,
    stories,
    validated,
    wrongs,
)

RESTED: list[Told] = [(9, e.Rested()), (DAY, said("idle"))]


def upgraded(version: str) -> list[Told]:
    return [(2, permit()), (2, changed()), (2, ended()), (4, started(version)), (4, reported("Up", version))]


@stories(
    {
        "nothing was assigned": (RESTED, [""]),
        "it runs it": ([(1, stamp(P2)), *upgraded(P2), *RESTED], [""]),
        "it does not": ([(1, stamp(P2)), *RESTED], [f"it runs {P1}, and {P2} is assigned"]),
        "it came there, and went on": (
            [(1, stamp(P2)), *upgraded(P3), *RESTED],
            [f"it runs {P3}, and {P2} is assigned"],
        ),
        "the override": ([(1, override(P2)), *RESTED], [f"it runs {P1}, and {P2} is assigned"]),
        "the stamp, as the override is gone": ([(1, override(P2)), (2, override("")), *RESTED], [""]),
        "the pin": ([(1, pinned(P2_TAG)), *upgraded(P2), *RESTED], [""]),
        "what is assigned, and not the pin": (
            [(1, pinned(P2_TAG)), *RESTED],
            [f"it runs {P1}, and {P2_TAG} is assigned"],
        ),
        "the pin is gone": ([(1, pinned(P2_TAG)), (1, pinned("")), *RESTED], [""]),
        "nothing is left alone": ([(1, stamp(P2)), (DAY, said("idle"))], []),
        "what is assigned is not on offer": ([(1, stamp(BARE)), *RESTED], []),
        "what is pinned is not on offer": ([(1, pinned("latest")), *RESTED], []),
        "Upgrade Failed": ([(1, stamp(P2)), (2, reported("Upgrade Failed")), *RESTED], []),
        "Paused": ([(1, stamp(P2)), (2, reported("Paused")), *RESTED], []),
        "its being Upgrading was not heard": ([(1, stamp(P2)), (2, reported("Upgrading", arrived=False)), *RESTED], []),
        "Down": ([(1, stamp(P2)), (2, cut_off()), *RESTED], []),
        "without a process": ([(1, stamp(P2)), (2, ended("stopped")), *RESTED], []),
        "not validated": ([(1, stamp(P2)), (2, validated("false")), *RESTED], []),
        "it waits for a permit": ([(1, stamp(P2)), (2, refused()), *RESTED], []),
    }
)
def test_the_assigned_version_runs_in_the_end(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(rest.the_assigned_version_runs_in_the_end, told) == wrong


@stories(
    {
        "Up": ([(1, permit()), (2, reported("Up")), *RESTED], [""]),
        "given back": ([(1, permit()), (2, returned()), *RESTED], [""]),
        "given back, which was not heard": ([(1, permit()), (2, returned(arrived=False)), *RESTED], [""]),
        "kept": ([(2, permit()), *RESTED], ["it holds the one it got at 00:02"]),
        "the second is kept": (
            [(1, permit()), (2, returned()), (63, permit()), (64, e.Rested()), (DAY, said("idle"))],
            ["it holds the one it got at 01:03"],
        ),
        "nothing is left alone": ([(1, permit()), (DAY, said("idle"))], []),
        "never asked for": (RESTED, []),
        "turned away": ([(1, refused()), *RESTED], []),
        "Upgrading": ([(1, permit()), (2, reported("Upgrading")), *RESTED], []),
        "Upgrade Failed": ([(1, permit()), (2, reported("Upgrade Failed")), *RESTED], []),
    }
)
def test_no_permit_is_held_in_the_end(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(rest.no_permit_is_held_in_the_end, told) == wrong


WAITS = ["a command still waits for it"]


@stories(
    {
        "done": ([(1, seen()), (2, seen(state="processing")), (3, seen(state="processed")), *RESTED], [""]),
        "begun": ([(1, seen()), (2, seen(state="processing")), *RESTED], [""]),
        "it waits": ([(1, seen()), *RESTED], WAITS),
        "one of two waits": ([(1, seen()), (1, seen("hostname", "c2")), (2, seen(state="processed")), *RESTED], WAITS),
        "it came while nobody was there": ([(1, seen("autoUpgrade")), *RESTED, (DAY, seen("autoUpgrade"))], WAITS),
        "that of another one": ([(1, seen(mid=MUNICH)), *RESTED], []),
        "nobody has seen one": (RESTED, []),
        "nothing is left alone": ([(1, seen()), (DAY, said("idle"))], []),
        "a request was not answered": ([(1, seen()), (1, e.Unanswered(BERLIN)), *RESTED], []),
        "a request of another one was not answered": ([(1, seen()), (1, e.Unanswered(MUNICH)), *RESTED], WAITS),
        "Upgrade Failed": ([(1, seen()), (2, reported("Upgrade Failed")), *RESTED], []),
        "not validated": ([(1, seen()), (2, validated("rekey")), *RESTED], []),
        "it waits for a permit": ([(1, seen()), (2, refused()), *RESTED], []),
    }
)
def test_no_command_waits_in_the_end(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(rest.no_command_waits_in_the_end, told) == wrong
