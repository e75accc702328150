"""Phrases that are about to go: no new scenario uses them."""

from datetime import timedelta
from http import HTTPStatus

from pytest_bdd import then

from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import affirmative, negative
from steps.words.expect import expect, expect_rising
from steps.words.phrase import phrase


@then(phrase('"{mid:Name}" runs {build:Version}'))
def runs(world: World, mid: str, build: Build) -> None:
    """Asserts that a process of the MID Server runs, and that the agent folder held this version when it started."""
    expect(world.observe.versions.running(mid), build.stamp)


@then(phrase('"{mid:Name}" has asked for its version as soon as it was Up'))
def has_asked_at_once(world: World, mid: str) -> None:
    """Goes."""
    expect_rising(0, world.observe.checks.after_up(mid), 10)


@then(phrase('"{mid:Name}" has asked for its version'))
def has_asked(world: World, mid: str) -> None:
    """Goes."""
    expect(len(world.observe.checks.times(mid)), 1)


@then(phrase('"{mid:Name}" has not asked for its version'))
@negative
def has_not_asked(world: World, mid: str) -> None:
    """Goes."""
    expect(world.observe.checks.times(mid), [])


@then(phrase('"{mid:Name}" has asked for its version {times:d} times, once an hour'))
def has_asked_every_hour(world: World, mid: str, times: int) -> None:
    """Goes."""
    expect(world.observe.checks.times(mid), [str(timedelta(hours=hour)) for hour in range(1, times + 1)])


@then(
    phrase('"{mid:Name}" has asked again not before an hour after the upgrade began, and within an hour after it ended')
)
@affirmative
def has_asked_again(world: World, mid: str) -> None:
    """Goes."""
    since_it_began, since_it_ended = world.observe.checks.after_upgrade(mid)
    expect_rising(since_it_ended, 3600, since_it_began)


@then(phrase('"{mid:Name}" has asked for a permit {times:d} times, every 20 seconds, and was turned away with 409'))
def has_asked_every_20_seconds(world: World, mid: str, times: int) -> None:
    """Goes."""
    instants = [str(timedelta(seconds=20) * number) for number in range(times)]
    expect(world.observe.permits.requests(mid), [(instant, HTTPStatus.CONFLICT) for instant in instants])


@then(phrase("at most {number:d} MID Servers have had a permit at once"))
def have_had_permits_at_once(world: World, number: int) -> None:
    """Goes."""
    expect(world.observe.permits.most_at_once(), number)
