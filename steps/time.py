"""Steps about time."""

from datetime import timedelta

from pytest_bdd import given, when

from fakes.world import World
from steps.words.phrase import phrase


@when(phrase("{duration:Duration} pass/passes"))
def time_passes(world: World, duration: timedelta) -> None:
    """Exactly so much virtual time passes; everybody does what is due meanwhile and at its end."""
    world.clock.advance(duration)


@given(phrase('"{mid:Name}" has been running for {duration:Duration}'))
@when(phrase('"{mid:Name}" has been running for {duration:Duration}'))
def has_run_for(world: World, mid: str, duration: timedelta) -> None:
    """Time passes until exactly so much has passed since the MID Server's present process started."""
    world.mid(mid).run_for(duration)


@when(phrase('up to {limit:Duration} pass until "{mid:Name}" is {state:State}'))
def time_passes_until(world: World, limit: timedelta, mid: str, state: str) -> None:
    """Time passes until the MID Server has told this status, or was refused a permit; no longer than the limit.

    Asserts nothing: the next Then does.
    """
    world.mid(mid).advance_until(state, limit)
