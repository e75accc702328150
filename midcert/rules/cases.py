"""Which scenarios try the cases of each rule: features/cases.toml, whose head says how it is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from midcert.rules.ledger import Ledger, Rule
from midcert.rules.tables import TableError, nearest, read_document

ROW = " / "
"""Stands between the title of an outline and the first word of one of its rows."""


class CasesError(ValueError):
    """The file cannot be used; the message is one line that names it and the rule."""


class Cases:
    """By the id of a rule, and the text of each of its cases: the scenarios that try it."""

    def __init__(self, by_rule: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._by_rule = by_rule

    def of(self, rule: Rule) -> Mapping[str, Sequence[str]]:
        """Each case of a rule, with the scenarios named for it; perhaps none."""
        named = self._by_rule.get(rule.id, {})
        return {case: named.get(case, ()) for case in rule.cases}

    def untraceable(self, ledger: Ledger, known: Iterable[str]) -> Iterator[str]:
        """The cases of the rules with scenarios for which no scenario is named, or one that there is not.

        Args:
            ledger: The rules.
            known: The scenarios there are, as `names` names them.
        """
        titles = list(known)
        for rule in ledger.judged:
            for case, named in self.of(rule).items() if not rule.planned else ():
                if not named:
                    yield f"{rule.id}: nobody tries {case!r}"
                for each in named:
                    if each not in titles:
                        yield f"{rule.id}: {case!r}: there is no scenario {each!r}{nearest(each, titles)}"


def names(title: str, row: str) -> Sequence[str]:
    """How a scenario may be named: by its title, and where it is the row of an outline, by that as well.

    Args:
        title: As it stands in the file, with placeholders.
        row: What stands in the first column of its row; empty for a scenario that is none of an outline.
    """
    return (title, f"{title}{ROW}{row}") if row else (title,)


def load_cases(path: Path, ledger: Ledger) -> Cases:
    """Read and check the file.

    Args:
        path: The file.
        ledger: The rules that there are.

    Raises:
        CasesError: The file cannot be read, or names a rule or a case that there is not; the message says where.
    """
    try:
        document = read_document(path)
    except TableError as error:
        raise CasesError(f"{path}: {error}") from error
    for rule_id, tried in document.items():
        if rule_id not in ledger.rules:
            raise CasesError(f"{path}: there is no rule {rule_id!r}{nearest(rule_id, list(ledger.rules))}")
        known = list(ledger.rules[rule_id].cases)
        if not isinstance(tried, dict) or (unknown := [case for case in tried if case not in known]):
            wrong = unknown[0] if isinstance(tried, dict) else str(tried)
            raise CasesError(f"{path}: {rule_id}: it has no case {wrong!r}{nearest(wrong, known)}")
    try:
        return Cases(msgspec.convert(document, dict[str, dict[str, list[str]]]))
    except msgspec.ValidationError as error:
        raise CasesError(f"{path}: scenarios are named in a list of texts: {error}") from error
