"""Steps about the instance: its upgrade, the version it assigns, what it answers."""

from pytest_bdd import given, when

from fakes.builds import Build
from fakes.world import World
from steps.vocabulary import phrase


@given(phrase("{build:Version} is assigned"))
@when(phrase("{build:Version} is assigned"))
def is_assigned(world: World, build: Build) -> None:
    world.assign(build)


@given(phrase("the property {name} names {build:OptionalVersion}"))
@when(phrase("the property {name} names {build:OptionalVersion}"))
def property_names(world: World, name: str, build: Build | None) -> None:
    world.administrator.set_property(name, build.stamp if build else "")


@when(phrase("the instance is upgraded to {build:Version}"))
def is_upgraded(world: World, build: Build) -> None:
    world.upgrade_instance(build)


@given("the instance fails at questions for the version")
def fails_at_version_questions(world: World) -> None:
    world.fail_version_questions()


@when("the instance works again")
def works_again(world: World) -> None:
    world.instance.fault = None
