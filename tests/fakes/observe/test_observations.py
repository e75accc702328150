import re
from datetime import timedelta

import pytest

from fakes.releases.builds import named, package_url_path
from fakes.releases.download_site import DOWNLOAD_SITE_URL
from tests.fakes.scene import API, LOG, PATCH_1, PATCH_2, Scene

MINUTE = timedelta(minutes=1)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_checks_are_counted_once_an_instant_from_the_process_s_start(scene: Scene) -> None:
    scene.world.advance(MINUTE)
    for _ in range(2):
        scene.sends("GET", f"{API}/mid/instance_info")
    scene.world.advance(MINUTE)
    scene.sends("GET", f"{API}/mid/assigned_packages?os=linux")
    scene.sends("GET", "https://telemetry.example/api/now/mid/instance_info")
    assert scene.ask.checks("berlin") == ["0:01:00", "0:02:00"]
    scene.ask.when()
    assert scene.ask.checks("berlin") == []


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_statuses_are_those_the_instance_took_over_each_once(scene: Scene, method: str) -> None:
    path = f"{API}/table/ecc_agent/{scene.mid.agent}?sysparm_fields=status"
    for body in ('{"status": "Up"}', '{"status": "Up"}', '{"version": "x"}', '{"status": "Paused"', '["status"]'):
        scene.sends(method, path, body)
    scene.world.stop("berlin")
    assert scene.ask.statuses("berlin") == ["Up", "Down"]


def test_permit_requests_are_told_with_their_answers(scene: Scene) -> None:
    path = f"{API}/mid/upgrade_permit/{scene.mid.agent}"
    assert scene.ask.last_permit_answer("berlin") == 0
    scene.sends("POST", path)
    assert scene.ask.last_permit_answer("berlin") == 201
    assert scene.ask.permit_requests("berlin") == [("0:00:00", 201)]


def test_what_runs_is_what_lay_in_the_folder_at_the_start(scene: Scene) -> None:
    scene.mid.install(named("Orlando Patch 2"))
    assert scene.ask.running("berlin") == PATCH_1.stamp
    scene.world.stop("berlin")
    assert scene.ask.running("berlin") == ""


def test_a_message_counts_in_its_period_in_log_and_report(scene: Scene) -> None:
    both = re.compile("no space"), re.compile("no site")
    scene.target.host("berlin").append(LOG, "no space\n")
    assert scene.ask.places_of("berlin", *both) == ["the agent log"]
    scene.ask.when()
    assert scene.ask.places_of("berlin", *both) == []
    body = '{"source": "UpgradeCheck", "messages": ["no site"]}'
    scene.sends("POST", f"{API}/mid/upgrade_check/{scene.mid.agent}", body)
    assert scene.ask.places_of("berlin", *both) == ["the instance"]
    scene.target.host("berlin").append(LOG, "no space\n")
    assert scene.ask.places_of("berlin", *both) == ["the agent log", "the instance"]


def test_packages_asked_for_are_those_of_the_period_got_or_not(scene: Scene) -> None:
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/old.zip")
    scene.ask.when()
    for path in ("/", "/a/mid-core.x.zip", "/a/mid-jre.x.zip"):
        scene.sends("GET", DOWNLOAD_SITE_URL + path)
    assert scene.ask.packages_asked_for("berlin") == ["mid-core.x.zip", "mid-jre.x.zip"]


def test_permits_are_what_the_last_request_of_each_came_to(scene: Scene) -> None:
    scene.has_others()
    scene.asks_for_permit(mid="lagos")
    scene.asks_for_permit(mid="oslo")
    scene.asks_for_permit()
    assert scene.ask.permits(["berlin", "lagos", "oslo"]) == {"berlin": "409", "lagos": "given", "oslo": "given"}
    scene.asks_for_permit("DELETE", "oslo")
    scene.asks_for_permit()
    assert scene.ask.permits(["berlin", "oslo"]) == {"berlin": "given", "oslo": "given"}
    scene.ask.when()
    assert scene.ask.permits(["berlin"]) == {"berlin": "0"}


