"""The scenarios of the installed suite, as a run's rows name them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from midcert.gherkin.laws import law_of
from midcert.gherkin.pickles import Case, cases_of
from midcert.gherkin.tree import function_name, read
from midcert.results.row import Row
from midcert.rules.ledger import Ledger, load_ledger
from midcert.run.certification import Scenario
from midcert.run.layout import FEATURES
from midcert.run.record import Recording

TAKEN = ("seconds", "last_words", "repeat", "journal")
"""The fields of a row that are the run's word."""
Place = tuple[str, int, int]
"""Where a scenario stands: its file, its line, and its row of Examples, or 0."""


class Scenarios:
    """All scenarios of the suite.

    Args:
        features: The folder of its features.
        ledger: The rules.
    """

    def __init__(self, features: Path, ledger: Ledger) -> None:
        self.ledger = ledger
        self._cases: Mapping[Place, Case] = {
            (path.relative_to(features.parent).as_posix(), case.line, case.row.number if case.row else 0): case
            for path in sorted(features.rglob("*.feature"))
            for case in cases_of(read(path.read_text("utf-8")), ledger.rules)
        }

    def of(self, row: Row) -> Scenario | None:
        """The scenario of a row; None where the suite has none there, or where it is called something else."""
        case = self._cases.get(_place(row))
        if case is None:
            return None
        name = f"{row.file}::{function_name(case.written)}"
        is_called_so = row.id.startswith(f"{name}[") if case.row else row.id == name
        return Scenario(case, self.ledger.rules[case.rule_id] if case.rule_id else None) if is_called_so else None

    def head(self, row: Row, scenario: Scenario) -> Row:
        """A row as it is before anything has run, with what is the run's word."""
        head = Recording(row.id, row.file, scenario, "").finished()
        return msgspec.structs.replace(head, **{name: getattr(row, name) for name in TAKEN})

    def are_all(self, rows: Iterable[Row], *, laws: bool) -> bool:
        """Whether there is a row of each scenario, be it with laws or without them."""
        there = {_place(row) for row in rows}
        return all(place in there for place, case in self._cases.items() if laws or not law_of(case))


@lru_cache(maxsize=1)
def installed() -> Scenarios:
    """Those of the suite that is installed; whoever judges several runs reads them once."""
    return Scenarios(FEATURES, load_ledger(FEATURES / "rules.toml"))


def _place(row: Row) -> Place:
    return row.file, row.line, row.outline.number if row.outline else 0
