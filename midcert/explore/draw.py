"""Draws sequences: some scenario with a few things done otherwise, or its beginning with whatever is done anywhere.

A seed names the same sequence as long as features and reference are the same.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from midcert.explore.corpus import BUILD, INSTALLS, LOOK, QUOTED, Corpus, Line
from midcert.explore.phrases import definition_of
from midcert.gherkin.pickles import Kind

CHANGES = (1, 4)
"""In how many ways a scenario is changed."""
KINDS = (3, 7)
"""How many kinds of deeds a new sequence has: few kinds, and more of each, bring about more combinations."""
LEAST_DEEDS = 3
WAITS_OFTEN, SPEAKS_OF_THE_SAME, HAS_MORE = 0.6, 0.5, 0.25
LONGEST_REPETITION = 4

Ways = Sequence[Sequence[Line]]
"""Lines of one phrase: those which differ in the names of MID Servers and builds alone stand together."""


class Drawer:
    """Draws for one role.

    Args:
        corpus: What is drawn from.
        most_deeds: How many deeds a new sequence has at most.
        share: How many of all are scenarios with a few things done otherwise; the others are new.
    """

    def __init__(self, corpus: Corpus, most_deeds: int = 10, share: float = 0.7) -> None:
        self._corpus, self._most_deeds, self._share = corpus, most_deeds, share

    def drawn(self, seed: str) -> list[Line]:
        """A sequence, not all of which need be possible. It ends with a look.

        Args:
            seed: Names the sequence.
        """
        draw = random.Random(seed)  # noqa: S311 - has to be the same again
        make = self._changed if draw.random() < self._share else self._new
        return looking_once([*_about_those_there(make(draw), self._corpus, draw), LOOK])

    def _new(self, draw: random.Random) -> list[Line]:
        lines = [*draw.choice(self._corpus.begins)]
        if draw.random() < HAS_MORE:
            lines += [line for line in draw.choice(self._corpus.begins) if INSTALLS.fullmatch(line.text)]
        kinds = draw.sample(self._deeds, min(draw.randint(*KINDS), len(self._deeds)))
        for _ in range(draw.randint(LEAST_DEEDS, self._most_deeds)):
            lines += self._deed(draw, kinds)
        return lines

    def _changed(self, draw: random.Random) -> list[Line]:
        lines = [*draw.choice(self._corpus.plots)]
        changes: Sequence[Callable[[list[Line], random.Random], list[Line]]] = (
            self._with_more, self._with_another, self._with_another_end, _again,
        )  # fmt: skip
        for _ in range(draw.randint(*CHANGES)):
            lines = draw.choice(changes)(lines, draw)
        return lines

    def _with_more(self, lines: list[Line], draw: random.Random) -> list[Line]:
        """One thing is done more, somewhere."""
        at = draw.randint(_begins(lines), len(lines))
        return [*lines[:at], *self._deed(draw, self._deeds), *lines[at:]]

    def _with_another(self, lines: list[Line], draw: random.Random) -> list[Line]:
        """Something is done in another way."""
        known = [
            (at, self._by_phrase[phrase])
            for at, line in enumerate(lines)
            if (phrase := _phrase(line)) in self._by_phrase
        ]
        if not known:
            return lines
        at, ways = draw.choice(known)
        return [*lines[:at], Line(lines[at].kind, draw.choice(draw.choice(ways)).text), *lines[at + 1 :]]

    def _with_another_end(self, lines: list[Line], draw: random.Random) -> list[Line]:
        """Another scenario follows."""
        return [*lines, *(line for line in draw.choice(self._corpus.plots) if not INSTALLS.fullmatch(line.text))]

    def _deed(self, draw: random.Random, kinds: Sequence[Ways]) -> list[Line]:
        """Something is done, and often time passes."""
        lines = [_done(draw.choice(draw.choice(draw.choice(kinds))))]
        return [*lines, _done(draw.choice(self._corpus.waits)), LOOK] if draw.random() < WAITS_OFTEN else lines

    @cached_property
    def _deeds(self) -> list[Ways]:
        return list(_by_phrase(self._corpus.deeds).values())

    @cached_property
    def _by_phrase(self) -> dict[str, Ways]:
        return _by_phrase([*self._corpus.deeds, *self._corpus.waits])


def looking_once(lines: Sequence[Line]) -> list[Line]:
    """The same, without looks at what has been looked at."""
    return [line for line, following in zip(lines, [*lines[1:], None], strict=True) if not line == following == LOOK]


def _again(lines: list[Line], draw: random.Random) -> list[Line]:
    """Some of it is done once more in the end."""
    begin = draw.randint(min(_begins(lines), len(lines) - 1), len(lines) - 1)
    return [*lines, *lines[begin : begin + draw.randint(1, LONGEST_REPETITION)], LOOK]


def _begins(lines: Sequence[Line]) -> int:
    """Where the last MID Server is there."""
    return max((at + 1 for at, line in enumerate(lines) if INSTALLS.fullmatch(line.text)), default=0)


def _by_phrase(lines: Iterable[Line]) -> dict[str, Ways]:
    found: dict[str, dict[str, list[Line]]] = {}
    for line in lines:
        if phrase := _phrase(line):
            found.setdefault(phrase, {}).setdefault(QUOTED.sub("", BUILD.sub("", line.text)), []).append(line)
    return {phrase: list(ways.values()) for phrase, ways in found.items()}


def _phrase(line: Line) -> str:
    definition = definition_of(line) if line != LOOK else None
    return definition.parser.name if definition else ""


def _done(line: Line) -> Line:
    """Once a sequence has begun, what can be done rather than be given is done."""
    done = Line(Kind.WHEN, line.text)
    return done if definition_of(done) else line


def _about_those_there(lines: Iterable[Line], corpus: Corpus, draw: random.Random) -> list[Line]:
    """The same, about MID Servers that are there, and often about versions that have been spoken of.

    What would be about the same MID Server twice is left out.
    """
    there: list[str] = []
    spoken: list[str] = []
    meant = []
    for line in lines:
        if found := INSTALLS.fullmatch(line.text):
            names = QUOTED.findall(found["names"])
            if set(names) & set(there):
                continue
            there += names
            text = line.text
        else:
            text = _replaced(line.text, QUOTED, corpus.names - {*there}, there, draw)
            if draw.random() < SPEAKS_OF_THE_SAME:
                text = _replaced(text, BUILD, None, spoken, draw)
        named = [name for name in QUOTED.findall(text) if name in corpus.names]
        if len(named) > len(set(named)):
            continue
        spoken += BUILD.findall(text)
        meant.append(Line(line.kind, text))
    return meant


def _replaced(
    text: str, pattern: re.Pattern[str], wrong: AbstractSet[str] | None, others: Sequence[str], draw: random.Random
) -> str:
    """The text, with another word drawn for each word of this pattern that is wrong; None if all are."""
    parts, end = [], 0
    for found in pattern.finditer(text):
        begin = found.start(pattern.groups)  # the word itself, without quotes around it
        word = found[pattern.groups]
        is_wrong = others and (wrong is None or word in wrong)
        parts += [text[end:begin], draw.choice(others) if is_wrong else word]
        end = begin + len(word)
    return "".join([*parts, text[end:]])
