"""Encoded queries: `=`, `!=` and ORDERBY of fields of one table, as SQL."""

import re
from collections.abc import Collection
from typing import NamedTuple

_CONDITION = re.compile(r"(?P<field>\w+?)(?P<operator>!?=)(?P<value>.*)", re.DOTALL)
_ORDER = re.compile(r"ORDERBY(?P<descending>DESC)?(?P<field>\w+)")


class UnreadableQueryError(ValueError):
    """A part of the query has no meaning here; to leave it out would select more than was meant."""


class Sql(NamedTuple):
    """What follows FROM, and the values for its placeholders."""

    clauses: str
    values: list[str]


def read(query: str, fields: Collection[str]) -> Sql:
    """The query of a table with these fields; records in no other order come as they were made."""
    conditions: list[str] = []
    order: list[str] = []
    values: list[str] = []
    for part in filter(None, query.split("^")):
        if ordering := _ORDER.fullmatch(part):
            order.append(_known(ordering["field"], fields) + (" DESC" if ordering["descending"] else ""))
        elif (condition := _CONDITION.fullmatch(part)) and not condition["value"].startswith("javascript:"):
            conditions.append(f"{_known(condition['field'], fields)} {condition['operator']} ? COLLATE CASELESS")
            values.append(condition["value"])
        else:
            raise UnreadableQueryError(f"cannot read {part!r}")
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    return Sql(f"{where}ORDER BY {', '.join([*order, 'rowid'])}", values)


def _known(field: str, fields: Collection[str]) -> str:
    if field not in fields:
        raise UnreadableQueryError(f"there is no field {field!r}")
    return f'"{field}"'
