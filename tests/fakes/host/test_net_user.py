"""What `net` prints has the shape in which it was seen in the field."""

import re
from collections.abc import Callable

import pytest

from fakes.host.net_user import (
    ACCESS_DENIED,
    ADMINISTRATORS,
    ENGLISH,
    FRENCH,
    GERMAN,
    NO_SUCH_USER,
    Language,
    Printed,
    User,
    cut_short,
    listing,
    members,
    with_noise,
    without_groups,
)
from midcert.run.layout import ROOT

BOB = User("bob", ("Remote Management Users", "Users", ADMINISTRATORS), ("Domain Users",), is_of_domain=True)


def lines(printed: Printed) -> list[str]:
    assert "\n" not in printed.output.replace("\r\n", "")
    return [line.rstrip() for line in printed.output.split("\r\n")]


def test_the_listing_is_the_one_that_the_protocol_shows() -> None:
    page = (ROOT / "docs" / "protocol.md").read_text("utf-8")
    [shown] = re.findall(r"^```\n(The request.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert "\n".join(lines(listing(BOB))).rstrip() == shown.rstrip()


def test_a_user_of_the_host_is_listed_without_a_domain_controller() -> None:
    assert lines(listing(User("bob")))[0] == f"{'User name':29}bob"


@pytest.mark.parametrize(
    ("language", "local", "others", "done"),
    [
        (
            ENGLISH,
            ["Local Group Memberships      *Administrators       *Users", f"{'':29}*Remote Management Use"],
            "Global Group memberships     *None",
            "The command completed successfully.",
        ),
        (
            GERMAN,
            [
                "Lokale Gruppenmitgliedschaften     *Administratoren",
                f"{'':35}*Benutzer",
                f"{'':35}*Remote Management Use",
            ],
            "Globale Gruppenmitgliedschaften    *Kein",
            "Der Befehl wurde erfolgreich ausgeführt.",
        ),
        (
            FRENCH,
            [
                f"{'Appartient aux groupes locaux':46}*Administrateurs      *Utilisateurs",
                f"{'':46}*Remote Management Use",
            ],
            f"{'Appartient aux groupes globaux':46}*Aucun",
            "La commande s\u2019est terminée correctement.",
        ),
    ],
    ids=["English", "German", "French"],
)
def test_groups_stand_in_a_column_and_go_on_below_it(
    language: Language, local: list[str], others: str, done: str
) -> None:
    printed = lines(listing(User("bob", (ADMINISTRATORS, "Users", "Remote Management Users")), language))
    begin = printed.index(local[0])
    assert printed[begin : begin + len(local) + 2] == [*local, others, done]


def test_no_blank_is_behind_a_name_that_is_cut() -> None:
    assert "*Remote Management Use*Users" in listing(BOB).output


def test_without_a_local_group_the_label_stands_alone() -> None:
    assert "Local Group Memberships" in lines(listing(User("bob")))


def test_full_name_and_comment_have_their_own_lines() -> None:
    printed = lines(listing(User("bob", full_name="Bob Miller", comment="night shift")))
    assert printed[1:3] == [f"{'Full Name':29}Bob Miller", f"{'Comment':29}night shift"]


@pytest.mark.parametrize("show", [without_groups, cut_short])
def test_what_is_unexpected_has_no_groups(show: Callable[[User], Printed]) -> None:
    printed = show(BOB).output
    assert printed.startswith("User name")
    assert "Group" not in printed
    assert "*" not in printed


def test_a_listing_that_is_cut_ends_in_the_middle_of_a_line() -> None:
    assert lines(cut_short(BOB))[-1] == "Logon hours allowed"


def test_noise_is_around_the_whole_listing() -> None:
    before, after = with_noise(BOB).output.split(listing(BOB).output)
    assert (before.strip(), after.strip()) == ("Active code page: 437", "Elapsed time: 0.2 s")


@pytest.mark.parametrize(
    ("printed", "text"), [(NO_SUCH_USER, "The user name could not be found."), (ACCESS_DENIED, "System error 5")]
)
def test_a_failure_has_its_text_and_an_exit_code(printed: Printed, text: str) -> None:
    assert (printed.output.startswith(text), printed.exit_code) == (True, 2)


def test_members_are_users_and_the_group_of_the_domain_s_administrators() -> None:
    everybody = [BOB, User("carol", (ADMINISTRATORS,)), User("dan", ("Users",))]
    printed = lines(members("administrators", everybody))
    begin = printed.index("-" * 79) + 1
    assert printed[begin:-1] == [
        "Administrator",
        "CORP\\Domain Admins",
        "CORP\\bob",
        "carol",
        "The command completed successfully.",
    ]


@pytest.mark.parametrize(("language", "name"), [(GERMAN, "Administratoren"), (FRENCH, "Administrateurs")])
def test_the_group_has_another_name_in_another_language(language: Language, name: str) -> None:
    assert members(ADMINISTRATORS, [], language).exit_code == 2
    assert members(name, [], language).exit_code == 0
