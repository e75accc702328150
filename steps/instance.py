"""Steps about the instance: its versions, its restart and upgrade, what it tells its MID Servers."""

from pytest_bdd import given, then, when

from fakes.releases.builds import Build
from fakes.world import World
from steps.expect import expect
from steps.phrase import phrase


@given(phrase("{build:Version} is assigned"))
@when(phrase("{build:Version} is assigned"))
def is_assigned(world: World, build: Build) -> None:
    world.assign(build)


@given(phrase("the property {name} is {value:Value}"))
@when(phrase("the property {name} is {value:Value}"))
def property_is(world: World, name: str, value: Build | str | None) -> None:
    world.set_property(name, value.stamp if isinstance(value, Build) else value)


@when("the instance is restarted")
def is_restarted(world: World) -> None:
    world.restart_instance()


@when(phrase("the instance is upgraded to {build:Version}"))
def is_upgraded(world: World, build: Build) -> None:
    world.upgrade_instance(build)


@then(phrase("the property {name} is {value:Value}"))
def property_is_now(world: World, name: str, value: Build | str | None) -> None:
    wanted = value.stamp if isinstance(value, Build) else value
    expect(world.records.properties(name), [] if wanted is None else [wanted])


@then(phrase("the property {name} is empty or gone"))
def is_empty_or_gone(world: World, name: str) -> None:
    expect(world.records.properties(name) or [""], [""])


@then(phrase('InstanceInfo answers "{mid:Name}" with {build:Version}'))
def instance_info_answers(world: World, mid: str, build: Build) -> None:
    expect(world.records.assigned(mid), [build.stamp])
