"""A sequence that was drawn, and what is known of it: what the reference shows, what all right ones do."""

from dataclasses import dataclass

from midcert.explore.consensus import Consensus
from midcert.explore.corpus import Line
from midcert.explore.facts import Facts
from midcert.explore.play import Played, Stage

Looks = list[frozenset[str]]
"""Facts, look by look."""


@dataclass(frozen=True)
class Drawn:
    """One sequence; each fact is asked about once, whoever is compared."""

    seed: str
    lines: list[Line]
    seen: Looks
    """What the reference shows."""
    facts: Facts
    rights: Consensus
    agreed: Looks
    """Those of its facts on which all right ones agree, as far as they were asked."""
    free: Looks
    """Those on which they do not."""

    def play(self, target: Stage, *, rests: bool = True) -> tuple[Played, Looks]:
        """Play it; what the target shows, and what it does not show though all right ones do.

        A look that the target has not come to shows nothing of either.
        """
        played = target.play(self.lines, self.seed, self.facts.among(self.seen), rests=rests)
        seen = [*played.seen, *self.seen[len(played.seen) :]]
        return played, self._agreed(missing(self.seen, seen)) if not played.broken else []

    def _agreed(self, facts: Looks) -> Looks:
        unknown = missing(missing(facts, self.agreed), self.free)
        if any(unknown):
            agreed = self.rights.agreed(self.lines, self.seed, unknown)
            for at, (asked, known) in enumerate(zip(unknown, agreed, strict=True)):
                self.agreed[at] |= known
                self.free[at] |= asked - known
        return missing(facts, self.free)


def missing(expected: Looks, seen: Looks) -> Looks:
    """What is expected and not seen."""
    return [facts - there for facts, there in zip(expected, seen, strict=True)]
