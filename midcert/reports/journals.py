"""The journals of a run, where they were written."""

import hashlib
from pathlib import Path

from fakes.journal import Entry
from midcert.results.row import Row


class Journals:
    """Those in a folder.

    Args:
        folder: As `--journals` has named it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, row: Row) -> list[Entry] | None:
        """The journal of a scenario; None where it has none, or what lies there now is another one."""
        if row.journal is None:
            return None
        try:
            content = (self._folder / row.journal.file).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest() != row.journal.sha256:
            return None
        lines = content.decode("utf-8").split("\n")  # not splitlines: JSON leaves some of its line breaks as they are
        return [Entry.from_json(line) for line in lines if line]
