"""The ledger of documented rules: what features/rules.toml says, read once and checked.

An entry is one statement of the documentation page "MID Server upgrades" (Orlando): its id, where it stands, how
binding it is, who has to keep it, and, where the page prescribes a message, the pattern of that message.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

RULE_ID = re.compile(r"[A-Z]+(?:-[A-Z0-9]+)+")
"""What a rule id looks like, in the ledger and as a tag of a feature."""

_END = r"(?=\s*$|[.:;,]\s|[.:;,]$|\s+[(\[])"
_ISSUE = r"^(?:[^\n]*?: )?(?P<text>{body})" + _END
_LOG = r"(?m)(?:^|(?<=\s))(?P<text>{body})" + _END
_PLACEHOLDERS = ("instance_url", "account")
_PLACEHOLDER = re.compile(r"(?<!\\)\{([A-Za-z_]\w*)\}")
_MANDATORY = ("id", "chapter", "level", "role", "says")
_TEXTS = (*_MANDATORY, "status", "reading", "pattern", "merged_into")

_Word = TypeVar("_Word", bound=StrEnum)


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


class Role(StrEnum):
    """Who has to keep a rule."""

    MID = "mid"
    INSTANCE = "instance"
    SYSTEM = "system"
    """Both, or it shows only in their interplay."""


@dataclass(frozen=True)
class Rule:
    """One documented statement, in words that can be false."""

    id: str
    chapter: str
    """Where it stands in the documentation: one or more of its chapter titles, joined by semicolons."""
    level: Level
    role: Role
    says: str
    planned: bool
    """Its scenarios are still to be written."""
    reading: str | None
    """How this suite reads what the documentation leaves open."""
    pattern: str | None
    """The body of the message's regular expression; `issue_pattern` and `log_pattern` frame it."""
    merged_into: str | None
    """The rule whose scenarios cover this one."""
    self_test: bool
    """The suite checks itself against it; targets are not judged by it."""

    @property
    def judged(self) -> bool:
        """Whether targets are judged by it, so that it needs scenarios."""
        return self.level is not Level.INFORMATIVE and self.merged_into is None and not self.self_test

    @property
    def main_chapter(self) -> str:
        """The first chapter it stands in, without a remark such as "(note)"."""
        return self.chapter.split(";")[0].split(" (")[0].strip()


@dataclass(frozen=True)
class Ledger:
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

    def nearest(self, rule_id: str) -> tuple[str, ...]:
        """The ids most like a mistyped one, the likest first; three at most, perhaps none."""
        return tuple(difflib.get_close_matches(rule_id.upper(), self.rules, n=3))


def load_ledger(path: Path) -> Ledger:
    """Read and check a ledger.

    Raises:
        LedgerError: the file cannot be read or is no TOML, or an entry is not what the head of features/rules.toml
            describes; the message says which entry and why.
    """
    rules: dict[str, Rule] = {}
    for number, entry in enumerate(_entries(path), start=1):
        try:
            _add(rules, entry)
        except LedgerError as flaw:
            raise LedgerError(f"{path}: {_name(number, entry)}: {flaw}") from flaw
    for rule in rules.values():
        if rule.merged_into is not None and not _covers(rules.get(rule.merged_into)):
            raise LedgerError(f"{path}: {rule.id}: merged_into names no rule that can cover it: {rule.merged_into!r}")
    return Ledger(MappingProxyType(rules))


def issue_pattern(rule: Rule, **values: str) -> re.Pattern[str]:
    """Compile a rule's pattern for an issue's short description or the message of a step in the upgrade history.

    The message stands at the start or after a prefix that ends in a colon and a blank; group "text" holds it.

    Args:
        rule: A rule with a pattern.
        values: The run's own `instance_url` and `account`; needed where the pattern names them, else ignored.

    Raises:
        ValueError: the rule has no pattern, or a value is missing or unknown.
    """
    return re.compile(_framed(_ISSUE, _body(rule, values)))


def log_pattern(rule: Rule, **values: str) -> re.Pattern[str]:
    """Compile a rule's pattern for the agent log, where the message stands anywhere in a line, after a blank.

    Arguments and errors are those of `issue_pattern`.
    """
    return re.compile(_framed(_LOG, _body(rule, values)))


