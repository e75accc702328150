"""The journal: all that the fakes and the front saw, in order, and every question a step asked of it.

It names addresses by their logical names and leaves out ports, real dates and whatever hangs on fresh keys, so that the
journal of a scenario is the same to the byte wherever the target runs.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from fakes.text import hidden


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was seen."""

    time: datetime
    """Virtual."""
    sequence: int
    """Position in the journal, from 0."""
    actor: str
    """Who did it: a MID Server by name, "host", "administrator", "user" or "instance"; "scenario" where a step begins,
    and "observer" where it asks."""
    kind: str
    detail: dict[str, Any]
    """JSON values only."""

    def to_json(self) -> str:
        """One line of a journal file."""
        head = {"time": timestamp(self.time), "sequence": self.sequence, "actor": self.actor, "kind": self.kind}
        return hidden(json.dumps({**head, "detail": self.detail}, ensure_ascii=False))

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The entry of one line of a journal file."""
        read = json.loads(line)
        return cls(datetime.fromisoformat(read["time"]), read["sequence"], read["actor"], read["kind"], read["detail"])


class Journal:
    """Append-only."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entries: list[Entry] = []
        self.on_entry: Callable[[Entry], None] = lambda _: None
        """Hears of each entry at once."""

    def note(self, actor: str, kind: str, **detail: Any) -> None:  # noqa: ANN401 - JSON values
        """Add an entry at the present virtual time."""
        entry = Entry(self._now(), len(self._entries), actor, kind, detail)
        self._entries.append(entry)
        self.on_entry(entry)

    def take(self, entry: Entry) -> None:
        """Add the next entry of a journal that is told again."""
        self._entries.append(entry)

    @property
    def now(self) -> datetime:
        """The present virtual time."""
        return self._now()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __reversed__(self) -> Iterator[Entry]:
        return reversed(self._entries)

    def since(self, sequence: int) -> list[Entry]:
        """The entries from this position on."""
        return self._entries[sequence:]

    def to_jsonl(self) -> str:
        """The journal as JSON lines."""
        return "".join(f"{entry.to_json()}\n" for entry in self._entries)


def timestamp(time: datetime) -> str:
    """A time as messages and journals carry it: ISO 8601 in UTC, to the millisecond."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
