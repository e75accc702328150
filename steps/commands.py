"""Steps about commands in the ECC queue."""

from pytest_bdd import given, then, when

from fakes.builds import Build
from fakes.host import output_of
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.phrase import phrase


@given(phrase('no command "{command}" waits for {names:Names}'))
@then(phrase('no command "{command}" waits for {names:Names}'))
@negative
def does_not_wait(world: World, command: str, names: list[str]) -> None:
    assert {name: world.records.commands(name, command).count("ready") for name in names} == dict.fromkeys(names, 0)


@when(phrase('the command "{command}" is sent to "{mid:Name}"'))
def is_sent(world: World, command: str, mid: str) -> None:
    world.send_command(mid, command)


@then(phrase('the command "{command}" waits for {names:Names}'))
def waits(world: World, command: str, names: list[str]) -> None:
    assert {name for name in names if "ready" in world.records.commands(name, command)} == set(names)


@then(phrase('"{mid:Name}" finds the command "{command}" in its queue'))
def finds(world: World, mid: str, command: str) -> None:
    assert command in world.records.commands_found(mid)


@then(phrase('the command "{command}" of "{mid:Name}" is processed'))
def is_processed(world: World, command: str, mid: str) -> None:
    assert set(world.records.commands(mid, command)) == {"processed"}


@then(phrase('no command "{command}" of "{mid:Name}" has been processed'))
@negative
def is_not_processed(world: World, command: str, mid: str) -> None:
    assert "processed" not in world.records.commands(mid, command)


@then(phrase('the command "{command}" of "{mid:Name}" was taken by {build:Version}'))
def was_taken_by(world: World, command: str, mid: str, build: Build) -> None:
    assert world.observe.versions_that_took(mid, command) == [build.stamp]


@then(phrase('the result of the command "{command}" has come from "{mid:Name}"'))
def result_has_come(world: World, command: str, mid: str) -> None:
    results = world.records.results(mid, command)
    assert [output_of(command) in result for result in results] == [True], results


@then(phrase('the result of the command "{command}" has not come from "{mid:Name}"'))
@negative
def result_has_not_come(world: World, command: str, mid: str) -> None:
    assert world.records.results(mid, command) == []
