"""Whom an instance gives a permit, and whom it refuses one."""

from fakes.observe import events as e
from midcert.rules.laws import permits
from tests.midcert.rules.laws.stories import (
    BERLIN,
    BREMEN,
    HAMBURG,
    MUNICH,
    P1,
    P2,
    Told,
    comes,
    cut_off,
    ended,
    permit,
    refused,
    reported,
    returned,
    started,
    stories,
    wrongs,
)

THREE: list[Told] = [(0, event) for name in (MUNICH, HAMBURG, BREMEN) for event in comes(name)]
HELD: list[Told] = [(1, permit()), (1, permit(mid=MUNICH))]


@stories(
    {
        "two have one": (HELD, ["", ""]),
        "a third has one": ([*HELD, (2, permit(mid=HAMBURG))], ["", "", "a third permit, beside those of [BOTH]"]),
        "a third is turned away": ([*HELD, (2, refused(HAMBURG))], ["", ""]),
        "an error gives none": ([*HELD, (2, permit(500, mid=HAMBURG))], ["", ""]),
        "a fault that answers so gives none": (
            [(1, permit()), (1, permit(mid=MUNICH, spoiled=True)), (2, permit(mid=HAMBURG))],
            ["", ""],
        ),
        "a holder asks again": ([*HELD, (2, permit())], ["", "", ""]),
        "one was given back": ([*HELD, (2, returned()), (2, permit(mid=HAMBURG))], ["", "", ""]),
        "several have asked at one moment": ([*HELD, (2, e.PermitsAskedAtOnce()), (2, permit(mid=HAMBURG))], []),
        "that was not heard": (
            [*HELD, (2, returned(arrived=False)), (2, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
        "one is Up, told anew": ([*HELD, (2, reported("Up")), (2, permit(mid=HAMBURG))], ["", "", ""]),
        "that it is Up was not heard": (
            [*HELD, (2, reported("Up", arrived=False)), (2, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
        "one is Upgrade Failed": ([*HELD, (2, reported("Upgrade Failed")), (2, permit(mid=HAMBURG))], ["", "", ""]),
        "one is Down": ([*HELD, (2, cut_off()), (2, permit(mid=HAMBURG))], ["", "", ""]),
        "one is Paused": (
            [*HELD, (2, reported("Paused")), (2, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
        "one tells its version alone": (
            [*HELD, (2, reported("", P1)), (2, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
        "one restarts": (
            [*HELD, (2, ended()), (4, started()), (4, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
        "the instance was restarted and upgraded": (
            [*HELD, (2, e.InstanceRestarted()), (2, e.InstanceUpgraded(P2)), (2, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
        "another one gives back what it has not": (
            [*HELD, (2, returned(mid=BREMEN)), (2, permit(mid=HAMBURG))],
            ["", "", "a third permit, beside those of [BOTH]"],
        ),
    }
)
def test_at_most_two_permits(told: list[Told], wrong: list[str]) -> None:
    both = str([BERLIN, MUNICH])
    assert wrongs(permits.at_most_two_permits, [*THREE, *told]) == [each.replace("[BOTH]", both) for each in wrong]


@stories(
    {
        "nobody has one": ([(1, refused())], ["refused, while only [] have one"]),
        "one has one": ([(1, permit()), (2, refused(MUNICH))], ["refused, while only ['berlin'] have one"]),
        "two have one": ([*HELD, (2, refused(HAMBURG))], [""]),
        "a holder asks again": ([(1, permit()), (2, refused())], []),
        "a fault has answered": ([(1, permit(409, spoiled=True))], []),
        "an error is no refusal": ([(1, permit(500))], []),
        "several have asked at one moment": ([(1, e.PermitsAskedAtOnce()), (2, refused())], []),
        "one that is Upgrading without a permit may count": (
            [(1, permit()), (1, reported("Upgrading", mid=MUNICH)), (2, refused(HAMBURG))],
            [""],
        ),
        "the permit that is free is kept for the first of those turned away": (
            [*HELD, (2, refused(HAMBURG)), (3, returned()), (4, refused(BREMEN))],
            ["", ""],
        ),
        "the first of those turned away has got it": (
            [*HELD, (2, refused(HAMBURG)), (3, returned()), (4, permit(mid=HAMBURG)), (5, refused(BREMEN))],
            ["", ""],
        ),
        "who comes first is refused what is kept for it": (
            [*HELD, (2, refused(HAMBURG)), (3, returned()), (4, refused(HAMBURG))],
            ["", "refused, while only ['munich'] have one"],
        ),
        "it may be kept for who is Down since": (
            [
                *HELD,
                (2, refused(HAMBURG)),
                (2, ended("stopped", mid=HAMBURG)),
                (2, cut_off(HAMBURG)),
                (3, returned()),
                (4, refused(BREMEN)),
            ],
            ["", ""],
        ),
        "it may be kept for who is Up since": (
            [*HELD, (2, refused(HAMBURG)), (2, reported("Up", mid=HAMBURG)), (3, returned()), (4, refused(BREMEN))],
            ["", ""],
        ),
        "it may be kept for who gives up": (
            [*HELD, (2, refused(HAMBURG)), (2, returned(mid=HAMBURG)), (3, returned()), (4, refused(BREMEN))],
            ["", ""],
        ),
        "it may be kept for whom an error has answered since": (
            [*HELD, (2, refused(HAMBURG)), (2, permit(500, mid=HAMBURG)), (3, returned()), (4, refused(BREMEN))],
            ["", ""],
        ),
        "nothing is kept for who got it and gave it back": (
            [
                *HELD,
                (2, refused(HAMBURG)),
                (3, returned()),
                (4, permit(mid=HAMBURG)),
                (5, returned(mid=HAMBURG)),
                (6, refused(BREMEN)),
            ],
            ["", "refused, while only ['munich'] have one"],
        ),
        "a holder is Down": ([*HELD, (2, cut_off(MUNICH)), (3, refused(HAMBURG))], [""]),
        "a holder says that it is Down": ([*HELD, (2, reported("Down", mid=MUNICH)), (3, refused(HAMBURG))], [""]),
        "a holder was Down, and is Up": (
            [*HELD, (2, cut_off(MUNICH)), (2, reported("Up", mid=MUNICH)), (3, refused(HAMBURG))],
            ["refused, while only ['berlin'] have one"],
        ),
        "who is Down has never had one": (
            [(1, permit()), (2, cut_off(MUNICH)), (3, refused(HAMBURG))],
            ["refused, while only ['berlin'] have one"],
        ),
        "one was given back": (
            [*HELD, (2, returned()), (3, refused(HAMBURG))],
            ["refused, while only ['munich'] have one"],
        ),
        "that was not heard": ([*HELD, (2, returned(arrived=False)), (3, refused(HAMBURG))], [""]),
        "a holder is Up": (
            [*HELD, (2, reported("Up", mid=MUNICH)), (3, refused(HAMBURG))],
            ["refused, while only ['berlin'] have one"],
        ),
        "that it is Up was not heard": (
            [*HELD, (2, reported("Up", mid=MUNICH, arrived=False)), (3, refused(HAMBURG))],
            [""],
        ),
    }
)
def test_no_needless_refusal(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(permits.no_needless_refusal, [*THREE, *told]) == wrong
