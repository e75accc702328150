from datetime import UTC, datetime

import pytest

from reference_impl.instance import Instance, counting_ids
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import UnknownVersionError

PATCH_1 = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
PATCH_2 = "orlando-12-11-2019__patch2-03-25-2020_04-01-2020_1200"
PATCH_2_AGAIN = "orlando-12-11-2019__patch2-03-25-2020_04-02-2020_1300"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class Surroundings:
    """An instance of Patch 1, and the MID Servers it has called."""

    def __init__(self) -> None:
        self.called: list[str] = []
        builds = [PATCH_1, PATCH_2, PATCH_2_AGAIN]
        self.instance = Instance(lambda: NOON, counting_ids(1), PATCH_1, builds, self.called.append)

    def add(self, table: str, **values: str) -> Record:
        return self.instance.tables.insert(table, values)

    def select(self, table: str, query: str = "") -> list[Record]:
        return self.instance.tables.select(table, query)


# ---- Version control properties


def test_a_new_instance_assigns_its_own_version() -> None:
    instance = Surroundings().instance
    assert [instance.property_value(name) for name in ("mid.buildstamp", "mid.version")] == [PATCH_1, PATCH_1]
    assert (instance.assigned(), instance.stamp) == (PATCH_1, PATCH_1)


def test_an_override_goes_before_the_build_stamp_while_it_has_a_value() -> None:
    around = Surroundings()
    override = around.add("sys_properties", name="mid.version.override", value=PATCH_2)
    assert around.instance.assigned() == PATCH_2
    around.instance.tables.update("sys_properties", override["sys_id"], {"value": ""})
    assert around.instance.assigned() == PATCH_1


def test_a_property_without_a_value_is_empty() -> None:
    around = Surroundings()
    around.add("sys_properties", name="mid.version.override")
    assert around.instance.property_value("mid.version.override") == ""
    assert around.instance.property_value("no.such.property") == ""
    assert around.instance.assigned() == PATCH_1


@pytest.mark.parametrize(
    ("version", "stamp"),
    [("", PATCH_1), (PATCH_2, PATCH_2), (PATCH_1.rpartition("_02-26")[0], PATCH_1)],
    ids=["assigned", "stamp", "tag"],
)
def test_packages_are_those_of_the_version_named(version: str, stamp: str) -> None:
    found, packages = Surroundings().instance.packages("linux", "x86-64", version)
    assert found == stamp
    assert [(each.name, each.file) for each in packages] == [
        ("mid-core", f"mid-core.{stamp}.universal.universal.zip"),
        ("mid-jre", f"mid-jre.{stamp}.linux.x86-64.zip"),
    ]


def test_packages_lie_in_the_folder_of_the_build_s_date() -> None:
    _, (core, jre) = Surroundings().instance.packages("windows", "x86-64", PATCH_1)
    site = "https://install.service-now.com/glide/distribution/builds/package"
    assert core.url == f"{site}/mid-core/2020/02/26/{core.file}"
    assert jre.url == f"{site}/mid-jre/2020/02/26/mid-jre.{PATCH_1}.windows.x86-64.zip"


@pytest.mark.parametrize(
    "version",
    [
        "latest",
        "orlando",
        PATCH_2.rpartition("_04-01")[0],
        "orlando-12-11-2019__patch99-04-29-2021",
        PATCH_1.replace("1720", "1721"),
    ],
    ids=["no name", "family", "tag of two builds", "tag of no build", "stamp of no build"],
)
def test_a_name_that_does_not_mean_one_build_is_unknown(version: str) -> None:
    with pytest.raises(UnknownVersionError, match=f"^{version}$"):
        Surroundings().instance.packages("linux", "x86-64", version)


def test_the_assigned_build_is_found_by_its_whole_stamp_whether_or_not_it_is_on_offer() -> None:
    around, stamp = Surroundings(), PATCH_1.replace("1720", "1721")
    around.add("sys_properties", name="mid.version.override", value=stamp)
    found = [around.instance.packages("linux", "x86-64", version) for version in ("", stamp)]
    assert [(named, len(packages)) for named, packages in found] == [(stamp, 2)] * 2


def test_each_upgrade_leaves_a_record_of_where_it_came_from_and_went_to() -> None:
    around = Surroundings()
    for stamp in (PATCH_2, PATCH_1):
        around.instance.upgrade(stamp)
    around.instance.restart()
    records = around.instance.tables.select("ecc_agent_upgrade_history")
    versions = [(record["old_version"], record["new_version"]) for record in records]
    assert versions == [(PATCH_1, PATCH_2), (PATCH_2, PATCH_1)]


def test_an_assigned_version_that_is_no_stamp_has_no_packages() -> None:
    around = Surroundings()
    around.add("sys_properties", name="mid.version.override", value="latest")
    assert around.instance.assigned() == "latest"
    assert around.instance.packages("linux", "x86-64", "") == ("latest", [])


# ---- The instance is restarted and upgraded


def values(around: Surroundings) -> dict[str, str]:
    return {each["name"]: each["value"] for each in around.select("sys_properties")}


def test_a_restart_resets_what_was_configured_and_leaves_the_override() -> None:
    around = Surroundings()
    for name in ("mid.buildstamp", "mid.version"):
        around.instance.set_property(name, PATCH_2)
    around.add("sys_properties", name="mid.version.override", value=PATCH_2)
    around.add("sys_properties", name="mid.log.level", value="debug")
    around.add("ecc_agent", name="berlin", version=PATCH_2)
    around.instance.restart()
    own = {"mid.buildstamp": PATCH_1, "mid.version": PATCH_1}
    assert values(around) == {**own, "mid.version.override": PATCH_2, "mid.log.level": "debug"}
    assert (around.called, around.select("ecc_queue")) == ([], [])


def test_a_restart_after_an_upgrade_resets_to_the_new_version() -> None:
    around = Surroundings()
    around.instance.upgrade(PATCH_2)
    around.instance.set_property("mid.buildstamp", PATCH_1)
    around.instance.restart()
    assert values(around) == {"mid.buildstamp": PATCH_2, "mid.version": PATCH_2}


def test_a_restart_keeps_permits() -> None:
    around = Surroundings()
    for agent in ("1", "2"):
        around.instance.take_permit(agent)
    around.instance.restart()
    assert [around.instance.take_permit(agent) for agent in ("3", "1")] == [False, True]


def test_an_upgrade_assigns_the_new_version_and_clears_the_override() -> None:
    around = Surroundings()
    around.add("sys_properties", name="mid.version.override", value=PATCH_1)
    around.instance.upgrade(PATCH_2)
    assert values(around) == {"mid.buildstamp": PATCH_2, "mid.version": PATCH_2, "mid.version.override": ""}
    assert around.instance.stamp == PATCH_2


def test_an_upgrade_calls_the_mid_servers_that_have_another_version() -> None:
    around = Surroundings()
    for name, version in (("berlin", PATCH_1), ("oslo", PATCH_2), ("rome", PATCH_2_AGAIN)):
        around.add("ecc_agent", name=name, version=version)
    around.instance.upgrade(PATCH_2)
    assert around.called == ["berlin", "rome"]
    commands = [(each["agent"], each["topic"], each["source"], each["state"]) for each in around.select("ecc_queue")]
    assert commands == [
        ("mid.server.berlin", "SystemCommand", "autoUpgrade", "ready"),
        ("mid.server.rome", "SystemCommand", "autoUpgrade", "ready"),
    ]


# ---- Commands


def test_a_system_command_that_waits_is_not_queued_again() -> None:
    around = Surroundings()
    for mid in ("berlin", "berlin", "oslo"):
        around.instance.send_system_command(mid, "autoUpgrade")
    assert around.called == ["berlin", "oslo"]
    assert [each["agent"] for each in around.select("ecc_queue")] == ["mid.server.berlin", "mid.server.oslo"]