def test_permits_at_once_are_counted_at_their_most(scene: Scene) -> None:
    scene.has_others()
    assert scene.ask.most_permits_at_once() == 0
    for _ in range(2):
        scene.asks_for_permit(mid="lagos")
        assert scene.ask.most_permits_at_once() == 1
    scene.asks_for_permit("DELETE", "lagos")
    scene.asks_for_permit(mid="oslo")
    assert scene.ask.most_permits_at_once() == 1
    scene.asks_for_permit()
    scene.reports(status="Upgrading")
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.most_permits_at_once() == 2
    scene.world.stop("oslo")
    scene.asks_for_permit(mid="lagos")
    assert scene.ask.permits(["lagos"]) == {"lagos": "given"}
    assert scene.ask.most_permits_at_once() == 2


def test_the_last_status_is_the_last_one_told(scene: Scene) -> None:
    assert scene.ask.last_status("berlin") == ""
    scene.reports(status="Up")
    scene.reports(status="Upgrading")
    scene.reports(version="x")
    assert scene.ask.last_status("berlin") == "Upgrading"


def test_states_are_the_last_status_and_whether_it_was_turned_away_in_the_period(scene: Scene) -> None:
    scene.has_others()
    for mid in ("lagos", "oslo"):
        scene.asks_for_permit(mid=mid)
    scene.reports(status="Up")
    assert scene.ask.states("berlin") == {"Up"}
    scene.asks_for_permit()
    assert scene.ask.states("berlin") == {"Up", "turned away with 409"}
    scene.ask.when()
    assert scene.ask.states("berlin") == {"Up"}


def test_versions_run_are_those_of_all_processes_equal_neighbours_once(scene: Scene) -> None:
    scene.world.install("rome", PATCH_2)
    for build in (PATCH_1, PATCH_2, PATCH_2, PATCH_1):
        scene.mid.install(build)
        scene.restarts()
        scene.world.start("rome")
    assert scene.ask.versions_run("berlin") == [PATCH_1.stamp, PATCH_2.stamp, PATCH_1.stamp]


def test_it_has_come_up_when_this_process_was_up_and_has_asked(scene: Scene) -> None:
    seen = [scene.ask.come_up_with("berlin")]
    scene.asks_for_version()
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(status="Upgrading", version="x")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(status="Up")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(version="y")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.restarts()
    seen.append(scene.ask.come_up_with("berlin"))
    scene.reports(status="Up", version="z")
    seen.append(scene.ask.come_up_with("berlin"))
    scene.asks_for_version()
    seen.append(scene.ask.come_up_with("berlin"))
    assert seen == ["", "", "", "x", "y", "", "", "z"]


def test_one_that_the_suite_plays_need_not_ask(scene: Scene) -> None:
    scene.world.install("oslo", PATCH_2, played=True)
    assert not scene.ask.is_up_and_has_asked("oslo")
    scene.world.start("oslo")
    assert scene.ask.is_up_and_has_asked("oslo")
    assert scene.ask.come_up_with("oslo") == PATCH_2.stamp


def test_from_up_to_the_first_check_of_this_process_it_takes_some_time_either_way(scene: Scene) -> None:
    seen = [scene.ask.from_up_to_check("berlin")]
    scene.reports(status="Up")
    seen.append(scene.ask.from_up_to_check("berlin"))
    scene.world.advance(MINUTE)
    for _ in range(2):
        scene.asks_for_version()
        scene.reports(status="Up")
        seen.append(scene.ask.from_up_to_check("berlin"))
        scene.world.advance(MINUTE)
    scene.restarts()
    scene.asks_for_version()
    seen.append(scene.ask.from_up_to_check("berlin"))
    scene.world.advance(2 * MINUTE)
    scene.reports(status="Up")
    seen.append(scene.ask.from_up_to_check("berlin"))
    assert seen == ["", "", "0:01:00", "0:01:00", "", "0:02:00"]


