"""Texts of a target, made fit for a terminal."""

import re

_NO_TEXT = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]")
"""Control sequences of terminals (ECMA-48, 5.4), other control characters, and halves of surrogate pairs."""


def printable(text: str) -> str:
    """What a target said, without what would do something to a terminal."""
    return _NO_TEXT.sub("", text)
