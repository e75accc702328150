"""Steps about time."""

from datetime import timedelta

from pytest_bdd import when

from fakes.world import World
from steps.vocabulary import phrase


@when(phrase("{duration:Duration} pass"))
@when(phrase("{duration:Duration} passes"))
def time_passes(world: World, duration: timedelta) -> None:
    world.advance(duration)


@when(phrase('up to {limit:Duration} pass, until "{mid:Name}" is {status:Status}'))
def time_passes_until(world: World, limit: timedelta, mid: str, status: str) -> None:
    world.advance_until(mid, status, limit)
