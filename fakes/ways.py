"""In which ways MID Servers can be asked to upgrade: each does what is needed for it, and gives them their time."""

from collections.abc import Callable, Mapping, Sequence

from fakes.people import ADMINISTRATOR
from fakes.releases.builds import Build
from fakes.world import World

Way = Callable[[World, Sequence[str], Build], None]
"""Lets a version be assigned to MID Servers, and asks for the upgrade."""


def at_the_hour(world: World, mids: Sequence[str], build: Build) -> None:  # noqa: ARG001 - all MID Servers are asked
    """The version is assigned, and the next check finds it."""
    world.instance.assign(build)
    world.pass_next_check()


def by_command(world: World, mids: Sequence[str], build: Build) -> None:
    """The version is assigned, and the command autoUpgrade sent."""
    world.instance.assign(build)
    for mid in mids:
        world.mid(mid).send("autoUpgrade")
    world.pass_time_for_upgrade()


def by_hand(world: World, mids: Sequence[str], build: Build) -> None:
    """The version is assigned, and an administrator clicks Upgrade MID."""
    world.instance.assign(build)
    world.instance.click(ADMINISTRATOR, "Upgrade MID", map(world.mid, mids))
    world.pass_time_for_upgrade()


def at_its_start(world: World, mids: Sequence[str], build: Build) -> None:
    """Whoever runs is stopped, the version assigned, and everybody started."""
    for mid in mids:
        if world.parties[mid].is_running:
            world.mid(mid).stop()
    world.instance.assign(build)
    for mid in mids:
        world.mid(mid).start()
    world.pass_time_for_upgrade()


def by_its_pin(world: World, mids: Sequence[str], build: Build) -> None:
    """The parameter mid.pinned.version is set, for which each MID Server is restarted; nothing else is assigned."""
    for mid in mids:
        world.mid(mid).configure("mid.pinned.version", build.tag)
    world.pass_time_for_upgrade()


def by_the_override(world: World, mids: Sequence[str], build: Build) -> None:  # noqa: ARG001 - all MID Servers are asked
    """The property mid.version.override is set, and the next check finds it."""
    world.instance.set_property("mid.version.override", build.stamp)
    world.pass_next_check()


def by_an_upgrade_of_the_instance(world: World, mids: Sequence[str], build: Build) -> None:  # noqa: ARG001 - as above
    """The instance itself is upgraded to the version, and sends the command autoUpgrade."""
    world.instance.upgrade(build)
    world.pass_time_for_upgrade()


WAYS: Mapping[str, Way] = {
    "at the hour": at_the_hour,
    "by command": by_command,
    "by hand": by_hand,
    "at its start": at_its_start,
    "by its pin": by_its_pin,
    "by the override": by_the_override,
    "by an upgrade of the instance": by_an_upgrade_of_the_instance,
}
