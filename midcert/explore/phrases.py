"""The suite's own step definitions, for lines that no feature has."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pytest_bdd.steps import StepFunctionContext

from midcert.explore.corpus import Line
from midcert.gherkin.pickles import Kind
from midcert.run.definitions import definitions


@lru_cache(maxsize=8192)
def definition_of(line: Line) -> StepFunctionContext | None:
    """What does a line, or looks; None where nothing does, and for a Given or When that only looks, as a Then does."""
    found = {str(each.type): each for each in definitions() if each.parser.is_matching(line.text)}
    does, looks = found.get(line.kind), found.get(Kind.THEN)
    only_looks = does and looks and line.kind != Kind.THEN and does.step_func is looks.step_func
    return None if only_looks else does


@lru_cache(maxsize=8192)
def arguments_of(line: Line) -> Mapping[str, Any]:
    """What stands in the fields of its phrase."""
    definition = definition_of(line)
    return definition.parser.parse_arguments(line.text) or {} if definition else {}
