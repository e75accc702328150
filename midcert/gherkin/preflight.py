"""What a feature file's text alone gives away: whatever pytest-bdd would lose, or run half, in silence."""

import re
from collections.abc import Iterable, Iterator, Sequence

from gherkin import parser_types as gherkin

from midcert.gherkin.tree import (
    PLACEHOLDER,
    Placed,
    Problem,
    backgrounds_of,
    columns_of,
    function_name,
    rules_of,
    scenarios_of,
)

_OUTLINES = {"Scenario Outline", "Scenario Template"}
_MEANINGFUL = {"Context", "Action", "Outcome"}
"""Gherkin's types of Given, When and Then."""
MOST_STEPS = 9
"""How many steps a scenario may have, without those of its Background: more than that tries several things."""
MOST_WHENS = 2
"""How often a scenario may begin to act: a second time after a Then that proves a silence."""
_KEYWORD = r"Feature|Rule|Background|Examples?|Scenarios?|Scenario (?:Outline|Template)"
_SWALLOWED = re.compile(rf"(?:{_KEYWORD})(?:\s[^:]*)?|(?i:{_KEYWORD})\s*:.*")
"""A keyword without its colon; one with a colon only lands in a description if its capitals are wrong."""


def text_problems(feature: gherkin.Feature, text: str) -> Iterator[Problem]:
    """Everything about a feature that is wrong whatever the step definitions and the ledger say.

    Args:
        feature: Gherkin's tree of the file.
        text: The file itself, as the tree does not say on which line a description stands.
    """
    scenarios = list(scenarios_of(feature))
    if not scenarios:
        yield feature["location"]["line"], "there are no scenarios"
    for rule in rules_of(feature):
        if not any(placed.rule is rule for placed in scenarios):
            yield rule["location"]["line"], f"the rule {rule['name']!r} has no scenarios"
    yield from _name_problems(scenarios)
    for placed in scenarios:
        yield from _scenario_problems(placed)
        yield from _placeholder_problems(placed)
    for background in backgrounds_of(feature):
        yield from _background_problems(background["steps"])
    for steps in (*(each["steps"] for each in backgrounds_of(feature)), *(each.node["steps"] for each in scenarios)):
        yield from _keyword_problems(steps)
    yield from _colon_problems(feature, text.splitlines())


def _name_problems(scenarios: Iterable[Placed]) -> Iterator[Problem]:
    first_line: dict[str, int] = {}
    for placed in scenarios:
        if function_name(placed.name) == function_name(""):
            yield placed.line, "the scenario has no name"
            continue
        first = first_line.setdefault(function_name(placed.name), placed.line)
        if first != placed.line:
            reason = f"{placed.name!r} has the name of the scenario at line {first}: one of them would be lost"
            yield placed.line, reason


def _scenario_problems(placed: Placed) -> Iterator[Problem]:
    node = placed.node
    if (steps := len(node["steps"])) > MOST_STEPS:
        yield placed.line, f"{placed.name!r} has {steps} steps: more than {MOST_STEPS} try more than one thing"
    if (whens := sum(step["keywordType"] == "Action" for step in node["steps"])) > MOST_WHENS:
        yield placed.line, f"{placed.name!r} acts {whens} times: a second When is enough to prove a silence before it"
    if not any(step["keywordType"] == "Outcome" for step in node["steps"]):
        yield placed.line, f"{placed.name!r} has no Then: it would assert nothing, and pass"
    if node["keyword"] in _OUTLINES and not node["examples"]:
        yield placed.line, "the outline has no Examples: it would run once, placeholders and all"
    seen: dict[str, int] = {}
    for examples in node["examples"]:
        line, columns = examples["location"]["line"], columns_of(examples)
        if not examples["tableBody"]:
            yield line, "the Examples have no rows: they would be left out, or run once, placeholders and all"
        for name in sorted({name for name in columns if columns.count(name) > 1}):
            yield line, f"two columns are called {name!r}: one of them would be lost"
        for row in examples["tableBody"]:
            row_id = "-".join(cell["value"] for cell in row["cells"])  # as pytest-bdd makes it
            first = seen.setdefault(row_id, row["location"]["line"])
            if first != row["location"]["line"]:
                yield row["location"]["line"], f"this row would have the id of the row at line {first}"


def _keyword_problems(steps: Sequence[gherkin.Step]) -> Iterator[Problem]:
    """And and But take the meaning of the step before; `*` has none for Gherkin, and another one for pytest-bdd."""
    if steps and steps[0]["keywordType"] == "Conjunction":
        yield steps[0]["location"]["line"], f"{steps[0]['keyword'].strip()} cannot come first: nothing is before it"
    for step in steps:
        if step["keywordType"] not in _MEANINGFUL | {"Conjunction"}:
            yield step["location"]["line"], f"{step['keyword'].strip()} says neither Given nor When nor Then"


def _background_problems(steps: Iterable[gherkin.Step]) -> Iterator[Problem]:
    """A Background has no Examples: pytest-bdd would fill its placeholders all the same, Gherkin does not."""
    for line, text in _texts_in(steps, docstrings=True):
        for name in _placeholders(text):
            yield line, f"<{name}> stands in a Background, which has no Examples"


def _placeholder_problems(placed: Placed) -> Iterator[Problem]:
    """Placeholders that would stay as they are."""
    examples = placed.node["examples"]
    if not examples and placed.node["keyword"] not in _OUTLINES:
        for line, text in _texts_of(placed, docstrings=False):
            for name in _placeholders(text):
                yield line, f"nothing fills <{name}>: the scenario at line {placed.line} has no Examples"
    for each in examples:
        columns = columns_of(each)
        for line, text in _texts_of(placed, docstrings=True):
            for name in _placeholders(text):
                if name not in columns:
                    yield line, f"no column of the Examples at line {each['location']['line']} fills <{name}>"


def _placeholders(text: str) -> Iterator[str]:
    return (name for name in PLACEHOLDER.findall(text) if not name.startswith(" ") and not name.endswith(" "))


def _texts_of(placed: Placed, *, docstrings: bool) -> Iterator[Problem]:
    """Every text in which placeholders are filled, with its line; without Examples docstrings stay as they are."""
    yield placed.line, placed.name
    yield from _texts_in(placed.node["steps"], docstrings=docstrings)


def _texts_in(steps: Iterable[gherkin.Step], *, docstrings: bool) -> Iterator[Problem]:
    for step in steps:
        yield step["location"]["line"], step["text"]
        if docstrings and "docString" in step:
            yield step["docString"]["location"]["line"], step["docString"]["content"]
        if "dataTable" in step:
            for row in step["dataTable"]["rows"]:
                yield row["location"]["line"], " ".join(cell["value"] for cell in row["cells"])


def _colon_problems(feature: gherkin.Feature, lines: Sequence[str]) -> Iterator[Problem]:
    """A keyword without its colon becomes part of the description above it, and what it would begin is lost."""
    scenarios = [placed.node for placed in scenarios_of(feature)]
    examples = [each for node in scenarios for each in node["examples"]]
    for parent in (feature, *rules_of(feature), *backgrounds_of(feature), *scenarios, *examples):
        line = parent["location"]["line"]
        for text in map(str.strip, parent["description"].splitlines()):
            if _SWALLOWED.fullmatch(text):
                at = next((n for n, each in enumerate(lines[line:], line + 1) if each.strip() == text), line)
                yield at, f"{text!r} has become part of a description: a colon is missing, or a capital"
