"""Steps about the host of a MID Server and what is configured there."""

from datetime import timedelta

from pytest_bdd import given, then, when

from fakes.releases.builds import Build
from fakes.world import World
from steps.expect import expect
from steps.phrase import phrase
from steps.vocabulary import Deed


@given(phrase('the host of "{mid:Name}" has {free:Size} of free disk space'))
@when(phrase('the host of "{mid:Name}" has {free:Size} of free disk space'))
def has_free_space(world: World, mid: str, free: int) -> None:
    world.mids[mid].host.free_space = free


@given(phrase('the host of "{mid:Name}" takes {duration:Duration} to {work:Work}'))
def takes_time(world: World, mid: str, duration: timedelta, work: str) -> None:
    world.mids[mid].host.durations[work] = duration


@given(phrase('the host of "{mid:Name}" refuses to {deed:Deed}'))
def refuses(world: World, mid: str, deed: Deed) -> None:
    world.mids[mid].host.refusals.append(deed(world.mids[mid]))


@when(phrase('the host of "{mid:Name}" works again'))
def works_again(world: World, mid: str) -> None:
    world.mids[mid].host.refusals.clear()


@when(phrase('the service of "{mid:Name}" is reinstalled by hand'))
def is_reinstalled(world: World, mid: str) -> None:
    world.reinstall_service(mid)


@given(phrase('the parameter {name} of "{mid:Name}" is {value:Value}'))
@when(phrase('the parameter {name} of "{mid:Name}" is {value:Value}'))
def parameter_is(world: World, name: str, mid: str, value: Build | str | None) -> None:
    world.configure(mid, name, value.tag if isinstance(value, Build) else value)


@then(phrase('the parameter {name} of "{mid:Name}" is {build:Version}'))
def parameter_is_now(world: World, name: str, mid: str, build: Build) -> None:
    expect(world.observe.parameter(mid, name), build.tag)


@then(phrase('the files of "{mid:Name}" are those of {build:Version}'))
def are_files_of(world: World, mid: str, build: Build) -> None:
    expect(world.observe.foreign_files(mid, build), [])
