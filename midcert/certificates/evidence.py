"""What a certificate is about: the file of a run and the journals of its scenarios, with their digests.

Whoever reads them trusts nothing: a name leads out of no folder, and no file is larger than it can honestly be.
"""

import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import msgspec
from msgspec import Struct

from midcert.protocol.values import Json
from midcert.results.digests import digest
from midcert.results.row import Row
from midcert.results.run import Run, decoded

MAX_RUN_BYTES = 128 * 2**20
MAX_JOURNAL_BYTES = 64 * 2**20
PART_CHARACTERS = 16
"""Of the digest of a part of a run: enough to find what has been edited, which the digest of the whole proves."""


class EvidenceError(ValueError):
    """A file cannot be used; the message says why, in one line that goes on from its name, as in "is no file"."""


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
        raise EvidenceError(f"holds no JSON: {error}") from None
    return RunFile(path, hashlib.sha256(content).hexdigest(), parts, run)


def edited(certified: Parts, found: RunFile) -> Iterator[str]:
    """The parts of a run that are not those of a certificate, by their names."""
    fields = found.parts.fields
    names = dict.fromkeys([*certified.fields, *fields])
    yield from (f"its {name}" for name in names if certified.fields.get(name) != fields.get(name))
    yield from _edited_rows(certified.rows, found.parts.rows, [row.id for row in found.run.rows])


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


def _edited_rows(certified: Sequence[str], found: Sequence[str], ids: Sequence[str]) -> Iterator[str]:
    """Which rows are others, or missing, or stand elsewhere; in a time that grows with their number alone."""
    begin = _common(certified, found)
    end = _common(certified[begin:][::-1], found[begin:][::-1])
    were, are = certified[begin : len(certified) - end], found[begin : len(found) - end]
    left = Counter(were)
    for row_id, digest_of_row in zip(ids[begin:], are, strict=False):
        left[digest_of_row] -= 1
        if left[digest_of_row] < 0:
            yield f"the row of {row_id}"
    if (missing := len(were) - len(are)) > 0:
        yield f"rows that are missing {f'after that of {ids[begin - 1]}' if begin else 'at the beginning'}: {missing}"
    elif were and not any(left.values()):
        yield f"the order of its rows, from that of {ids[begin]} on"


def _common(some: Sequence[str], others: Sequence[str]) -> int:
    """With how many equal ones both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def _journal(name: str, folder: Path) -> bytes | EvidenceError:
    if Path(name).name != name:
        return EvidenceError("has a name that leads out of the folder")
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
