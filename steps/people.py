"""Steps about people and what they do on the record of a MID Server."""

from pytest_bdd import then, when

from fakes.people import Person
from fakes.world import World
from steps.expect import expect
from steps.phrase import phrase


@when(phrase("{person:Person} clicks {action:Action} for {names:Names}"))
def clicks(world: World, person: Person, action: str, names: list[str]) -> None:
    world.click(person, action, names)


@then(phrase("the instance has accepted this for {names:Names}"))
def has_accepted(world: World, names: list[str]) -> None:
    expect(world.records.accepted_from_people(names), names)


@then(phrase("the instance has answered alike for {names:Names}"))
def has_answered_alike(world: World, names: list[str]) -> None:
    first, *others = world.records.answers_to_people(names)
    expect(others, [first] * len(others))
