"""Scenarios that a command line names, by their ids or by their rules, before the suite is collected."""

import difflib
from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from midcert.gherkin.pickles import Case, cases_of
from midcert.gherkin.tree import MalformedError, function_name, read
from midcert.rules.ledger import Ledger, LedgerError, Rule, load_ledger
from midcert.run.layout import FEATURES, ROOT

LIKENESS = 0.8
"""How much of two ids has to be the same; files and the words of titles are shared by many."""


class NamedError(ValueError):
    """Something is named that there is not; the message says in one line what, and what is like it."""


def chosen(values: Namespace) -> Sequence[str]:
    """The ids of the scenarios that `--scenario` and `--rule` name; none where all of them are asked for.

    A ledger or a feature file that cannot be read is left to pytest, which says so.

    Raises:
        NamedError: One of them names nothing that could run.
    """
    scenarios = values.scenario or ()
    try:
        rules = _rules(values.rule or ())
        if wrong := _unknown(scenarios):
            raise NamedError(wrong)
        return list(dict.fromkeys([*scenarios, *(each for rule in rules for each in _ids_below(rule))]))
    except (LedgerError, MalformedError):
        return ()


def rule_called(rule_id: str, ledger: Ledger) -> Rule:
    """The rule of this id.

    Raises:
        NamedError: There is none.
    """
    if (rule := ledger.rules.get(rule_id)) is not None:
        return rule
    near = " or ".join(ledger.nearest(rule_id))
    raise NamedError(f"no rule is called {rule_id}{f'; is it {near}?' if near else '; midcert list names all of them'}")


def all_ids() -> Iterator[str]:
    """The ids of all scenarios."""
    return (each for path in _feature_files() for each in ids_in(path))


@cache
def ids_in(path: Path) -> frozenset[str]:
    """The ids of the scenarios in a feature file; none where there is no such file.

    Raises:
        MalformedError: It is no feature file.
    """
    return frozenset(_ids(path, _cases(path, ()))) if path.is_file() else frozenset()


def _rules(named: Sequence[str]) -> Sequence[Rule]:
    """The rules of these ids.

    Raises:
        LedgerError: The ledger cannot be read.
        NamedError: There is no such rule.
    """
    ledger = load_ledger(FEATURES / "rules.toml") if named else Ledger({})
    return [rule_called(each, ledger) for each in named]


def _unknown(scenarios: Iterable[str]) -> str:
    """What is wrong with the first id that no scenario has, and which are like it; empty where there is none.

    Raises:
        MalformedError: A feature file cannot be read.
    """
    wrong = next((each for each in scenarios if each not in ids_in(ROOT / each.partition("::")[0])), None)
    if wrong is None:
        return ""
    near = " or ".join(difflib.get_close_matches(wrong, all_ids(), n=3, cutoff=LIKENESS))
    return f"no scenario is called {wrong}{f'; is it {near}?' if near else '; midcert list --ids names all of them'}"


def _ids_below(rule: Rule) -> list[str]:
    """The ids of a rule's scenarios.

    Raises:
        MalformedError: A feature file cannot be read.
        NamedError: It has none.
    """
    below = ((path, [case for case in _cases(path, {rule.id}) if case.rule_id]) for path in _feature_files())
    if ids := [each for path, cases in below for each in _ids(path, cases)]:
        return ids
    where = (
        f"it is merged into {rule.merged_into}" if rule.merged_into else f"midcert list --explain {rule.id} says why"
    )
    raise NamedError(f"{rule.id} has no scenarios; {where}")


def _feature_files() -> Sequence[Path]:
    return sorted(FEATURES.rglob("*.feature"))


def _cases(path: Path, rule_ids: Collection[str]) -> Sequence[Case]:
    return cases_of(read(path.read_text("utf-8")), rule_ids)


def _ids(path: Path, cases: Iterable[Case]) -> Iterator[str]:
    file = path.relative_to(ROOT).as_posix()
    return (f"{file}::{function_name(case.written)}{_row(case)}" for case in cases)


def _row(case: Case) -> str:
    """How pytest names a row of Examples: its cells, with whatever is not ASCII escaped."""
    return f"[{'-'.join(case.row.values.values())}]".encode("unicode_escape").decode() if case.row else ""
