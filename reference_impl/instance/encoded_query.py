"""Encoded queries: how the Table API filters and sorts.

Source: ServiceNow API reference, "Table API", parameter sysparm_query. `^` joins conditions, `^OR` binds closer than
`^`, `^NQ` starts a second query whose records count as well, and `EQ` ends one. Texts are compared without regard to
case, as the product's databases do. What cannot be read is refused: the product leaves it out, and answers with more
records than were meant, unless glide.invalid_query.returns_no_rows is set.
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


class UnreadableError(ValueError):
    """A part of a query is no condition; the message is that part."""


def _is_on(value: str, operand: str) -> bool:
    _, begin, end = operand.split("@")
    return begin <= value <= end


OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "ANYTHING": lambda *_: True,
    "EMPTYSTRING": lambda value, _: value == "",
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
    "NOT_IN": lambda value, operand: value not in operand.split(","),
    "IN": lambda value, operand: value in operand.split(","),
    "BETWEEN": lambda value, operand: operand.partition("@")[0] <= value <= operand.partition("@")[2],
    "ON": _is_on,
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
PARTS = {"BETWEEN": 2, "ON": 3}
"""How many parts, joined by @, the operand of an operator has: the ends of a range, or a day's name and its ends."""
NOT_RUN = "javascript:"
"""The beginning of what the product would run to know an end of a range; here nothing runs it."""
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
        compare, mine = OPERATORS[self.operator], value(record, self.field).casefold()
        if self.operator in COMPARE_FIELDS:
            return compare(mine, value(record, self.operand).casefold())
        if self.field in NUMBERS and self.operator in ORDERING:
            return compare(aligned(mine), "@".join(map(aligned, self.operand.split("@"))))
        return compare(mine, self.operand.casefold())


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
            form = aligned if field in NUMBERS else str.casefold
            found.sort(key=lambda record, field=field, form=form: form(value(record, field)), reverse=descending)  # type: ignore[misc]
        return found

    def _matches(self, record: Record, value: Value) -> bool:
        return any(
            all(any(condition.holds(record, value) for condition in any_of) for any_of in all_of)
            for all_of in self.alternatives
        )


@functools.lru_cache(maxsize=1024)
def parse_query(text: str) -> EncodedQuery:
    """Read an encoded query; the empty text selects everything.

    Raises:
        UnreadableError: A part of it is no condition.
    """
    order: list[tuple[str, bool]] = []
    alternatives = []
    for alternative in text.split("^NQ"):
        all_of: list[tuple[Condition, ...]] = []
        for part in re.split(r"\^(?!OR(?!DERBY))", alternative):
            if part.startswith("ORDERBY"):
                descending = part.startswith("ORDERBYDESC")
                order.append((part.removeprefix("ORDERBYDESC").removeprefix("ORDERBY"), descending))
            elif part not in ("", "EQ"):
                all_of.append(tuple(map(_condition, part.split("^OR"))))
        alternatives.append(tuple(all_of))
    return EncodedQuery(tuple(alternatives), tuple(order))


def equal_to(values: Mapping[str, str]) -> EncodedQuery:
    """The query for the records with all of these values; what can be no field is left out."""
    all_of = tuple((Condition(field, "=", value),) for field, value in values.items() if re.fullmatch(FIELD, field))
    return EncodedQuery((all_of,), ())


def _condition(text: str) -> Condition:
    found = CONDITION.fullmatch(text)
    if found is None:
        raise UnreadableError(text)
    parts = found[3].split("@")
    if len(parts) != PARTS.get(found[2], len(parts)) or (found[2] in PARTS and NOT_RUN in found[3]):
        raise UnreadableError(text)
    return Condition(*found.groups())
