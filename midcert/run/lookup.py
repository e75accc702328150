"""Take each step's definition from pre-flight instead of searching for it again.

pytest-bdd 9.0.1 asks pytest about every registered fixture name for every step it runs, 2 microseconds each: a quarter
of a run of the whole suite (benchmarks/README.md). Pre-flight has proved that each step has exactly one definition. The
patch is private: where pytest-bdd has changed, it refuses to guess.
"""

import importlib
import inspect
from collections.abc import Callable

import pytest
from pytest_bdd.parser import Step

from midcert.run.suite import Definition, Suite

bdd = importlib.import_module("pytest_bdd.scenario")  # "from pytest_bdd import scenario" would be the function

Search = Callable[[pytest.FixtureRequest, Step], Definition | None]


class Lookup:
    """The plugin that puts the faster lookup in place, and takes it away.

    Args:
        suite: Knows the definitions.
    """

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._original: Search | None = None

    def pytest_configure(self) -> None:
        """Put it in place.

        Raises:
            pytest.UsageError: the function to replace has moved or changed.
        """
        original: Search | None = getattr(bdd, "get_step_function", None)
        if original is None or list(inspect.signature(original).parameters) != ["request", "step"]:
            raise pytest.UsageError("pytest_bdd.scenario.get_step_function has changed: mend midcert/run/lookup.py")
        matched = self._suite.matched

        def get_step_function(request: pytest.FixtureRequest, step: Step) -> Definition | None:
            return matched.get((request.node.path, step.type, step.name)) or original(request, step)

        self._original = original
        vars(bdd)["get_step_function"] = get_step_function

    def pytest_unconfigure(self) -> None:
        """Leave pytest-bdd as it was."""
        if self._original is not None:
            vars(bdd)["get_step_function"] = self._original
