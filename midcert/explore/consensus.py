"""What all right implementations agree on; the documentation leaves free what they do not.

A right implementation that nobody has written yet agrees more likely with many drawn ones than with the reference.
"""

from collections.abc import Sequence
from itertools import islice

from midcert.explore.corpus import Line
from midcert.explore.facts import Facts
from midcert.explore.play import Stage


class Consensus:
    """Right implementations of one role, which are asked one after the other for as long as anything is agreed on.

    Args:
        rights: Where they are played.
        facts: What can be said.
    """

    def __init__(self, rights: Sequence[Stage], facts: Facts) -> None:
        self._rights, self._facts = rights, facts

    def __len__(self) -> int:
        return len(self._rights)

    def agreed(
        self, lines: Sequence[Line], seed: str, seen: Sequence[frozenset[str]], most: int | None = None
    ) -> list[frozenset[str]]:
        """Those of the facts, look by look, that all right ones show, each in a world of another seed.

        Args:
            lines: What is played.
            seed: That of the sequence.
            seen: The facts that are in question, look by look.
            most: How many are asked; all by default.
        """
        left = list(seen)
        for number, right in enumerate(islice(self._rights, most)):
            if not any(left):
                break
            left = self._shown(right, lines, f"{seed}/{number}", left)
        return left

    def _shown(
        self, right: Stage, lines: Sequence[Line], seed: str, seen: Sequence[frozenset[str]]
    ) -> list[frozenset[str]]:
        """None at all if it cannot do the same, or breaks a law, which is no evidence against another one."""
        played = right.play(lines, seed, self._facts.among(seen), rests=False)
        if played.broken or played.done != [*lines]:
            return [frozenset()] * len(seen)
        return played.seen
