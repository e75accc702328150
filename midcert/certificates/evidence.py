"""What a certificate is about: the file of a run and the journals of its scenarios, with their digests.

Whoever reads them trusts nothing: a name leads out of no folder, and no file is larger than it can honestly be.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import msgspec
from msgspec import Struct

from midcert.protocol.values import Json
from midcert.results.digests import digest
from midcert.results.row import Row
from midcert.results.run import Run, decoded

MAX_RUN_BYTES = 256 * 2**20
MAX_JOURNAL_BYTES = 64 * 2**20
PART_CHARACTERS = 16
"""Of the digest of a part of a run: enough to find what has been edited, which the digest of the whole proves."""


class EvidenceError(ValueError):
    """A file cannot be used; the message says why, in one line."""


class Parts(Struct, frozen=True, forbid_unknown_fields=True):
    """The beginnings of the digests of all parts of a run, so that an edited one can be named."""

    fields: dict[str, str]
    """Of each field but the rows, by its name."""
    rows: list[str]
    """Of each row, in their order."""


@dataclass(frozen=True)
class RunFile:
    """The file of a run."""

    path: Path
    sha256: str
    parts: Parts
    run: Run


def content_of(path: Path, most_bytes: int) -> bytes:
    """What a regular file holds.

    Raises:
        EvidenceError: It is none, cannot be read, or is too large.
    """
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # a pipe would let us wait
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise EvidenceError("is no file")
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise EvidenceError(f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise EvidenceError(str(error)) from None
    if len(content) > most_bytes:
        raise EvidenceError(f"is larger than {most_bytes} bytes")
    return content


def run_file(path: Path) -> RunFile:
    """The run in a file.

    Raises:
        EvidenceError: The file cannot be used.
        RunFileError: It holds no run.
    """
    content = content_of(path, MAX_RUN_BYTES)
    run = decoded(content)
    try:
        parts = _parts(msgspec.json.decode(content))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:  # in what the types of a run leave out
        raise EvidenceError(f"no JSON: {error}") from None
    return RunFile(path, hashlib.sha256(content).hexdigest(), parts, run)


def edited(certified: Parts, found: RunFile) -> Iterator[str]:
    """The parts of a run that are not those of a certificate, by their names."""
    fields = found.parts.fields
    names = dict.fromkeys([*certified.fields, *fields])
    yield from (f"its {name}" for name in names if certified.fields.get(name) != fields.get(name))
    rows = found.run.rows
    matcher = SequenceMatcher(None, certified.rows, found.parts.rows, autojunk=False)
    for kind, first, end, begin, last in matcher.get_opcodes():
        if kind in ("replace", "insert"):
            yield from (f"the row of {row.id}" for row in rows[begin:last])
        if kind != "equal" and end - first > last - begin:
            after = f"after that of {rows[begin - 1].id}" if begin else "at the beginning"
            yield f"rows that are missing {after}: {end - first - (last - begin)}"


def journals_of(run: Run, folder: Path) -> Iterator[tuple[Row, bytes | EvidenceError]]:
    """The journal of each row that has one, in the order of the rows; or why it cannot be used."""
    for row in run.rows:
        if row.journal is not None:
            yield row, _journal(row.journal.file, folder)


def digest_of_journals(run: Run, folder: Path) -> str:
    """One digest of all journals of a run.

    Raises:
        EvidenceError: One of them cannot be read.
    """
    return digest(_named(run, folder))


def _named(run: Run, folder: Path) -> Iterator[tuple[str, bytes]]:
    for row, content in journals_of(run, folder):
        if isinstance(content, EvidenceError):
            raise content
        yield row.journal.file if row.journal else "", content


def _journal(name: str, folder: Path) -> bytes | EvidenceError:
    if Path(name).name != name:
        return EvidenceError("its name leads out of the folder")
    try:
        return content_of(folder / name, MAX_JOURNAL_BYTES)
    except EvidenceError as error:
        return error


def _parts(document: Json) -> Parts:
    rows = [_part(row) for row in document["rows"]]
    return Parts({name: _part(value) for name, value in document.items() if name != "rows"}, rows)


def _part(value: object) -> str:
    """The beginning of the digest of a JSON value, however it is written."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:PART_CHARACTERS]
