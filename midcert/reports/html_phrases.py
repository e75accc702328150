"""The phrases that a reader of the features needs, as the document has them that explains them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HEAD = "| phrase | means |\n| --- | --- |\n"
"""What the table of the phrases begins with."""
_ELEMENTS = {"`": "code", "*": "em"}
_MARKED = re.compile(r"(`[^`]+`|\*[^*]+\*)")
_OTHER_MARKS = re.compile(r"[`*_|<&\[\\]")

Span = tuple[str, str]
"""The HTML element of a piece of text, empty for plain text; and the text."""


class PhrasesError(ValueError):
    """The document has no table of phrases that can be read; the message is one line."""


@dataclass(frozen=True)
class Phrase:
    """A phrase of the features, and what it means."""

    words: Sequence[Span]
    means: Sequence[Span]


def load_phrases(path: Path) -> list[Phrase]:
    """The phrases that a document in Markdown explains in a table, in its order.

    Raises:
        PhrasesError: The document cannot be read, has no such table, or one with more in it than code and emphasis.
    """
    try:
        _, _, table = path.read_text("utf-8").partition(HEAD)
    except OSError as error:
        raise PhrasesError(f"{path}: cannot be read: {error.strerror}") from error
    rows = list(itertools.takewhile(lambda line: line.startswith("|"), table.splitlines()))
    if not rows:
        raise PhrasesError(f"{path}: holds no table of phrases")
    try:
        return [_phrase(row) for row in rows]
    except PhrasesError as error:
        raise PhrasesError(f"{path}: {error}") from error


def _phrase(row: str) -> Phrase:
    match [list(_spans(cell)) for cell in row.removeprefix("| ").removesuffix(" |").split(" | ")]:
        case [words, means] if not any(_is_unread(*span) for span in (*words, *means)):
            return Phrase(words, means)
    raise PhrasesError(f"not a phrase and what it means, in words, `code` and *emphasis*: {row}")


def _spans(cell: str) -> Iterator[Span]:
    for part in filter(None, _MARKED.split(cell)):
        yield (_ELEMENTS[part[0]], part[1:-1]) if _MARKED.fullmatch(part) else ("", part)


def _is_unread(element: str, text: str) -> bool:
    return not element and _OTHER_MARKS.search(text) is not None
