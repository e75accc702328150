import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from fakes.journal import Entry
from fakes.text import SURROGATE_HANDLER
from midcert.reports.journals import Journals
from midcert.results.row import JournalFile, Row
from tests.midcert.reports.made_pages import journal, row

ENTRIES = journal((0, "berlin", "append", {"path": "/log", "text": "a\u2028b\x85c"}), (1, "berlin", "facts", {}))


def written(folder: Path, entries: Sequence[Entry] = ENTRIES) -> Row:
    content = "".join(f"{entry.to_json()}\n" for entry in entries).encode("utf-8", SURROGATE_HANDLER)
    (folder / "j.jsonl").write_bytes(content)
    return msgspec.structs.replace(row(), journal=JournalFile("j.jsonl", hashlib.sha256(content).hexdigest(), 2))


def test_a_journal_is_read_whatever_line_breaks_its_texts_have(tmp_path: Path) -> None:
    assert Journals(tmp_path).of(written(tmp_path)) == ENTRIES


@pytest.mark.parametrize("value", ["half of a pair: \ud800", float("inf"), 10**400])
def test_a_journal_is_read_whatever_python_takes_for_json(tmp_path: Path, value: object) -> None:
    entries = [*ENTRIES, *journal((2, "berlin", "append", {"path": "/log", "text": value}))]
    assert Journals(tmp_path).of(written(tmp_path, entries)) == entries


def test_a_scenario_without_a_journal_has_none(tmp_path: Path) -> None:
    assert Journals(tmp_path).of(row()) is None


def test_a_journal_that_is_gone_is_none(tmp_path: Path) -> None:
    found = written(tmp_path)
    (tmp_path / "j.jsonl").unlink()
    assert Journals(tmp_path).of(found) is None


def test_a_journal_of_another_run_is_not_taken_for_this_one(tmp_path: Path) -> None:
    found = written(tmp_path)
    (tmp_path / "j.jsonl").write_text(f"{ENTRIES[0].to_json()}\n", "utf-8")
    assert Journals(tmp_path).of(found) is None
