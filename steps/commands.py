"""Steps about commands in the ECC queue."""

from pytest_bdd import given, then, when

from fakes.host.host import output_of
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.expect import expect, expect_among, expect_without
from steps.phrase import phrase


@given(phrase('no command "{command}" waits for {names:Names}'))
@then(phrase('no command "{command}" waits for {names:Names}'))
@negative
def does_not_wait(world: World, command: str, names: list[str]) -> None:
    waiting = {name: world.records.commands(name, command).count("ready") for name in names}
    expect(waiting, dict.fromkeys(names, 0))


@when(phrase('the command "{command}" is sent to "{mid:Name}"'))
def is_sent(world: World, command: str, mid: str) -> None:
    world.send_command(mid, command)


@then(phrase('the command "{command}" waits for {names:Names}'))
def waits(world: World, command: str, names: list[str]) -> None:
    for name in names:
        expect_among(world.records.commands(name, command), "ready")


@then(phrase('"{mid:Name}" finds the command "{command}" in its queue'))
def finds(world: World, mid: str, command: str) -> None:
    expect_among(world.records.commands_found(mid), command)


@then(phrase('every command "{command}" of "{mid:Name}" is processed'))
def is_processed(world: World, command: str, mid: str) -> None:
    expect(set(world.records.commands(mid, command)), {"processed"})


@then(phrase('no command "{command}" of "{mid:Name}" has been processed'))
@negative
def is_not_processed(world: World, command: str, mid: str) -> None:
    expect_without(world.records.commands(mid, command), "processed")


@then(phrase('the command "{command}" of "{mid:Name}" was taken by {build:Version}'))
def was_taken_by(world: World, command: str, mid: str, build: Build) -> None:
    expect(world.observe.versions_that_took(mid, command), [build.stamp])


@then(phrase('the result of the command "{command}" has come from "{mid:Name}" once'))
def result_has_come(world: World, command: str, mid: str) -> None:
    output = output_of(command)
    expect([output if output in result else result for result in world.records.results(mid, command)], [output])


@then(phrase('the result of the command "{command}" has not come from "{mid:Name}"'))
@negative
def result_has_not_come(world: World, command: str, mid: str) -> None:
    expect(world.records.results(mid, command), [])


@then(phrase('"{mid:Name}" has taken no command and sent no result while {status:Status}'))
@negative
def has_been_quiet(world: World, mid: str, status: str) -> None:
    expect_without(world.observe.statuses_at_commands(mid), status)
