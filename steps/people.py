"""Steps about people and what they do on the record of a MID Server."""

from pytest_bdd import given, then, when

from fakes.people import Person
from fakes.world import World
from steps.words.expect import expect
from steps.words.phrase import phrase


@given(phrase("{person:Person} clicks {action:Action} for {names:Names}"))
@when(phrase("{person:Person} clicks {action:Action} for {names:Names}"))
def clicks(world: World, person: Person, action: str, names: list[str]) -> None:
    """Somebody does this on the record of each of these MID Servers, one after another. Waits for nothing."""
    world.instance.click(person, action, map(world.mid, names))


@given(phrase("{person:Person} loses the role {role}"))
def loses_role(world: World, person: Person, role: str) -> None:
    """An administrator takes this role away from somebody; the scenario goes on to call them by their old roles."""
    world.instance.withdraw(person, role)


@then(phrase("the instance has accepted this for {names:Names}"))
def has_accepted(world: World, names: list[str]) -> None:
    """Asserts that the instance has let somebody do what they last did on each of these records."""
    expect(world.observe.instance.accepted_from_people(names), names)


@then(phrase("the instance has refused this for {names:Names}"))
def has_refused(world: World, names: list[str]) -> None:
    """Asserts that the instance has said no (HTTP 4xx) to what somebody last wanted to do on each of these records."""
    expect(world.observe.instance.refused_to_people(names), names)


@then(phrase("the instance has answered alike for {names:Names}"))
def has_answered_alike(world: World, names: list[str]) -> None:
    """Asserts that what was last done on each of these records was answered with one and the same status."""
    first, *others = world.observe.instance.answers_to_people(names)
    expect(others, [first] * len(others))
