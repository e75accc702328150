"""What has been collected of the suite: its files, their scenarios, and the definitions of their steps."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pytest_bdd.steps import StepFunctionContext

from midcert.gherkin.definitions import Vocabulary
from midcert.gherkin.pickles import Case

Definition = StepFunctionContext


class Suite:
    """Filled by the collector, file by file; a file with problems does not get in.

    Args:
        folder: Where all feature files are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.matched: dict[tuple[Path, str, str], Definition] = {}
        """The one definition of each step, by file, kind and text."""
        self._scenarios: dict[Path, list[str]] = {}
        self._titles: dict[str, set[tuple[Path, int]]] = defaultdict(set)
        """Where each title stands: the file and the line."""
        self._vocabularies: dict[tuple[int, ...], Vocabulary[Definition]] = {}

    def vocabulary(self, definitions: Sequence[Definition]) -> Vocabulary[Definition]:
        """The same vocabulary for the same definitions: files mostly share them."""
        key = tuple(map(id, definitions))
        return self._vocabularies.setdefault(key, Vocabulary(definitions))

    def add(self, path: Path, ids: Sequence[str], cases: Sequence[Case], vocabulary: Vocabulary[Definition]) -> None:
        """Take in a file without problems."""
        self._scenarios[path] = list(ids)
        for case in cases:
            self._titles[case.written.casefold()].add((path, case.line))
        for step in (step for case in cases for step in case.steps):
            [self.matched[path, step.kind, step.text]] = vocabulary.matching(step)

    def scenario_ids(self) -> list[str] | None:
        """The ids of all scenarios of the suite; None unless every feature file is there."""
        complete = bool(self._scenarios) and self._scenarios.keys() >= set(self.folder.rglob("*.feature"))
        return sorted(each for ids in self._scenarios.values() for each in ids) if complete else None

    def definitions(self) -> list[Definition]:
        """All definitions that a file can use, each once."""
        return list({id(each): each for known in self._vocabularies.values() for each in known.definitions}.values())

    def shared_titles(self) -> list[str]:
        """A line for each scenario that has the title of one before it: a report names scenarios by their titles."""
        found = []
        for places in self._titles.values():
            (first, first_line), *others = sorted(places)
            here = f"{self._shown(first)}:{first_line}"
            found += [f"{self._shown(path)}:{line}: has the title of the scenario at {here}" for path, line in others]
        return sorted(found)

    def unused(self) -> list[Definition]:
        """The definitions that a file can use and none does."""
        used = {id(definition) for definition in self.matched.values()}
        return [definition for definition in self.definitions() if id(definition) not in used]

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.folder.parent).as_posix()
