"""The scenarios of a feature file as they will run: Gherkin's own pickles, with where they stand in the file.

pytest-bdd parses the same file again and makes the same of it (tests/midcert/run/test_canary.py compares the two), with
two exceptions that pre-flight refuses: it keeps scenarios in a dict by name, and fills placeholders in a Background.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from gherkin import parser_types as gherkin
from gherkin.pickles import compiler

from midcert.gherkin.tree import Placed, columns_of, scenarios_of


class Kind(StrEnum):
    """What a step is for, whatever keyword it is written with."""

    GIVEN = "given"
    WHEN = "when"
    THEN = "then"


KINDS = {"Context": Kind.GIVEN, "Action": Kind.WHEN, "Outcome": Kind.THEN}
"""By the names that Gherkin gives them."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it will run."""

    line: int
    keyword: str
    """As it is written, so perhaps And."""
    kind: Kind
    text: str
    written: str
    """The text with its placeholders."""
    table: list[list[str]] | None
    docstring: str | None
    background: bool
    """Whether it belongs to a Background, and not to the scenario itself."""


@dataclass(frozen=True, slots=True)
class ExamplesRow:
    """The row of Examples that makes a scenario of an outline."""

    number: int
    """From 1, through all Examples of the outline."""
    line: int
    values: Mapping[str, str]
    """By column, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario as it will run; of an outline, one row of its Examples."""

    feature: str
    line: int
    """Of the scenario, or of the outline."""
    name: str
    written: str
    """The name with its placeholders."""
    rule_name: str | None
    rule_id: str | None
    """The one rule that it stands under; None where there is none, or several."""
    tags: frozenset[str]
    row: ExamplesRow | None
    steps: tuple[Step, ...]
    """Those of the Backgrounds first."""

    @property
    def own(self) -> tuple[Step, ...]:
        """The steps without those of the Backgrounds."""
        return tuple(step for step in self.steps if not step.background)


def cases_of(feature: gherkin.Feature, rule_ids: Collection[str]) -> list[Case]:
    """What will run of a feature, in the order of the file.

    Args:
        feature: Gherkin's tree.
        rule_ids: The tags that are ids of rules.
    """
    around = {placed.node["id"]: placed for placed in scenarios_of(feature)}
    rows = {row["id"]: row for placed in around.values() for row in _rows_of(placed)}
    document: compiler.GherkinDocumentWithURI = {"feature": feature, "comments": [], "uri": ""}
    cases = []
    for pickle in compiler.Compiler().compile(document):
        scenario_id, *row_ids = pickle["astNodeIds"]
        placed, tags = around[scenario_id], frozenset(tag["name"].removeprefix("@") for tag in pickle["tags"])
        ids = tags & set(rule_ids)
        cases.append(
            Case(
                feature=feature["name"],
                line=placed.line,
                name=pickle["name"],
                written=placed.name,
                rule_name=placed.rule["name"] if placed.rule else None,
                rule_id=min(ids) if len(ids) == 1 else None,
                tags=tags,
                row=_row(placed, rows[row_ids[0]]) if row_ids else None,
                steps=tuple(_steps(placed, pickle)),
            )
        )
    return cases


def _steps(placed: Placed, pickle: compiler.Pickle) -> Iterator[Step]:
    background = [step for steps in placed.background for step in steps]
    written = [*background, *placed.node["steps"]]
    for number, (source, made) in enumerate(zip(written, pickle["steps"], strict=bool(pickle["steps"]))):
        argument = cast("compiler.PickleArgumentMixedEnvelope", made.get("argument", {}))
        table, docstring = argument.get("dataTable"), argument.get("docString")
        yield Step(
            line=source["location"]["line"],
            keyword=source["keyword"].strip(),
            kind=KINDS.get(made["type"], Kind.GIVEN),
            text=made["text"],
            written=source["text"],
            table=[[cell["value"] for cell in row["cells"]] for row in table["rows"]] if table else None,
            docstring=docstring["content"] if docstring else None,
            background=number < len(background),
        )


def _rows_of(placed: Placed) -> list[gherkin.TableRow]:
    return [row for examples in placed.node["examples"] for row in examples["tableBody"]]


def _row(placed: Placed, row: gherkin.TableRow) -> ExamplesRow:
    [examples] = (each for each in placed.node["examples"] if row in each["tableBody"])
    cells = [cell["value"] for cell in row["cells"]]
    number = _rows_of(placed).index(row) + 1
    return ExamplesRow(number, row["location"]["line"], dict(zip(columns_of(examples), cells, strict=True)))
