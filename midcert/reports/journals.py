"""The journals of a run, where they were written."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from fakes.journal import Entry
from midcert.results.row import Row

_ENTRIES = msgspec.json.Decoder(Entry)


class Journals:
    """Those in one folder, or in several, as the parts of a run have.

    Args:
        folders: As `--journals` has named them.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders

    def of(self, row: Row) -> list[Entry] | None:
        """The journal of a scenario; None where it has none, or what lies there now is another one."""
        content = self.content_of(row)
        return None if content is None else _entries(content)

    def content_of(self, row: Row) -> bytes | None:
        """The same as it was written."""
        if row.journal is None:
            return None
        for folder in self._folders:
            try:
                content = (folder / row.journal.file).read_bytes()
            except OSError:
                continue
            if hashlib.sha256(content).hexdigest() == row.journal.sha256:
                return content
        return None

    def copy(self, rows: Iterable[Row], folder: Path) -> None:
        """Write those of these scenarios into another folder.

        Raises:
            FileNotFoundError: One that was written is not there; the message names it.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for row in rows:
            if row.journal is not None:
                content = self.content_of(row)
                if content is None:
                    raise FileNotFoundError(f"the journal {row.journal.file} is in none of the folders")
                (folder / row.journal.file).write_bytes(content)


def _entries(content: bytes) -> list[Entry]:
    try:
        return _ENTRIES.decode_lines(content)
    except msgspec.MsgspecError:  # a text or number of a target that Python alone takes for JSON: "\ud800", NaN
        lines = content.decode("utf-8").split("\n")  # not splitlines: JSON leaves some of its line breaks as they are
        return [Entry.from_json(line) for line in lines if line]
