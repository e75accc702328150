from datetime import UTC, datetime

import pytest

from fakes.host.files import HostError
from fakes.host.host import LINUX, WINDOWS, Host, Platform
from fakes.host.services import APPLICATION_EXPERIENCE, Services
from fakes.journal import Journal

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
PROGRAM = {LINUX: "/opt/servicenow/mid/agent/bin/mid.sh", WINDOWS: "c:\\servicenow\\mid\\agent\\BIN\\mid.bat"}
DENIED = r"\(Access is denied\)$"


def host_of(platform: Platform = WINDOWS, state: str = "disabled") -> Host:
    host = Host("berlin", platform, Journal(lambda: NOON), lambda: NOON)
    host.write(PROGRAM[platform], b"old")
    host.services.set_state(APPLICATION_EXPERIENCE, state)
    return host


def test_windows_brings_application_experience_along_and_linux_does_not() -> None:
    assert Services(windows=True).state("aelookupsvc") == "running"
    with pytest.raises(HostError, match=r"^AeLookupSvc \(The specified service does not exist"):
        Services(windows=False).state("AeLookupSvc")


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_the_host_tells_the_state_that_a_service_is_in(platform: Platform) -> None:
    host = host_of(platform)
    assert host.service_state("AeLookupSvc") == "disabled"
    host.services.work_again()
    assert platform is LINUX or host.service_state("AeLookupSvc") == "running"


def test_what_is_asked_is_journalled_with_the_refusal() -> None:
    journal = Journal(lambda: NOON)
    host = Host("berlin", WINDOWS, journal, lambda: NOON)
    host.service_state("AeLookupSvc")
    with pytest.raises(HostError):
        host.service_state("Spooler")
    first, second = journal
    assert (first.kind, first.detail) == ("service_state", {"service": "AeLookupSvc"})
    assert second.detail["error"].startswith("Spooler (")


def test_while_it_is_disabled_no_program_of_a_windows_host_can_be_replaced_in_whatever_way() -> None:
    host, program = host_of(), PROGRAM[WINDOWS]
    host.write("c:\\WINNT\\TEMP\\new", b"new")
    for attempt in (
        lambda: host.write(program, b"new"),
        lambda: host.append(program, "more"),
        lambda: host.copy("c:\\WINNT\\TEMP\\new", program),
        lambda: host.delete(program),
        lambda: host.delete("C:\\ServiceNow\\MID\\agent\\bin"),
    ):
        with pytest.raises(HostError, match=DENIED):
            attempt()
    assert host.read(program) == b"old"
    host.write("C:\\ServiceNow\\MID\\agent\\lib\\mid.jar", b"new")
    host.copy(program, "c:\\WINNT\\TEMP\\backup")


@pytest.mark.parametrize(("platform", "state"), [(WINDOWS, "stopped"), (WINDOWS, "running"), (LINUX, "disabled")])
def test_nothing_else_holds_programs(platform: Platform, state: str) -> None:
    host = host_of(platform, state)
    host.write(PROGRAM[platform], b"new")
    assert host.read(PROGRAM[platform]) == b"new"
