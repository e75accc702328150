from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from fakes.builds import named
from fakes.host import LINUX, WINDOWS, Host, Platform
from fakes.journal import Journal
from fakes.party import Party

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
    mid.install(named("Orlando Patch 1"))
    assert mid.host.files.list_files(mid.agent_folder) == [
        "bin/mid.bat",
        "bin/mid.sh",
        "jre/bin/java",
        "lib/mid.jar",
        "package/meta/mid-core.meta.properties",
        "package/meta/mid-jre.meta.properties",
    ]
    assert mid.installed() == named("Orlando Patch 1").stamp


def test_the_meta_file_of_the_core_alone_says_what_is_installed() -> None:
    mid = make()
    mid.install(named("Orlando Patch 1"))
    mid.host.files.write(mid.path("package", "meta", "mid-jre.meta.properties"), b"buildstamp=other\n")
    assert mid.installed() == named("Orlando Patch 1").stamp
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
    mid.install(named("Orlando Patch 2"))
    assert parameters(mid)["mid.poll.time"] == "5"
