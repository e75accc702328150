"""Steps about commands in the ECC queue."""

from pytest_bdd import given, then, when

from fakes.host import output_of
from fakes.world import World
from steps.vocabulary import phrase


@given(phrase('no command "{command}" waits for {names:Names}'))
def does_not_wait(world: World, command: str, names: list[str]) -> None:
    assert {name: world.observe.commands(name, command) for name in names} == {name: [] for name in names}


@when(phrase('the command "{command}" is sent to "{mid:Name}"'))
def is_sent(world: World, command: str, mid: str) -> None:
    world.send_command(mid, command)


@then(phrase('the command "{command}" waits for {names:Names}'))
def waits(world: World, command: str, names: list[str]) -> None:
    waiting = {name for name in names if "ready" in world.observe.commands(name, command)}
    assert waiting == set(names)


@then(phrase('the command "{command}" of "{mid:Name}" is processed'))
def is_processed(world: World, command: str, mid: str) -> None:
    assert world.observe.commands(mid, command)[-1:] == ["processed"]


@then(phrase('the result of the command "{command}" has come from "{mid:Name}"'))
def result_has_come(world: World, command: str, mid: str) -> None:
    (payload,) = world.observe.results(mid, command) or [""]
    assert output_of(command) in payload
