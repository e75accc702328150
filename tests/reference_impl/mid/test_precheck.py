import pytest

from fakes.host.host import LINUX, WINDOWS
from reference_impl.mid.agent import Agent
from reference_impl.mid.host import HostError
from reference_impl.mid.precheck import PreUpgradeTests
from tests.reference_impl.mid.memory import MemoryHost

SPACE = "Not enough free disk space. The system reports 999999999 bytes free"
SITE = "Unable to download updates from the install server"
EXTRACT = "Unable to extract contents of pre upgrade check zip"
FOLDERS = [LINUX.agent_folder, WINDOWS.agent_folder]


class Site:
    def __init__(self, *, there: bool) -> None:
        self._there = there

    def is_accessible(self) -> bool:
        return self._there


class SmallHost(MemoryHost):
    def free_bytes(self) -> int:
        return 999_999_999


class Refusing(MemoryHost):
    """Refuses one operation."""

    refused = ""

    def __getattribute__(self, name: str) -> object:
        if name != "refused" and name == self.refused:
            raise HostError("/a (Permission denied)")
        return super().__getattribute__(name)


def errors(host: MemoryHost, *, there: bool = True) -> list[str]:
    return PreUpgradeTests(host, Agent(host, host.folder), Site(there=there)).errors()  # type: ignore[arg-type]


def files(host: MemoryHost) -> list[str]:
    """All that lies in the temporary folder, and in agent/package."""
    places = (host.platform.temp_folder, host.files.join(host.folder, "package"))
    return [name for place in places if host.files.has(place) for name in host.files.list_files(place)]


@pytest.mark.parametrize(
    ("host", "there", "found"),
    [
        (MemoryHost(), True, []),
        (MemoryHost(WINDOWS.agent_folder), True, []),
        (SmallHost(), True, [SPACE]),
        (MemoryHost(), False, [SITE]),
        (SmallHost(), False, [SPACE, SITE]),
    ],
    ids=["all is well", "on Windows", "a byte too few", "no site", "both"],
)
def test_every_test_that_fails_has_its_message(host: MemoryHost, found: list[str], *, there: bool) -> None:
    assert errors(host, there=there) == found


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("operation", ["extract", "make_folder", "copy", "read", "delete"])
def test_a_file_operation_that_is_refused_has_its_message_and_leaves_what_can_be_deleted_nowhere(
    folder: str, operation: str
) -> None:
    host = Refusing(folder)
    path = host.files.join(folder, "package", "upgradeCheck")
    message = {"extract": EXTRACT, "make_folder": f"Unable to create folder {path}"}
    before, agent = files(host), Agent(host, folder)
    host.refused = operation
    tests = PreUpgradeTests(host, agent, Site(there=True))  # type: ignore[arg-type]
    assert tests.errors() == [message.get(operation, "Unable to verify file permissions: /a (Permission denied)")]
    assert (files(host) == before) is (operation != "delete")
    host.refused = ""
    assert (tests.errors(), files(host)) == ([], before)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_the_tests_have_made_is_gone_and_a_second_run_is_like_the_first(folder: str) -> None:
    host = MemoryHost(folder)
    before = files(host)
    assert [(errors(host), files(host)) for _ in range(2)] == [([], before)] * 2
