"""Steps about time."""

from datetime import timedelta

from pytest_bdd import given, when

from fakes.world import World
from steps.phrase import phrase


@when(phrase("{duration:Duration} pass/passes"))
def time_passes(world: World, duration: timedelta) -> None:
    world.advance(duration)


@given(phrase('"{mid:Name}" has been running for {duration:Duration}'))
@when(phrase('"{mid:Name}" has been running for {duration:Duration}'))
def has_run_for(world: World, mid: str, duration: timedelta) -> None:
    world.let_run_for(mid, duration)


@when(phrase('up to {limit:Duration} pass until "{mid:Name}" is {state:State}'))
def time_passes_until(world: World, limit: timedelta, mid: str, state: str) -> None:
    world.advance_until(lambda: state in world.observe.states(mid), limit)
