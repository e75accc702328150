import pytest

from fakes.host.host import LINUX, WINDOWS
from fakes.host.net_user import NO_SUCH_USER, Printed, User
from fakes.host.windows import Failure, PowerShell, Windows
from reference_impl.mid.agent import Agent
from reference_impl.mid.log_on import (
    BROKEN,
    ERROR,
    NO_POWERSHELL,
    UNKNOWN_GROUPS,
    UNPARSABLE,
    LogOnTest,
    groups_in,
    is_error,
    name_of,
)
from tests.reference_impl.mid.memory import MemoryHost

ADMINISTRATOR = User("bob", ("Users", "Guests", "Administrators"), is_of_domain=True)
ORDINARY = User("bob", ("Users",), ("Domain Users",), is_of_domain=True)
ODD = ("bob", "bob@", "@corp", "CORP\\", "\\bob", "a\\b\\c", "a@b@c", "CORP\\bob smith", "", "x\r\ny")


def found_by_test(windows: Windows, folder: str = WINDOWS.agent_folder) -> tuple[list[str], str]:
    """What the test tells, and what the log has gained."""
    host = MemoryHost(folder)
    host.windows = windows
    agent = Agent(host, folder)
    messages = LogOnTest(host, agent).messages()
    path = agent.path("logs", "agent0.log.0")
    return messages, host.files.read(path).decode() if host.files.has(path) else ""


@pytest.mark.parametrize(
    ("account", "users", "messages"),
    [
        ("LocalSystem", (), []),
        ("CORP\\bob", (ADMINISTRATOR,), []),
        ("bob@corp.example.com", (ADMINISTRATOR,), []),
        (".\\bob", (User("bob", ("Administrators",)),), []),
        ("CORP\\bob", (ORDINARY,), [ERROR]),
        ("CORP\\bob", (User("bob", (), ("Domain Admins",), is_of_domain=True),), []),
        ("CORP\\bob", (User("bob"),), [ERROR]),
        ("CORP\\bob", (), [UNKNOWN_GROUPS]),
        ("CORP\\LocalSystem", (), [UNKNOWN_GROUPS]),
        *(
            (account, (ORDINARY,), [UNPARSABLE])
            for account in (
                "bob",
                "bob@",
                "@corp",
                "CORP\\",
                "\\bob",
                "a\\b\\c",
                "a@b@c",
                "CORP\\bob smith",
                "",
                "x\r\ny",
            )
        ),
    ],
)
def test_an_account_is_taken_or_warned_of_or_an_error(
    account: str, users: tuple[User, ...], messages: list[str]
) -> None:
    assert found_by_test(Windows(account, users)) == (messages, "")


@pytest.mark.parametrize("printed", [Printed(""), NO_SUCH_USER, Printed("User name    bob\r\n")])
def test_a_listing_without_groups_is_a_warning(printed: Printed) -> None:
    assert found_by_test(Windows("CORP\\bob", (ORDINARY,), show=lambda _: printed))[0] == [UNKNOWN_GROUPS]


@pytest.mark.parametrize(
    ("powershell", "is_usable"),
    [
        (PowerShell(""), False),
        (PowerShell("2.0"), False),
        (PowerShell(is_allowed=False), False),
        (PowerShell("3.0"), True),
        (PowerShell("5.1"), True),
        (PowerShell("10.0"), True),
    ],
)
def test_a_powershell_of_3_0_or_newer_is_usable(powershell: PowerShell, *, is_usable: bool) -> None:
    messages, log = found_by_test(Windows("CORP\\bob", (ORDINARY,), powershell))
    assert messages == ([ERROR] if is_usable else [])
    assert (NO_POWERSHELL in log) is not is_usable


def test_a_script_that_fails_is_logged_with_its_reason() -> None:
    messages, log = found_by_test(Windows("CORP\\bob", (ORDINARY,), told=Failure("Invalid class")))
    assert messages == []
    assert log.endswith(f"{BROKEN}Invalid class\n")


def test_on_linux_nobody_asks() -> None:
    assert found_by_test(Windows("CORP\\bob", (ORDINARY,)), LINUX.agent_folder) == ([], "")


def test_a_warning_is_no_error() -> None:
    assert list(filter(is_error, [UNPARSABLE, ERROR, UNKNOWN_GROUPS])) == [ERROR]


@pytest.mark.parametrize("account", ["CORP\\bob", "bob@corp.example.com", ".\\bob"])
def test_the_name_of_a_user_has_no_domain(account: str) -> None:
    assert name_of(account) == "bob"


def test_groups_go_on_until_a_line_begins_with_a_letter() -> None:
    lines = ["x *no", "Groups   *a b *c", "         *d*e", "Others   *f", "         *g"]
    assert groups_in(lines, "Groups") == ["a b", "c", "d", "e"]
    assert groups_in(lines, "Nothing") == []
