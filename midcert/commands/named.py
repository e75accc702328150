"""Scenarios that a command line names by their ids, before the suite is collected."""

import difflib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from midcert.gherkin.pickles import Case, cases_of
from midcert.gherkin.tree import MalformedError, function_name, read
from midcert.run.layout import FEATURES, ROOT

LIKENESS = 0.8
"""How much of two ids has to be the same; files and the words of titles are shared by many."""


def unknown(scenarios: Iterable[str]) -> str:
    """What is wrong with the first id that no scenario has, and which are like it; empty where there is none.

    A feature file that cannot be read is left to the collection, which says so.
    """
    try:
        wrong = next((each for each in scenarios if each not in ids_in(ROOT / each.partition("::")[0])), None)
        if wrong is None:
            return ""
        near = " or ".join(difflib.get_close_matches(wrong, all_ids(), n=3, cutoff=LIKENESS))
    except MalformedError:
        return ""
    return f"no scenario is called {wrong}{f'; is it {near}?' if near else '; midcert list --ids names all of them'}"


def all_ids() -> Iterator[str]:
    """The ids of all scenarios."""
    return (each for path in sorted(FEATURES.rglob("*.feature")) for each in ids_in(path))


@cache
def ids_in(path: Path) -> frozenset[str]:
    """The ids of the scenarios in a feature file; none where there is no such file.

    Raises:
        MalformedError: It is no feature file.
    """
    if not path.is_file():
        return frozenset()
    file = path.relative_to(ROOT).as_posix()
    cases = cases_of(read(path.read_text("utf-8")), ())
    return frozenset(f"{file}::{function_name(case.written)}{_row(case)}" for case in cases)


def _row(case: Case) -> str:
    """How pytest names a row of Examples: its cells, with whatever is not ASCII escaped."""
    return f"[{'-'.join(case.row.values.values())}]".encode("unicode_escape").decode() if case.row else ""
