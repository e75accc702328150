"""Steps about upgrade permits, which the documentation calls semaphores."""

from datetime import timedelta
from http import HTTPStatus

from pytest_bdd import given, then, when

from fakes.world import World
from steps.expect import expect, expect_among
from steps.phrase import phrase

GIVEN, TURNED_AWAY = "given", str(HTTPStatus.CONFLICT.value)


@given(phrase("{names:Names} hold both permits"))
def hold_permits(world: World, names: list[str]) -> None:
    world.let_hold_permits(names)
    expect(world.observe.permits(names), dict.fromkeys(names, GIVEN))


@given(phrase("{names:Names} asks/ask for a permit"))
@when(phrase("{names:Names} asks/ask for a permit"))
def ask_for_permit(world: World, names: list[str]) -> None:
    world.ask_for_permits(names)


@given(phrase('"{mid:Name}" gives its permit back'))
@when(phrase('"{mid:Name}" gives its permit back'))
def gives_back(world: World, mid: str) -> None:
    world.played(mid).release_permit()


@then(phrase("{names:Names} has/have a permit"))
def have_permit(world: World, names: list[str]) -> None:
    expect(world.observe.permits(names), dict.fromkeys(names, GIVEN))


@then(phrase("{names:Names} is/are turned away with 409"))
def are_turned_away(world: World, names: list[str]) -> None:
    expect(world.observe.permits(names), dict.fromkeys(names, TURNED_AWAY))


@then(phrase("at most {number:d} MID Servers have had a permit at once"))
def have_had_permits_at_once(world: World, number: int) -> None:
    expect(world.observe.most_permits_at_once(), number)


@then(phrase('"{mid:Name}" has asked for a permit {times:d} times, every 20 seconds, and was turned away with 409'))
def has_asked_every_20_seconds(world: World, mid: str, times: int) -> None:
    instants = [str(timedelta(seconds=20) * number) for number in range(times)]
    expect(world.observe.permit_requests(mid), [(instant, HTTPStatus.CONFLICT) for instant in instants])


@then(phrase('"{mid:Name}" has been {status:Status} before it asked for a permit'))
def has_been(world: World, mid: str, status: str) -> None:
    expect_among(world.observe.statuses_before_permit_request(mid), status)
