"""The ledger of documented rules: what features/rules.toml says, read once and checked.

An entry is one statement of the documentation page "MID Server upgrades" (Orlando): its id, where it stands, how
binding it is, who has to keep it, and, where the page prescribes a message, the pattern of that message.
"""

import difflib
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Meta, Struct

from midcert.rules import patterns
from midcert.rules.tables import TableError, Text, decoded, read_tables

RULE_ID = re.compile(r"[A-Z]+(?:-[A-Z0-9]+)+")
"""What a rule id looks like, in the ledger and as a tag of a feature."""
EXPLORED = "EXPLORED-SEQUENCES"
"""The rule of the frozen set, whose scenarios nobody has written."""


class LedgerError(ValueError):
    """The ledger cannot be used; the message is one line that names the file and the entry."""


class Level(StrEnum):
    """How binding a rule is."""

    REQUIRED = "required"
    """The documentation states it; it decides conformance."""
    INTERPRETED = "interpreted"
    """The documentation is silent or disagrees with itself; reported apart, never decides conformance."""
    INFORMATIVE = "informative"
    """Nothing that an implementation could be checked for."""


class Keeper(StrEnum):
    """Who has to keep a rule; in rules.toml its role."""

    MID = "mid"
    INSTANCE = "instance"
    SYSTEM = "system"
    """Both, or it shows only in their interplay."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One documented statement, in words that can be false."""

    id: Text
    chapter: Text
    """Where it stands in the documentation: one or more of its chapter titles, joined by semicolons."""
    level: Annotated[Level, Meta(description=f"one of {', '.join(Level)}")]
    role: Annotated[Keeper, Meta(description=f"one of {', '.join(Keeper)}")]
    says: Text
    status: Annotated[Literal["planned"], Meta(description="planned, or left out")] | None = None
    reading: Text | None = None
    """How this suite reads what the documentation leaves open."""
    because: Text | None = None
    """Why it is read so, or why it can never be checked."""
    pattern: Text | None = None
    """The body of the message's regular expression, which `midcert.rules.patterns` puts into a frame."""
    law: Text | None = None
    """What holds at every moment of every scenario; `midcert.rules.laws` watches it."""
    cases: Annotated[tuple[Text, ...], Meta(description="a list of texts")] = ()
    """What its scenarios try at least, each in a few words; a judged rule has one or more."""
    merged_into: Text | None = None
    """The rule whose scenarios cover this one."""
    self_test: Annotated[bool, Meta(description="true or false")] = False
    """The suite checks itself against it; targets are not judged by it."""

    @property
    def planned(self) -> bool:
        """Whether its scenarios are still to be written."""
        return self.status is not None

    @property
    def judged(self) -> bool:
        """Whether targets are judged by it, so that it needs scenarios."""
        return self.level is not Level.INFORMATIVE and self.merged_into is None and not self.self_test

    @property
    def main_chapter(self) -> str:
        """The first chapter it stands in, without a remark such as "(note)"."""
        return self.chapter.split(";")[0].split(" (")[0].strip()


class Ledger(Struct, frozen=True):
    """All rules by id, in the order of the file, which is the documentation's."""

    rules: Mapping[str, Rule]

    @property
    def chapters(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules under the main chapter of each, chapters and rules in the order of the file."""
        grouped: dict[str, list[Rule]] = {}
        for rule in self.rules.values():
            grouped.setdefault(rule.main_chapter, []).append(rule)
        return MappingProxyType({chapter: tuple(rules) for chapter, rules in grouped.items()})

    @property
    def judged(self) -> tuple[Rule, ...]:
        """The rules that targets are judged by."""
        return tuple(rule for rule in self.rules.values() if rule.judged)

    def of(self, roles: AbstractSet[str]) -> "Ledger":
        """The rules that concern whoever has these roles, mid or instance: theirs, and those of the system."""
        return Ledger({rule.id: rule for rule in self.rules.values() if rule.role in {*roles, Keeper.SYSTEM}})

    def nearest(self, rule_id: str) -> tuple[str, ...]:
        """The ids most like a mistyped one, the likest first; three at most, perhaps none."""
        return tuple(difflib.get_close_matches(rule_id.upper(), self.rules, n=3))


def load_ledger(path: Path) -> Ledger:
    """Read and check a ledger.

    Raises:
        LedgerError: the file cannot be read or is no TOML, or an entry is not what the head of features/rules.toml
            describes; the message says which entry and why.
    """
    try:
        tables = read_tables(path, "rule")
    except TableError as error:
        raise LedgerError(f"{path}: {error}") from error
    if not tables:
        raise LedgerError(f"{path}: holds no [[rule]]")
    rules: dict[str, Rule] = {}
    for number, table in enumerate(tables, start=1):
        try:
            _add(rules, _rule(table))
        except TableError as error:
            raise LedgerError(f"{path}: {_name(number, table)}: {error}") from error
    for rule in rules.values():
        if rule.merged_into is not None and not _covers(rules.get(rule.merged_into)):
            raise LedgerError(f"{path}: {rule.id}: merged_into names no rule that can cover it: {rule.merged_into!r}")
    return Ledger(MappingProxyType(rules))


def _name(number: int, table: object) -> str:
    """Name an entry by its id if it has a usable one, else by its place in the file."""
    rule_id = table.get("id") if isinstance(table, dict) else None
    return rule_id if isinstance(rule_id, str) and RULE_ID.fullmatch(rule_id) else f"[[rule]] number {number}"


def _add(rules: dict[str, Rule], rule: Rule) -> None:
    if rule.id in rules:
        raise TableError("duplicate id")
    rules[rule.id] = rule


def _rule(table: object) -> Rule:
    rule = decoded(table, Rule)
    if not RULE_ID.fullmatch(rule.id):
        raise TableError(f"not a rule id: {rule.id!r}")
    if rule.planned and not rule.judged:
        raise TableError("planned, but it never has scenarios: it is informative, merged or a self-test")
    if rule.level is Level.INTERPRETED and rule.reading is None:
        raise TableError("missing key: reading, which an interpreted rule is about")
    if rule.judged and not rule.cases:
        raise TableError("missing key: cases, what the scenarios of a judged rule try at least")
    if flaw := patterns.flaw(rule.pattern or ""):
        raise TableError(flaw)
    return rule


def _covers(rule: Rule | None) -> bool:
    return rule is not None and rule.judged
