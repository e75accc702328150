"""Where both halves are under test the suite carries the instance's calls."""

from datetime import timedelta

from fakes.mid_server import MidServer
from fakes.people import ADMINISTRATOR
from fakes.world import World
from tests.fakes.scripted import Scripted
from tests.fakes.worlds import INSTANCE, MID, PATCH_1, PATCH_2, administrator_of, make

MINUTE = timedelta(minutes=1)


def both() -> tuple[World, Scripted, MidServer]:
    """A world in which "berlin" and its instance are under test, after what follows its start."""
    world, target = make(MID | INSTANCE)
    mid = world.install("berlin", PATCH_1)
    mid.start()
    world.clock.advance(15 * MINUTE)
    target.verbs.clear()
    return world, target, mid


def test_a_command_that_somebody_queues_is_carried_once() -> None:
    world, target, mid = both()
    mid.send("hostname")
    world.clock.advance(15 * MINUTE)
    assert target.verbs == ["notify berlin"]


def test_what_a_click_has_queued_is_carried() -> None:
    world, target, mid = both()
    world.instance.click(ADMINISTRATOR, "Grab MID logs", [mid])
    world.clock.advance(15 * MINUTE)
    assert target.verbs == ["notify berlin"]


def test_what_an_upgraded_instance_queues_later_is_carried_within_a_minute() -> None:
    world, target, _ = both()
    world.instance.upgrade(PATCH_2)
    world.clock.advance(9 * MINUTE)
    administrator_of(world).queue("berlin", "SystemCommand", "autoUpgrade")
    world.clock.advance(MINUTE)
    assert target.verbs == [f"upgrade {PATCH_2.stamp}", "notify berlin"]


def test_a_mid_server_that_is_down_is_called_when_it_starts() -> None:
    world, target, mid = both()
    mid.stop()
    mid.send("hostname")
    world.clock.advance(15 * MINUTE)
    assert target.verbs == ["stop berlin"]
    mid.start()
    world.clock.advance(MINUTE)
    assert target.verbs == ["stop berlin", "start berlin", "notify berlin"]


def test_an_instance_under_test_alone_needs_nobody_who_carries() -> None:
    world, target = make(INSTANCE)
    mid = world.install("berlin", PATCH_1)
    mid.start()
    mid.send("hostname")
    world.clock.advance(15 * MINUTE)
    assert "notify berlin" not in target.verbs
