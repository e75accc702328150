from xml.etree import ElementTree as ET

import pytest

from fakes.agent_folder import AgentFolder
from fakes.host.files import Files
from fakes.host.host import LINUX, WINDOWS, Platform
from fakes.releases.download_site import program_of
from tests.fakes.worlds import PATCH_1, PATCH_2

CONNECTION = {
    "url": "https://instance.service-now.com",
    "name": "berlin",
    "mid_sys_id": "1a",
    "mid.instance.username": "mid.berlin",
    "mid.instance.password": "p&ss",
}


def make(platform: Platform = LINUX) -> tuple[AgentFolder, Files]:
    """An agent folder, and the files of its host."""
    files = Files(windows=platform == WINDOWS)
    return AgentFolder(files, platform.agent_folder, CONNECTION), files


def parameters(folder: AgentFolder) -> dict[str, str]:
    root = ET.fromstring(folder.read("config.xml"))
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
    assert make(platform)[0].path("package", "meta") == path


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_an_installation_holds_what_the_packages_do(platform: Platform) -> None:
    folder, files = make(platform)
    folder.install(PATCH_1)
    assert files.list_files(folder.root) == [
        "bin/mid.bat",
        "bin/mid.sh",
        "jre/bin/java",
        "lib/mid.jar",
        "package/meta/mid-core.meta.properties",
        "package/meta/mid-jre.meta.properties",
    ]
    assert folder.version() == PATCH_1.stamp


def test_the_meta_file_of_the_core_alone_says_what_is_installed() -> None:
    folder, files = make()
    folder.install(PATCH_1)
    written = f"# x\r\npackage.filename=mid-core.{PATCH_2.stamp}.universal.universal.zip\r\nsize=1\r\n".encode()
    files.write(folder.path("package", "meta", "mid-jre.meta.properties"), written)
    assert folder.version() == PATCH_1.stamp
    files.write(folder.path("package", "meta", "mid-core.meta.properties"), written)
    assert folder.version() == PATCH_2.stamp


def test_config_xml_says_how_to_reach_the_instance() -> None:
    folder, _ = make()
    folder.configure()
    assert parameters(folder) == CONNECTION


def test_parameters_are_set_changed_and_taken_away() -> None:
    folder, _ = make()
    folder.configure("mid.pinned.version", "one")
    folder.configure("mid.poll.time", "5")
    folder.configure("mid.pinned.version", "two")
    assert parameters(folder) == {**CONNECTION, "mid.pinned.version": "two", "mid.poll.time": "5"}
    folder.configure("mid.pinned.version", None)
    assert parameters(folder) == {**CONNECTION, "mid.poll.time": "5"}


def test_installing_again_leaves_the_configuration() -> None:
    folder, _ = make()
    folder.configure("mid.poll.time", "5")
    folder.install(PATCH_2)
    assert parameters(folder)["mid.poll.time"] == "5"


def test_a_parameter_is_read_from_config_xml_whoever_wrote_it() -> None:
    folder, files = make()
    folder.configure("mid.poll.time", "5")
    assert [folder.parameter(name) for name in ("mid.poll.time", "name", "mid.pinned.version")] == ["5", "berlin", ""]
    written = b'<parameters><parameter name="mid.pinned.version" value="x"/></parameters>'
    files.write(folder.path("config.xml"), written)
    assert [folder.parameter(name) for name in ("mid.pinned.version", "name")] == ["x", ""]


@pytest.mark.parametrize("content", [b"", b"<parameters", b"\xff"])
def test_a_file_that_is_no_xml_holds_no_parameter(content: bytes) -> None:
    folder, files = make()
    files.write(folder.path("config.xml"), content)
    assert folder.parameter("name") == ""


# ---- The program


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_the_program_is_what_an_upgrade_replaces_and_nothing_else(platform: Platform) -> None:
    folder, files = make(platform)
    folder.install(PATCH_1)
    folder.configure()
    for name in ("logs/agent0.log.0", "package/incoming/mid-core.zip", "work/bin/x", "binary"):
        files.write(folder.path(*name.split("/")), b"")
    assert folder.program() == program_of(PATCH_1)


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
    assert make(platform)[0].program_file(path) == name


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_a_restored_program_is_what_it_was_and_all_else_stays(platform: Platform) -> None:
    folder, files = make(platform)
    folder.install(PATCH_1)
    folder.configure()
    before = folder.program()
    folder.install(PATCH_2)
    files.delete(folder.path("bin", "mid.sh"))
    for name in ("lib/new.jar", "logs/agent0.log.0"):
        files.write(folder.path(*name.split("/")), b"x")
    folder.restore(before)
    assert folder.program() == before
    assert files.read(folder.path("logs", "agent0.log.0")) == b"x"
    assert folder.parameter("name") == "berlin"


# ---- What is gone, and where things lie


def test_of_a_folder_that_is_not_there_everything_is_empty() -> None:
    folder, _ = make()
    assert (folder.version(), folder.program(), folder.parameter("name"), folder.read("logs")) == ("", {}, "", b"")


@pytest.mark.parametrize(
    ("path", "other", "below"),
    [
        ("bin", "bin", True),
        ("bin/mid.sh", "bin", True),
        ("bin", "bin/mid.sh", False),
        ("binary", "bin", False),
        ("lib/mid.jar", "bin", False),
    ],
)
def test_a_path_is_below_a_folder_that_it_is_or_lies_in(path: str, other: str, *, below: bool) -> None:
    folder, _ = make()
    assert folder.is_below(folder.path(*path.split("/")), folder.path(other)) is below
