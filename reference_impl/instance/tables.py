"""The instance's tables: records of strings, as the Table API shows them."""

import functools
import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID

from reference_impl.instance.encoded_query import EncodedQuery, Record, parse_query, plain_value

NAMES = (
    "ecc_agent",
    "ecc_agent_issue",
    "ecc_agent_property",
    "ecc_agent_upgrade_history",
    "ecc_agent_upgrade_history_stage",
    "ecc_queue",
    "sys_properties",
    "sys_user",
)
REFERENCES = {
    "ecc_agent_issue": {"mid_server": "ecc_agent"},
    "ecc_agent_property": {"ecc_agent": "ecc_agent"},
    "ecc_agent_upgrade_history_stage": {
        "mid_server": "ecc_agent",
        "upgrade_history": "ecc_agent_upgrade_history",
    },
}
"""The columns that hold the sys_id of a record of another table, which is known by its name."""


class UnknownTableError(LookupError):
    """There is no table of this name."""


class NoRecordError(LookupError):
    """The table has no record of this sys_id."""


class Tables:
    """All records, by table and sys_id, in the order in which they were made."""

    def __init__(self, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._now, self._new_id = now, new_id
        self._tables: dict[str, dict[str, dict[str, str]]] = {name: {} for name in NAMES}

    def now(self) -> datetime:
        """The time."""
        return self._now()

    def stamp(self) -> str:
        """The time as tables hold it."""
        return as_text(self._now())

    def select(self, table: str, query: str = "") -> list[Record]:
        """The records that an encoded query selects.

        Raises:
            UnknownTableError: There is no such table.
        """
        return self.matching(table, parse_query(query))

    def all(self, table: str) -> Iterable[Record]:
        """All records of a table, in the order in which they were made.

        Raises:
            UnknownTableError: There is no such table.
        """
        return self._table(table).values()

    def matching(self, table: str, query: EncodedQuery) -> list[Record]:
        """The records that a query selects, once it is read."""
        value = functools.partial(self.value, table) if table in REFERENCES else plain_value
        return query.select(self._table(table).values(), value)

    def value(self, table: str, record: Record, path: str) -> str:
        """The value of a field; a dot leads to a field of the record that a reference names."""
        _, found, field = self.walk(table, record, path)
        return plain_value(found, field)

    def walk(self, table: str, record: Record, path: str) -> tuple[str, Record, str]:
        """Table, record and field to which a path leads; the record is empty where a reference leads nowhere."""
        reference, _, rest = path.partition(".")
        if not rest:
            return table, record, path
        target = REFERENCES.get(table, {}).get(reference)
        if target is None:
            return "", {}, rest
        return self.walk(target, self._tables[target].get(record.get(reference, ""), {}), rest)

    def get(self, table: str, sys_id: str) -> Record:
        """One record.

        Raises:
            UnknownTableError: There is no such table.
            NoRecordError: There is no such record.
        """
        return self._record(table, sys_id)

    def insert(self, table: str, values: Record) -> Record:
        """Add a record; sys_id and the times of making and changing it are the instance's to give."""
        made = self.stamp()
        record = {**values, "sys_id": self._new_id(), "sys_created_on": made, "sys_updated_on": made}
        self._table(table)[record["sys_id"]] = record
        _name(table, record)
        return record

    def update(self, table: str, sys_id: str, values: Record) -> Record:
        """Change some values of a record; its sys_id stays."""
        record = self._record(table, sys_id)
        record.update({**values, "sys_id": sys_id, "sys_updated_on": self.stamp()})
        _name(table, record)
        return record

    def delete(self, table: str, sys_id: str) -> None:
        """Remove a record."""
        self._record(table, sys_id)
        del self._table(table)[sys_id]

    def _table(self, name: str) -> dict[str, dict[str, str]]:
        if name not in self._tables:
            raise UnknownTableError(name)
        return self._tables[name]

    def _record(self, table: str, sys_id: str) -> dict[str, str]:
        try:
            return self._table(table)[sys_id]
        except KeyError:
            raise NoRecordError(sys_id) from None


def _name(table: str, record: dict[str, str]) -> None:
    """Fill the columns that a table of application files has: sys_properties alone is one here."""
    if table == "sys_properties":
        record |= {"sys_class_name": table, "sys_name": record.get("name", "")}


def as_text(time: datetime) -> str:
    """A time as tables hold it: UTC, to the second, such as "2020-07-01 12:00:00"."""
    return time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def counting_ids(seed: int) -> Callable[[], str]:
    """Makes sys_ids: 32 hexadecimal digits, counted from the seed."""
    numbers = itertools.count(seed << 32)
    return lambda: UUID(int=next(numbers)).hex
