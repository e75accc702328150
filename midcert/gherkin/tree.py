"""Gherkin's own tree of a feature file: its rules, Backgrounds and scenarios, each with what stands around it."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from gherkin import parser_types as gherkin
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

PLACEHOLDER = re.compile(r"<(.+?)>")
"""What pytest-bdd replaces in the texts of an outline."""

Problem = tuple[int, str]
"""Line of the feature file, reason."""


class MalformedError(ValueError):
    """The text is no feature file; `problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Placed:
    """A scenario or an outline, and what stands around it."""

    node: gherkin.Scenario
    rule: gherkin.Rule | None
    background: tuple[tuple[gherkin.Step, ...], ...]
    """The steps of the feature's Background and of the rule's."""

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.node["location"]["line"]

    @property
    def name(self) -> str:
        """Its name, placeholders and all."""
        return self.node["name"]


@functools.cache
def read(text: str) -> gherkin.Feature:
    """Parse a feature file, once: whoever reads it again is given the same tree, and leaves it as it is.

    Raises:
        MalformedError: there is no feature in it, or Gherkin cannot read it.
    """
    try:
        feature = Parser().parse(text).get("feature")
    except CompositeParserException as error:
        raise MalformedError([_problem(each) for each in error.errors]) from None
    except ParserException as error:
        raise MalformedError([_problem(error)]) from None
    if not feature:
        raise MalformedError([(1, "there is no Feature in it")])
    return feature


def rules_of(feature: gherkin.Feature) -> Iterator[gherkin.Rule]:
    """The rules of a feature."""
    return (child["rule"] for child in _children(feature) if "rule" in child)


def backgrounds_of(feature: gherkin.Feature) -> Iterator[gherkin.Background]:
    """The feature's Background and those of its rules."""
    for parent in (feature, *rules_of(feature)):
        yield from (child["background"] for child in _children(parent) if "background" in child)


def scenarios_of(feature: gherkin.Feature) -> Iterator[Placed]:
    """The scenarios of a feature, those of its rules included, in the order of the file."""
    common = _background_steps(feature)
    for child in _children(feature):
        if "scenario" in child:
            yield Placed(child["scenario"], None, (common,))
        elif "rule" in child:
            rule = child["rule"]
            around = (common, _background_steps(rule))
            yield from (Placed(each["scenario"], rule, around) for each in _children(rule) if "scenario" in each)


def columns_of(examples: gherkin.Examples) -> list[str]:
    """The column names of an Examples table, which may have no header at all."""
    header = examples.get("tableHeader")
    return [cell["value"] for cell in header["cells"]] if header else []


def function_name(scenario_name: str) -> str:
    """The test that a scenario becomes; two scenarios of a file may not share it."""
    return "test_" + re.sub(r"\W+", "_", PLACEHOLDER.sub("", scenario_name)).strip("_").lower()


def tag_names(tags: Iterable[gherkin.Tag]) -> set[str]:
    """The names of tags, without their @."""
    return {tag["name"].removeprefix("@") for tag in tags}


def _problem(error: ParserException) -> Problem:
    return error.location["line"], str(error).partition(": ")[2]


def _children(parent: Mapping[str, object]) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", parent["children"])  # gherkin types them as dicts without any key


def _background_steps(parent: Mapping[str, object]) -> tuple[gherkin.Step, ...]:
    return tuple(step for child in _children(parent) if "background" in child for step in child["background"]["steps"])
