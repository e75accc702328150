"""Steps about the packages that a MID Server asks for."""

from pytest_bdd import then

from fakes.host.host import Platform
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.expect import expect, expect_some
from steps.phrase import phrase


@then(phrase('"{mid:Name}" has tried to download a package'))
def has_tried(world: World, mid: str) -> None:
    expect_some(world.observe.packages_asked_for(mid), "a request for a package")


@then(phrase('"{mid:Name}" has asked for packages of {build:Version} alone'))
def has_asked_for_build(world: World, mid: str, build: Build) -> None:
    expect(world.observe.builds_asked_for(mid), [build.stamp])


@then(phrase('"{mid:Name}" has asked for packages for {platform:Platform} alone'))
def has_asked_for_platform(world: World, mid: str, platform: Platform) -> None:
    expect(world.observe.systems_asked_for(mid), [platform.os])


@then(phrase('"{mid:Name}" has asked for no permit and no package'))
@negative
def has_asked_for_nothing(world: World, mid: str) -> None:
    expect(world.observe.permit_requests(mid), [])
    expect(world.observe.packages_asked_for(mid), [])


@then(phrase('"{mid:Name}" has asked for a permit or a package'))
def has_tried_to_upgrade(world: World, mid: str) -> None:
    requests = [*world.observe.permit_requests(mid), *world.observe.packages_asked_for(mid)]
    expect_some(requests, "a request for a permit or a package")


@then(phrase('no path or address that "{mid:Name}" has used has a blank in it'))
@negative
def has_no_blanks(world: World, mid: str) -> None:
    expect(world.observe.places_with_blanks(mid), [])
