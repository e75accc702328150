"""Steps about the host of a MID Server and what is configured there."""

from datetime import timedelta

from pytest_bdd import given, when

from fakes.builds import Build
from fakes.world import World
from steps.vocabulary import phrase


@given(phrase('the host of "{mid:Name}" has {free:Size} of free disk space'))
@when(phrase('the host of "{mid:Name}" has {free:Size} of free disk space'))
def has_free_space(world: World, mid: str, free: int) -> None:
    world.mids[mid].host.free_space = free


@given(phrase('the service of "{mid:Name}" takes {duration:Duration} to restart'))
def takes_time_to_restart(world: World, mid: str, duration: timedelta) -> None:
    world.mids[mid].host.restart_time = duration


@given(phrase('the parameter {name} of "{mid:Name}" is {value}'))
def is_set(world: World, name: str, mid: str, value: str) -> None:
    world.configure(mid, name, value)


@given(phrase('the parameter {name} of "{mid:Name}" names {build:OptionalVersion}'))
@when(phrase('the parameter {name} of "{mid:Name}" names {build:OptionalVersion}'))
def names_version(world: World, name: str, mid: str, build: Build | None) -> None:
    world.configure(mid, name, build.tag if build else None)
