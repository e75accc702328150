"""Steps about MID Servers: their processes, their status, the version they run and ask for."""

from datetime import timedelta

from pytest_bdd import given, then, when

from fakes.host.host import Platform
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import affirmative, negative
from steps.words.expect import expect, expect_rising, expect_up, expect_without
from steps.words.phrase import phrase

HOUR = timedelta(hours=1).total_seconds()


@given(phrase("the MID Server/Servers {names:Names} runs/run {installed:Installed}"))
def run(world: World, names: list[str], installed: tuple[Build, Platform | None]) -> None:
    """Installs and starts MID Servers of this version, with validated records, one after another.

    Each has 10 minutes to report Up and its version and to ask for its version; asserts that it does. The first one
    in a scenario brings an instance of the same version along. Without a platform the host is a Linux or a Windows
    one, by the seed.
    """
    build, platform = installed
    for name in names:
        mid = world.install(name, build, platform)
        mid.start()
        mid.come_up()
        expect_up(world.observe.versions.come_up_with(name), build, name)


@given(phrase('"{mid:Name}" is {validated:Validated}'))
@when(phrase('"{mid:Name}" is {validated:Validated}'))
def is_validated(world: World, mid: str, validated: str) -> None:
    """An administrator sets the field validated of the record.

    A MID Server that runs and becomes validated is restarted, and has 10 minutes to come Up.
    """
    world.mid(mid).validate(validated)


@when(phrase('"{mid:Name}" is started'))
def is_started(world: World, mid: str) -> None:
    """The host starts the service; what the agent folder holds is what runs. Waits for nothing."""
    world.mid(mid).start()


@given(phrase('"{mid:Name}" is stopped'))
@when(phrase('"{mid:Name}" is stopped'))
def is_stopped(world: World, mid: str) -> None:
    """The process ends without a word, and the instance notices that the MID Server is Down."""
    world.mid(mid).stop()


@given(phrase('"{mid:Name}" is Paused'))
def is_paused(world: World, mid: str) -> None:
    """An administrator clicks Pause MID; the MID Server has 20 minutes to report Paused, else the scenario fails."""
    world.mid(mid).pause()


@given(phrase("{names:Names} reports/report the status {status:Status}"))
@when(phrase("{names:Names} reports/report the status {status:Status}"))
def report_status(world: World, names: list[str], status: str) -> None:
    """MID Servers that the suite plays tell the instance this status, one after another."""
    for name in names:
        world.mid(name).actor.report(status)


@then(phrase('"{mid:Name}" runs {build:Version}'))
def runs(world: World, mid: str, build: Build) -> None:
    """Asserts that a process of the MID Server runs, and that the agent folder held this version when it started."""
    expect(world.observe.versions.running(mid), build.stamp)


@then(phrase('"{mid:Name}" has run {builds:Versions}'))
def has_run(world: World, mid: str, builds: list[Build]) -> None:
    """Asserts that its processes have run exactly these versions, in this order, since the scenario began.

    Several starts of the same version in a row count once.
    """
    expect(world.observe.versions.run(mid), [build.stamp for build in builds])


@then(phrase('"{mid:Name}" has restarted {times:Times}'))
def has_restarted(world: World, mid: str, times: int) -> None:
    """Asserts that since the scenario began the MID Server has restarted its own service exactly so often."""
    expect(world.observe.versions.restarts(mid), times)


@then(phrase('the record of "{mid:Name}" says {build:Version}'))
def is_known_with(world: World, mid: str, build: Build) -> None:
    """Asserts that the field version of the MID Server's record is this version."""
    expect(world.observe.status.record(mid)["version"], build.stamp)


@then(phrase('"{mid:Name}" is {status:Status}'))
def has_status(world: World, mid: str, status: str) -> None:
    """Asserts that the field status of the MID Server's record is this status."""
    expect(world.observe.status.record(mid)["status"], status)


@then(phrase('the instance has seen "{mid:Name}" as {statuses:Statuses}'))
def has_been_seen(world: World, mid: str, statuses: list[str]) -> None:
    """Asserts that the instance has known it in exactly these statuses, in this order, since the scenario began.

    The same status told again counts once.
    """
    expect(world.observe.status.told(mid), statuses)


@then(phrase('"{mid:Name}" has never been {status:Status}'))
@negative
def has_never_been(world: World, mid: str, status: str) -> None:
    """Asserts that since the scenario began the instance has not known the MID Server in this status."""
    expect_without(world.observe.status.told(mid), status)


@then(phrase('"{mid:Name}" has asked for its version as soon as it was Up'))
def has_asked_at_once(world: World, mid: str) -> None:
    """Asserts that the process has reported Up and has first asked for its version at the same instant."""
    expect(world.observe.checks.after_up(mid), "0:00:00")


@then(phrase('"{mid:Name}" has asked for its version'))
def has_asked(world: World, mid: str) -> None:
    """Asserts that it has asked for its version exactly once since the last When.

    All questions of one instant are one.
    """
    expect(len(world.observe.checks.times(mid)), 1)


@then(phrase('"{mid:Name}" has not asked for its version'))
@negative
def has_not_asked(world: World, mid: str) -> None:
    """Asserts that the MID Server has not asked for its version since the last When began."""
    expect(world.observe.checks.times(mid), [])


@then(phrase('"{mid:Name}" has asked for its version {times:d} times, once an hour'))
def has_asked_every_hour(world: World, mid: str, times: int) -> None:
    """Asserts that it has asked for its version exactly so often since the last When, on the hour.

    An hour, two hours and so on after its process started, beginning with the first.
    """
    expect(world.observe.checks.times(mid), [str(timedelta(hours=hour)) for hour in range(1, times + 1)])


@then(
    phrase('"{mid:Name}" has asked again not before an hour after the upgrade began, and within an hour after it ended')
)
@affirmative
def has_asked_again(world: World, mid: str) -> None:
    """Asserts that it checked again an hour after the upgrade began or later, but within an hour after it ended.

    The upgrade began with the last check before the restart, and ended when the MID Server was Up again. The check of
    the start does not count.
    """
    since_it_began, since_it_ended = world.observe.checks.after_upgrade(mid)
    expect_rising(since_it_ended, HOUR, since_it_began)


@then(phrase('the installed files of "{mid:Name}" were replaced in the status {status:Status}'))
def were_replaced_in(world: World, mid: str, status: str) -> None:
    """Asserts that files below bin, lib and package/meta were changed, and only while the instance knew this status."""
    expect(world.observe.status.at_replacements(mid), [status])
