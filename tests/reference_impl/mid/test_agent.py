from datetime import timedelta

import pytest

from fakes.host.host import LINUX, WINDOWS
from reference_impl.mid.agent import Agent
from tests.reference_impl.mid.memory import STAMP, MemoryHost


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (LINUX.agent_folder, "/opt/servicenow/mid/agent/package/meta"),
        (WINDOWS.agent_folder, "C:\\ServiceNow\\MID\\agent\\package\\meta"),
    ],
)
def test_paths_are_spelled_as_the_agent_folder_is(folder: str, path: str) -> None:
    assert Agent(MemoryHost(folder), folder).path("package", "meta") == path


def test_parameters_are_those_of_config_xml_and_else_empty() -> None:
    agent = Agent(MemoryHost(parameters={"name": "berlin", "mid.poll.time": "5"}), LINUX.agent_folder)
    assert [agent.parameter(name) for name in ("name", "mid.poll.time", "mid.pinned.version")] == ["berlin", "5", ""]


def test_config_xml_is_read_once_when_the_process_starts() -> None:
    host = MemoryHost(parameters={"name": "berlin"})
    agent = Agent(host, LINUX.agent_folder)
    host.files.write(agent.path("config.xml"), b"<parameters/>")
    assert agent.parameter("name") == "berlin"


def test_the_installed_version_is_what_the_meta_file_of_the_core_says() -> None:
    assert Agent(MemoryHost(), LINUX.agent_folder).installed() == STAMP


@pytest.mark.parametrize("text", ["", "#x\n", f"package.filename=mid-jre.{STAMP}.linux.x86-64.zip\n"])
def test_a_meta_file_that_names_no_core_is_quoted_in_the_error(text: str) -> None:
    host = MemoryHost()
    agent = Agent(host, LINUX.agent_folder)
    host.files.write(agent.path("package", "meta", "mid-core.meta.properties"), text.encode())
    with pytest.raises(ValueError, match="names no package") as caught:
        agent.installed()
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "error", "line"),
    [
        ("Stopping MID server.", False, "07/01/20 12:00:00 (007) AutoUpgrade.3600 Stopping MID server."),
        ("No.", True, "07/01/20 12:00:00 (007) AutoUpgrade.3600 SEVERE *** ERROR *** No."),
    ],
)
def test_log_lines_have_the_product_s_format(text: str, line: str, *, error: bool) -> None:
    host = MemoryHost()
    host.time += timedelta(milliseconds=7)
    agent = Agent(host, LINUX.agent_folder)
    agent.log(text, error=error)
    agent.log("next")
    log = host.files.read(agent.path("logs", "agent0.log.0")).decode()
    assert log == f"{line}\n07/01/20 12:00:00 (007) AutoUpgrade.3600 next\n"
    assert agent.read_log() == log
