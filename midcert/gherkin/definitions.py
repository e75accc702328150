"""What the step definitions give away about a scenario before it runs."""

import difflib
import inspect
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from midcert.gherkin.negative import is_marked, is_negative, negative_word
from midcert.gherkin.pickles import Case, Kind, Step
from midcert.gherkin.tree import Problem

_EXTRAS = ("datatable", "docstring")
"""The parameters through which pytest-bdd passes what stands below a step."""
_FIELD = re.compile(r"{(\w+)(?::\w+)?}")


class Parser(Protocol):
    """Reads the texts of steps, as the parsers of pytest-bdd do."""

    name: str
    """The phrase."""

    def is_matching(self, name: str) -> bool:
        """Whether a step says this."""

    def parse_arguments(self, name: str) -> Mapping[str, object] | None:
        """What stands in the fields of the phrase."""


class Definition(Protocol):
    """A step definition: what is used of pytest-bdd's own, so that nothing here imports it."""

    @property
    def type(self) -> str | None:
        """given, when or then; None for any."""

    @property
    def parser(self) -> Parser:
        """Reads the texts of steps."""

    @property
    def step_func(self) -> Callable[..., object]:
        """What a step does."""


D = TypeVar("D", bound=Definition)


class Vocabulary(Generic[D]):
    """The step definitions that a feature file can use. Each text is looked up once."""

    def __init__(self, definitions: Sequence[D]) -> None:
        self.definitions = definitions
        self._matching: dict[tuple[str, str], list[D]] = {}
        self._flaws: dict[int, list[str]] = {}
        self._parameters: dict[int, dict[str, inspect.Parameter]] = {}

    def matching(self, step: Step) -> list[D]:
        """The definitions that would do for a step."""
        key = step.kind, step.text
        if key not in self._matching:
            candidates = (each for each in self.definitions if each.type in (None, step.kind))
            self._matching[key] = [each for each in candidates if each.parser.is_matching(step.text)]
        return self._matching[key]

    def nearest(self, step: Step) -> str:
        """The phrase most like a step that has no definition, as a remark; empty if none is near."""
        phrases = [each.parser.name for each in self.definitions if each.type in (None, step.kind)]
        fitting = {phrase: fields for phrase in phrases if (fields := _fields(phrase, step.text))}
        if fitting:
            phrase = max(fitting, key=lambda each: len(_FIELD.sub("", each)))
            return f"; {phrase!r} would do, but does not know what stands for {' or for '.join(fitting[phrase])}"
        like = difflib.get_close_matches(step.text, phrases, n=1)
        return f"; the nearest is {like[0]!r}" if like else ""

    def flaws(self, definition: D, step: Step) -> list[str]:
        """What is wrong with a definition whatever step uses it."""
        if id(definition) not in self._flaws:  # by id, as the class cannot be hashed
            self._flaws[id(definition)] = list(_definition_flaws(definition, step, self.parameters(definition)))
        return self._flaws[id(definition)]

    def parameters(self, definition: D) -> dict[str, inspect.Parameter]:
        """The parameters of a definition's function."""
        if id(definition) not in self._parameters:
            self._parameters[id(definition)] = dict(inspect.signature(definition.step_func).parameters)
        return self._parameters[id(definition)]


def case_problems(case: Case, vocabulary: Vocabulary[D]) -> Iterator[Problem]:
    """Each step has exactly one definition, one that will do what it says; and a Then says that something happened."""
    for step in case.steps:
        yield from ((step.line, reason) for reason in _step_flaws(step, vocabulary))
    thens = [vocabulary.matching(step) for step in case.own if step.kind is Kind.THEN]
    if thens and all(len(found) == 1 and is_negative(found[0].step_func) for found in thens):
        yield case.line, f"all that {case.name!r} says is what did not happen: a target that does nothing would pass"


def described(definition: Definition) -> str:
    """Where a definition stands, and its phrase."""
    code = inspect.unwrap(definition.step_func).__code__
    return f"{os.path.relpath(code.co_filename)}:{code.co_firstlineno} {definition.parser.name!r}"


def _fields(phrase: str, text: str) -> list[str]:
    """What would stand for each field of a phrase if any words could, as in "version: 'Orlando Patch 99'"."""
    names = _FIELD.findall(phrase)
    between = _FIELD.sub("{}", phrase).split("{}")
    found = re.fullmatch("(.+)".join(map(re.escape, between)), text)
    return [f"{name}: {word!r}" for name, word in zip(names, found.groups(), strict=True)] if found else []


def _step_flaws(step: Step, vocabulary: Vocabulary[D]) -> Iterator[str]:
    matches = vocabulary.matching(step)
    said = f"{step.keyword} {step.text!r}"
    if not matches:
        yield f"no definition matches {said}{vocabulary.nearest(step)}"
    elif len(matches) > 1:
        yield f"{len(matches)} definitions match {said}: {'; '.join(sorted(map(described, matches)))}"
    else:
        yield from vocabulary.flaws(matches[0], step)
        yield from _extra_flaws(step, matches[0], vocabulary.parameters(matches[0]))


def _definition_flaws(definition: Definition, step: Step, parameters: dict[str, inspect.Parameter]) -> Iterator[str]:
    name, function = described(definition), definition.step_func
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        yield f"{name} is async: it would never be awaited, and pass"
    for field in definition.parser.parse_arguments(step.text) or ():
        if field in _EXTRAS:
            yield f"{name} calls a field {field!r}, which pytest-bdd keeps for what stands below a step"
        elif field not in parameters:
            yield f"{name} has a field {field!r} that is no parameter of its function: it would be dropped"
    word = negative_word(definition.parser.name)
    if step.kind is Kind.THEN and word and not is_marked(function):
        yield f"{name} says {word!r}, but is marked neither @negative nor @affirmative"


def _extra_flaws(step: Step, definition: Definition, parameters: dict[str, inspect.Parameter]) -> Iterator[str]:
    for extra, given in zip(_EXTRAS, (step.table, step.docstring), strict=True):
        if given is not None and extra not in parameters:
            yield f"{described(definition)} has no parameter {extra!r}: what stands below the step would be dropped"
        elif given is None and extra in parameters and parameters[extra].default is inspect.Parameter.empty:
            yield f"{described(definition)} needs a {extra}, but nothing stands below the step"
