"""Steps about commands in the ECC queue."""

from pytest_bdd import then, when

from fakes.world import World
from steps.vocabulary import phrase


@when(phrase('the command "{command}" is sent to "{mid:Name}"'))
def is_sent(world: World, command: str, mid: str) -> None:
    world.send_command(mid, command)


@then(phrase('the command "{command}" waits for "{mid:Name}"'))
def waits(world: World, command: str, mid: str) -> None:
    assert world.observe.commands(mid, command) == ["ready"]


@then(phrase('the command "{command}" of "{mid:Name}" is processed'))
def is_processed(world: World, command: str, mid: str) -> None:
    assert world.observe.commands(mid, command)[-1:] == ["processed"]
