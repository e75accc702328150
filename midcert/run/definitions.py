"""The suite's own step definitions, for whoever calls them without pytest: exploration and replay."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from midcert.run.layout import plugins


@lru_cache(maxsize=1)
def definitions() -> list[StepFunctionContext]:
    """All of them."""
    for name in plugins():
        importlib.import_module(name)
    return list(step_function_context_registry.values())


def call(definition: StepFunctionContext, fixtures: Mapping[str, Any], arguments: Mapping[str, Any]) -> None:
    """Let a step do, or assert, what it says.

    Args:
        definition: Of the step.
        fixtures: What it may ask for.
        arguments: What stands in its fields.
    """
    wanted = _parameters(definition.step_func)
    definition.step_func(**{name: fixtures[name] for name in wanted if name in fixtures}, **arguments)


@lru_cache(maxsize=1024)
def _parameters(function: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)
