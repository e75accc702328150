"""Makes what was found as short as it can be told."""

from collections.abc import Callable, Sequence

from midcert.explore.corpus import Line
from midcert.explore.play import Stage

MOST_TRIES = 400


def shrunk(lines: Sequence[Line], name: str, target: Stage, reference: Stage, seed: str) -> list[Line]:
    """The fewest lines that still show it, and that the reference does without a fault.

    Args:
        lines: What has shown it.
        name: What was found, as `Played.broken` has it.
        target: Where it was found.
        reference: What is right.
        seed: That of the sequence.
    """

    def shows_it(candidate: Sequence[Line]) -> bool:
        if name not in target.play(candidate, seed).broken:
            return False
        right = reference.play(candidate, seed)
        return right.done == [*candidate] and not right.broken

    return _without_what_is_needless(list(lines), shows_it)


def _without_what_is_needless(lines: list[Line], shows_it: Callable[[Sequence[Line]], bool]) -> list[Line]:
    """Leaves out halves, quarters and so on, and in the end single lines, for as long as anything can be left out."""
    tries, size = 0, max(len(lines) // 2, 1)
    while tries < MOST_TRIES:
        left_out = False
        at = 0
        while at < len(lines) and tries < MOST_TRIES:
            candidate = lines[:at] + lines[at + size :]
            tries += 1
            if candidate and shows_it(candidate):
                lines, left_out = candidate, True
            else:
                at += size
        if size == 1 and not left_out:
            break
        size = max(size // 2, 1)
    return lines
