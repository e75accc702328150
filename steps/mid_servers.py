"""Steps about MID Servers: their processes, their status, the version they run and ask for."""

from datetime import timedelta

from pytest_bdd import given, then, when

from fakes.host.host import Platform
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import affirmative, negative
from steps.expect import expect, expect_rising, expect_up, expect_without
from steps.phrase import phrase

HOUR = timedelta(hours=1).total_seconds()


@given(phrase("the MID Server/Servers {names:Names} runs/run {installed:Installed}"))
def run(world: World, names: list[str], installed: tuple[Build, Platform | None]) -> None:
    build, platform = installed
    for name in names:
        world.install(name, build, platform)
        world.start(name)
        world.let_come_up(name)
        expect_up(world.observe.come_up_with(name), build, name)


@given(phrase('"{mid:Name}" is {validated:Validated}'))
@when(phrase('"{mid:Name}" is {validated:Validated}'))
def is_validated(world: World, mid: str, validated: str) -> None:
    world.validate(mid, validated)


@when(phrase('"{mid:Name}" is started'))
def is_started(world: World, mid: str) -> None:
    world.start(mid)


@given(phrase('"{mid:Name}" is stopped'))
@when(phrase('"{mid:Name}" is stopped'))
def is_stopped(world: World, mid: str) -> None:
    world.stop(mid)


@given(phrase('"{mid:Name}" is Paused'))
def is_paused(world: World, mid: str) -> None:
    world.pause(mid)
    expect(world.observe.last_status(mid), "Paused")


@given(phrase("{names:Names} reports/report the status {status:Status}"))
@when(phrase("{names:Names} reports/report the status {status:Status}"))
def report_status(world: World, names: list[str], status: str) -> None:
    world.report(names, status)


@then(phrase('"{mid:Name}" runs {build:Version}'))
def runs(world: World, mid: str, build: Build) -> None:
    expect(world.observe.running(mid), build.stamp)


@then(phrase('"{mid:Name}" has run {builds:Versions}'))
def has_run(world: World, mid: str, builds: list[Build]) -> None:
    expect(world.observe.versions_run(mid), [build.stamp for build in builds])


@then(phrase('"{mid:Name}" has restarted {times:Times}'))
def has_restarted(world: World, mid: str, times: int) -> None:
    expect(world.observe.restarts(mid), times)


@then(phrase('the record of "{mid:Name}" says {build:Version}'))
def is_known_with(world: World, mid: str, build: Build) -> None:
    expect(world.records.agent(mid)["version"], build.stamp)


@then(phrase('"{mid:Name}" is {status:Status}'))
def has_status(world: World, mid: str, status: str) -> None:
    expect(world.records.agent(mid)["status"], status)


@then(phrase('the instance has seen "{mid:Name}" as {statuses:Statuses}'))
def has_been_seen(world: World, mid: str, statuses: list[str]) -> None:
    expect(world.observe.statuses(mid), statuses)


@then(phrase('"{mid:Name}" has never been {status:Status}'))
@negative
def has_never_been(world: World, mid: str, status: str) -> None:
    expect_without(world.observe.statuses(mid), status)


@then(phrase('"{mid:Name}" has asked for its version as soon as it was Up'))
def has_asked_at_once(world: World, mid: str) -> None:
    expect(world.observe.from_up_to_check(mid), "0:00:00")


@then(phrase('"{mid:Name}" has asked for its version'))
def has_asked(world: World, mid: str) -> None:
    expect(len(world.observe.checks(mid)), 1)


@then(phrase('"{mid:Name}" has not asked for its version'))
@negative
def has_not_asked(world: World, mid: str) -> None:
    expect(world.observe.checks(mid), [])


@then(phrase('"{mid:Name}" has asked for its version {times:d} times, once an hour'))
def has_asked_every_hour(world: World, mid: str, times: int) -> None:
    expect(world.observe.checks(mid), [str(timedelta(hours=hour)) for hour in range(1, times + 1)])


@then(
    phrase('"{mid:Name}" has asked again not before an hour after the upgrade began, and within an hour after it ended')
)
@affirmative
def has_asked_again(world: World, mid: str) -> None:
    since_it_began, since_it_ended = world.observe.next_check_after_upgrade(mid)
    expect_rising(since_it_ended, HOUR, since_it_began)


@then(phrase('the installed files of "{mid:Name}" were replaced in the status {status:Status}'))
def were_replaced_in(world: World, mid: str, status: str) -> None:
    expect(world.observe.statuses_at_replacements(mid), [status])
