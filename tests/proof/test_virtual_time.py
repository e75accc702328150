"""Time is virtual and exact; what it costs is measured in benchmarks/virtual_time.py."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

import pytest

from fakes.releases.builds import named
from fakes.world import World
from midcert.protocol.handler import REFERENCE
from midcert.targets import locate


@pytest.fixture
def world() -> Iterator[World]:
    made = World(locate(REFERENCE, None).describe(), "scenario", frozenset({"mid"}), "seed")
    made.install("berlin", named("Orlando Patch 1")).start()
    made.begin_period()
    yield made
    made.end()


def test_thirty_days_of_checks_are_exact(world: World) -> None:
    world.clock.advance(timedelta(days=30))
    assert world.observe.checks.times("berlin") == [str(timedelta(hours=hour)) for hour in range(1, 721)]


def test_requests_for_a_permit_are_exactly_20_seconds_apart_past_the_hour(world: World) -> None:
    world.install_others(["lisbon", "oslo"])
    for name in ("lisbon", "oslo"):
        world.mid(name).actor.ask_for_permit()
    world.instance.assign(named("Orlando Patch 2"))
    world.clock.advance(timedelta(hours=3))
    expected = [(str(timedelta(seconds=20) * number), HTTPStatus.CONFLICT) for number in range(361)]
    assert world.observe.permits.requests("berlin") == expected
    assert world.observe.checks.times("berlin")[0] == "1:00:00"
