"""Worlds with a scripted target, whichever role it plays."""

from fakes.network.backends import in_process
from fakes.party import Party
from fakes.releases.builds import Build, builds, named
from fakes.releases.download_site import program_of
from fakes.world import ADMINISTRATOR_LOGIN, World
from reference_impl.instance import Instance, InstanceApi, counting_ids
from tests.fakes.scripted import Scripted

PATCH_1, PATCH_2 = named("Orlando Patch 1"), named("Orlando Patch 2")
MID = frozenset({"mid"})


def make(roles: frozenset[str] = MID, seed: str = "1") -> tuple[World, Scripted]:
    """A world and its target."""
    target = Scripted()
    return World(target, "features/x.feature::test_y", roles, seed), target


def with_target_s_instance(seed: str = "1") -> tuple[World, Scripted]:
    """A world whose target plays the instance: the reference one, so that an administrator can do something there."""
    world, target = make(frozenset({"instance"}), seed)
    instance = Instance(lambda: world.now, counting_ids(1), PATCH_1.stamp, [each.stamp for each in builds()])
    instance.add_administrator(**ADMINISTRATOR_LOGIN)
    target.server = in_process(InstanceApi(instance))
    return world, target


def put_in_place(mid: Party, build: Build) -> None:
    """Replace the program as an upgrade does it, and not as an installer does."""
    for name, content in program_of(build).items():
        mid.host.files.write(mid.path(*name.split("/")), content)
