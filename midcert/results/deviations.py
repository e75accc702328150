"""The implementer's own list of what is known to deviate, and why.

    [[deviation]]
    rule = "AUTO-HOURLY"          # or: scenario = "features/x.feature::test_name", or a scenario's name
    reason = "asks every 61 minutes; issue 123"
    expires = 2027-01-01          # optional, the last day it holds

It excuses nothing: a run with deviations is never conformant. It is strict: an entry that no longer holds is an error.
"""

import dataclasses
import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from midcert.results.outcomes import Outcome
from midcert.results.rows import Row
from midcert.rules.ledger import Ledger

_KEYS = ("rule", "scenario", "reason", "expires")
_DEVIATING = (Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED)
"""What a deviation explains; a fault of the harness, or what could not be judged, stays what it is."""


class DeviationsError(ValueError):
    """The file of deviations cannot be used; the message is one line."""


@dataclass(frozen=True)
class Deviation:
    """One entry: a rule, or a scenario by its id or its name."""

    reason: str
    rule: str | None = None
    scenario: str | None = None
    expires: date | None = None

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.rule or self.scenario or ""

    def covers(self, row: Row) -> bool:
        """Whether it is about a scenario; an id without its row of Examples covers them all."""
        if self.rule is not None:
            return row.rule_id == self.rule
        return self.scenario in (row.id, row.id.partition("[")[0], row.scenario)


@dataclass(frozen=True)
class Deviations:
    """All entries of a file."""

    entries: tuple[Deviation, ...] = ()

    def applied(self, rows: Iterable[Row]) -> list[Row]:
        """The rows, those that deviate as known marked as such."""
        return [self._applied(row) for row in rows]

    def unfounded(self, rows: Sequence[Row], *, whole: bool) -> list[str]:
        """What is wrong with the entries in the light of a run, one line each.

        Args:
            rows: What ran.
            whole: Whether that was the whole suite; else a rule's entry may be about scenarios that did not run.
        """
        found = []
        for entry in self.entries:
            outcomes = {row.outcome for row in rows if entry.covers(row)}
            certain = whole or any(row.id == entry.scenario for row in rows)
            if certain and not outcomes:
                found.append(f"{entry.subject}: the deviation matches no scenario")
            elif certain and Outcome.PASSED in outcomes and outcomes <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}:
                found.append(f"{entry.subject}: the deviation is over, all its scenarios passed")
        return found

    def _applied(self, row: Row) -> Row:
        entry = next((each for each in self.entries if each.covers(row)), None)
        if entry is None or row.outcome not in _DEVIATING:
            return row
        reason = f"{entry.reason} ({row.outcome}: {row.reason})"
        return dataclasses.replace(row, outcome=Outcome.DEVIATION, reason=reason)


def load_deviations(path: Path, ledger: Ledger, today: date) -> Deviations:
    """Read and check a file of deviations.

    Raises:
        DeviationsError: it cannot be read, or an entry is not as the head of this module says, or has expired.
    """
    entries = tuple(_entry(path, number, raw, ledger) for number, raw in enumerate(_raw_entries(path), start=1))
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        if entry.subject in seen:
            raise DeviationsError(f"{path}: deviation {number}: {entry.subject} is there already")
        seen.add(entry.subject)
        if entry.expires is not None and entry.expires < today:
            raise DeviationsError(f"{path}: deviation {number}: {entry.subject} expired on {entry.expires}")
    return Deviations(entries)


def _raw_entries(path: Path) -> list[Mapping[str, object]]:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DeviationsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DeviationsError(f"{path}: not UTF-8: {error.reason}") from None
    except tomllib.TOMLDecodeError as error:
        raise DeviationsError(f"{path}: not TOML: {error}") from None
    if unknown := sorted(document.keys() - {"deviation"}):
        raise DeviationsError(f"{path}: unknown key {unknown[0]!r}: entries stand under [[deviation]]")
    entries = document.get("deviation", [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise DeviationsError(f"{path}: entries stand under [[deviation]], in double brackets")
    return entries


def _entry(path: Path, number: int, raw: Mapping[str, object], ledger: Ledger) -> Deviation:
    for flaw in _flaws(raw, ledger):
        raise DeviationsError(f"{path}: deviation {number}: {flaw}")
    return Deviation(
        reason=str(raw["reason"]).strip(),
        rule=str(raw["rule"]) if "rule" in raw else None,
        scenario=str(raw["scenario"]) if "scenario" in raw else None,
        expires=date.fromisoformat(str(raw["expires"])) if "expires" in raw else None,
    )


def _flaws(raw: Mapping[str, object], ledger: Ledger) -> Iterator[str]:
    for key in sorted(raw.keys() - set(_KEYS)):
        like = difflib.get_close_matches(key, _KEYS, n=1)
        yield f"unknown key {key!r}{f'; the nearest is {like[0]!r}' if like else ''}"
    if ("rule" in raw) == ("scenario" in raw):
        yield "needs either a rule or a scenario, and not both"
    for key in ("rule", "scenario", "reason"):
        value = raw.get(key, "-" if key != "reason" else "")
        if not isinstance(value, str) or not value.strip():
            yield f"needs a {key}, in words"
    expires = raw.get("expires")
    if expires is not None and (not isinstance(expires, date) or isinstance(expires, datetime)):
        yield f"expires is no date such as 2027-01-01: {expires}"
    rule = raw.get("rule")
    if isinstance(rule, str) and rule not in ledger.rules:
        like = list(ledger.nearest(rule))[:1]
        yield f"unknown rule {rule!r}{f'; the nearest is {like[0]!r}' if like else ''}"
