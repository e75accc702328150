"""Steps about upgrade permits, which the documentation calls semaphores."""

from datetime import timedelta
from http import HTTPStatus

from pytest_bdd import given, then, when

from fakes.world import OTHERS, World
from steps.expect import expect
from steps.phrase import phrase

GIVEN, TURNED_AWAY = "given", str(HTTPStatus.CONFLICT.value)


@given("two other MID Servers hold both permits")
def others_hold_permits(world: World) -> None:
    world.let_others_hold_permits()
    expect(world.observe.permits(OTHERS), dict.fromkeys(OTHERS, GIVEN))


@given(phrase("{names:Names} have been given a permit"))
def have_been_given_permit(world: World, names: list[str]) -> None:
    world.ask_for_permits(names)
    expect(world.observe.permits(names), dict.fromkeys(names, GIVEN))


@when(phrase("{names:Names} asks/ask for a permit"))
def ask_for_permit(world: World, names: list[str]) -> None:
    world.ask_for_permits(names)


@when(phrase('"{mid:Name}" gives its permit back'))
def gives_back(world: World, mid: str) -> None:
    world.played(mid).release_permit()


@given("one of the other MID Servers has given its permit back")
@when("one of the other MID Servers gives its permit back")
def other_gives_back(world: World) -> None:
    world.played(OTHERS[0]).release_permit()


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


@then(phrase('"{mid:Name}" has reported Up, asked for its version, and asked for a permit, in this order'))
def has_begun_again(world: World, mid: str) -> None:
    expect(world.observe.order_since_start(mid), ["Up", "check", "permit"])
