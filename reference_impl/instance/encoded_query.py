"""Encoded queries: how the Table API filters and sorts.

Source: ServiceNow API reference, "Table API", parameter sysparm_query. `^` joins conditions, `^OR` binds closer than
`^`, `^NQ` starts a second query whose records count as well. A part that cannot be read is left out, as the product
does unless glide.invalid_query.returns_no_rows is set.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Record = Mapping[str, str]

OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "ISNOTEMPTY": lambda value, _: value != "",
    "ISEMPTY": lambda value, _: value == "",
    "STARTSWITH": str.startswith,
    "ENDSWITH": str.endswith,
    "NOT IN": lambda value, operand: value not in operand.split(","),
    "NOT LIKE": lambda value, operand: operand not in value,
    "LIKE": lambda value, operand: operand in value,
    "IN": lambda value, operand: value in operand.split(","),
    "!=": lambda value, operand: value != operand,
    ">=": lambda value, operand: value >= operand,
    "<=": lambda value, operand: value <= operand,
    "=": lambda value, operand: value == operand,
    ">": lambda value, operand: value > operand,
    "<": lambda value, operand: value < operand,
}
CONDITION = re.compile(rf"([a-z0-9_.]+)({'|'.join(map(re.escape, OPERATORS))})(.*)", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """One comparison of a field."""

    field: str
    operator: str
    operand: str

    def holds(self, record: Record) -> bool:
        """Whether the record meets it; a field that the record lacks is empty."""
        return OPERATORS[self.operator](record.get(self.field, ""), self.operand)


@dataclass(frozen=True)
class EncodedQuery:
    """Alternatives of all-of of any-of, and an order."""

    alternatives: tuple[tuple[tuple[Condition, ...], ...], ...]
    order: tuple[tuple[str, bool], ...]
    """Fields and whether they descend, the most important first."""

    def select(self, records: Iterable[Record]) -> list[Record]:
        """The records that match, in order."""
        found = [record for record in records if self._matches(record)]
        for field, descending in reversed(self.order):
            found.sort(key=lambda record, field=field: record.get(field, ""), reverse=descending)  # type: ignore[misc]
        return found

    def _matches(self, record: Record) -> bool:
        return any(
            all(any(condition.holds(record) for condition in any_of) for any_of in all_of)
            for all_of in self.alternatives
        )


@functools.cache
def parse_query(text: str) -> EncodedQuery:
    """Read an encoded query; the empty text selects everything."""
    order: list[tuple[str, bool]] = []
    alternatives = []
    for alternative in text.split("^NQ"):
        all_of: list[tuple[Condition, ...]] = []
        for part in re.split(r"\^(?!OR(?!DERBY))", alternative):
            if part.startswith("ORDERBY"):
                descending = part.startswith("ORDERBYDESC")
                order.append((part.removeprefix("ORDERBYDESC").removeprefix("ORDERBY"), descending))
            elif any_of := tuple(filter(None, map(_condition, part.split("^OR")))):
                all_of.append(any_of)
        alternatives.append(tuple(all_of))
    return EncodedQuery(tuple(alternatives), tuple(order))


def _condition(text: str) -> Condition | None:
    found = CONDITION.fullmatch(text)
    return Condition(*found.groups()) if found else None
