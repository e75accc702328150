"""Steps about time."""

from datetime import timedelta
from http import HTTPStatus

from pytest_bdd import given, when

from fakes.world import World
from steps.phrase import phrase


@when(phrase("{duration:Duration} pass/passes"))
def time_passes(world: World, duration: timedelta) -> None:
    world.advance(duration)


@given(phrase('"{mid:Name}" has run for {duration:Duration}'))
@when(phrase('"{mid:Name}" has run for {duration:Duration}'))
def has_run_for(world: World, mid: str, duration: timedelta) -> None:
    world.let_run_for(mid, duration)


@when(phrase('up to {limit:Duration} pass, until "{mid:Name}" is {status:Status}'))
def time_passes_until_status(world: World, limit: timedelta, mid: str, status: str) -> None:
    world.advance_until(lambda: world.observe.last_status(mid) == status, limit)


@when(phrase('up to {limit:Duration} pass, until "{mid:Name}" is turned away with 409'))
def time_passes_until_turned_away(world: World, limit: timedelta, mid: str) -> None:
    world.advance_until(lambda: world.observe.last_permit_answer(mid) == HTTPStatus.CONFLICT, limit)
