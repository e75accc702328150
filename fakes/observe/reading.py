"""How a journal is read: what an entry is, whoever wrote it.

Only requests are judged here, never what a target says of itself; a request that failed is one all the same.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.network.http_types import Request
from fakes.releases.download_site import DOWNLOAD_SITE

TABLE = "/api/now/table"
API = "/api/now/mid"
VERSION_PROPERTIES = ("mid.buildstamp", "mid.version", "mid.version.override")
NAME_CONDITION = re.compile(r"name(=|IN|STARTSWITH|ENDSWITH|LIKE|CONTAINS)(.*)", re.DOTALL)
"""A condition of an encoded query about a name, with the operators that narrow what is read."""
FILE_NAME_PARTS = 5
"""Of a package's file: package, stamp, operating system, architecture, zip."""
API_VERSION = re.compile(r"^/api/now/v\d+/")
UPDATE_METHODS = ("PATCH", "PUT")


@functools.lru_cache(maxsize=4096)
def is_version_question(path: str) -> bool:
    """Whether a request with this path and query asks the instance for the assigned version.

    InstanceInfo does, the packages without a version of the asker's own, and whoever reads one of the version
    properties: by a query that selects it, or by its sys_id.
    """
    plain, said = plain_path(path), parse_qs(urlsplit(path).query)
    if plain == f"{API}/assigned_packages":
        return not said.get("version")
    if plain == f"{TABLE}/sys_properties":
        [query, *_] = said.get("sysparm_query") or [f"name={name}" for name in said.get("name", [])] or [""]
        return any(may_select(query, name) for name in VERSION_PROPERTIES)
    return plain == f"{API}/instance_info" or plain.startswith(f"{TABLE}/sys_properties/")


def may_select(query: str, name: str) -> bool:
    """Whether an encoded query selects the property of this name, as far as that hangs on the name."""
    return any(
        all(any(_may_hold(each, name) for each in part.split("^OR")) for part in re.split(r"\^(?!OR(?!DER))", whole))
        for whole in query.split("^NQ")
    )


def is_version_request(request: Request) -> bool:
    """Whether a request asks the instance for the assigned version."""
    return request.method == "GET" and is_version_question(request.path)


def is_list_request(request: Request) -> bool:
    """Whether a request asks the instance for the packages of a version."""
    return plain_path(request.path) == f"{API}/assigned_packages"


def is_check(entry: Entry) -> bool:
    """Whether an entry is a question for the assigned version."""
    return (
        is_exchange(entry, INSTANCE) and entry.detail["method"] == "GET" and is_version_question(entry.detail["path"])
    )


def is_permit_request(entry: Entry, sys_id: str) -> bool:
    """Whether an entry is a request for a permit for the MID Server with this sys_id."""
    return is_exchange(entry, INSTANCE) and (entry.detail["method"], path_of(entry)) == (
        "POST",
        f"{API}/upgrade_permit/{sys_id}",
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
    if (method, path) == ("DELETE", f"{API}/channel/{sys_id}"):
        return {"status": "Down"}
    if method not in UPDATE_METHODS or path != f"{TABLE}/ecc_agent/{sys_id}" or not isinstance(sent, dict):
        return {}
    return {str(name): str(value) for name, value in sent.items()}


def permit_change(entry: Entry, sys_id: str) -> bool | None:
    """Whether the MID Server with this sys_id has a permit from this entry on; None where the entry changes nothing."""
    if is_permit_request(entry, sys_id) and is_success(entry):
        return True
    released = is_exchange(entry, INSTANCE) and (entry.detail["method"], path_of(entry)) == (
        "DELETE",
        f"{API}/upgrade_permit/{sys_id}",
    )
    if (released and is_success(entry)) or status_told(entry, sys_id) in ("Up", "Upgrade Failed", "Down"):
        return False
    return None


def command_queued(entry: Entry, mid: str, **wanted: str) -> str:
    """The sys_id of the command with these values that an entry has put into the MID Server's queue; else empty."""
    received = entry.detail.get("received")
    fields = {"agent": f"mid.server.{mid}", "queue": "output", **wanted}
    added = is_exchange(entry, INSTANCE) and (entry.detail["method"], path_of(entry)) == ("POST", f"{TABLE}/ecc_queue")
    if not added or not is_success(entry) or not isinstance(received, dict):
        return ""
    sent = entry.detail.get("sent")
    matches = isinstance(sent, dict) and fields.items() <= sent.items()
    result = received.get("result")
    return str(result.get("sys_id", "")) if matches and isinstance(result, dict) else ""


def system_commands(entry: Entry) -> list[str]:
    """The sys_ids of the system commands that somebody was shown, or that somebody made, with this entry."""
    received = entry.detail.get("received")
    shown = received.get("result") if isinstance(received, dict) else None
    records = shown if isinstance(shown, list) else [shown]
    commands = (each for each in records if isinstance(each, dict) and each.get("topic") == "SystemCommand")
    return [str(each.get("sys_id", "")) for each in commands]


def result_sent(entry: Entry) -> str:
    """The sys_id of the command whose result an entry sends; else empty."""
    sent = entry.detail.get("sent")
    if not is_exchange(entry, INSTANCE) or not isinstance(sent, dict) or sent.get("queue") != "input":
        return ""
    return str(sent.get("response_to", ""))


def command_taken(entry: Entry) -> str:
    """The sys_id of the command that an entry says has been begun with, or done; else empty."""
    sent = entry.detail.get("sent")
    if not is_exchange(entry, INSTANCE) or entry.detail["method"] not in UPDATE_METHODS or not isinstance(sent, dict):
        return ""
    folder, _, sys_id = path_of(entry).rpartition("/")
    return sys_id if folder == f"{TABLE}/ecc_queue" and sent.get("state") in ("processing", "processed") else ""


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
    """The path of an exchange, without its query and without the version of the API."""
    return plain_path(str(entry.detail["path"]))


@functools.lru_cache(maxsize=4096)
def plain_path(path: str) -> str:
    """A path as it is meant, without its query and without the version of the API: all say the same here."""
    return API_VERSION.sub("/api/now/", unquote(urlsplit(path).path))


def _may_hold(condition: str, name: str) -> bool:
    found = NAME_CONDITION.fullmatch(condition)
    match found.groups() if found else ("", ""):
        case "=", operand:
            return name == operand
        case "IN", operand:
            return name in operand.split(",")
        case "STARTSWITH", operand:
            return name.startswith(operand)
        case "ENDSWITH", operand:
            return name.endswith(operand)
        case "LIKE" | "CONTAINS", operand:
            return operand in name
    return True


def _texts(value: Any) -> Iterable[str]:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []
