"""Steps about checks: a check is all that a MID Server asks about its version at one instant."""

from datetime import timedelta

from pytest_bdd import then

from fakes.bounds import AT_ONCE
from fakes.world import World
from midcert.gherkin.negative import affirmative, negative
from steps.words.expect import expect, expect_rising, expect_some
from steps.words.phrase import phrase

HOUR = timedelta(hours=1)


@then(phrase('"{mid:Name}" has checked'))
def has_checked(world: World, mid: str) -> None:
    """Asserts that it has asked for its version since the last When began, answered or not, at least once."""
    expect_some(world.observe.checks.times(mid), "a question for the version")


@then(phrase('"{mid:Name}" has not checked'))
@negative
def has_not_checked(world: World, mid: str) -> None:
    """Asserts that it has not asked for its version since the last When began."""
    expect(world.observe.checks.times(mid), [])


@then(phrase('"{mid:Name}" has checked {times:Times}, on the hour'))
def has_checked_on_the_hour(world: World, mid: str, times: int) -> None:
    """Asserts that it has asked for its version exactly so often since the last When, to the second on the hour.

    That is one hour, two hours and so on, without a gap, after its process started, was Up, or first asked. The process
    is the one that ran when the When began.
    """
    seen, due = world.observe.checks.hours(mid)
    expect(seen, due)
    expect(len(seen), times)


@then(phrase('"{mid:Name}" has checked every hour, however long its attempts took'))
def has_checked_every_hour(world: World, mid: str) -> None:
    """Asserts that its process has asked for its version an hour after each time before, and not more often.

    The hour counts from the beginning or from the end of an attempt at an upgrade, which may take 15 minutes.
    """
    expect_some(world.observe.checks.times(mid), "a question for the version")
    expect(world.observe.checks.odd_gaps(mid), [])


@then(phrase('"{mid:Name}" has checked at once when it was Up'))
def has_checked_at_once(world: World, mid: str) -> None:
    """Asserts that 10 seconds at most lie between the process's first report of Up and its first question."""
    expect_rising(0, world.observe.checks.after_up(mid), AT_ONCE.total_seconds())


@then(phrase('"{mid:Name}" has checked again an hour after its upgrade began or ended'))
@affirmative
def has_checked_again(world: World, mid: str) -> None:
    """Asserts that it checked again an hour after the upgrade began or later, but within an hour after it ended.

    The upgrade began with the last check before the restart, and ended when the MID Server was Up again. The check of
    the start does not count.
    """
    since_it_began, since_it_ended = world.observe.checks.after_upgrade(mid)
    expect_rising(since_it_ended, HOUR.total_seconds(), since_it_began)
