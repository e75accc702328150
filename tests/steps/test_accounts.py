import pytest

from fakes.host.net_user import Printed, User
from fakes.host.windows import Failure, PowerShell
from steps.words.accounts import LISTINGS, Account
from steps.words.phrase import phrase

DOMAIN_USERS = ("Domain Users",)


def read(type_: str, text: str) -> object:
    found = phrase(f"it is {{that:{type_}}}").parse_arguments(f"it is {text}")
    return found and found["that"]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ('"LocalSystem"', Account("LocalSystem", ())),
        ('""', Account("", ())),
        ('"CORP\\"', Account("CORP\\", ())),
        ('"bob", an ordinary user', Account("bob", (User("bob", ("Users",)),))),
        ('".\\bob", an administrator', Account(".\\bob", (User("bob", ("Administrators",)),))),
        ('"CORP\\bob", a user', Account("CORP\\bob", (User("bob", (), DOMAIN_USERS, is_of_domain=True),))),
        (
            '"bob@corp.example.com", a user in Users, Remote Desktop Users and Hyper-V Administrators',
            Account(
                "bob@corp.example.com",
                (
                    User(
                        "bob",
                        ("Users", "Remote Desktop Users", "Hyper-V Administrators"),
                        DOMAIN_USERS,
                        is_of_domain=True,
                    ),
                ),
            ),
        ),
        (
            '"CORP\\dora", a domain administrator in Administrators',
            Account(
                "CORP\\dora", (User("dora", ("Administrators",), ("Domain Admins", "Domain Users"), is_of_domain=True),)
            ),
        ),
        (
            '"bob", an ordinary user with the full name Administrators',
            Account("bob", (User("bob", ("Users",), full_name="Administrators"),)),
        ),
        (
            '"bob", an ordinary user with the comment *Administrators',
            Account("bob", (User("bob", ("Users",), comment="*Administrators"),)),
        ),
        ("LocalSystem", None),
        ('"bob", a king', None),
        ('"bob", a user in users', None),
    ],
)
def test_an_account_says_who_that_is(text: str, account: object) -> None:
    assert read("Account", text) == account


@pytest.mark.parametrize(
    ("text", "powershell"),
    [
        ("5.1", PowerShell("5.1")),
        ("10.0", PowerShell("10.0")),
        ("missing", PowerShell("")),
        ("not for the user of its service", PowerShell(is_allowed=False)),
        ("new", None),
    ],
)
def test_powershell_has_a_version_or_is_none(text: str, powershell: object) -> None:
    assert read("PowerShell", text) == powershell


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("prints nothing", Printed("")),
        ('fails with "Invalid class"', Failure("Invalid class")),
        ("fails", None),
    ],
)
def test_a_script_prints_something_or_fails(text: str, outcome: object) -> None:
    assert read("ScriptOutcome", text) == outcome


@pytest.mark.parametrize("text", LISTINGS)
def test_every_listing_is_a_word_for_what_is_printed(text: str) -> None:
    assert read("Listing", text) is LISTINGS[text]
    assert "bob" in LISTINGS[text].show(User("bob")).output or text in {
        "nothing",
        "the text of an error",
        "that there is no such user",
    }
