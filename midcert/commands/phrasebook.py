"""The phrasebook: every phrase that a step may say, in which part of a scenario, and what it means."""

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from midcert.gherkin.definitions import Definition, Parser
from midcert.gherkin.negative import is_negative

_FIELD_TYPE = re.compile(r"\{\w+:(\w+)\}")
HEAD = """\
# Phrasebook

What each phrase of the features means: what it does, what it waits for and for how long at most, what it asserts. A
Given describes, a When does, a Then asserts. Words in braces are fields; what may stand in one is said at the end.
Made by `midcert list --steps > docs/phrasebook.md`."""


@dataclass(frozen=True)
class Phrase:
    """One phrase."""

    kinds: tuple[str, ...]
    """In which parts of a scenario it may stand: given, when, then."""
    text: str
    means: str
    subject: str
    """What the steps of its module are about."""
    fields: tuple[tuple[str, str], ...]
    """What may stand in the typed fields of the phrase, by the names of their types."""
    is_negative: bool
    """Whether it says that something did not happen."""


def phrases(definitions: Iterable[Definition]) -> list[Phrase]:
    """The phrases of step definitions, in the order of their modules, each once."""
    found: dict[tuple[str, int, str], list[Definition]] = {}
    for each in definitions:
        line = inspect.unwrap(each.step_func).__code__.co_firstlineno
        found.setdefault((_module(each), line, each.parser.name), []).append(each)
    return [_phrase(text, found[module, line, text]) for module, line, text in sorted(found)]


def page(known: Sequence[Phrase]) -> Iterator[str]:
    """The phrasebook in Markdown, line by line."""
    yield HEAD
    for subject in dict.fromkeys(phrase.subject for phrase in known):
        yield f"\n## {subject}\n"
        for phrase in (each for each in known if each.subject == subject):
            kinds = ", ".join(kind.capitalize() for kind in phrase.kinds)
            silence = " It says that something did not happen." if phrase.is_negative else ""
            yield f"* **{kinds}** `{phrase.text}`<br>\n  {phrase.means}{silence}"
    yield "\n## Fields\n\n| field | what may stand there |\n| --- | --- |"
    for name, means in sorted({field for phrase in known for field in phrase.fields}):
        yield f"| {name} | {means} |"


def _phrase(text: str, definitions: Sequence[Definition]) -> Phrase:
    function = inspect.unwrap(definitions[0].step_func)
    subject = (sys.modules[_module(definitions[0])].__doc__ or "").partition("\n")[0].removeprefix("Steps about ")
    return Phrase(
        kinds=tuple(kind for kind in ("given", "when", "then") if kind in {each.type for each in definitions}),
        text=text,
        means=" ".join((inspect.getdoc(function) or "").split()),
        subject=f"{subject[:1].upper()}{subject[1:]}".rstrip("."),
        fields=tuple(_fields(text, definitions[0].parser)),
        is_negative=is_negative(function),
    )


def _fields(text: str, parser: Parser) -> Iterator[tuple[str, str]]:
    """The types of a parser that has such: functions that read a text, with docstrings."""
    types: Mapping[str, Callable[[str], object]] = getattr(parser, "types", {})
    for name in _FIELD_TYPE.findall(text):
        if name in types:
            yield name, " ".join((inspect.getdoc(types[name]) or "").split())


def _module(definition: Definition) -> str:
    module: str = inspect.unwrap(definition.step_func).__module__
    return module
