from datetime import timedelta

import pytest

from tests.fakes.scene import API, Scene

MINUTE = timedelta(minutes=1)


def test_checks_are_counted_once_an_instant_from_the_process_s_start(scene: Scene) -> None:
    scene.world.clock.advance(MINUTE)
    for _ in range(2):
        scene.sends("GET", f"{API}/mid/instance_info")
    scene.world.clock.advance(MINUTE)
    scene.sends("GET", f"{API}/mid/assigned_packages?os=linux")
    scene.sends("GET", "https://telemetry.example/api/now/mid/instance_info")
    assert scene.ask.checks.times("berlin") == ["0:01:00", "0:02:00"]
    scene.world.begin_period()
    assert scene.ask.checks.times("berlin") == []


def test_from_up_to_the_first_check_of_this_process_it_takes_some_time_either_way(scene: Scene) -> None:
    seen = [scene.ask.checks.after_up("berlin")]
    scene.reports(status="Up")
    seen.append(scene.ask.checks.after_up("berlin"))
    scene.world.clock.advance(MINUTE)
    for _ in range(2):
        scene.asks_for_version()
        scene.reports(status="Up")
        seen.append(scene.ask.checks.after_up("berlin"))
        scene.world.clock.advance(MINUTE)
    scene.restarts()
    scene.asks_for_version()
    seen.append(scene.ask.checks.after_up("berlin"))
    scene.world.clock.advance(2 * MINUTE)
    scene.reports(status="Up")
    seen.append(scene.ask.checks.after_up("berlin"))
    assert seen == [-1.0, -1.0, 60.0, 60.0, -1.0, 120.0]


@pytest.mark.parametrize(
    ("asks_before", "reports", "asks_after"), [(False, True, True), (True, False, True), (True, True, False)]
)
def test_without_an_upgrade_or_a_check_after_it_there_is_nothing_to_count(
    scene: Scene, *, asks_before: bool, reports: bool, asks_after: bool
) -> None:
    if asks_before:
        scene.asks_for_version()
    scene.restarts()
    if reports:
        scene.reports(status="Up")
    scene.asks_for_version()
    scene.world.clock.advance(MINUTE)
    if asks_after:
        scene.asks_for_version()
    assert scene.ask.checks.after_upgrade("berlin") == (0.0, 0.0)


def test_the_check_after_an_upgrade_counts_from_its_begin_and_from_its_end(scene: Scene) -> None:
    def asked() -> tuple[float, float]:
        return scene.ask.checks.after_upgrade("berlin")

    scene.has_others()
    for _ in range(2):
        scene.asks_for_version()
        scene.world.clock.advance(MINUTE)
    scene.sends("GET", f"{API}/mid/instance_info", mid="oslo")
    scene.restarts()  # the upgrade has begun a minute ago, and the restart takes two
    scene.world.clock.advance(MINUTE)
    scene.reports(status="Up")
    scene.asks_for_version()
    scene.asks_for_version()
    assert asked() == (0.0, 0.0)
    scene.world.clock.advance(10 * MINUTE)
    scene.reports(status="Up")
    scene.asks_for_version()
    assert asked() == (14 * 60.0, 10 * 60.0)
    scene.world.clock.advance(MINUTE)
    scene.asks_for_version()
    assert asked() == (14 * 60.0, 10 * 60.0)
