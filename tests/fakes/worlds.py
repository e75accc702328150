"""Worlds with a scripted target, whichever role it plays."""

from fakes.administrator import Administrator
from fakes.network.backends import in_process
from fakes.observe.evidence import Evidence
from fakes.observe.progress import Progress
from fakes.party import Party
from fakes.releases.builds import Build, builds, named
from fakes.releases.download_site import program_of
from fakes.world import ADMINISTRATOR_LOGIN, World
from reference_impl.instance import Instance, InstanceApi, counting_ids
from tests.fakes.scripted import Scripted

PATCH_1, PATCH_2 = named("Orlando Patch 1"), named("Orlando Patch 2")
MID, INSTANCE = frozenset({"mid"}), frozenset({"instance"})


def make(roles: frozenset[str] = MID, seed: str = "1") -> tuple[World, Scripted]:
    """A world and its target, which plays the instance, where it does, as the reference one."""
    target = Scripted()
    world = World(target, "features/x.feature::test_y", roles, seed)
    if "instance" in roles:
        instance = Instance(lambda: world.now, counting_ids(1), PATCH_1.stamp, [each.stamp for each in builds()])
        instance.add_administrator(ADMINISTRATOR_LOGIN.user, ADMINISTRATOR_LOGIN.password)
        target.server = in_process(InstanceApi(instance))
    return world, target


def administrator_of(world: World) -> Administrator:
    """Who looks into the tables of a world's instance, and changes them as no step does."""
    return world._administrator  # noqa: SLF001 - steps have no use for it


def progress_of(world: World) -> Progress:
    """How far the MID Servers of a world have come; its period is the whole scenario."""
    return Progress(Evidence(world.journal, world.parties))


def put_in_place(party: Party, build: Build) -> None:
    """Replace the program as an upgrade does it, and not as an installer does."""
    for name, content in program_of(build).items():
        party.host.files.write(party.folder.path(*name.split("/")), content)


def said_by_the_host(world: World) -> list[str]:
    """What became of services since the installation of the one MID Server: "started", "restarting", "killed"."""
    installed, *others = (entry.kind for entry in world.journal if entry.actor == "host")
    assert installed == "installed"
    return others
