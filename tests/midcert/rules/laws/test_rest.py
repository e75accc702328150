"""What has come of everything once all is put right, and everybody was left alone."""

import pytest

from fakes.observe import events as e
from midcert.rules.laws import rest
from tests.midcert.rules.laws.stories import (
    BARE,
    DAY,
    ISTANBUL,
    MADRID,
    NEW_YORK,
    P1,
    P2,
    P2_TAG,
    P3,
    Told,
    beginning,
    changed,
    cut_off,
    ended,
    override,
    permit,
    pinned,
    refused,
    reported,
    said,
    stamp,
    started,
    stories,
    validated,
    wrongs,
)

RESTED: list[Told] = [(9, e.Rested()), (DAY, said("idle"))]

PINNED: list[Told] = [(1, ended()), (1, pinned(P2_TAG)), (1, started(pin=P2_TAG)), (1, reported("Up"))]


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
        "a tag, which is no stamp": ([(1, stamp(P2_TAG)), *RESTED], []),
        "the stamp, as the override is gone": ([(1, override(P2)), (2, override("")), *RESTED], [""]),
        "the pin": ([(1, pinned(P2_TAG)), *upgraded(P2), *RESTED], [""]),
        "what is assigned, and not the pin": (
            [*PINNED, *RESTED],
            [f"it runs {P1}, and {P2_TAG} is assigned"],
        ),
        "the pin is gone before the start": (
            [*PINNED, (2, pinned("")), (2, ended()), (3, started()), (3, reported("Up")), *RESTED],
            [""],
        ),
        "pinned since the start": ([(1, pinned(P2_TAG)), *RESTED], []),
        "pinned elsewhere since the start": ([*PINNED, (2, pinned(P2)), *RESTED], []),
        "the pin is gone since the start": ([*PINNED, (2, pinned("")), *RESTED], []),
        "pinned anew to the same": (
            [*PINNED, (2, pinned(P2_TAG)), *RESTED],
            [f"it runs {P1}, and {P2_TAG} is assigned"],
        ),
        "nothing is left alone": ([(1, stamp(P2)), (DAY, said("idle"))], []),
        "what is assigned is not on offer": ([(1, stamp(BARE)), *RESTED], []),
        "what is pinned is not on offer": (
            [(1, ended()), (1, pinned("latest")), (1, started(pin="latest")), (1, reported("Up")), *RESTED],
            [],
        ),
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


@pytest.mark.parametrize(
    ("os", "running", "wanted", "is_judged"),
    [
        ("linux", MADRID, NEW_YORK, False),
        ("linux", MADRID, P2, False),
        ("windows", MADRID, NEW_YORK, True),
        ("linux", MADRID, ISTANBUL, True),
        ("linux", NEW_YORK, P2, True),
        ("linux", NEW_YORK, MADRID, True),
    ],
)
def test_whom_the_service_may_kill_need_not_come_there(os: str, running: str, wanted: str, *, is_judged: bool) -> None:
    told: list[Told] = [(1, stamp(wanted)), *RESTED]
    expected = [f"it runs {running}, and {wanted} is assigned"] if is_judged else []
    assert wrongs(rest.the_assigned_version_runs_in_the_end, told, *beginning(os=os, version=running)) == expected
