"""A MID Server and its versions: when it upgrades, what it says meanwhile, and how an upgrade fails."""

from datetime import timedelta

import pytest

from fakes.releases.builds import Build, named
from reference_impl.mid.agent import Agent
from reference_impl.mid.commands import UP, UPGRADE, UPGRADE_FAILED, UPGRADING
from tests.reference_impl.mid.life import Life
from tests.reference_impl.mid.memory import NOON, STAMP

PATCH_2, PARIS = named("Orlando Patch 2"), named("Paris Patch 1")
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
SITE, INSTANCE = "install.service-now.com", "instance.service-now.com"
NO_SITE = "Unable to download updates from the install server"
ERROR = "SEVERE *** ERROR *** "
CHECKING = "Checking to see if MID server needs to upgrade."


def started(stamp: str = STAMP, **more: str) -> Life:
    life = Life(stamp, **more)
    life.start()
    return life


def installed(life: Life) -> str:
    return Agent(life.host, life.host.folder).installed()


# ---- An upgrade


def test_an_upgrade_begins_with_the_hour_and_ends_when_the_next_process_is_up() -> None:
    life = started()
    life.assign(PATCH_2.stamp)
    life.pass_(HOUR - SECOND)
    assert (life.statuses, life.checks) == ([UP], 1)
    life.pass_(SECOND)
    assert (life.statuses, installed(life)) == ([UP, UPGRADING], STAMP)
    life.pass_(2 * MINUTE)
    assert (life.statuses, installed(life), life.host.restarts) == ([UP, UPGRADING], PATCH_2.stamp, 1)
    life.start()
    assert (life.statuses, life.status) == ([UP, UPGRADING, UP], UP)
    assert [each["version"] for each in life.http.told] == [STAMP, STAMP, PATCH_2.stamp]
    assert life.instance.holders == set()
    assert life.log == [CHECKING, CHECKING, "Stopping MID server. Bootstrapping upgrade.", CHECKING]


def test_an_upgrade_is_told_step_by_step() -> None:
    life = started()
    life.assign(PATCH_2.stamp)
    life.pass_(HOUR + 10 * MINUTE)
    told = [(each["stage"], each["state"]) for each in life.instance.tables.select("ecc_agent_upgrade_history_stage")]
    steps = ("Permit", "Packages", "Install")
    assert told == [(stage, state) for stage in steps for state in ("in_progress", "success")]


def test_an_upgraded_process_counts_its_hours_anew_and_leaves_it_at_that() -> None:
    life = started()
    life.assign(PATCH_2.stamp)
    life.pass_(HOUR + 10 * MINUTE)
    life.start()
    life.http.asked.clear()
    life.pass_(HOUR - SECOND)
    assert life.checks == 0
    life.pass_(SECOND)
    assert (life.checks, life.host.restarts) == (1, 1)


@pytest.mark.parametrize("validated", ["false", "validating", "rekey", ""])
def test_a_mid_server_that_is_not_validated_asks_and_stays_as_it_is(validated: str) -> None:
    life = started(validated=validated)
    life.assign(PATCH_2.stamp)
    life.pass_(3 * HOUR)
    assert (life.checks, life.statuses, life.host.restarts) == (4, [UP], 0)
    life.validate("true")
    life.pass_(HOUR + 5 * MINUTE)
    assert life.host.restarts == 1


@pytest.mark.parametrize(
    ("pin", "goes_to"),
    [(PARIS.tag, PARIS.stamp), (PARIS.stamp, PARIS.stamp), (named(STAMP).tag, STAMP), (STAMP, STAMP)],
    ids=["tag", "stamp", "tag of what runs", "stamp of what runs"],
)
def test_a_pin_goes_before_what_is_assigned(pin: str, goes_to: str) -> None:
    life = started(pin=pin)
    life.assign(PATCH_2.stamp)
    life.pass_(HOUR + 5 * MINUTE)
    assert installed(life) == goes_to


# ---- Versions that are older than the Upgrade state


@pytest.mark.parametrize(
    ("stamp", "statuses"),
    [
        ("Helsinki Patch 12a", [UP]),
        ("Istanbul Patch 8", [UP, UPGRADING]),
        ("Zurich Patch 7b Hotfix 2", [UP, UPGRADING]),
        ("Australia Patch 2 Hotfix 2", [UP, UPGRADING]),
    ],
)
def test_upgrading_is_shown_by_istanbul_and_later(stamp: str, statuses: list[str]) -> None:
    life = started(named(stamp).stamp)
    life.assign(PATCH_2.stamp)
    life.pass_(HOUR + 5 * MINUTE)
    assert (life.statuses, installed(life)) == (statuses, PATCH_2.stamp)


