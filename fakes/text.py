"""Texts of a target, made fit for a terminal and for whoever reads a report."""

import base64
import re

_NO_TEXT = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|[^\t\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\U0010ffff]"
)
"""Control sequences of terminals (ECMA-48, 5.4), other control characters, those that turn the direction of writing or
begin a line (Unicode, 23.2), and halves of surrogate pairs."""
HIDDEN = "(hidden)"
_PASSWORD = re.compile(r"password-of-[\w-]+", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
SURROGATE_HANDLER = "backslashreplace"
"""How a file of JSON takes halves of surrogate pairs, which UTF-8 does not have: as JSON's own escapes."""
MAX_SHOWN_CHARACTERS = 4_000
"""How many characters of a text a report shows."""


def password_of(name: str) -> str:
    """The password that the suite gives somebody; `hidden` knows it wherever it turns up."""
    return f"password-of-{name}"


def hidden(text: str) -> str:
    """A text without the passwords that a target may have put into it, as they are or as HTTP carries them."""
    return _BASE64.sub(lambda found: HIDDEN if _holds_password(found[0]) else found[0], _PASSWORD.sub(HIDDEN, text))


def printable(text: str) -> str:
    """What a target said, without what would do something to a terminal, and no more of it than somebody reads."""
    said = hidden(_NO_TEXT.sub("", text[: 2 * MAX_SHOWN_CHARACTERS]))
    goes_on = len(said) > MAX_SHOWN_CHARACTERS or len(text) > 2 * MAX_SHOWN_CHARACTERS
    return f"{said[:MAX_SHOWN_CHARACTERS]} ... (it goes on)" if goes_on else said


def on_one_line(text: str) -> str:
    """The same, with its line breaks to be seen, so that no line of a report is a target's."""
    return printable(text).replace("\n", "\\n")


def shown(text: str) -> str:
    r"""A text with everything to be seen that does something: each such character by its number, such as \u202e."""
    return _NO_TEXT.sub(lambda found: "".join(map(_numbered, found[0])), text)


def _numbered(character: str) -> str:
    return character if character.isascii() and character.isprintable() else f"\\u{ord(character):04x}"


def _holds_password(text: str) -> bool:
    whole = text[: len(text) // 4 * 4]
    return text.isascii() and _PASSWORD.search(base64.b64decode(whole).decode("latin-1")) is not None
