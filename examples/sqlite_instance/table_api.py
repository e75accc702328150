"""The Table API, as far as docs/instance.md asks an instance under test for it."""

import json
from collections.abc import Mapping

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from examples.sqlite_instance.call import Call, done, result
from examples.sqlite_instance.encoded_query import UnreadableQueryError
from examples.sqlite_instance.store import Record


def select(call: Call, table: str) -> Response:
    """One page of the records that match."""
    call.access.to_read(_known(call, table))
    asked = call.request.args
    limit, offset = asked.get("sysparm_limit", -1, type=int), asked.get("sysparm_offset", 0, type=int)
    try:
        found = call.store.select(table, asked.get("sysparm_query", ""), limit, offset)
    except UnreadableQueryError as error:
        raise BadRequest(str(error)) from error
    return result([_shown(call, table, record) for record in found])


def insert(call: Call, table: str) -> Response:
    """Add a record."""
    call.access.to_add(_known(call, table))
    record = call.store.insert(table, _texts(call.said()))
    response = result(_shown(call, table, record), 201)
    response.headers["Location"] = f"{call.request.base_url}/{record['sys_id']}"
    return response


def get(call: Call, table: str, sys_id: str) -> Response:
    """One record."""
    call.access.to_read(_known(call, table))
    return result(_shown(call, table, call.record(table, sys_id)))


def update(call: Call, table: str, sys_id: str) -> Response:
    """Change a record; it keeps what is not sent."""
    call.access.to_change(_known(call, table))
    call.record(table, sys_id)
    call.store.update(table, sys_id, _texts(call.said()))
    return result(_shown(call, table, call.record(table, sys_id)))


def delete(call: Call, table: str, sys_id: str) -> Response:
    """Remove a record."""
    call.access.to_change(_known(call, table))
    call.record(table, sys_id)
    call.store.delete(table, sys_id)
    return done()


def _known(call: Call, table: str) -> str:
    if table not in call.store.fields:
        raise BadRequest(f"there is no table {table!r}")
    return table


def _texts(values: Mapping[str, object]) -> Record:
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool() | int() | float():
            return json.dumps(value)
    raise BadRequest("a value is a text, a number, true, false or null")


def _shown(call: Call, table: str, record: Record) -> dict[str, object]:
    """What a reader sees: no password, and links to the records that are referenced."""
    asked = call.request.args
    wanted = asked["sysparm_fields"].split(",") if asked.get("sysparm_fields") else list(record)
    shown: dict[str, object] = {name: record[name] for name in wanted if name in record and name != "user_password"}
    if asked.get("sysparm_exclude_reference_link") != "true":
        for name, target in call.store.references[table].items():
            if shown.get(name):
                link = f"{call.request.host_url}api/now/table/{target}/{record[name]}"
                shown[name] = {"link": link, "value": record[name]}
    return shown