@pytest.mark.parametrize("change", [{"state": "processing"}, {"state": "processed"}, {"source": "restart"}])
def test_only_the_same_command_that_still_waits_suppresses_one(change: dict[str, str]) -> None:
    around = Surroundings()
    around.instance.send_system_command("berlin", "autoUpgrade")
    around.instance.tables.update("ecc_queue", around.select("ecc_queue")[0]["sys_id"], change)
    around.instance.send_system_command("berlin", "autoUpgrade")
    assert len(around.select("ecc_queue", "source=autoUpgrade^state=ready")) == 1
    assert around.called == ["berlin", "berlin"]


@pytest.mark.parametrize(
    ("queue", "state", "called"),
    [("output", "ready", ["berlin"]), ("input", "ready", []), ("output", "processed", [])],
)
def test_only_a_command_that_waits_calls_its_mid_server(queue: str, state: str, called: list[str]) -> None:
    around = Surroundings()
    around.instance.queued({"agent": "mid.server.berlin", "queue": queue, "state": state})
    assert around.called == called


@pytest.mark.parametrize(
    ("agent", "queue", "state", "waits"),
    [
        ("mid.server.berlin", "output", "ready", True),
        ("mid.server.berlin", "output", "processed", False),
        ("mid.server.berlin", "input", "ready", False),
        ("mid.server.berlin2", "output", "ready", False),
    ],
)
def test_a_command_waits_for_the_mid_server_that_it_names(agent: str, queue: str, state: str, *, waits: bool) -> None:
    around = Surroundings()
    command = around.add("ecc_queue", agent=agent, queue=queue, state=state)
    assert around.instance.waiting("berlin") == ([command] if waits else [])


@pytest.mark.parametrize(("state", "called"), [("ready", ["berlin"]), ("processing", []), ("processed", [])])
def test_an_open_channel_is_used_at_once_if_a_command_waits(state: str, called: list[str]) -> None:
    around = Surroundings()
    agent = around.add("ecc_agent", name="berlin", status="Down")["sys_id"]
    for name in ("berlin", "oslo"):
        around.add("ecc_queue", agent=f"mid.server.{name}", queue="output", state=state)
    around.instance.channel_opened(agent)
    assert (around.called, around.instance.tables.get("ecc_agent", agent)["status"]) == (called, "Down")


# ---- Permits


def test_two_permits_are_given_and_one_that_is_held_is_kept() -> None:
    instance = Surroundings().instance
    assert [instance.take_permit(agent) for agent in ("1", "2", "3", "1")] == [True, True, False, True]
    instance.release_permit("1")
    assert [instance.take_permit(agent) for agent in ("3", "1")] == [True, False]


def test_nothing_is_given_back_by_one_who_holds_nothing() -> None:
    instance = Surroundings().instance
    for agent in ("1", "2"):
        instance.take_permit(agent)
    instance.release_permit("3")
    assert not instance.take_permit("3")


@pytest.mark.parametrize(("status", "freed"), [("Up", True), ("Upgrade Failed", True), ("Upgrading", False)])
def test_an_upgrade_that_is_over_holds_no_permit(status: str, *, freed: bool) -> None:
    instance = Surroundings().instance
    for agent in ("1", "2"):
        instance.take_permit(agent)
    instance.agent_changed({"sys_id": "1", "status": status})
    assert instance.take_permit("3") is freed


def test_a_lost_mid_server_is_down_and_holds_no_permit() -> None:
    around = Surroundings()
    agent = around.add("ecc_agent", name="berlin", status="Upgrading")["sys_id"]
    for each in (agent, "2"):
        around.instance.take_permit(each)
    around.instance.channel_closed(agent)
    assert around.instance.tables.get("ecc_agent", agent)["status"] == "Down"
    assert around.instance.take_permit("3")
