"""Steps about commands in the ECC queue."""

from pytest_bdd import given, then, when

from fakes.host.host import output_of
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.words.expect import expect, expect_among, expect_without
from steps.words.phrase import phrase


@given(phrase('no command "{command}" waits for {names:Names}'))
@then(phrase('no command "{command}" waits for {names:Names}'))
@negative
def does_not_wait(world: World, command: str, names: list[str]) -> None:
    """Asserts that no command of this name is ready in the queue of any of these MID Servers."""
    waiting = {name: world.observe.commands.states(name, command).count("ready") for name in names}
    expect(waiting, dict.fromkeys(names, 0))


@given(phrase('the command "{command}" is sent to {names:Names}'))
@when(phrase('the command "{command}" is sent to {names:Names}'))
def is_sent(world: World, command: str, names: list[str]) -> None:
    """Puts the command into the queue of each, as an administrator, and lets it hear of it; waits for nothing."""
    for name in names:
        world.mid(name).send(command)


@when(phrase('the command "{command}" is sent to "{mid:Name}" with priority {priority:d}'))
def is_sent_with_priority(world: World, command: str, mid: str, priority: int) -> None:
    """As above, with this number in the field priority of the command's record; 0 otherwise."""
    world.mid(mid).send(command, priority)


@then(phrase('the command "{command}" waits for {names:Names}'))
def waits(world: World, command: str, names: list[str]) -> None:
    """Asserts that a command of this name is ready in the queue of each of these MID Servers."""
    for name in names:
        expect_among(world.observe.commands.states(name, command), "ready")


@then(phrase('the command "{command}" has come equally far for {names:Names}'))
def has_come_equally_far(world: World, command: str, names: list[str]) -> None:
    """Asserts that the commands of this name are in the same states for all of them: ready, processing or processed."""
    first, *others = (world.observe.commands.states(name, command) for name in names)
    expect(others, [first] * len(others))


@then(phrase('"{mid:Name}" finds the command "{command}" in its queue'))
def finds(world: World, mid: str, command: str) -> None:
    """Lets a MID Server that the suite plays look into its queue, and asserts that the command is there."""
    expect_among(world.observe.commands.found(mid), command)


@then(phrase('every command "{command}" of "{mid:Name}" is processed'))
def is_processed(world: World, command: str, mid: str) -> None:
    """Asserts that there are commands of this name in the queue, and that all of them are in the state processed."""
    expect(set(world.observe.commands.states(mid, command)), {"processed"})


@then(phrase('no command "{command}" of "{mid:Name}" has been processed'))
@negative
def is_not_processed(world: World, command: str, mid: str) -> None:
    """Asserts that no command of this name is in the state processed."""
    expect_without(world.observe.commands.states(mid, command), "processed")


@then(phrase('the command "{command}" of "{mid:Name}" was taken by {build:Version}'))
def was_taken_by(world: World, command: str, mid: str, build: Build) -> None:
    """Asserts that a process of this version took the command, and none of another version.

    It is taken by whoever first sets it to processing or processed.
    """
    expect(world.observe.commands.versions_that_took(mid, command), [build.stamp])


@then(phrase('the result of the command "{command}" has come from "{mid:Name}" once'))
def result_has_come(world: World, command: str, mid: str) -> None:
    """Asserts that exactly one result of the command is in the queue, and that it holds what the host printed."""
    output = output_of(command)
    results = world.observe.commands.results(mid, command)
    expect([output if output in result else result for result in results], [output])


@then(phrase('the result of the command "{command}" has not come from "{mid:Name}"'))
@negative
def result_has_not_come(world: World, command: str, mid: str) -> None:
    """Asserts that no result of the command is in the queue."""
    expect(world.observe.commands.results(mid, command), [])


@then(phrase('"{mid:Name}" has taken no command and sent no result while {status:Status}'))
@negative
def has_been_quiet(world: World, mid: str, status: str) -> None:
    """Asserts that it has taken no command for its host, and sent no result, in this status since the scenario began.

    System commands do not count.
    """
    expect_without(world.observe.status.at_commands(mid), status)
