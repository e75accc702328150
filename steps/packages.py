"""Steps about the packages that a MID Server asks for."""

from pytest_bdd import then

from fakes.builds import Build
from fakes.host import Platform
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.phrase import phrase


@then(phrase('"{mid:Name}" has tried to download a package'))
def has_tried(world: World, mid: str) -> None:
    assert world.observe.packages_asked_for(mid) != []


@then(phrase('"{mid:Name}" has asked for packages of {build:Version} alone'))
def has_asked_for_build(world: World, mid: str, build: Build) -> None:
    assert world.observe.builds_asked_for(mid) == [build.stamp]


@then(phrase('"{mid:Name}" has asked for packages for {platform:Platform} alone'))
def has_asked_for_platform(world: World, mid: str, platform: Platform) -> None:
    assert world.observe.systems_asked_for(mid) == [platform.os]


@then(phrase('"{mid:Name}" has asked for no permit and no package'))
@negative
def has_asked_for_nothing(world: World, mid: str) -> None:
    assert world.observe.permit_requests(mid) == []
    assert world.observe.packages_asked_for(mid) == []


@then(phrase('"{mid:Name}" has asked for a permit or a package'))
def has_tried_to_upgrade(world: World, mid: str) -> None:
    assert world.observe.permit_requests(mid) or world.observe.packages_asked_for(mid)


@then(phrase('no path or address that "{mid:Name}" has used has a blank in it'))
@negative
def has_no_blanks(world: World, mid: str) -> None:
    assert world.observe.places_with_blanks(mid) == []
