"""Collect feature files directly: no test module stands between a scenario and its id.

Ids are `features/x.feature::test_name[row]`. All problems of a file are reported together, each with its line.
Private parts of pytest in use: `Module._getobj` (overridden) and `Session._fixturemanager` (read). The fixture
registry is read through pytest_bdd.compat, which has to follow pytest's changes anyway.
"""

import functools
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import pytest
from gherkin.parser_types import Feature
from pytest_bdd import scenario
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.steps import StepNamePrefix, step_function_context_registry

from midcert.gherkin.definitions import Vocabulary, case_problems, described
from midcert.gherkin.laws import law_problems
from midcert.gherkin.pickles import Case, cases_of
from midcert.gherkin.preflight import text_problems
from midcert.gherkin.tags import tag_problems
from midcert.gherkin.tree import MalformedError, Problem, function_name, read, scenarios_of
from midcert.rules.ledger import Ledger
from midcert.run.certification import SCENARIO, Scenario, certification_of
from midcert.run.suite import Definition, Suite

SUITE_OUTPUT = "midcert_scenarios"
"""Under this key a worker of pytest-xdist tells the main process which scenarios the whole suite has."""

_Key = tuple[str, tuple[tuple[str, str], ...]]
"""The test function and the row of the Examples."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "FeatureFile | None":
    """Take every feature file."""
    if file_path.suffix != ".feature":
        return None
    certification_of(parent.config).is_concerned = True
    file: FeatureFile = FeatureFile.from_parent(parent, path=file_path)
    return file


def pytest_collection_finish(session: pytest.Session) -> None:
    """Tell what the whole suite is, and refuse what only the whole of it shows.

    That is step definitions which no scenario uses, as they check nothing, and titles of several scenarios. A worker
    cannot refuse, as pytest-xdist would call that an internal error.

    Raises:
        pytest.UsageError: there are such definitions or titles; one line for each.
    """
    certification = certification_of(session.config)
    ids = certification.suite.scenario_ids()
    certification.suite_ids = None if ids is None else frozenset(ids)
    if hasattr(session.config, "workeroutput"):
        if certification.is_concerned:
            session.config.workeroutput[SUITE_OUTPUT] = ids
    elif ids is not None and (problems := _problems_of_all(certification.suite)):
        raise pytest.UsageError("\n".join(problems))


class FeatureFile(pytest.Module):
    """A feature file, seen by pytest as a module of scenario functions."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """Make the scenarios' tests, unless there is anything wrong with the file.

        Raises:
            CollectError: there are problems; a line for each.
        """
        text, feature = self._source
        suite, ledger = certification_of(self.config).suite, certification_of(self.config).ledger
        vocabulary = suite.vocabulary(list(_visible_definitions(self)))
        all_cases = cases_of(feature, ledger.rules)
        self._refuse(sorted(_problems(feature, text, ledger, all_cases, vocabulary)))
        cases: dict[_Key, Case] = {_key(case): case for case in all_cases}
        items = [self._prepared(item, cases, ledger) for item in super().collect() if isinstance(item, pytest.Function)]
        self._refuse([(case.line, f"pytest made no test of {case.name!r}") for case in cases.values()])
        suite.add(self.path, [item.nodeid for item in items], all_cases, vocabulary)
        return [*items]

    @functools.cached_property
    def _source(self) -> tuple[str, Feature]:
        try:
            text = self.path.read_text("utf-8")
            return text, read(text)
        except UnicodeDecodeError as error:
            raise self.CollectError(f"{self.nodeid}:1: not UTF-8: {error.reason}") from None
        except MalformedError as error:
            raise self.CollectError(self._lines(error.problems)) from None

    def _getobj(self) -> types.ModuleType:
        module = types.ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        for placed in scenarios_of(self._source[1]):
            bind = scenario(self.path.name, placed.name, features_base_dir=str(self.path.parent))
            setattr(module, function_name(placed.name), bind(lambda: None))
        return module

    def _prepared(self, item: pytest.Function, cases: dict[_Key, Case], ledger: Ledger) -> pytest.Function:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        example = cast("Mapping[str, str]", params.get("_pytest_bdd_example", {}))
        case = cases.pop((item.originalname, tuple(example.items())))
        item.stash[SCENARIO] = Scenario(case, ledger.rules[case.rule_id] if case.rule_id else None)
        place = (self.path, case.line - 1, item.name)  # else it is pytest_bdd/scenario.py:303
        item.reportinfo = lambda: place  # type: ignore[method-assign] # public, but pytest makes the items
        return item

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            raise self.CollectError(self._lines(problems))

    def _lines(self, problems: list[Problem]) -> str:
        return "\n".join(f"{self.nodeid}:{line}: {reason}" for line, reason in problems)


def _key(case: Case) -> _Key:
    return function_name(case.written), tuple(case.row.values.items()) if case.row else ()


def _problems(
    feature: Feature, text: str, ledger: Ledger, cases: Sequence[Case], vocabulary: Vocabulary[Definition]
) -> set[Problem]:
    found = {*text_problems(feature, text), *tag_problems(feature, ledger)}
    return found.union(*(law_problems(case) for case in cases), *(case_problems(case, vocabulary) for case in cases))


def _problems_of_all(suite: Suite) -> list[str]:
    return [*sorted(f"{described(each)}: no scenario uses it" for each in suite.unused()), *suite.shared_titles()]


def _visible_definitions(node: pytest.Collector) -> Iterator[Definition]:
    """The step definitions that pytest-bdd would consider for the scenarios of a file, less its own `trace`."""
    manager = node.session._fixturemanager  # noqa: SLF001 - there is no public way; a canary test watches it
    for name in get_fixture_names(manager):
        if name.startswith(StepNamePrefix.step_def.value):
            for fixture in getfixturedefs(manager, name, node) or ():
                definition = step_function_context_registry.get(fixture.func)
                if definition and definition.step_func.__module__ != "pytest_bdd.plugin":
                    yield definition
