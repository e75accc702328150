"""How an entry of the journal is read, whoever wrote it.

Only requests are judged here, never what a target says of itself; a request that failed is one all the same.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.releases.download_site import DOWNLOAD_SITE

TABLE_API = "/api/now/table"
MID_API = "/api/now/mid"
FILE_NAME_PARTS = 5
"""Of a package's file: package, stamp, operating system, architecture, zip."""
API_VERSION = re.compile(r"^/api/now/v\d+/")
UPDATE_METHODS = ("PATCH", "PUT")


def is_permit_request(entry: Entry, sys_id: str) -> bool:
    """Whether an entry is a request for a permit for the MID Server with this sys_id."""
    return is_exchange(entry, INSTANCE) and (entry.detail["method"], path_of(entry)) == (
        "POST",
        f"{MID_API}/upgrade_permit/{sys_id}",
    )


def last_permit_answer(entries: Iterable[Entry], sys_id: str) -> int:
    """The HTTP status of the last answer to a request for a permit for this sys_id; 0 where there was none."""
    answers = [entry.detail.get("status", 0) for entry in entries if is_permit_request(entry, sys_id)]
    return answers[-1] if answers else 0


def package_asked_for(entry: Entry) -> str:
    """The file that an entry asks the download site for; empty where it asks for no package."""
    path = path_of(entry) if is_exchange(entry, DOWNLOAD_SITE) else ""
    return path.rpartition("/")[2] if path.endswith(".zip") else ""


def package_parts(file: str) -> tuple[str, str]:
    """The build stamp and the operating system in the name of a package's file; empty where it has none."""
    parts = file.split(".")
    return (parts[1], parts[2]) if len(parts) == FILE_NAME_PARTS else ("", "")


def status_told(entry: Entry, sys_id: str) -> str:
    """The status that the instance took over with this entry for the MID Server with this sys_id; else empty."""
    return told(entry, sys_id).get("status", "")


def told(entry: Entry, sys_id: str) -> dict[str, str]:
    """What the instance took over with this entry into the record of the MID Server with this sys_id."""
    if not is_exchange(entry, INSTANCE) or not is_success(entry):
        return {}
    method, path, sent = entry.detail["method"], path_of(entry), entry.detail.get("sent")
    if (method, path) == ("DELETE", f"{MID_API}/channel/{sys_id}"):
        return {"status": "Down"}
    if method not in UPDATE_METHODS or path != f"{TABLE_API}/ecc_agent/{sys_id}" or not isinstance(sent, dict):
        return {}
    return {str(name): str(value) for name, value in sent.items()}


def permit_change(entry: Entry, sys_id: str) -> bool | None:
    """Whether the MID Server with this sys_id has a permit from this entry on; None where the entry changes nothing."""
    if is_permit_request(entry, sys_id) and is_success(entry):
        return True
    released = is_exchange(entry, INSTANCE) and (entry.detail["method"], path_of(entry)) == (
        "DELETE",
        f"{MID_API}/upgrade_permit/{sys_id}",
    )
    if (released and is_success(entry)) or status_told(entry, sys_id) in ("Up", "Upgrade Failed", "Down"):
        return False
    return None


def is_about(entry: Entry, sys_id: str) -> bool:
    """Whether an exchange is about the MID Server with this sys_id."""
    return sys_id in str(entry.detail.get("path")) or sys_id in texts_sent(entry)


def files_changed(entry: Entry) -> list[str]:
    """The files or folders of the host that an entry changes."""
    if "error" in entry.detail:
        return []
    named = {"write": "path", "append": "path", "delete": "path", "copy": "target", "extract": "folder"}
    return [entry.detail[named[entry.kind]]] if entry.kind in named else []


def places(entry: Entry) -> list[str]:
    """The paths on the host and on the network that an entry names."""
    names = ("path", "source", "target", "archive", "folder")
    return [str(entry.detail[name]).partition("?")[0] for name in names if name in entry.detail]


def texts_sent(entry: Entry) -> list[str]:
    """All texts in the body of a request."""
    return list(_texts(entry.detail.get("sent"))) if entry.kind == "exchange" else []


def is_exchange(entry: Entry, server: str) -> bool:
    """Whether an entry is a request to this server."""
    return entry.kind == "exchange" and entry.detail["server"] == server and "method" in entry.detail


def is_success(entry: Entry) -> bool:
    """Whether an exchange was answered with a status of success."""
    status: int = entry.detail.get("status", 0)
    return 200 <= status < 300  # noqa: PLR2004 - RFC 9110, section 15.3


def path_of(entry: Entry) -> str:
    """The path of an exchange, without its query and without the version of the MID_API."""
    return plain_path(str(entry.detail["path"]))


@functools.lru_cache(maxsize=4096)
def plain_path(path: str) -> str:
    """A path as it is meant, without its query and without the version of the MID_API: all say the same here."""
    return API_VERSION.sub("/api/now/", unquote(split(path).path))


def split(path: str) -> SplitResult:
    """A path and its query; what is no path, such as //[x, has neither."""
    try:
        return urlsplit(path)
    except ValueError:
        return urlsplit("")


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
