"""Explores a target in one role: draws, plays, compares, and tells what no right implementation does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from midcert.explore.bench import Bench
from midcert.explore.corpus import LOOK, Line
from midcert.explore.facts import denies, phrase
from midcert.explore.found import Found
from midcert.explore.play import Stage, at_the_last_of
from midcert.explore.sequence import missing
from midcert.explore.shrink import shrunk
from midcert.gherkin.pickles import Kind

FEW = 3
"""How many right ones are asked about each attempt to make a sequence shorter; in the end all are."""
MOST_THENS = 2


@dataclass
class Explorer:
    """One exploration of a target, on a bench."""

    bench: Bench
    target: Stage
    played: int = 0
    cut_short: int = 0
    """How many sequences the target could not play to the end."""
    is_welcome: Callable[[Sequence[Line]], bool] = lambda _: True
    """Whether more is to be known of the lines that have shown something, once they are as few as can be."""
    known: set[str] = field(default_factory=set)
    """What has been found: names of laws, ways to end, phrases of Thens."""

    def explore(self, name: str, seed: str) -> Iterator[Found]:
        """Play one sequence; each thing is found once.

        Args:
            name: That of the sequence, such as "mid/17".
            seed: Draws it.
        """
        sequence = self.bench.sequence(seed)
        played, facts = sequence.play(self.target)
        self.played += 1
        self.cut_short += len(played.done) < len(sequence.lines)
        for law, wrong in played.broken.items():
            if law not in self.known:
                self.known.add(law)
                yield self._by_law(Found(name, law, wrong, sequence.lines), seed)
        at = next((number for number, each in enumerate(facts) if each), None)
        if at is not None and not (phrases := {*map(phrase, facts[at])}) <= self.known:
            self.known |= phrases
            looks = [number for number, line in enumerate(sequence.lines) if line == LOOK]
            yield from self._by_facts(Found(name, "", "", sequence.lines[: looks[at]]), seed, phrases)

    def _by_law(self, found: Found, seed: str) -> Found:
        """The finding, with the fewest lines that the reference does without a fault."""

        def shows(lines: Sequence[Line]) -> str | None:
            wrong = self.target.play(lines, seed).broken.get(found.name)
            if wrong is None:
                return None
            right = self.bench.reference.play(lines, seed)
            return wrong if right.done == [*lines] and not right.broken else None

        deeds = [line for line in found.lines if line != LOOK]
        lines, wrong = shrunk(deeds, shows, found.wrong)
        return self._told(replace(found, wrong=wrong, lines=[*lines, LOOK]), seed)

    def _by_facts(self, found: Found, seed: str, phrases: set[str]) -> Iterator[Found]:
        """The finding, with the fewest lines after which something of these phrases is missing.

        There is none where all right ones do not agree in worlds of other seeds.
        """

        def shows(lines: Sequence[Line]) -> bool | None:
            missed = self._missed([*lines, LOOK], seed)
            return True if any(phrase(fact) in phrases for fact in missed) else None

        lines, _ = shrunk(found.lines, shows, found=True)
        if not self.is_welcome(lines):
            self.known -= phrases
            return
        told = self._told(replace(found, lines=[*lines, LOOK]), seed)
        if told.missing:
            yield told

    def _missed(self, lines: Sequence[Line], seed: str) -> frozenset[str]:
        """What few right ones show in the end, and the target does not; nothing where the reference is at fault."""
        facts, looks = self.bench.facts, lines.count(LOOK)
        right = self.bench.reference.play(lines, seed, at_the_last_of(looks, facts.seen), rests=False)
        if right.broken or right.done != [*lines]:
            return frozenset()
        played = self.target.play(lines, seed, facts.among(right.seen), rests=False)
        if len(played.seen) < looks:
            return frozenset()
        return self.bench.rights.agreed(lines, seed, missing(right.seen, played.seen), FEW)[-1]

    def _told(self, found: Found, seed: str) -> Found:
        """With Thens where it is looked: what all right ones show, and in the end what the target does not."""
        lines = list(found.lines)
        right = self.bench.reference.play(lines, seed, self.bench.facts.seen, rests=False)
        agreed = self.bench.rights.agreed(lines, seed, right.seen)
        played = self.target.play(lines, seed, self.bench.facts.among(agreed), rests=False)
        missed = agreed[-1] - played.seen[-1] if len(played.seen) == len(agreed) else frozenset()
        telling = self.bench.facts.telling(missed)
        thens = iter([*(self.bench.facts.telling(facts)[:1] for facts in agreed[:-1]), self._last(agreed[-1], telling)])
        told = [each for line in lines for each in (_said(next(thens)) if line == LOOK else [line])]
        return replace(found, lines=told, missing=telling, likely=self.bench.likely.rule(told))

    def _last(self, agreed: frozenset[str], missed: Sequence[str]) -> list[str]:
        """What is missing; where that denies only, with what has happened, as a dead target shows that, too."""
        thens = list(missed[:MOST_THENS])
        affirmed = [fact for fact in self.bench.facts.telling(agreed) if not denies(fact)]
        return [*affirmed[:1], *thens] if thens and all(map(denies, thens)) else thens


def _said(facts: Sequence[str]) -> list[Line]:
    return [Line(Kind.THEN, fact) for fact in facts] or [LOOK]
