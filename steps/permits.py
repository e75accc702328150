"""Steps about upgrade permits."""

from datetime import timedelta
from http import HTTPStatus

from pytest_bdd import given, then, when

from fakes.world import World
from midcert.gherkin.negative import negative
from steps.vocabulary import phrase


@given("two other MID Servers hold both permits")
def others_hold_permits(world: World) -> None:
    world.let_others_hold_permits()


@given(phrase("{names:Names} has been given a permit"))
@given(phrase("{names:Names} have been given a permit"))
@when(phrase("{names:Names} asks for a permit"))
@when(phrase("{names:Names} ask for a permit"))
def ask_for_permit(world: World, names: list[str]) -> None:
    for name in names:
        world.played(name).ask_for_permit()


@when(phrase('"{mid:Name}" gives its permit back'))
def gives_back(world: World, mid: str) -> None:
    world.played(mid).release_permit()


@when("one of the other MID Servers gives its permit back")
def other_gives_back(world: World) -> None:
    world.let_other_give_permit_back()


@then(phrase("{names:Names} has a permit"))
@then(phrase("{names:Names} have a permit"))
def have_permit(world: World, names: list[str]) -> None:
    assert {name: world.observe.last_permit_answer(name) for name in names} == dict.fromkeys(names, HTTPStatus.CREATED)


@then(phrase("{names:Names} is turned away with 409"))
@then(phrase("{names:Names} are turned away with 409"))
def are_turned_away(world: World, names: list[str]) -> None:
    assert {name: world.observe.last_permit_answer(name) for name in names} == dict.fromkeys(names, HTTPStatus.CONFLICT)


@then(phrase('"{mid:Name}" has asked for a permit {times:d} times, every 20 seconds, and was turned away with 409'))
def has_asked_every_20_seconds(world: World, mid: str, times: int) -> None:
    requests = world.observe.permit_requests(mid)
    first = requests[0][0] if requests else timedelta()
    assert requests == [(first + timedelta(seconds=20) * number, HTTPStatus.CONFLICT) for number in range(times)]


@then(phrase('"{mid:Name}" has asked for no permit and no package'))
@negative
def has_asked_for_nothing(world: World, mid: str) -> None:
    assert world.observe.permit_requests(mid) == []
    assert world.observe.downloads(mid) == []
