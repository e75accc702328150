"""The records of an instance, in an SQLite database that outlives its process."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Lock
from uuid import UUID, uuid5

from examples.sqlite_instance import encoded_query

Record = dict[str, str]

_SCHEMA = Path(__file__).with_name("schema.sql")
_OWN = {"sys_id", "sys_created_on"}


class Store:
    """Tables by their names; what they hold is what schema.sql says."""

    def __init__(self, path: Path, now: datetime, seed: int) -> None:
        self.path = path
        self.now = now
        self._one_at_a_time = Lock()
        self._ids = (uuid5(UUID(int=seed), str(number)).hex for number in count(1))
        with closing(sqlite3.connect(path)) as made:
            made.executescript(_SCHEMA.read_text(encoding="utf-8"))
        self.open()

    def open(self) -> None:
        """Begin to use what is there."""
        self._connection = sqlite3.connect(self.path, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.create_collation("CASELESS", _caseless)
        self._connection.execute("PRAGMA synchronous = OFF")  # a scenario outlives no power failure
        self._read_schema()

    def close(self) -> None:
        """Stop using it; it stays."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is changed here, or nothing; requests that come at the same moment wait for each other."""
        with self._one_at_a_time, self._connection:
            yield

    def execute(self, sql: str, *values: str) -> sqlite3.Cursor:
        """Any statement."""
        return self._connection.execute(sql, values)

    def time(self) -> str:
        """The time now, as ServiceNow writes it, in UTC."""
        return f"{self.now.astimezone(UTC):%Y-%m-%d %H:%M:%S}"

    def insert(self, table: str, values: Mapping[str, str]) -> Record:
        """Add a record; the names of other fields than the table's mean nothing."""
        known = {"sys_id": next(self._ids), "sys_created_on": self.time(), **self._settable(table, values)}
        names, places = ", ".join(f'"{name}"' for name in known), ", ".join("?" for _ in known)
        self.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", *known.values())
        [record] = self.select(table, f"sys_id={known['sys_id']}")
        return record

    def select(self, table: str, query: str = "", limit: int = -1, offset: int = 0) -> list[Record]:
        """The records that an encoded query selects."""
        sql = encoded_query.read(query, self.fields[table])
        page = f"LIMIT {limit:d} OFFSET {offset:d}"
        return [dict(row) for row in self.execute(f"SELECT * FROM {table} {sql.clauses} {page}", *sql.values)]

    def get(self, table: str, sys_id: str) -> Record | None:
        """One record, or none."""
        row = self.execute(f"SELECT * FROM {table} WHERE sys_id = ?", sys_id).fetchone()
        return dict(row) if row else None

    def update(self, table: str, sys_id: str, values: Mapping[str, str]) -> None:
        """Change a record; it keeps what is not named."""
        known = self._settable(table, values)
        if known:
            changes = ", ".join(f'"{name}" = ?' for name in known)
            self.execute(f"UPDATE {table} SET {changes} WHERE sys_id = ?", *known.values(), sys_id)

    def delete(self, table: str, sys_id: str) -> None:
        """Remove a record."""
        self.execute(f"DELETE FROM {table} WHERE sys_id = ?", sys_id)

    def _read_schema(self) -> None:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name != 'upgrade_permit'"
        self.fields: dict[str, set[str]] = {table: set() for (table,) in self.execute(tables)}
        self.references: dict[str, dict[str, str]] = {table: {} for table in self.fields}
        for table in self.fields:
            self.fields[table].update(name for (name,) in self.execute("SELECT name FROM pragma_table_info(?)", table))
            keys = self.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', table)
            self.references[table].update((field, of) for field, of in keys)

    def _settable(self, table: str, values: Mapping[str, str]) -> Record:
        return {name: value for name, value in values.items() if name in self.fields[table] and name not in _OWN}


def _caseless(one: str, other: str) -> int:
    """How two texts compare without regard to case, in any alphabet."""
    folded = one.casefold(), other.casefold()
    return (folded[0] > folded[1]) - (folded[0] < folded[1])
