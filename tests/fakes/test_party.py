from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from fakes.host.host import LINUX, WINDOWS, Host, Platform
from fakes.journal import Journal
from fakes.party import Party
from fakes.releases.builds import named
from fakes.releases.download_site import program_of
from tests.fakes.worlds import PATCH_1, PATCH_2, put_in_place

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
CONNECTION = {
    "url": "https://instance.service-now.com",
    "name": "berlin",
    "mid_sys_id": "1a",
    "mid.instance.username": "mid.berlin",
    "mid.instance.password": "p&ss",
}


def make(platform: Platform = LINUX) -> Party:
    host = Host("berlin", platform, Journal(lambda: NOON), lambda: NOON)
    return Party("berlin", "1a", {"user": "mid.berlin", "password": "p&ss"}, host, NOON, None)


def parameters(mid: Party) -> dict[str, str]:
    root = ET.fromstring(mid.host.files.read(mid.path("config.xml")))  # noqa: S314 - written by the party
    assert root.tag == "parameters"
    return {each.attrib["name"]: each.attrib["value"] for each in root.iter("parameter")}


@pytest.mark.parametrize(
    ("platform", "path"),
    [
        (LINUX, "/opt/servicenow/mid/agent/package/meta"),
        (WINDOWS, "C:\\ServiceNow\\MID\\agent\\package\\meta"),
    ],
)
def test_paths_are_the_host_s(platform: Platform, path: str) -> None:
    assert make(platform).path("package", "meta") == path


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_an_installation_holds_what_the_packages_do(platform: Platform) -> None:
    mid = make(platform)
    mid.install(PATCH_1)
    assert mid.host.files.list_files(mid.agent_folder) == [
        "bin/mid.bat",
        "bin/mid.sh",
        "jre/bin/java",
        "lib/mid.jar",
        "package/meta/mid-core.meta.properties",
        "package/meta/mid-jre.meta.properties",
    ]
    assert mid.installed() == PATCH_1.stamp


def test_the_meta_file_of_the_core_alone_says_what_is_installed() -> None:
    mid = make()
    mid.install(PATCH_1)
    mid.host.files.write(mid.path("package", "meta", "mid-jre.meta.properties"), b"buildstamp=other\n")
    assert mid.installed() == PATCH_1.stamp
    mid.host.files.write(mid.path("package", "meta", "mid-core.meta.properties"), b"# x\nbuildstamp=other\nsize=1\n")
    assert mid.installed() == "other"


def test_config_xml_says_how_to_reach_the_instance() -> None:
    mid = make()
    mid.configure()
    assert parameters(mid) == CONNECTION


def test_parameters_are_set_changed_and_taken_away() -> None:
    mid = make()
    mid.configure("mid.pinned.version", "one")
    mid.configure("mid.poll.time", "5")
    mid.configure("mid.pinned.version", "two")
    assert parameters(mid) == {**CONNECTION, "mid.pinned.version": "two", "mid.poll.time": "5"}
    mid.configure("mid.pinned.version", None)
    assert parameters(mid) == {**CONNECTION, "mid.poll.time": "5"}


def test_installing_again_leaves_the_configuration() -> None:
    mid = make()
    mid.configure("mid.poll.time", "5")
    mid.install(PATCH_2)
    assert parameters(mid)["mid.poll.time"] == "5"


def test_a_parameter_is_read_from_config_xml_whoever_wrote_it() -> None:
    mid = make()
    mid.configure("mid.poll.time", "5")
    assert [mid.parameter(name) for name in ("mid.poll.time", "name", "mid.pinned.version")] == ["5", "berlin", ""]
    written = b'<parameters><parameter name="mid.pinned.version" value="x"/></parameters>'
    mid.host.files.write(mid.path("config.xml"), written)
    assert [mid.parameter(name) for name in ("mid.pinned.version", "name")] == ["x", ""]


# ---- The program


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_the_program_is_what_an_upgrade_replaces_and_nothing_else(platform: Platform) -> None:
    mid = make(platform)
    mid.install(PATCH_1)
    mid.configure()
    for name in ("logs/agent0.log.0", "package/incoming/mid-core.zip", "work/bin/x", "binary"):
        mid.host.files.write(mid.path(*name.split("/")), b"")
    assert mid.program() == program_of(PATCH_1)


@pytest.mark.parametrize(
    ("platform", "path", "name"),
    [
        (LINUX, "/opt/servicenow/mid/agent/bin/mid.sh", "bin/mid.sh"),
        (LINUX, "/opt/servicenow/mid/agent/package/meta/new", "package/meta/new"),
        (LINUX, "/opt/servicenow/mid/agent/lib", ""),
        (LINUX, "/opt/servicenow/mid/agent", ""),
        (LINUX, "/opt/servicenow/mid/agent/binary", ""),
        (LINUX, "/opt/servicenow/mid/agent/package/incoming/x.zip", ""),
        (LINUX, "/opt/servicenow/mid/agent2/bin/mid.sh", ""),
        (LINUX, "/tmp/bin/mid.sh", ""),  # noqa: S108 - of a fake
        (WINDOWS, "C:\\ServiceNow\\MID\\agent\\jre\\bin\\java", "jre/bin/java"),
        (WINDOWS, "c:/servicenow/mid/agent/JRE/bin/java", "jre/bin/java"),
        (WINDOWS, "C:\\ServiceNow\\MID\\agent\\config.xml", ""),
    ],
)
def test_a_file_of_the_program_has_a_name_below_the_agent_folder(platform: Platform, path: str, name: str) -> None:
    assert make(platform).program_file(path) == name


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_a_restored_program_is_what_it_was_and_all_else_stays(platform: Platform) -> None:
    mid = make(platform)
    mid.install(PATCH_1)
    mid.configure()
    before = mid.program()
    mid.install(PATCH_2)
    mid.host.files.delete(mid.path("bin", "mid.sh"))
    for name in ("lib/new.jar", "logs/agent0.log.0"):
        mid.host.files.write(mid.path(*name.split("/")), b"x")
    mid.restore(before)
    assert mid.program() == before
    assert mid.host.files.read(mid.path("logs", "agent0.log.0")) == b"x"
    assert mid.parameter("name") == "berlin"


# ---- The service: on Linux, up to Madrid, an upgrade to New York or later ends with it


@pytest.mark.parametrize(
    ("platform", "installed", "upgrade", "dies"),
    [
        (LINUX, "Madrid Patch 10", "New York Patch 9", True),
        (LINUX, "Madrid Patch 10", "Orlando Patch 1", True),
        (LINUX, "Helsinki Patch 12a", "New York Patch 9", True),
        (LINUX, "aspen-06-20-2011__patch0-06-20-2011_06-20-2011_1200", "New York Patch 9", True),
        (LINUX, "Madrid Patch 4", "Australia Patch 2 Hotfix 2", True),
        (LINUX, "Madrid Patch 4", "Madrid Patch 10", False),
        (LINUX, "London Patch 10", "Madrid Patch 4", False),
        (LINUX, "New York Patch 9", "Orlando Patch 1", False),
        (LINUX, "Australia Patch 2 Hotfix 2", "Orlando Patch 1", False),
        (LINUX, "12-11-2019-1509", "Orlando Patch 1", False),
        (LINUX, "Madrid Patch 10", "12-11-2019-1509", False),
        (WINDOWS, "Madrid Patch 10", "New York Patch 9", False),
    ],
)
def test_an_upgrade_dies_with_a_service_of_old(platform: Platform, installed: str, upgrade: str, *, dies: bool) -> None:
    mid = make(platform)
    mid.install(named(installed))
    put_in_place(mid, named(upgrade))
    assert mid.upgrade_dies_with_service is dies


def test_a_service_stays_as_it_was_defined_when_the_program_changes() -> None:
    mid = make()
    mid.install(named("Madrid Patch 10"))
    put_in_place(mid, named("Madrid Patch 4"))
    assert mid.service_takes_all
    put_in_place(mid, named("Orlando Patch 1"))
    assert mid.upgrade_dies_with_service


def test_an_installer_defines_the_service_anew() -> None:
    mid = make()
    mid.install(named("Madrid Patch 10"))
    mid.install(named("New York Patch 9"))
    assert not mid.service_takes_all
    mid.install(named("Madrid Patch 10"))
    assert mid.service_takes_all
