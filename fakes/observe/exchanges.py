"""A request in the journal: where it went, what it sent, and what came back, whoever asked and whoever wrote it down.

Only requests are judged here, never what a target says of itself; a request that failed is one all the same.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from fakes.journal import Entry
from fakes.network import http_types
from fakes.releases.download_site import DOWNLOAD_SITE

ADMINISTRATOR = "administrator"
"""Who that is in the journal."""
TABLE_API = "/api/now/table"
MID_API = "/api/now/mid"
FILE_NAME_PARTS = 5
"""Of a package's file: package, stamp, operating system, architecture, zip."""
API_VERSION = re.compile(r"^/api/now/v\d+/")
UPDATE_METHODS = ("PATCH", "PUT")
ALL_RECORDS = "?sysparm_query="
"""How an administrator asks for all records of a table."""


def is_exchange(entry: Entry, server: str) -> bool:
    """Whether an entry is a request to this server."""
    return entry.kind == "exchange" and entry.detail["server"] == server and "method" in entry.detail


def is_success(entry: Entry) -> bool:
    """Whether an exchange was answered with a status of success."""
    return http_types.is_success(entry.detail.get("status", 0))


def path_of(entry: Entry) -> str:
    """The path of an exchange, without its query and without the API's version."""
    return plain_path(str(entry.detail["path"]))


@functools.lru_cache(maxsize=4096)
def plain_path(path: str) -> str:
    """A path as it is meant, without its query and without the API's version: /api/now/v2/table is /api/now/table."""
    return API_VERSION.sub("/api/now/", unquote(split(path).path))


def split(path: str) -> SplitResult:
    """A path and its query; what is no path, such as //[x, has neither."""
    try:
        return urlsplit(path)
    except ValueError:
        return urlsplit("")


def package_named(entry: Entry) -> str:
    """The file of a package that a request to the download site names; empty where it names none."""
    path = path_of(entry) if is_exchange(entry, DOWNLOAD_SITE) else ""
    return path.rpartition("/")[2] if path.endswith(".zip") else ""


def package_parts(file: str) -> tuple[str, str]:
    """The build stamp and the operating system in the name of a package's file; empty where it has none."""
    parts = file.split(".")
    return (parts[1], parts[2]) if len(parts) == FILE_NAME_PARTS else ("", "")


# ---- Bodies


def texts_sent(entry: Entry) -> list[str]:
    """All texts in the body of a request."""
    return list(_texts(entry.detail.get("sent"))) if entry.kind == "exchange" else []


def result_of(entry: Entry) -> Any:  # noqa: ANN401 - JSON
    """What the answer gives as its result; None where it gives none."""
    received = entry.detail.get("received")
    return received.get("result") if isinstance(received, dict) else None


def records_of(entry: Entry) -> list[dict[str, Any]]:
    """The records in the answer, be they one or many."""
    shown = result_of(entry)
    records = shown if isinstance(shown, list) else [shown]
    return [each for each in records if isinstance(each, dict)]


def plain(record: Mapping[str, Any], name: str) -> str:
    """A field's value, which may stand beside its display value; empty for what is no text."""
    value = record.get(name)
    value = value.get("value") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[str]:
    """However deep a body is nested."""
    values = [value]
    while values:
        match values.pop():
            case str() as text:
                yield text
            case Mapping() as mapping:
                values += [*mapping.values()][::-1]
            case [*several]:
                values += several[::-1]
