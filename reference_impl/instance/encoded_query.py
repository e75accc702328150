"""Encoded queries: how the Table API filters and sorts.

Source: ServiceNow API reference, "Table API", parameter sysparm_query. `^` joins conditions, `^OR` binds closer than
`^`, `^NQ` starts a second query whose records count as well. A part that cannot be read is left out, as the product
does unless glide.invalid_query.returns_no_rows is set.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Record = Mapping[str, str]
Value = Callable[[Record, str], str]
"""Looks up a field of a record."""


def plain_value(record: Record, field: str) -> str:
    """The record's own value; a field that the record lacks is empty."""
    return record.get(field, "")


OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "ISNOTEMPTY": lambda value, _: value != "",
    "ISEMPTY": lambda value, _: value == "",
    "STARTSWITH": str.startswith,
    "ENDSWITH": str.endswith,
    "DOES NOT CONTAIN": lambda value, operand: operand not in value,
    "CONTAINS": operator.contains,
    "NOT LIKE": lambda value, operand: operand not in value,
    "LIKE": operator.contains,
    "INSTANCEOF": operator.eq,  # none of the tables extends another
    "NOT IN": lambda value, operand: value not in operand.split(","),
    "IN": lambda value, operand: value in operand.split(","),
    "BETWEEN": lambda value, operand: operand.partition("@")[0] <= value <= operand.partition("@")[2],
    "NSAMEAS": operator.ne,
    "SAMEAS": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
NUMBERS = {"count", "priority", "sequence"}
"""The fields that hold whole numbers, and are ordered as such."""
COMPARE_FIELDS = {"SAMEAS", "NSAMEAS"}
"""The operators whose operand names another field."""
ORDERING = {"BETWEEN", ">=", "<=", ">", "<"}
FIELD = r"[a-z0-9_.]+"
CONDITION = re.compile(rf"({FIELD})({'|'.join(map(re.escape, OPERATORS))})(.*)", re.DOTALL)


def aligned(number: str) -> str:
    """A whole number in a form that texts are ordered by."""
    return number.zfill(20)


@dataclass(frozen=True)
class Condition:
    """One comparison of a field."""

    field: str
    operator: str
    operand: str

    def holds(self, record: Record, value: Value) -> bool:
        """Whether the record meets it."""
        compare, mine = OPERATORS[self.operator], value(record, self.field)
        if self.operator in COMPARE_FIELDS:
            return compare(mine, value(record, self.operand))
        if self.field in NUMBERS and self.operator in ORDERING:
            return compare(aligned(mine), "@".join(map(aligned, self.operand.split("@"))))
        return compare(mine, self.operand)


@dataclass(frozen=True)
class EncodedQuery:
    """Alternatives of all-of of any-of, and an order."""

    alternatives: tuple[tuple[tuple[Condition, ...], ...], ...]
    order: tuple[tuple[str, bool], ...]
    """Fields and whether they descend, the most important first."""

    def select(self, records: Iterable[Record], value: Value = plain_value) -> list[Record]:
        """The records that match, in order."""
        found = [record for record in records if self._matches(record, value)]
        for field, descending in reversed(self.order):
            form = aligned if field in NUMBERS else str
            found.sort(key=lambda record, field=field, form=form: form(value(record, field)), reverse=descending)  # type: ignore[misc]
        return found

    def _matches(self, record: Record, value: Value) -> bool:
        return any(
            all(any(condition.holds(record, value) for condition in any_of) for any_of in all_of)
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


def equal_to(values: Mapping[str, str]) -> EncodedQuery:
    """The query for the records with all of these values; what can be no field is left out."""
    all_of = tuple((Condition(field, "=", value),) for field, value in values.items() if re.fullmatch(FIELD, field))
    return EncodedQuery((all_of,), ())


def _condition(text: str) -> Condition | None:
    found = CONDITION.fullmatch(text)
    if found is None or (found[2] == "BETWEEN" and "@" not in found[3]):
        return None
    return Condition(*found.groups())
