"""A part of a run: which one, and what was divided, so that no other parts can be joined to it.

The scenarios are divided in the order of their ids, one to each part in turn: the same parts on every machine, whatever
the seed and the order in which they run, and neighbours, which cost about the same, spread over all parts. Laws are not
divided: each part judges them by its own scenarios, and `midcert.results.merge` by all.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

_TEXT = re.compile(r"([1-9]\d*)/([1-9]\d*)")


class Shard(Struct, frozen=True):
    """Which of how many parts, such as 2/4."""

    number: int
    """From 1."""
    of: int

    @classmethod
    def read(cls, text: str) -> "Shard":
        """The one that a text such as "2/4" names.

        Raises:
            ValueError: It names none.
        """
        found = _TEXT.fullmatch(text)
        if not found or int(found[1]) > int(found[2]):
            raise ValueError(f"{text!r} names no part: 2/4 is the second of four")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def words(self) -> str:
        """As a sentence names it."""
        return f"part {self.number} of {self.of}"

    def of_all(self, ids: Iterable[str]) -> Sequence[str]:
        """Those of these scenarios that are in this part."""
        return sorted(ids)[self.number - 1 :: self.of]


class Part(Struct, frozen=True):
    """What a part is of."""

    shard: Shard
    scenarios: int
    """How many are in it, without those that state laws."""
    divided: str
    """SHA-256 of the ids of all scenarios that were divided, as `digest` makes it."""
    whole: bool
    """Whether those are all of the suite; else the run was narrowed before it was divided."""


def digest(ids: Iterable[str]) -> str:
    """SHA-256 of ids, in hexadecimal, whatever their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
