"""Draws sequences: the beginning of some scenario, and then whatever is done anywhere in the suite.

A seed and a number name the same sequence as long as features and reference are the same.
"""

import random
from collections.abc import Sequence

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


def _about_those_there(lines: Sequence[Line], corpus: Corpus, draw: random.Random) -> list[Line]:
    """The same, about MID Servers that are there, and often about versions that have been spoken of."""
    there: dict[str, None] = {}
    spoken: list[str] = []
    meant = []
    for line in lines:
        if INSTALLS.fullmatch(line.text):
            names = QUOTED.findall(line.text)
            if not there.keys().isdisjoint(names):
                continue
            there |= dict.fromkeys(names)
            text = line.text
        else:
            text = QUOTED.sub(lambda found: _name(found[1], list(there), corpus, draw), line.text)
            if spoken and draw.random() < SPEAKS_OF_THE_SAME:
                text = BUILD.sub(lambda _: draw.choice(spoken), text)
        spoken += BUILD.findall(text)
        meant.append(Line(line.kind, text))
    return meant


def _name(name: str, there: Sequence[str], corpus: Corpus, draw: random.Random) -> str:
    return f'"{draw.choice(there)}"' if name in corpus.names and name not in there and there else f'"{name}"'
