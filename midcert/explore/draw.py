"""Draws sequences: the beginning of some scenario, and then whatever is done anywhere in the suite.

A seed and a number name the same sequence as long as features and reference are the same.
"""

import random
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from midcert.explore.corpus import BUILD, INSTALLS, QUOTED, Corpus, Line
from midcert.explore.play import Stage, definition_of

KINDS = 7
"""How many kinds of deeds one sequence has: few kinds, and more of each, bring about more combinations."""
DEEDS = (3, 10)
"""How many deeds a sequence has at least and at most, before what cannot be done is left out."""
WAITS_OFTEN, SPEAKS_OF_THE_SAME, HAS_MORE = 0.6, 0.5, 0.25


def drawn(corpus: Corpus, reference: Stage, seed: str) -> list[Line]:
    """A sequence: what the reference can do of what was drawn.

    Args:
        corpus: What is drawn from.
        reference: Shows what can be done where.
        seed: Names the sequence.
    """
    draw = random.Random(seed)  # noqa: S311 - has to be the same again
    lines = [*draw.choice(corpus.begins)]
    if draw.random() < HAS_MORE:
        lines += [line for line in draw.choice(corpus.begins) if INSTALLS.fullmatch(line.text)]
    kinds = _kinds(corpus.deeds, draw)
    for _ in range(draw.randint(*DEEDS)):
        lines.append(draw.choice(draw.choice(kinds)))
        if draw.random() < WAITS_OFTEN:
            lines.append(draw.choice(corpus.waits))
    return reference.play(_about_those_there(lines, corpus, draw), seed, leniently=True).done


def _kinds(deeds: Sequence[Line], draw: random.Random) -> list[list[Line]]:
    """Some of the phrases, each with its lines."""
    by_phrase: dict[str, list[Line]] = {}
    for line in deeds:
        if definition := definition_of(line):
            by_phrase.setdefault(definition.parser.name, []).append(line)
    return draw.sample(list(by_phrase.values()), min(KINDS, len(by_phrase)))


def _about_those_there(lines: Iterable[Line], corpus: Corpus, draw: random.Random) -> list[Line]:
    """The same, about MID Servers that are there, and often about versions that have been spoken of."""
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
