"""Take each step's definition from pre-flight instead of searching for it again.

pytest-bdd 9.0.1 asks pytest about every registered fixture name for every step it runs, 2 microseconds each.
Pre-flight has proved that each step has exactly one definition. The patch is private: where pytest-bdd has changed,
it refuses to guess.
"""

import importlib
import inspect
from collections.abc import Callable

import pytest
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext as Definition

from midcert.run.suite import SUITE

bdd = importlib.import_module("pytest_bdd.scenario")  # "from pytest_bdd import scenario" would be the function

_Search = Callable[[pytest.FixtureRequest, Step], Definition | None]
_ORIGINAL = pytest.StashKey[_Search]()


def pytest_configure(config: pytest.Config) -> None:
    """Put the faster lookup in place.

    Raises:
        pytest.UsageError: the function to replace has moved or changed.
    """
    original: _Search | None = getattr(bdd, "get_step_function", None)
    if original is None or list(inspect.signature(original).parameters) != ["request", "step"]:
        raise pytest.UsageError("pytest_bdd.scenario.get_step_function has changed: mend midcert/run/lookup.py")
    matched = config.stash[SUITE].matched

    def get_step_function(request: pytest.FixtureRequest, step: Step) -> Definition | None:
        return matched.get((request.node.path, step.type, step.name)) or original(request, step)

    config.stash[_ORIGINAL] = original
    vars(bdd)["get_step_function"] = get_step_function


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave pytest-bdd as it was."""
    if _ORIGINAL in config.stash:
        vars(bdd)["get_step_function"] = config.stash[_ORIGINAL]
