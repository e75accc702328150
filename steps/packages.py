"""Steps about packages and permits that a MID Server asks for, or does not."""

from pytest_bdd import given, then, when

from fakes.host.host import Platform
from fakes.releases.builds import Build
from fakes.releases.download_site import packages_for
from fakes.troubles.bad_packages import Choosing, with_flaw
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.words.expect import expect, expect_some
from steps.words.phrase import phrase


@given(phrase('the packages of {build:Version} are brought to the host of "{mid:Name}"'))
@when(phrase('the packages of {build:Version} are brought to the host of "{mid:Name}"'))
def are_brought(world: World, build: Build, mid: str) -> None:
    """Puts all packages of this version for the host, as they should be, into package/incoming of the agent folder."""
    platform = world.mid(mid).host.platform
    world.mid(mid).bring(packages_for(build, platform.os, platform.architecture))


@given(phrase('the packages of {build:Version} are brought to the host of "{mid:Name}", {package:Package} {flaw:Flaw}'))
def are_brought_with_flaw(world: World, build: Build, mid: str, package: Choosing, flaw: str) -> None:
    """As above, but this package has a flaw."""
    platform = world.mid(mid).host.platform
    world.mid(mid).bring(with_flaw(packages_for(build, platform.os, platform.architecture), package, flaw))


@then(phrase('"{mid:Name}" has tried to download a package'))
def has_tried(world: World, mid: str) -> None:
    """Asserts that the MID Server has asked the download site for a package since the last When began."""
    expect_some(world.observe.packages.asked_for(mid), "a request for a package")


@then(phrase('"{mid:Name}" has downloaded {number:d} package/packages in turn'))
def has_downloaded_in_turn(world: World, mid: str, number: int) -> None:
    """Asserts that since the last When it has downloaded exactly so many packages, in whatever order.

    All of each lay in a file of its host before it was given another one; a package downloaded again counts once.
    """
    expect(world.observe.packages.downloaded(mid), ["stored"] * number)


@then(phrase('"{mid:Name}" has asked for packages of {build:Version} alone'))
def has_asked_for_build(world: World, mid: str, build: Build) -> None:
    """Asserts that it has asked for packages since the last When began, all of this version."""
    expect(world.observe.packages.builds(mid), [build.stamp])


@then(phrase('"{mid:Name}" has asked for packages for {platform:Platform} alone'))
def has_asked_for_platform(world: World, mid: str, platform: Platform) -> None:
    """Asserts that of the packages that are made for a system, it has asked for those of this one, and no others."""
    expect(world.observe.packages.systems(mid), [platform.os])


@then(phrase('"{mid:Name}" has asked for no permit and no package'))
@negative
def has_asked_for_nothing(world: World, mid: str) -> None:
    """Asserts that since the last When began it has asked neither for a permit nor for a package."""
    expect(world.observe.permits.requests(mid), [])
    expect(world.observe.packages.asked_for(mid), [])


@then(phrase('"{mid:Name}" has stored, extracted and installed no package'))
@negative
def has_put_nothing_on_its_host(world: World, mid: str) -> None:
    """Asserts that since the last When began no package was stored in its agent folder, extracted, or put in place."""
    expect(world.observe.packages.put_on_host(mid), [])


@then(phrase('no path or address that "{mid:Name}" has used has a blank in it'))
@negative
def has_no_blanks(world: World, mid: str) -> None:
    """Asserts that since the scenario began no path on its host and no path of a request had a blank in it."""
    expect(world.observe.versions.places_with_blanks(mid), [])