def test_statuses_before_a_request_for_a_permit_are_what_this_process_has_told_before_the_first(scene: Scene) -> None:
    scene.reports(status="Up")
    assert scene.ask.statuses_before_permit_request("berlin") == []
    scene.reports(status="Upgrading")
    scene.asks_for_permit()
    scene.reports(status="Up")
    scene.asks_for_permit()
    assert scene.ask.statuses_before_permit_request("berlin") == ["Up", "Upgrading"]
    scene.restarts()
    scene.asks_for_permit()
    scene.reports(status="Up")
    assert scene.ask.statuses_before_permit_request("berlin") == []


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
    scene.world.advance(MINUTE)
    if asks_after:
        scene.asks_for_version()
    assert scene.ask.next_check_after_upgrade("berlin") == (0.0, 0.0)


def test_the_check_after_an_upgrade_counts_from_its_begin_and_from_its_end(scene: Scene) -> None:
    def asked() -> tuple[float, float]:
        return scene.ask.next_check_after_upgrade("berlin")

    scene.has_others()
    for _ in range(2):
        scene.asks_for_version()
        scene.world.advance(MINUTE)
    scene.sends("GET", f"{API}/mid/instance_info", mid="oslo")
    scene.restarts()  # the upgrade has begun a minute ago, and the restart takes two
    scene.world.advance(MINUTE)
    scene.reports(status="Up")
    scene.asks_for_version()
    scene.asks_for_version()
    assert asked() == (0.0, 0.0)
    scene.world.advance(10 * MINUTE)
    scene.reports(status="Up")
    scene.asks_for_version()
    assert asked() == (14 * 60.0, 10 * 60.0)
    scene.world.advance(MINUTE)
    scene.asks_for_version()
    assert asked() == (14 * 60.0, 10 * 60.0)


def test_builds_and_systems_asked_for_are_told_by_the_names_of_packages(scene: Scene) -> None:
    asked = [("mid-core", PATCH_2, "universal"), ("mid-jre", PATCH_2, "windows"), ("mid-core", PATCH_1, "universal")]
    for package, build, system in asked:
        scene.sends("GET", DOWNLOAD_SITE_URL + package_url_path(package, build, system, "x86-64"))
    assert scene.ask.builds_asked_for("berlin") == [PATCH_2.stamp, PATCH_1.stamp]
    assert scene.ask.systems_asked_for("berlin") == ["windows"]
    scene.ask.when()
    assert scene.ask.builds_asked_for("berlin") == []
    assert scene.ask.systems_asked_for("berlin") == []


def test_restarts_of_the_own_service_are_counted_and_starts_by_hand_are_not(scene: Scene) -> None:
    scene.world.stop("berlin")
    scene.world.start("berlin")
    assert scene.ask.restarts("berlin") == 0
    scene.restarts()
    scene.ask.when()
    scene.restarts()
    assert scene.ask.restarts("berlin") == 2
    scene.world.install("oslo", PATCH_1)
    assert scene.ask.restarts("oslo") == 0


def test_a_parameter_is_what_config_xml_holds_now(scene: Scene) -> None:
    assert scene.ask.parameter("berlin", "mid.pinned.version") == ""
    scene.mid.configure("mid.pinned.version", PATCH_2.tag)
    assert scene.ask.parameter("berlin", "mid.pinned.version") == PATCH_2.tag


def test_places_with_blanks_are_those_used_on_host_and_network_in_any_spelling(scene: Scene) -> None:
    for path in ("/tmp/a b", "/tmp/a_b"):  # noqa: S108 - of a fake
        scene.target.host("berlin").write(path, b"")
    scene.target.host("berlin").append(LOG, "a b\n")
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/a%20b.zip?c=d%20e")
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/ab.zip?c=d%20e")
    assert scene.ask.places_with_blanks("berlin") == ["/tmp/a b", "/a%20b.zip"]  # noqa: S108 - of a fake
