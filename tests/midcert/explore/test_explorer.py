"""What is found of a target: by a law, by what all right ones show, or as it ends; as short as it can be told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count, islice

import pytest

from midcert.explore.bench import RIGHTS, Bench
from midcert.explore.consensus import Consensus
from midcert.explore.explorer import Explorer
from midcert.explore.found import Found, account, scenario
from midcert.gherkin.pickles import Kind
from midcert.protocol.handler import REFERENCE
from midcert.targets import locate

FEW_RIGHTS, MOST_SEQUENCES = 10, 200
MOST_LINES = 12


def explorer(bench: Bench, target: str) -> Explorer:
    """On a bench with fewer right ones, so that it is quick."""
    few = replace(bench, _sequences={})
    numbers = range(RIGHTS - FEW_RIGHTS, RIGHTS)
    few.__dict__["rights"] = Consensus([bench.right(number) for number in numbers], bench.facts)
    return Explorer(few, bench.stage(locate(target, 60).describe()))


def findings(explorer: Explorer) -> Iterator[Found]:
    for number in islice(count(), MOST_SEQUENCES):
        yield from explorer.explore(f"{explorer.bench.role}/{number}", f"3/{number}")


def first(bench: Bench, target: str) -> Found:
    return next(findings(explorer(bench, target)))


def again(explorer: Explorer, found: Found) -> list[Found]:
    """What is found in the same sequence once more."""
    return list(explorer.explore(found.sequence, f"3/{found.sequence.partition('/')[2]}"))


BY_FACTS = [
    ("mid", "py:broken.disk_and_site:TestsNoDisk.target"),
    ("instance", "py:broken.instance_upgrade:TellsUnderAnotherTopic.target"),
]


@pytest.mark.parametrize(("role", "target"), BY_FACTS)
def test_what_is_found_is_a_scenario_that_the_target_fails_and_the_reference_passes(
    benches: Mapping[str, Bench], role: str, target: str
) -> None:
    bench = benches[role]
    explored = explorer(bench, target)
    found = next(findings(explored))
    assert again(explored, found) == []
    assert len(found.lines) <= MOST_LINES
    assert found.lines[-1].kind == Kind.THEN
    seed = "of whoever pastes it"
    assert bench.reference.play(found.lines, seed).done == [*found.lines]
    assert bench.stage(locate(target, 60).describe()).play(found.lines, seed).done != [*found.lines]
    assert found.missing[0] in "\n".join(scenario(found))
    assert bench.ledger.rules[found.likely].id in "\n".join(account(found, bench.ledger, "midcert explore"))


def test_what_all_sequences_show_is_found_in_the_first(benches: Mapping[str, Bench]) -> None:
    explored = explorer(benches["mid"], "py:broken.null:always_fails")
    found = [each.sequence for number in range(3) for each in explored.explore(f"mid/{number}", f"3/{number}")]
    assert (found, explored.cut_short) == (["mid/0"], 3)


def test_nothing_is_found_of_what_is_right(benches: Mapping[str, Bench]) -> None:
    for target in (REFERENCE, "py:right.drawn:Instance33.target"):
        explored = explorer(benches["instance"], target)
        assert not list(islice(explored.explore("instance/1", "1"), 1))
        assert (explored.played, explored.cut_short) == (1, 0)


def test_how_a_target_ends_is_found_and_told_without_a_rule(benches: Mapping[str, Bench]) -> None:
    found = first(benches["mid"], "py:broken.null:always_fails")
    told = list(account(found, benches["mid"].ledger, "midcert explore"))
    assert told[0] == "sequence mid/0: it crashes"
    assert not [line for line in told if line.startswith(("rule", "most likely"))]
