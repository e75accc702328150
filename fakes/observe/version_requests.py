"""Which requests ask the instance for the assigned version, in whichever way."""

import functools
import re
from urllib.parse import parse_qs

from fakes.network.http_types import Request
from fakes.observe.exchanges import MID_API, TABLE_API, UPDATE_METHODS, plain_path, split

RECORDS = f"{TABLE_API}/ecc_agent"
VERSION_PROPERTIES = ("mid.buildstamp", "mid.version", "mid.version.override")
NAME_CONDITION = re.compile(r"name(=|INSTANCEOF|IN|STARTSWITH|ENDSWITH|LIKE|CONTAINS)(.*)", re.DOTALL)
"""A condition of an encoded query about a name, with the operators that narrow what is read."""


@functools.lru_cache(maxsize=4096)
def asks_for_version(path: str) -> bool:
    """Whether a request with this path and query asks the instance for the assigned version.

    InstanceInfo does, the packages without a version of the asker's own, and whoever reads one of the version
    properties: by a query that selects it, or by its sys_id.
    """
    plain, said = plain_path(path), parse_qs(split(path).query)
    if plain == f"{MID_API}/assigned_packages":
        return not said.get("version")
    if plain == f"{TABLE_API}/sys_properties":
        [query, *_] = said.get("sysparm_query") or [f"name={name}" for name in said.get("name", [])] or [""]
        return any(may_select(query, name) for name in VERSION_PROPERTIES)
    return plain == f"{MID_API}/instance_info" or plain.startswith(f"{TABLE_API}/sys_properties/")


def may_select(query: str, name: str) -> bool:
    """Whether an encoded query selects the property of this name, as far as that hangs on the name."""
    return any(
        all(any(_may_hold(each, name) for each in part.split("^OR")) for part in re.split(r"\^(?!OR(?!DERBY))", whole))
        for whole in query.split("^NQ")
    )


def is_version_request(request: Request) -> bool:
    """Whether a request asks the instance for the assigned version."""
    return request.method == "GET" and asks_for_version(request.path)


def is_list_request(request: Request) -> bool:
    """Whether a request asks the instance for the packages of a version."""
    return plain_path(request.path) == f"{MID_API}/assigned_packages"


def is_permit_request(request: Request) -> bool:
    """Whether a request asks the instance for a permit."""
    return request.method == "POST" and plain_path(request.path).startswith(f"{MID_API}/upgrade_permit/")


def is_record_request(request: Request) -> bool:
    """Whether a request reads the record of a MID Server, as whoever wants to know whether it is validated does."""
    path = plain_path(request.path)
    return request.method == "GET" and (path == RECORDS or path.startswith(f"{RECORDS}/"))


def is_status_report(request: Request) -> bool:
    """Whether a request tells the instance the status of a MID Server."""
    is_update = request.method in UPDATE_METHODS and plain_path(request.path).startswith(f"{RECORDS}/")
    return is_update and b'"status"' in request.body


def _may_hold(condition: str, name: str) -> bool:
    """Instances compare without regard to case."""
    found = NAME_CONDITION.fullmatch(condition)
    match (found[1], found[2].casefold()) if found else ("", ""):
        case "=" | "INSTANCEOF", operand:
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