@pytest.mark.parametrize(
    ("stamp", "statuses"),
    [("Helsinki Patch 12a", [UP]), ("Istanbul Patch 8", [UP, UPGRADE_FAILED])],
)
def test_upgrade_failed_is_shown_by_istanbul_and_later(stamp: str, statuses: list[str]) -> None:
    life = started(named(stamp).stamp)
    life.fails_to_reach(PARIS.stamp)
    assert life.statuses == statuses


# ---- Failed upgrades


@pytest.mark.parametrize(
    ("installed_", "assigned", "status"),
    [
        ("Orlando Patch 1", "Orlando Patch 2", UP),
        ("Orlando Patch 2", "Orlando Patch 1", UP),
        ("Orlando Patch 1", "Orlando Patch 10", UP),
        ("Orlando Patch 1", "Paris Patch 1", UPGRADE_FAILED),
        ("Paris Patch 1", "Orlando Patch 1", UPGRADE_FAILED),
        ("Zurich Patch 7b Hotfix 2", "Australia Patch 2 Hotfix 2", UPGRADE_FAILED),
    ],
)
def test_a_failure_counts_by_the_family_whichever_way_it_goes(installed_: str, assigned: str, status: str) -> None:
    life = started(named(installed_).stamp)
    life.fails_to_reach(named(assigned).stamp)
    assert (life.status, life.mid.running.text) == (status, named(installed_).stamp)
    assert life.instance.holders == set()


@pytest.mark.parametrize(("target", "status"), [(PATCH_2, UP), (PARIS, UPGRADE_FAILED)])
def test_a_refusal_of_the_host_is_such_a_failure_too_and_the_next_hour_tries_again(target: Build, status: str) -> None:
    life = started()
    life.host.denied = f"{life.host.folder}/lib/mid.jar"
    life.assign(target.stamp)
    life.pass_(HOUR + 5 * MINUTE)
    assert life.statuses == [UP, UPGRADING, status]
    assert life.log[-1] == f"{ERROR}Unable to refresh packages. {life.host.denied} (Permission denied)"
    life.host.denied = ""
    life.pass_(HOUR)
    assert life.host.restarts == 1


def test_a_failed_family_is_tried_every_hour_until_it_succeeds() -> None:
    life = started()
    life.http.unplugged = SITE
    life.assign(PARIS.stamp)
    life.pass_(3 * HOUR)
    errors = [line for line in life.log if line.startswith(ERROR)]
    assert len(errors) == 6, "the failed test and what comes of it, each hour"
    assert (life.statuses, life.open_issues) == ([UP, UPGRADE_FAILED], [NO_SITE])
    life.http.unplugged = ""
    life.pass_(HOUR + 5 * MINUTE)
    assert life.open_issues == []
    assert (life.statuses, life.host.restarts) == ([UP, UPGRADE_FAILED, UPGRADING], 1)


# ---- Error messages


@pytest.mark.parametrize(
    ("assigned", "pin", "message"),
    [
        ("latest", "", "Not a valid package buildstamp. latest"),
        ("", "", "Not a valid package buildstamp"),
        (PATCH_2.tag, "", f"Not a valid package buildstamp. {PATCH_2.tag}"),
        (PATCH_2.stamp, "latest", "Not a valid package buildstamp. latest"),
        (PATCH_2.stamp, "orlando", "Not a valid package buildstamp. orlando"),
    ],
)
def test_what_is_no_stamp_is_said_every_hour_and_changes_nothing(assigned: str, pin: str, message: str) -> None:
    life = started(pin=pin)
    life.assign(assigned)
    before = len(life.log)
    life.pass_(2 * HOUR)
    assert life.log[before:] == [CHECKING, f"{ERROR}{message}"] * 2
    assert life.statuses == [UP]


def test_a_pin_that_no_build_has_fails_the_upgrade() -> None:
    life = started(pin="orlando-12-11-2019__patch99-02-19-2020")
    life.pass_(HOUR)
    assert life.log[-1] == f"{ERROR}Not a valid package buildstamp. orlando-12-11-2019__patch99-02-19-2020"
    assert (life.statuses, life.instance.holders) == ([UP], set())


def test_an_instance_that_does_not_answer_is_asked_again_an_hour_later() -> None:
    life = started()
    life.assign(PATCH_2.stamp)
    life.http.unplugged = INSTANCE
    life.pass_(HOUR)
    assert life.log[-1] == f"{ERROR}Failed to query instance for MID Server buildstamp. connection refused"
    life.http.unplugged = ""
    life.pass_(HOUR + 5 * MINUTE)
    assert (life.statuses, life.host.restarts) == ([UP, UPGRADING], 1)


# ---- Permits


def test_a_permit_is_asked_for_every_20_seconds_until_there_is_one() -> None:
    life = started()
    life.take_all_permits()
    life.assign(PATCH_2.stamp)
    life.send(UPGRADE)
    life.pass_(59 * SECOND)
    refused = f"{ERROR}Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409"
    assert life.log.count(refused) == life.permit_requests == 3
    assert life.statuses == [UP]
    life.instance.holders.clear()
    life.pass_(SECOND)
    assert (life.permit_requests, life.statuses) == (4, [UP, UPGRADING])


def test_a_version_that_is_put_back_while_it_waits_gives_the_permit_back_and_the_hours_stay() -> None:
    life = started()
    life.take_all_permits()
    life.assign(PATCH_2.stamp)
    life.pass_(HOUR + MINUTE)
    life.assign(STAMP)
    life.instance.holders.clear()
    life.pass_(20 * SECOND)
    assert (life.instance.holders, life.statuses, life.mid.next_check()) == (set(), [UP], NOON + 2 * HOUR)


def test_another_version_that_is_assigned_while_it_waits_is_the_one_it_goes_to() -> None:
    life = started()
    life.take_all_permits()
    life.assign(PATCH_2.stamp)
    life.send(UPGRADE)
    life.assign(PARIS.stamp)
    life.instance.holders.clear()
    life.pass_(5 * MINUTE)
    assert installed(life) == PARIS.stamp


@pytest.mark.parametrize(
    ("first", "second", "status"), [(PATCH_2, PARIS, UPGRADE_FAILED), (PARIS, PATCH_2, UP)], ids=str
)
def test_a_failure_counts_by_what_was_assigned_when_the_permit_came(first: Build, second: Build, status: str) -> None:
    life = started()
    life.take_all_permits()
    life.assign(first.stamp)
    life.send(UPGRADE)
    life.assign(second.stamp)
    life.http.unplugged = SITE
    life.instance.holders.clear()
    life.pass_(20 * SECOND)
    assert (life.statuses, life.status) == ([UP, UPGRADING, status], status)


def test_a_validation_that_is_withdrawn_while_it_waits_gives_the_permit_back() -> None:
    life = started()
    life.take_all_permits()
    life.assign(PATCH_2.stamp)
    life.send(UPGRADE)
    life.validate("false")
    life.instance.holders.clear()
    life.pass_(20 * SECOND)
    assert (life.instance.holders, life.statuses, installed(life)) == (set(), [UP], STAMP)


# ---- Without tests


@pytest.mark.parametrize(
    ("parameter", "of_it", "of_another", "of_all", "tests_run"),
    [
        ("", "", "", "", True),
        ("false", "", "", "", False),
        ("", "false", "", "", False),
        ("", "", "", "false", False),
        ("", "", "false", "", True),
        ("true", "", "", "false", True),
        ("", "true", "", "false", True),
        ("no", "", "", "", True),
        ("", "", "", "0", True),
    ],
)
def test_the_tests_run_unless_they_are_turned_off(
    parameter: str, of_it: str, of_another: str, of_all: str, *, tests_run: bool
) -> None:
    life = Life(parameters={"mid.upgrade.run_precheck": parameter})
    for agent, value in ((life.agent, of_it), ("another", of_another), ("", of_all)):
        if value:
            property_ = {"name": "mid.upgrade.run_precheck", "ecc_agent": agent, "value": value}
            life.instance.tables.insert("ecc_agent_property", property_)
    life.start()
    life.fails_to_reach(PATCH_2.stamp)
    assert life.open_issues == ([NO_SITE] if tests_run else [])
    assert (f"{ERROR}{NO_SITE}" in life.log) is tests_run