def _body(rule: Rule, values: Mapping[str, str]) -> str:
    if rule.pattern is None:
        raise ValueError(f"{rule.id} prescribes no message: it has no pattern")
    if unknown := values.keys() - set(_PLACEHOLDERS):
        raise ValueError(f"no pattern has a place for {', '.join(sorted(unknown))}")
    if missing := set(_PLACEHOLDER.findall(rule.pattern)) - values.keys():
        raise ValueError(f"the pattern of {rule.id} needs a value for {', '.join(sorted(missing))}")
    return _fill(rule.pattern, values)


def _entries(path: Path) -> list[Any]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise LedgerError(f"{path}: not TOML: {error}") from error
    if unknown := document.keys() - {"rule"}:
        raise LedgerError(f"{path}: unknown key: {', '.join(sorted(unknown))}")
    entries = document.get("rule", [])
    if not isinstance(entries, list) or not entries:
        raise LedgerError(f"{path}: holds no [[rule]]")
    return entries


def _name(number: int, entry: object) -> str:
    """Name an entry by its id if it has a usable one, else by its place in the file."""
    rule_id = entry.get("id") if isinstance(entry, dict) else None
    return rule_id if isinstance(rule_id, str) and RULE_ID.fullmatch(rule_id) else f"[[rule]] number {number}"


def _add(rules: dict[str, Rule], entry: object) -> None:
    rule = _rule(entry)
    if rule.id in rules:
        raise LedgerError("duplicate id")
    rules[rule.id] = rule


def _rule(entry: object) -> Rule:
    if not isinstance(entry, dict):
        raise LedgerError("not a table")
    _check_keys(entry)
    rule = Rule(
        id=entry["id"],
        chapter=entry["chapter"],
        level=_member(Level, entry["level"]),
        role=_member(Role, entry["role"]),
        says=entry["says"],
        planned="status" in entry,
        reading=entry.get("reading"),
        pattern=entry.get("pattern"),
        merged_into=entry.get("merged_into"),
        self_test=entry.get("self_test", False),
    )
    _check_sense(rule)
    _check_pattern(rule.pattern)
    return rule


def _check_keys(entry: Mapping[str, object]) -> None:
    if unknown := entry.keys() - {*_TEXTS, "self_test"}:
        raise LedgerError(f"unknown key: {', '.join(sorted(unknown))}")
    if missing := [key for key in _MANDATORY if key not in entry]:
        raise LedgerError(f"missing key: {', '.join(missing)}")
    for key in entry.keys() & set(_TEXTS):
        value = entry[key]
        if not isinstance(value, str) or not value.strip():
            raise LedgerError(f"{key} is not a text: {value!r}")
    if not isinstance(entry.get("self_test", False), bool):
        raise LedgerError(f"self_test is neither true nor false: {entry['self_test']!r}")
    if entry.get("status", "planned") != "planned":
        raise LedgerError(f"unknown status {entry['status']!r}: it is planned or left out")


def _check_sense(rule: Rule) -> None:
    if not RULE_ID.fullmatch(rule.id):
        raise LedgerError(f"not a rule id: {rule.id!r}")
    if rule.planned and not rule.judged:
        raise LedgerError("planned, but it never has scenarios: it is informative, merged or a self-test")
    if rule.level is Level.INTERPRETED and rule.reading is None:
        raise LedgerError("missing key: reading, which an interpreted rule is about")


def _check_pattern(pattern: str | None) -> None:
    if pattern is None:
        return
    for name in _PLACEHOLDER.findall(pattern):
        if name not in _PLACEHOLDERS:
            raise LedgerError(f"pattern has an unknown placeholder: {name}")
    body = _fill(pattern, dict.fromkeys(_PLACEHOLDERS, "x"))
    try:
        for expression in (body, _framed(_ISSUE, body), _framed(_LOG, body)):
            re.compile(expression)
    except re.error as error:
        raise LedgerError(f"pattern does not compile: {error}") from error


def _member(kind: type[_Word], word: str) -> _Word:
    try:
        return kind(word)
    except ValueError as error:
        raise LedgerError(f"unknown {kind.__name__.lower()} {word!r}: one of {', '.join(kind)}") from error


def _covers(rule: Rule | None) -> bool:
    return rule is not None and rule.judged


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda place: re.escape(values[place[1]]), pattern)


def _framed(frame: str, body: str) -> str:
    return frame.replace("{body}", body)
