"""The implementer's own list of what is known to deviate, and why.

    [[deviation]]
    rule = "AUTO-HOURLY"          # or: scenario = "features/x.feature::test_name", or a scenario's name
    reason = "asks every 61 minutes; issue 123"
    expires = 2027-01-01          # optional, the last day it holds

It excuses nothing: a run with deviations is never conformant. It is strict: an entry that no longer holds is an error.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from midcert.results.laws import is_law
from midcert.results.outcomes import Outcome
from midcert.results.row import KnownDeviation, Row
from midcert.rules.ledger import Ledger
from midcert.rules.tables import TableError, Text, decoded, read_tables

_DEVIATING = (Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED)
"""What a deviation explains; a fault of the harness, or what could not be judged, stays what it is."""


class DeviationsError(ValueError):
    """The file of deviations cannot be used; the message is one line."""


class Deviation(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: a rule, or a scenario by its id or its name."""

    reason: Text
    rule: Text | None = None
    scenario: Text | None = None
    expires: Annotated[date, Meta(description="a date such as 2027-01-01")] | None = None
    """The last day it holds."""

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.rule or self.scenario or ""

    def covers(self, row: Row) -> bool:
        """Whether it is about a scenario; an id without its row of Examples covers them all."""
        if self.rule is not None:
            return row.rule_id == self.rule
        return self.scenario in (row.id, _outline(row), row.scenario)

    def named(self, rows: Iterable[Row]) -> list[str]:
        """The ids of the scenarios of this name, rows of Examples left out; none where it names a rule or an id."""
        return sorted({_outline(row) for row in rows if row.scenario == self.scenario})


class Deviations(Struct, frozen=True):
    """All entries of a file."""

    entries: tuple[Deviation, ...] = ()

    def applied(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, those that deviate as known marked as such; an entry with an ambiguous name marks none."""
        usable = [entry for entry in self.entries if len(entry.named(rows)) <= 1]
        return [_applied(row, usable) for row in rows]

    def unfounded(self, rows: Sequence[Row], *, whole: bool) -> list[str]:
        """What is wrong with the entries in the light of a run, one line each.

        Args:
            rows: What ran.
            whole: Whether that was the whole suite; else an entry may be about scenarios that did not run: a rule's, or
                that of a law, which all scenarios can break.
        """
        found = []
        for entry in self.entries:
            outcomes = {row.outcome for row in rows if entry.covers(row)}
            certain = whole or any(row.id == entry.scenario and not is_law(row) for row in rows)
            if len(ids := entry.named(rows)) > 1:
                found.append(f"{entry.subject}: {len(ids)} scenarios are called this: name one by its id, {ids[0]}")
            elif certain and not outcomes:
                found.append(f"{entry.subject}: the deviation matches no scenario")
            elif certain and Outcome.PASSED in outcomes and outcomes <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}:
                found.append(f"{entry.subject}: the deviation is over, all its scenarios passed")
        return found


def load_deviations(path: Path, ledger: Ledger, today: date) -> Deviations:
    """Read and check a file of deviations.

    Raises:
        DeviationsError: it cannot be read, or an entry is not as the head of this module says, or has expired.
    """
    try:
        tables = read_tables(path, "deviation")
    except TableError as error:
        raise DeviationsError(f"{path}: {error}") from None
    entries: dict[str, Deviation] = {}
    for number, table in enumerate(tables, start=1):
        try:
            _add(entries, _entry(table, ledger, today))
        except TableError as error:
            raise DeviationsError(f"{path}: deviation {number}: {error}") from None
    return Deviations(tuple(entries.values()))


def _add(entries: dict[str, Deviation], entry: Deviation) -> None:
    if entry.subject in entries:
        raise TableError(f"{entry.subject} is there already")
    entries[entry.subject] = entry


def _entry(table: object, ledger: Ledger, today: date) -> Deviation:
    entry = decoded(table, Deviation)
    if (entry.rule is None) == (entry.scenario is None):
        raise TableError("needs either a rule or a scenario, and not both")
    if entry.rule is not None and entry.rule not in ledger.rules:
        like = ledger.nearest(entry.rule)[:1]
        raise TableError(f"unknown rule {entry.rule!r}{f'; the nearest is {like[0]!r}' if like else ''}")
    if entry.expires is not None and entry.expires < today:
        raise TableError(f"{entry.subject} expired on {entry.expires}")
    return entry


def _applied(row: Row, entries: Iterable[Deviation]) -> Row:
    entry = next((each for each in entries if each.covers(row)), None)
    if entry is None or row.outcome not in _DEVIATING:
        return row
    known = KnownDeviation(entry.subject, entry.reason, str(entry.expires or ""))
    reason = f"{entry.reason} ({row.outcome}: {row.reason})"
    return msgspec.structs.replace(row, outcome=Outcome.DEVIATION, reason=reason, deviation=known)


def _outline(row: Row) -> str:
    """The id of a scenario without its row of Examples."""
    return row.id.partition("[")[0]
