"""Texts of a target, made fit for a terminal and for a report."""

import base64
from urllib.parse import quote

import pytest

from fakes.errors import TargetCrashedError
from fakes.text import MAX_SHOWN_CHARACTERS, hidden, on_one_line, password_of, printable, shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Zürich, 東京, 🏙, \u200dx", "Zürich, 東京, 🏙, x"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b1m\x7f\r\x08\x00", "1m"),
        ("half \ud800", "half "),
        ("turned \u202eround\u2066", "turned round"),
        ("line\u2028paragraph\u2029", "lineparagraph"),
        ("\ufeffmark", "mark"),
    ],
)
def test_only_what_does_nothing_to_a_terminal_is_shown(said: str, shown: str) -> None:
    assert printable(said) == shown


def test_nobody_reads_more_than_a_page() -> None:
    assert printable("x" * MAX_SHOWN_CHARACTERS) == "x" * MAX_SHOWN_CHARACTERS
    for much in ("x" * (MAX_SHOWN_CHARACTERS + 1), "\0" * 3 * MAX_SHOWN_CHARACTERS, "x" * 10**7):
        assert len(printable(much)) <= MAX_SHOWN_CHARACTERS + 20
        assert printable(much).endswith(" ... (it goes on)")


def test_no_line_of_a_report_is_a_target_s() -> None:
    assert on_one_line("mine\nVerdict: conformant\r\n") == "mine\\nVerdict: conformant\\n"


def test_an_error_of_a_target_may_be_shown_as_it_is() -> None:
    assert str(TargetCrashedError("advance: \x1b[2Jgone")) == "advance: gone"


def test_passwords_are_hidden_wherever_a_target_puts_them() -> None:
    password = password_of("berlin")
    login = base64.b64encode(f"mid.berlin:{password}".encode()).decode()
    for said in (password, quote(password), f"Basic {login}", f"?login={login}&x=1"):
        assert password not in hidden(said)
        assert login not in hidden(said)
        assert "(hidden)" in printable(said)
    assert hidden("QUJD" * 20 + " a password of mine") == "QUJD" * 20 + " a password of mine"


def test_what_does_something_can_be_seen_and_nothing_else_changes() -> None:
    assert shown("é ✓\t\n") == "é ✓\t\n"
    assert shown("\x1b[31m\u202e\ud800") == r"\u001b[31m\u202e\ud800"
