"""Gherkin's own tree of a feature file, and the scenarios as they will run.

pytest-bdd parses the same file again; what is worked out here follows its reading (tests/midcert/gherkin/test_canary.py
compares the two), except that nothing is lost: pytest-bdd keeps scenarios in a dict by name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from gherkin import parser_types as gherkin
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

PLACEHOLDER = re.compile(r"<(.+?)>")
"""What pytest-bdd replaces in the texts of an outline."""

GIVEN, WHEN, THEN = "given", "when", "then"

_KINDS = {"Context": GIVEN, "Action": WHEN, "Outcome": THEN}

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


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it will run."""

    line: int
    keyword: str
    """As it is written, so perhaps And."""
    kind: str
    """Given, when or then, in lower case."""
    text: str
    table: list[list[str]] | None
    docstring: str | None


@dataclass(frozen=True)
class Case:
    """A scenario as it will run: of an outline, one row of its Examples."""

    feature: str
    line: int
    name: str
    rule_name: str | None
    rule_id: str | None
    example: Mapping[str, str]
    steps: tuple[Step, ...]
    """Those of the Backgrounds first."""
    own: tuple[Step, ...]


def read(text: str) -> gherkin.Feature:
    """Parse a feature file.

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


def cases_of(feature: gherkin.Feature, placed: Placed, rule_id: str | None) -> Iterator[Case]:
    """What will run of a scenario: itself, or one case for each row of its Examples."""
    groups = [*placed.background, placed.node["steps"]]
    kinds = [kind for group in groups for kind in _kinds_of(group)]
    steps = [step for group in groups for step in group]
    count = len(placed.node["steps"])
    for example in _examples(placed.node):
        filled = tuple(_filled(step, kind, example) for step, kind in zip(steps, kinds, strict=True))
        yield Case(
            feature=feature["name"],
            line=placed.line,
            name=_fill(placed.name, example),
            rule_name=placed.rule["name"] if placed.rule else None,
            rule_id=rule_id,
            example=example,
            steps=filled,
            own=filled[len(filled) - count :],
        )


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


def _examples(scenario: gherkin.Scenario) -> list[dict[str, str]]:
    if not scenario["examples"]:
        return [{}]
    return [
        dict(zip(columns_of(examples), (cell["value"] for cell in row["cells"]), strict=True))
        for examples in scenario["examples"]
        for row in examples["tableBody"]
    ]


def _kinds_of(steps: Iterable[gherkin.Step]) -> Iterator[str]:
    """And, But and * are of the kind of the step before; pre-flight refuses one that has none before it."""
    kind = GIVEN
    for step in steps:
        kind = _KINDS.get(step["keywordType"], kind)
        yield kind


def _filled(step: gherkin.Step, kind: str, example: Mapping[str, str]) -> Step:
    table, docstring = step.get("dataTable"), step.get("docString")
    return Step(
        line=step["location"]["line"],
        keyword=step["keyword"].strip(),
        kind=kind,
        text=_fill(step["text"], example),
        table=[[_fill(cell["value"], example) for cell in row["cells"]] for row in table["rows"]] if table else None,
        docstring=_fill(docstring["content"], example) if docstring else None,
    )


def _fill(text: str, example: Mapping[str, str]) -> str:
    if not example or "<" not in text:
        return text
    return PLACEHOLDER.sub(lambda place: example.get(place[1], place[0]), text)
