"""All that can be said of a world at one moment, in the words of the suite's own Thens.

Whatever a Then of the features says of somebody is asked of everybody, about all versions and commands that have been
spoken of. So what can be said grows with the features.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fakes.observe.commands import SYSTEM_COMMANDS
from fakes.releases.builds import called
from midcert.explore.corpus import BUILD, INSTALLS, QUOTED, Corpus, Line, names_in
from midcert.explore.look import ActsError, Look
from midcert.explore.phrases import arguments_of, definition_of
from midcert.gherkin.negative import is_negative
from midcert.gherkin.pickles import Kind
from midcert.results.mismatch import MismatchError
from midcert.run.definitions import call

COMMAND = re.compile(r'\bcommand "(\w+)"')
CLICKS = " clicks "
"""Who clicks may send any system command; nobody else sends one that is not named."""
UNSAID = (ActsError, AssertionError, LookupError, ValueError)
"""What a Then raises that does not hold, or cannot be said here."""


@dataclass(frozen=True)
class Template:
    """What a Then says, of whomever and of whichever versions."""

    parts: Sequence[str]
    """The text between what may vary."""
    varies: Sequence[str]
    """What stands between the parts: "name", "command" or "build"."""

    def filled(self, names: Sequence[str], commands: Sequence[str], versions: Sequence[str]) -> str:
        """The text about these."""
        values = {"name": iter(names), "command": iter(commands), "build": iter(versions)}
        between = [next(values[each]) for each in self.varies]
        return "".join(itertools.chain.from_iterable(itertools.zip_longest(self.parts, between, fillvalue="")))

    def number(self, kind: str) -> int:
        """How many names, commands or builds it speaks of."""
        return sum(each == kind for each in self.varies)


class Facts:
    """What can be said.

    Args:
        corpus: What the Thens of the features say, and who is spoken of there.
        fixtures: What steps ask for besides the world, by name.
    """

    def __init__(self, corpus: Corpus, fixtures: Mapping[str, Any]) -> None:
        self._fixtures = fixtures
        thens = [line.text for _, lines in corpus.scenarios for line in lines if line.kind == Kind.THEN]
        self._use = Counter(map(phrase, thens))
        self._templates = _templates(thens, corpus.names)

    def seen(self, look: Look, lines: Sequence[Line]) -> frozenset[str]:
        """All that holds after these lines."""
        texts = [line.text for line in lines]
        there = [name for text in texts if (found := INSTALLS.fullmatch(text)) for name in names_in(found)]
        builds = list(dict.fromkeys(build for text in texts for build in BUILD.findall(text)))
        system = SYSTEM_COMMANDS if any(CLICKS in text for text in texts) else {"autoUpgrade"}
        commands = sorted({*system, *(command for text in texts for command in COMMAND.findall(text))})
        return frozenset(self._seen(look, there, commands, builds)) if builds else frozenset()

    def among(self, texts: Sequence[frozenset[str]]) -> Callable[[Look, Sequence[Line]], frozenset[str]]:
        """What asks, look by look, which of these facts hold."""
        left = iter(texts)
        return lambda look, _: frozenset(text for text in next(left, ()) if self._holds(look, text))

    def telling(self, texts: Iterable[str]) -> list[str]:
        """The same facts, the most telling first: what has happened, in the phrases that the features use most."""
        return sorted(texts, key=lambda text: (denies(text), -self._use[phrase(text)], text))

    def _seen(self, look: Look, there: Sequence[str], commands: Sequence[str], builds: Sequence[str]) -> Iterator[str]:
        for template in self._templates:
            guess = list(itertools.islice(itertools.cycle(builds), template.number("build")))
            about = itertools.product(
                itertools.combinations(there, template.number("name")),
                itertools.combinations(commands, template.number("command")),
            )
            yield from filter(None, (self._true(look, template, *each, guess) for each in about))

    def _true(
        self, look: Look, template: Template, names: Sequence[str], commands: Sequence[str], guess: Sequence[str]
    ) -> str:
        """What the template says rightly of these; a wrong guess tells which builds are the right ones."""
        text = template.filled(names, commands, guess)
        try:
            self._say(look, text)
        except MismatchError as error:
            right = _builds(error.mismatch.seen)
            text = template.filled(names, commands, right) if guess and len(right) == len(guess) else ""
            return text if text and self._holds(look, text) else ""
        except UNSAID:
            return ""
        return text

    def _holds(self, look: Look, text: str) -> bool:
        try:
            self._say(look, text)
        except UNSAID:
            return False
        return True

    def _say(self, look: Look, text: str) -> None:
        line = Line(Kind.THEN, text)
        definition = definition_of(line)
        if definition is None:
            raise LookupError(text)
        call(definition, {"world": look, **self._fixtures}, arguments_of(line))


@functools.lru_cache(maxsize=4096)
def denies(text: str) -> bool:
    """Whether a Then says only what has not happened."""
    definition = definition_of(Line(Kind.THEN, text))
    return definition is not None and is_negative(definition.step_func)


def _templates(thens: Iterable[str], names: Collection[str]) -> list[Template]:
    """One for each way to say something; of a phrase that speaks of one or of several, those about the fewest."""
    by_phrase: dict[str, dict[tuple[Any, ...], Template]] = {}
    for text in dict.fromkeys(thens):
        made = _template(text, names)
        by_phrase.setdefault(phrase(text), {})[tuple(made.parts), tuple(made.varies)] = made
    return [each for several in by_phrase.values() for each in _of_fewest(several.values())]


def _of_fewest(templates: Collection[Template]) -> list[Template]:
    fewest = min(each.number("name") for each in templates)
    return [each for each in templates if each.number("name") == fewest]


def _template(text: str, names: Collection[str]) -> Template:
    spans = [(*found.span(1), "name") for found in QUOTED.finditer(text) if found[1] in names]
    spans += [(*found.span(1), "command") for found in COMMAND.finditer(text)]
    spans += [(*found.span(), "build") for found in BUILD.finditer(text)]
    parts, end = [], 0
    for begin, stop, _ in sorted(spans):
        parts.append(text[end:begin])
        end = stop
    return Template((*parts, text[end:]), tuple(kind for *_, kind in sorted(spans)))


def phrase(text: str) -> str:
    """That of a Then."""
    definition = definition_of(Line(Kind.THEN, text))
    return definition.parser.name if definition else ""


def _builds(seen: object) -> list[str]:
    """The names of the builds in what was seen; none if it is anything else."""
    stamps = seen if isinstance(seen, list) else [seen]
    known = [called(each) for each in stamps if isinstance(each, str)]
    return known if len(known) == len(stamps) and all(map(BUILD.fullmatch, known)) else []
