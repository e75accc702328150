"""When a MID Server may have a permit, and what it may do with it and without one."""

from datetime import timedelta

import pytest

from fakes.observe import events as e
from midcert.rules.laws import permits
from midcert.rules.laws.law import Law
from tests.midcert.rules.laws.stories import (
    BERLIN,
    BREMEN,
    HAMBURG,
    MUNICH,
    P1,
    P2,
    Told,
    beginning,
    changed,
    comes,
    cut_off,
    ended,
    permit,
    refused,
    reported,
    returned,
    said,
    seconds,
    started,
    stories,
    wrongs,
)

THREE: list[Told] = [(0, event) for name in (MUNICH, HAMBURG, BREMEN) for event in comes(name)]
HELD: list[Told] = [(1, permit()), (1, permit(mid=MUNICH))]
IN_PLACE: list[Told] = [(3, changed()), (3, ended()), (5, started(P2))]


@stories(
    {
        "two have one": (HELD, ["", ""]),
        "a third has one": ([*HELD, (2, permit(mid=HAMBURG))], ["", "", "a third permit, beside those of [BOTH]"]),
        "a third is turned away": ([*HELD, (2, refused(HAMBURG))], ["", ""]),
        "an error gives none": ([*HELD, (2, permit(500, mid=HAMBURG))], ["", ""]),
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
        "nothing is kept for who is Down": (
            [
                *HELD,
                (2, refused(HAMBURG)),
                (2, ended("stopped", mid=HAMBURG)),
                (2, cut_off(HAMBURG)),
                (3, returned()),
                (4, refused(BREMEN)),
            ],
            ["", "refused, while only ['munich'] have one"],
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


@stories(
    {
        "with a permit": ([(1, permit()), *IN_PLACE], [""]),
        "never asked": (IN_PLACE, [f"{P2} was put in place without a permit"]),
        "turned away": ([(1, refused()), *IN_PLACE], [f"{P2} was put in place without a permit"]),
        "an error is no permit": ([(1, permit(500)), *IN_PLACE], [f"{P2} was put in place without a permit"]),
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
        "Down": ([(1, permit()), (2, cut_off()), (60, permit())], [""]),
        "kept": ([(1, permit()), (60, permit())], ["it has never given the last one back"]),
        "kept while it is Upgrading": (
            [(1, permit()), (2, reported("Upgrading")), (60, refused())],
            ["it has never given the last one back"],
        ),
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
        "it waits": ([(1, refused()), (1, said("Method failed"))], [""]),
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
