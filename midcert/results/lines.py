"""Text in lines for a terminal."""

import textwrap

WIDTH_COLUMNS = 100


def wrapped(text: str) -> list[str]:
    """A text in lines of at most 100 columns, all but the first indented by two; an id is never broken."""
    return textwrap.wrap(text, WIDTH_COLUMNS, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
