"""What was done to the parties of a world is what was tried; nobody needs to have followed it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from fakes.observe.tried import WAYS, Way, tried
from fakes.people import ADMINISTRATOR, Person
from fakes.releases.builds import named
from fakes.world import World
from tests.fakes.worlds import INSTANCE, MID, PATCH_1, PATCH_2, make, put_in_place

HOUR = timedelta(hours=1)
NEWER_PATCH = {("direction", "newer"), ("distance", "patch")}


def after(do: Callable[[World], object], roles: frozenset[str] = MID) -> set[Way]:
    """What a scenario has tried that does this to a world with berlin on Orlando Patch 1."""
    world, _ = make(roles)
    world.install("berlin", PATCH_1)
    world.mid("berlin").start()
    do(world)
    return tried(world.journal)


def test_an_idle_scenario_tries_nothing() -> None:
    assert after(lambda _: None) == set()


def assigned(stamp: str | None) -> Callable[[World], object]:
    return lambda world: world.instance.set_property("mid.version.override", stamp)


TRIGGERS: dict[str, Callable[[World], object]] = {
    "hour": lambda world: (world.instance.assign(PATCH_2), world.clock.advance(HOUR), world.mid("berlin").send("x")),
    "command": lambda world: world.mid("berlin").send("autoUpgrade"),
    "click": lambda world: world.instance.click(ADMINISTRATOR, "Upgrade MID", [world.mid("berlin")]),
    "start": lambda world: (world.mid("berlin").stop(), world.instance.assign(PATCH_2), world.mid("berlin").start()),
    "pin": lambda world: world.mid("berlin").configure("mid.pinned.version", PATCH_2.tag),
    "override": assigned(PATCH_2.stamp),
    "instance upgrade": lambda world: world.instance.upgrade(PATCH_2),
}


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_what_asks_for_an_upgrade(trigger: str) -> None:
    ways = after(TRIGGERS[trigger])
    assert {value for dimension, value in ways if dimension == "trigger"} == {trigger}
    assert ("repetition", "again") not in ways


def test_a_click_that_the_instance_refuses_asks_for_nothing() -> None:
    assert after(lambda world: world.instance.click(Person("itil"), "Upgrade MID", [world.mid("berlin")])) == set()


def test_every_trigger_can_be_tried() -> None:
    assert tuple(TRIGGERS) == WAYS["trigger"]


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Orlando Patch 2", NEWER_PATCH),
        ("Orlando Patch 0 Hotfix 1", {("direction", "older"), ("distance", "patch")}),
        ("Orlando Patch 1 Hotfix 1", {("direction", "newer"), ("distance", "hotfix")}),
        ("Paris Patch 1", {("direction", "newer"), ("distance", "family")}),
        ("New York Patch 9", {("direction", "older"), ("distance", "family")}),
        ("Orlando Patch 1", set()),
    ],
)
def test_where_an_upgrade_leads(name: str, ways: set[Way]) -> None:
    assert after(lambda world: world.instance.assign(named(name))) == ways


def test_two_builds_of_a_patch_are_a_distance_of_their_own() -> None:
    first, second = (named(f"San Diego Patch 10 ({each} build)") for each in ("first", "second"))
    world, _ = make()
    world.install("berlin", first)
    world.instance.assign(second)
    assert tried(world.journal) == {("direction", "newer"), ("distance", "build")}


def test_what_is_no_build_leads_nowhere_and_an_override_that_is_gone_no_longer_counts() -> None:
    assert after(lambda world: world.instance.set_property("mid.buildstamp", "latest")) == set()

    def overridden(world: World) -> None:
        world.instance.set_property("mid.version.override", PATCH_1.stamp)
        world.instance.assign(PATCH_2)
        world.instance.set_property("mid.version.override", None)

    assert after(overridden) == {("trigger", "override"), *NEWER_PATCH}


def test_a_second_question_is_asked_again() -> None:
    assert ("repetition", "again") in after(
        lambda world: (world.mid("berlin").send("autoUpgrade"), world.mid("berlin").send("autoUpgrade"))
    )


@pytest.mark.parametrize(
    ("statuses", "has_failed"), [(("Upgrade Failed",), True), (("Upgrading", "Up"), True), ((), False)]
)
def test_what_comes_after_a_failure(statuses: tuple[str, ...], *, has_failed: bool) -> None:
    def fail(world: World) -> None:
        world.instance.assign(PATCH_2)
        for status in statuses:
            world.mid("berlin").actor.report(status)
        world.mid("berlin").send("autoUpgrade")

    assert (("repetition", "after a failure") in after(fail, INSTANCE)) is has_failed


def test_an_upgrade_that_ends_with_the_connection_is_no_failure() -> None:
    def lose_connection(world: World) -> None:
        world.instance.assign(PATCH_2)
        berlin = world.mid("berlin")
        berlin.actor.report("Upgrading")
        berlin.lose_connection()
        berlin.actor.report("Up")
        berlin.send("autoUpgrade")

    assert ("repetition", "after a failure") not in after(lose_connection, INSTANCE)


def test_an_upgrade_that_went_well_is_no_failure() -> None:
    def upgrade(world: World) -> None:
        berlin = world.mid("berlin")
        berlin.actor.report("Upgrading")
        put_in_place(berlin.party, PATCH_2)
        berlin.stop()
        berlin.start()
        berlin.send("autoUpgrade")

    assert ("repetition", "after a failure") not in after(upgrade, INSTANCE)


@pytest.mark.parametrize(
    ("names", "ways"),
    [
        (["munich"], {("number", "several")}),
        (["berlina"], {("number", "several"), ("number", "names that begin alike")}),
    ],
)
def test_how_many_there_are(names: list[str], ways: set[Way]) -> None:
    def install(world: World) -> None:
        for name in names:
            world.install(name, PATCH_1)

    assert after(install) == ways


@pytest.mark.parametrize(("duration", "values"), [(HOUR / 2, set()), (HOUR, {"hours"}), (24 * HOUR, {"hours", "days"})])
def test_how_long_it_takes(duration: timedelta, values: set[str]) -> None:
    def wait(world: World) -> None:
        world.clock.advance(duration)
        world.mid("berlin").send("hostname")

    assert after(wait) == {("duration", value) for value in values}


def test_who_is_restarted() -> None:
    ways = after(lambda world: (world.mid("berlin").stop(), world.mid("berlin").start(), world.instance.restart()))
    assert ways == {("restart", "of a MID Server"), ("restart", "of the instance")}


def test_what_comes_after_the_last_step_is_not_tried() -> None:
    def rest(world: World) -> None:
        world.mid("berlin").stop()
        world.rest()
        world.mid("berlin").send("autoUpgrade")

    assert after(rest, INSTANCE) == set()
