"""Steps about time."""

from datetime import timedelta

from pytest_bdd import given, when

from fakes.world import World
from steps.words.phrase import phrase


@given(phrase("{duration:Duration} pass/passes"))
@when(phrase("{duration:Duration} pass/passes"))
def time_passes(world: World, duration: timedelta) -> None:
    """Exactly so much virtual time passes; everybody does what is due meanwhile and at its end."""
    world.clock.advance(duration)


@given("the next check is over")
@when("the next check is over")
def next_check_is_over(world: World) -> None:
    """Time passes until each MID Server that runs has asked for its version, and then 30 minutes for what follows.

    The check has 75 minutes to come, as an hour may count from the end of an attempt that took 15. The 30 minutes are
    for the tests, the upgrade and the restart of the service.
    """
    world.pass_next_check()


@when("there is time for an upgrade")
def there_is_time(world: World) -> None:
    """30 minutes pass: 10 to look into the queue or to come Up, 15 for the upgrade, 2 for the service's restart."""
    world.pass_time_for_upgrade()


@given(phrase('"{mid:Name}" has been running for {duration:Duration}'))
@when(phrase('"{mid:Name}" has been running for {duration:Duration}'))
def has_run_for(world: World, mid: str, duration: timedelta) -> None:
    """Time passes until exactly so much has passed since the first check of the MID Server's present process."""
    world.mid(mid).run_for(duration)


@given(phrase('up to {limit:Duration} pass until "{mid:Name}" is {state:State}'))
@when(phrase('up to {limit:Duration} pass until "{mid:Name}" is {state:State}'))
def time_passes_until(world: World, limit: timedelta, mid: str, state: str) -> None:
    """Time passes until the MID Server has told this status, or was refused a permit; no longer than the limit.

    Asserts nothing: the next Then does.
    """
    world.mid(mid).advance_until(state, limit)
