"""TOML files of the suite and of its users: tables of one kind, decoded into types, refused in one line.

A type is a `msgspec.Struct`; what each of its fields must be is said in words by the description in its annotation:

    class Deviation(Struct, frozen=True, forbid_unknown_fields=True):
        reason: Text
        expires: Annotated[date, Meta(description="a date such as 2027-01-01")] | None = None
"""

import difflib
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(pattern=r"\S", description="a text")]
"""Any text but an empty or a blank one."""
Kind = TypeVar("Kind", bound=msgspec.Struct)

_PLACE = re.compile(r"\$\.(\w+)")
"""How msgspec names the field in which something is wrong."""


class TableError(ValueError):
    """A file or a table in it cannot be used; the message says why, in one line."""


def read_document(path: Path) -> dict[str, object]:
    """What a TOML file holds.

    Raises:
        TableError: The file cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise TableError(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TableError(f"not UTF-8: {error.reason}") from None
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"not TOML: {error}") from None


def read_tables(path: Path, name: str) -> list[object]:
    """What stands in a TOML file under `[[name]]`, and nothing else may; perhaps nothing.

    Raises:
        TableError: The file cannot be read, is no TOML, or holds something else.
    """
    document = read_document(path)
    if unknown := sorted(document.keys() - {name}):
        raise TableError(f"unknown key {unknown[0]!r}: entries stand under [[{name}]]")
    tables = document.get(name, [])
    if not isinstance(tables, list):
        raise TableError(f"entries stand under [[{name}]], in double brackets")
    return tables


def decoded(table: object, kind: type[Kind]) -> Kind:
    """A table as a value of a type.

    Raises:
        TableError: A key is unknown or missing, or the value of one is not what the type says.
    """
    if not isinstance(table, dict):
        raise TableError(f"not a table: {table!r}")
    fields = _fields(kind)
    known = [field.name for field in fields]
    if unknown := [key for key in table if key not in known]:
        raise TableError(f"unknown key {unknown[0]!r}{nearest(unknown[0], known)}")
    if missing := [field.name for field in fields if field.required and field.name not in table]:
        raise TableError(f"missing key: {', '.join(missing)}")
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise TableError(_words(error, table, kind)) from None


@functools.cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a type, which are looked up anew at each call."""
    return msgspec.structs.fields(kind)


def nearest(word: str, words: list[str]) -> str:
    """A remark that names the word most like a mistyped one; empty where none is near."""
    like = difflib.get_close_matches(word, words, n=1)
    return f"; the nearest is {like[0]!r}" if like else ""


def _words(error: msgspec.ValidationError, table: dict[str, object], kind: type[msgspec.Struct]) -> str:
    place = _PLACE.search(str(error))
    if place is None:
        return str(error)
    wanted = next(_descriptions(get_type_hints(kind, include_extras=True)[place[1]]), "")
    return f"{place[1]} is not {wanted}: {table[place[1]]!r}" if wanted else str(error)


def _descriptions(annotation: object) -> Iterator[str]:
    """The descriptions in an annotation, that of the whole before those of its parts."""
    parts = get_args(annotation)
    yield from (each.description for each in parts if isinstance(each, Meta) and each.description)
    for each in parts:
        yield from _descriptions(each)
