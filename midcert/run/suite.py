"""What one process has collected of the suite: its files, their scenarios and the definitions of their steps."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from pytest_bdd.steps import StepFunctionContext as Definition

from midcert.gherkin.definitions import Vocabulary, described
from midcert.gherkin.pickles import Case

SUITE_OUTPUT = "midcert_scenarios"
"""Under this key a worker of pytest-xdist tells the main process which scenarios the whole suite has."""


class Suite:
    """Filled by the collector, file by file; a file with problems does not get in.

    Args:
        folder: Where all feature files are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = False
        """Whether there was any feature file, with or without problems."""
        self.matched: dict[tuple[Path, str, str], Definition] = {}
        """The one definition of each step, by file, kind and text."""
        self._scenarios: dict[Path, list[str]] = {}
        self._vocabularies: dict[tuple[int, ...], Vocabulary] = {}

    def vocabulary(self, definitions: Sequence[Definition]) -> Vocabulary:
        """The same vocabulary for the same definitions: files mostly share them."""
        key = tuple(map(id, definitions))
        return self._vocabularies.setdefault(key, Vocabulary(definitions))

    def add(self, path: Path, ids: Sequence[str], cases: Iterable[Case], vocabulary: Vocabulary) -> None:
        """Take in a file without problems."""
        self._scenarios[path] = list(ids)
        for step in (step for case in cases for step in case.steps):
            [self.matched[path, step.kind, step.text]] = vocabulary.matching(step)

    def scenario_ids(self) -> list[str] | None:
        """The ids of all scenarios of the suite; None unless every feature file is there."""
        complete = bool(self._scenarios) and self._scenarios.keys() >= set(self.folder.rglob("*.feature"))
        return sorted(each for ids in self._scenarios.values() for each in ids) if complete else None

    def unused(self) -> list[Definition]:
        """The definitions that a file can use and none does."""
        used = {id(definition) for definition in self.matched.values()}
        known = {id(each): each for vocabulary in self._vocabularies.values() for each in vocabulary.definitions}
        return [definition for key, definition in known.items() if key not in used]


SUITE = pytest.StashKey[Suite]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse step definitions that the whole suite does not use: they look like checks and check nothing.

    A worker cannot refuse, as pytest-xdist would call that an internal error; it tells what there was instead.

    Raises:
        pytest.UsageError: there are such definitions; one line for each.
    """
    suite = session.config.stash[SUITE]
    ids = suite.scenario_ids()
    if hasattr(session.config, "workeroutput"):
        if suite.seen:
            session.config.workeroutput[SUITE_OUTPUT] = ids
    elif ids is not None and (unused := suite.unused()):
        raise pytest.UsageError("\n".join(sorted(f"{described(each)}: no scenario uses it" for each in unused)))
