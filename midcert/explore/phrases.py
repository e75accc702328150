"""The suite's own step definitions, for lines that no feature has."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from midcert.explore.corpus import Line
from midcert.gherkin.pickles import Kind
from midcert.run.layout import plugins


@lru_cache(maxsize=8192)
def definition_of(line: Line) -> StepFunctionContext | None:
    """What does a line, or looks; None where nothing does, and for a Given or When that only looks, as a Then does."""
    found = {str(each.type): each for each in _definitions() if each.parser.is_matching(line.text)}
    does, looks = found.get(line.kind), found.get(Kind.THEN)
    only_looks = does and looks and line.kind != Kind.THEN and does.step_func is looks.step_func
    return None if only_looks else does


@lru_cache(maxsize=8192)
def arguments_of(line: Line) -> Mapping[str, Any]:
    """What stands in the fields of its phrase."""
    definition = definition_of(line)
    return definition.parser.parse_arguments(line.text) or {} if definition else {}


def call(definition: StepFunctionContext, fixtures: Mapping[str, Any], arguments: Mapping[str, Any]) -> None:
    """Let a step do, or assert, what it says.

    Args:
        definition: Of the step.
        fixtures: What it may ask for.
        arguments: What stands in its fields.
    """
    wanted = _parameters(definition.step_func)
    definition.step_func(**{name: fixtures[name] for name in wanted if name in fixtures}, **arguments)


@lru_cache(maxsize=1)
def _definitions() -> list[StepFunctionContext]:
    for name in plugins():
        importlib.import_module(name)
    return list(step_function_context_registry.values())


@lru_cache(maxsize=1024)
def _parameters(function: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)
