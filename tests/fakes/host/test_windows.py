import pytest

from fakes.host.files import HostError
from fakes.host.net_user import NO_SUCH_USER, Printed, User, listing
from fakes.host.windows import NOT_INSTALLED, Failure, PowerShell, Windows

BOB = User("bob", ("Users",))
BOB_OF_DOMAIN = User("bob", ("Administrators",), ("Domain Users",), is_of_domain=True)
DORA = User("dora", (), ("Domain Admins",), is_of_domain=True)
WINDOWS = Windows("CORP\\bob", (BOB_OF_DOMAIN, DORA))


@pytest.mark.parametrize(
    "command", ["powershell", "powershell.exe -File x.ps1", "PowerShell -Command (x).StartName", "  POWERSHELL.EXE x"]
)
def test_whatever_begins_with_powershell_tells_the_account(command: str) -> None:
    assert WINDOWS.answer(command) == Printed("CORP\\bob\r\n")


@pytest.mark.parametrize(
    "command", ["powershells", "echo powershell", "hostname", "net users", "net user", "net use x", ""]
)
def test_other_commands_are_none_of_the_tests(command: str) -> None:
    assert WINDOWS.answer(command) is None


@pytest.mark.parametrize(
    "command", ["net user bob", "NET  User BOB", " net user bob /domain", "net user bob  /DOMAIN "]
)
def test_a_user_is_found_by_name_without_regard_to_case_and_blanks(command: str) -> None:
    assert WINDOWS.answer(command) == listing(BOB_OF_DOMAIN)


@pytest.mark.parametrize("name", ["CORP\\bob", "bob@corp.example.com", "bobby", "Administrator"])
def test_nobody_else_is_known(name: str) -> None:
    assert WINDOWS.answer(f"net user {name}") == NO_SUCH_USER


def test_the_host_s_own_users_come_before_those_of_its_domain() -> None:
    both = Windows(users=(BOB_OF_DOMAIN, BOB))
    assert both.answer("net user bob") == listing(BOB)
    assert both.answer("net user bob /domain") == listing(BOB_OF_DOMAIN)
    assert Windows(users=(BOB,)).answer("net user bob /domain") == NO_SUCH_USER


def test_a_listing_may_be_shown_otherwise_and_nobody_is_still_nobody() -> None:
    odd = Windows(users=(BOB,), show=lambda user: Printed(user.name))
    assert odd.answer("net user bob") == Printed("bob")
    assert odd.answer("net user dora") == NO_SUCH_USER


def test_members_are_asked_for_by_the_name_of_the_group() -> None:
    printed = WINDOWS.answer("net LOCALGROUP administrators")
    assert printed is not None
    assert "CORP\\bob" in printed.output
    other = WINDOWS.answer("net localgroup Users")
    assert other is not None
    assert other.exit_code == 2


def test_without_powershell_nothing_runs() -> None:
    bare = Windows(powershell=PowerShell(""))
    assert bare.powershell_version() == ""
    assert bare.answer("powershell x") == NOT_INSTALLED
    assert NOT_INSTALLED.exit_code == 1


def test_who_may_not_run_powershell_is_refused() -> None:
    closed = Windows(powershell=PowerShell(is_allowed=False))
    with pytest.raises(HostError, match=r"^Access is denied$"):
        closed.powershell_version()
    with pytest.raises(HostError, match=r"^Access is denied$"):
        closed.answer("powershell x")


def test_the_script_may_print_something_else_or_fail() -> None:
    assert Windows(told=Printed("")).answer("powershell x") == Printed("")
    with pytest.raises(HostError, match=r"^Invalid class$"):
        Windows(told=Failure("Invalid class")).answer("powershell x")


def test_a_host_of_whom_nothing_is_said_runs_its_service_as_local_system_with_powershell_5_1() -> None:
    assert Windows().answer("powershell x") == Printed("LocalSystem\r\n")
    assert Windows().powershell_version() == "5.1"
