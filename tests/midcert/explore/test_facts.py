"""What is to be seen at a moment, in the words of the features' Thens."""

from collections.abc import Mapping
from typing import Any

import pytest

from midcert.explore.bench import Bench
from midcert.explore.corpus import LOOK, Line
from midcert.explore.facts import denies, phrase
from midcert.explore.look import ActsError, Look
from tests.fakes.scene import Scene

SEED = "1"
RUNS = Line("given", 'the MID Server "berlin" runs Orlando Patch 1')
OTHER_FAMILY = Line("when", '"berlin" is asked to upgrade to Paris Patch 1 by command')
PATCH = Line("when", '"berlin" is asked to upgrade to Orlando Patch 2 by command')
NO_SITE = Line("given", "the download site refuses connections")
HAS_RUN = '"berlin" has run Orlando Patch 1'


def seen(bench: Bench, *lines: Line) -> frozenset[str]:
    """What is seen in the end of these lines."""
    return bench.reference.play([*lines, LOOK], SEED, bench.facts.seen).seen[-1]


def test_what_is_seen_hangs_on_what_has_happened(benches: Mapping[str, Bench]) -> None:
    patched, failed = seen(benches["mid"], RUNS, PATCH), seen(benches["mid"], RUNS, NO_SITE, OTHER_FAMILY)
    assert {f"{HAS_RUN}, then Orlando Patch 2", '"berlin" is Up'} <= patched
    assert {HAS_RUN, '"berlin" is Upgrade Failed', 'an issue of "berlin" is open'} <= failed
    assert not {'"berlin" is Upgrade Failed', HAS_RUN} & patched


def test_versions_that_nobody_has_guessed_are_told_by_what_was_seen(benches: Mapping[str, Bench]) -> None:
    instance = Line("when", "the instance is upgraded to Paris Patch 2")
    found = seen(benches["instance"], RUNS, instance)
    assert "the property mid.buildstamp is Paris Patch 2" in found
    assert "the property mid.buildstamp is Orlando Patch 1" not in found


def test_what_is_said_of_one_is_said_of_everybody(benches: Mapping[str, Bench]) -> None:
    three = Line("given", 'the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1')
    ask = Line("when", '"munich", "berlin" and "vienna" ask for a permit')
    found = seen(benches["instance"], three, ask)
    assert {'"munich" has a permit', '"berlin" has a permit', '"vienna" is turned away with 409'} <= found


def test_of_commands_for_the_host_only_those_that_were_sent_are_spoken_of(benches: Mapping[str, Bench]) -> None:
    sent = Line("when", 'the command "uptime" is sent to "berlin"')
    assert 'the command "uptime" waits for "berlin"' in seen(benches["instance"], RUNS, sent)
    assert not [fact for fact in seen(benches["instance"], RUNS) if "uptime" in fact]


def test_no_fact_lets_time_pass(benches: Mapping[str, Bench]) -> None:
    for bench in benches.values():
        assert not [fact for fact in seen(bench, RUNS) if "once all is well" in fact or "within a day" in fact]


def test_only_those_that_are_asked_about_are_looked_at(benches: Mapping[str, Bench]) -> None:
    bench = benches["mid"]
    asked = [frozenset({HAS_RUN, '"berlin" is Down', '"nobody" is Up', "the moon is full"})]
    assert bench.reference.play([RUNS, LOOK], SEED, bench.facts.among(asked)).seen == [{HAS_RUN}]


def test_the_most_telling_says_what_has_happened_in_the_commonest_phrase(benches: Mapping[str, Bench]) -> None:
    silent = '"berlin" has never been Upgrading'
    assert benches["mid"].facts.telling([silent, '"berlin" is Up', HAS_RUN]) == [HAS_RUN, '"berlin" is Up', silent]
    assert (denies(silent), denies(HAS_RUN)) == (True, False)
    assert phrase(HAS_RUN) == phrase(f"{HAS_RUN}, then Orlando Patch 2") != phrase(silent)


def test_looking_leaves_no_trace_and_changes_nothing() -> None:
    world = Scene().world
    before = len(world.journal)
    look: Any = Look(world)
    assert look.observe.versions.run("berlin") == look.observe.versions.run("berlin") != []
    assert len(world.journal) == before
    with pytest.raises(ActsError):
        look.mid("berlin")
