"""Steps about the instance: its upgrade, the version it assigns, whether it can be reached."""

from datetime import timedelta

from pytest_bdd import given, when

from fakes.builds import Build
from fakes.exchange import NetworkFault
from fakes.front import Fault
from fakes.world import World
from steps.vocabulary import phrase


@given(phrase("{build:Version} is assigned"))
@when(phrase("{build:Version} is assigned"))
def is_assigned(world: World, build: Build) -> None:
    world.assign(build)


@given(phrase("{build:Version} is assigned {after:Duration} after a check"))
def is_assigned_later(world: World, build: Build, after: timedelta) -> None:
    world.later(after, lambda: world.assign(build))


@given(phrase("the property {name} names {build:OptionalVersion}"))
@when(phrase("the property {name} names {build:OptionalVersion}"))
def property_names(world: World, name: str, build: Build | None) -> None:
    world.administrator.set_property(name, build.stamp if build else "")


@when(phrase("the instance is upgraded to {build:Version}"))
def is_upgraded(world: World, build: Build) -> None:
    world.upgrade_instance(build)


@given("the instance refuses connections")
def refuses_connections(world: World) -> None:
    world.instance.fault = Fault(NetworkFault.REFUSED)


@when("the instance can be reached again")
def can_be_reached(world: World) -> None:
    world.instance.fault = None
