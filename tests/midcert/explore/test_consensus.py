"""What right implementations agree on; what one of them does otherwise is free."""

from collections.abc import Mapping

from midcert.explore.bench import RIGHTS, Bench
from midcert.explore.consensus import Consensus
from midcert.explore.corpus import LOOK, Line

SEED = "1"
MOST = 20
RUNS = Line("given", 'the MID Server "berlin" runs Orlando Patch 1')
HALF_HOUR = Line("when", "30 minutes pass")
ASSIGNED = Line("when", "Orlando Patch 2 is assigned")
HOURS = Line("when", "3 hours and 30 minutes pass")
UPGRADED, WAS_AWAKE = (
    '"berlin" has run Orlando Patch 1, then Orlando Patch 2',
    '"berlin" has checked 3 times, on the hour',
)


def agreed(bench: Bench, *lines: Line) -> frozenset[str]:
    played = bench.reference.play([*lines, LOOK], SEED, bench.facts.seen)
    return bench.rights.agreed([*lines, LOOK], SEED, played.seen, MOST)[-1]


def test_what_the_documentation_says_is_agreed_on(benches: Mapping[str, Bench]) -> None:
    assert UPGRADED in agreed(benches["mid"], RUNS, ASSIGNED, HOURS)
    assert WAS_AWAKE in agreed(benches["mid"], RUNS, HOURS) - agreed(benches["mid"], RUNS, ASSIGNED, HOURS)


def test_what_is_free_is_not(benches: Mapping[str, Bench]) -> None:
    told = Line("when", "the instance is upgraded to Orlando Patch 1")
    wait = 'no command "autoUpgrade" waits for "berlin"'
    bench = benches["instance"]
    assert wait in bench.reference.play([RUNS, told, LOOK], SEED, bench.facts.seen).seen[-1]
    assert wait not in agreed(bench, RUNS, told)


def test_nobody_is_asked_once_nothing_is_left(benches: Mapping[str, Bench]) -> None:
    nobody = Consensus([], benches["mid"].facts)
    assert nobody.agreed([RUNS, LOOK], SEED, [frozenset({UPGRADED})]) == [{UPGRADED}]
    one = Consensus([benches["mid"].reference], benches["mid"].facts)
    assert one.agreed([RUNS, LOOK], SEED, [frozenset({UPGRADED})]) == [frozenset()]
    assert one.agreed([RUNS, LOOK], SEED, [frozenset({UPGRADED})], most=0) == [{UPGRADED}]


def test_one_that_cannot_do_the_same_leaves_nothing(benches: Mapping[str, Bench]) -> None:
    impossible = [RUNS, Line("when", '"oslo" is stopped'), LOOK]
    assert benches["mid"].rights.agreed(impossible, SEED, [frozenset({UPGRADED})]) == [frozenset()]


def test_as_many_are_asked_as_there_are_freedoms_and_more(benches: Mapping[str, Bench]) -> None:
    assert len(benches["mid"].rights) == len(benches["instance"].rights) == RIGHTS
