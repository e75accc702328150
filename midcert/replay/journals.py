"""The journals of a run, read to be told again: whatever may have been done to them since."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from fakes.journal import Entry
from midcert.results.row import Row
from midcert.run.world import journal_name


class JournalError(ValueError):
    """There is no journal that could be told again; the message says why, in a few words."""


def entries_of(row: Row, folder: Path) -> list[Entry]:
    """The journal of a scenario.

    Raises:
        JournalError: It is not there, or holds no entries, or not in their order.
    """
    if row.journal is None:
        raise JournalError("it ran, and the run names no journal of it")
    if row.journal.file != journal_name(row.id):
        raise JournalError(f"its journal is not called {journal_name(row.id)}")
    try:
        content = (folder / row.journal.file).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise JournalError(f"its journal cannot be read: {getattr(error, 'strerror', None) or error}") from None
    lines = content.split("\n")  # not splitlines: JSON leaves some of its line breaks as they are
    entries = [_entry(number, line) for number, line in enumerate(lines[:-1])]
    if not entries or lines[-1]:
        raise JournalError("its journal is cut off")
    for before, after in pairwise(entries):
        if after.time < before.time:
            raise JournalError(f"entry {after.sequence} of its journal is earlier than the one before it")
    if len(entries) != row.journal.entries:
        raise JournalError(f"its journal has {len(entries)} entries, and by the run {row.journal.entries}")
    return entries


def strangers(rows: list[Row], folder: Path) -> Iterator[str]:
    """The files in the folder that are the journal of no scenario of the run."""
    known = {row.journal.file for row in rows if row.journal}
    yield from sorted(path.name for path in folder.iterdir() if path.name not in known)


def _entry(number: int, line: str) -> Entry:
    try:
        entry = Entry.from_json(line)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        raise JournalError(f"line {number + 1} of its journal is no entry") from None
    if entry.sequence != number:
        raise JournalError(f"line {number + 1} of its journal has entry {entry.sequence}, and not {number}")
    return entry
