"""Steps about the instance: its versions, its restart and upgrade, what it tells its MID Servers."""

import itertools

from pytest_bdd import given, then, when

from fakes.releases.builds import Build
from fakes.world import World
from steps.words.expect import expect
from steps.words.phrase import phrase


@given(phrase("{build:Version} is assigned"))
@when(phrase("{build:Version} is assigned"))
def is_assigned(world: World, build: Build) -> None:
    """An administrator sets the property mid.buildstamp to this version; waits for nothing.

    It holds for all MID Servers without an override or a pin.
    """
    world.instance.assign(build)


@given(phrase("the property {name} is {value:Value}"))
@when(phrase("the property {name} is {value:Value}"))
def property_is(world: World, name: str, value: Build | str | None) -> None:
    """An administrator gives the system property this value, or deletes it. Waits for nothing."""
    world.instance.set_property(name, value.stamp if isinstance(value, Build) else value)


@given("the instance is restarted")
@when("the instance is restarted")
def is_restarted(world: World) -> None:
    """The instance stops and starts, at once; it keeps its tables."""
    world.instance.restart()


@given(phrase("the instance is upgraded to {build:Version}"))
@when(phrase("the instance is upgraded to {build:Version}"))
def is_upgraded(world: World, build: Build) -> None:
    """The instance becomes this version, at once, and tells its MID Servers."""
    world.instance.upgrade(build)


@then(phrase("the property {name} is {value:Value}"))
def property_is_now(world: World, name: str, value: Build | str | None) -> None:
    """Asserts that there is exactly one system property of this name, with this value; or none, if it is not set."""
    wanted = value.stamp if isinstance(value, Build) else value
    expect(world.observe.instance.properties(name), [] if wanted is None else [wanted])


@then(phrase("the property {name} is empty or gone"))
def is_empty_or_gone(world: World, name: str) -> None:
    """Asserts that the system property has an empty value, or is not there."""
    expect(world.observe.instance.properties(name) or [""], [""])


@then(phrase("the upgrade history has {number:d} record/records"))
def has_records(world: World, number: int) -> None:
    """Asserts that the MID Server Upgrade History has exactly so many records, whatever they say."""
    expect(len(world.observe.instance.upgrades()), number)


@then(phrase("the upgrade history leads from {builds:Versions}"))
def leads_from(world: World, builds: list[Build]) -> None:
    """Asserts that the records of the MID Server Upgrade History, the oldest first, lead from each to the next."""
    stamps = [build.stamp for build in builds]
    expect(world.observe.instance.upgrades(), list(itertools.pairwise(stamps)))


@then(phrase("InstanceInfo answers {names:Names} with {value:Value}"))
def instance_info_answers(world: World, names: list[str], value: Build | str) -> None:
    """Asserts that the instance answers with this version in each way, for either system, and lists its packages.

    Each of these MID Servers, which the suite plays, asks InstanceInfo and the list of packages. The same packages have
    the stamp of the version and its tag, unless another build has that, too; what is no whole tag has none, and neither
    has a text that is no stamp.
    """
    for name in names:
        expect(world.observe.instance.assigned(name), [value.stamp if isinstance(value, Build) else value])
        expect(world.observe.instance.wrong_lists(name, value), [])
