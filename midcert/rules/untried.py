"""Why a rule is not tried in some of the ways of reading A8, at the head of features/rules.toml.

The reasons stand in features/untried.toml, whose head says how it is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from midcert.rules.ledger import Ledger, Rule
from midcert.rules.tables import TableError, Text, decoded, nearest, read_tables

Ways = Mapping[str, Sequence[str]]
"""The values of each dimension."""


class UntriedError(ValueError):
    """The reasons cannot be used; one line."""


class Reason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why some rules are not tried in some ways."""

    ways: list[Text]
    """Each a dimension, as "trigger", or one value of it, as "trigger: pin"."""
    because: Text
    rules: list[Text] | None = None
    """By their ids; left out: all."""

    def holds(self, rule: Rule, dimension: str, value: str) -> bool:
        """Whether this is the reason for one empty cell."""
        is_about = self.rules is None or rule.id in self.rules
        return is_about and (dimension in self.ways or f"{dimension}: {value}" in self.ways)


@dataclass(frozen=True)
class Untried:
    """All reasons, those that come first before those that come later."""

    reasons: Sequence[Reason]

    def because(self, rule: Rule, dimension: str, value: str) -> str:
        """Why a rule is not tried in one way; empty where nobody has said it."""
        return next((each.because for each in self.reasons if each.holds(rule, dimension, value)), "")


def load_untried(path: Path, ledger: Ledger, ways: Ways) -> Untried:
    """Read and check the reasons.

    Args:
        path: The file.
        ledger: The rules that there are.
        ways: The dimensions that there are, and the values of each.

    Raises:
        UntriedError: The file cannot be read, or names what there is not; the message says where.
    """
    known = [*ways, *(f"{dimension}: {value}" for dimension, values in ways.items() for value in values)]
    try:
        tables = read_tables(path, "untried")
    except TableError as error:
        raise UntriedError(f"{path}: {error}") from error
    reasons: list[Reason] = []
    for number, table in enumerate(tables, start=1):
        try:
            reasons.append(reason := decoded(table, Reason))
            _refuse_unknown(reason.ways, known, "way")
            _refuse_unknown(reason.rules or [], list(ledger.rules), "rule")
        except TableError as error:
            raise UntriedError(f"{path}: [[untried]] number {number}: {error}") from error
    return Untried(reasons)


def _refuse_unknown(names: Sequence[str], known: list[str], kind: str) -> None:
    for name in names:
        if name not in known:
            raise TableError(f"there is no {kind} {name!r}{nearest(name, known)}")
