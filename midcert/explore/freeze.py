"""Chooses sequences for what they catch, and writes them as features: the frozen set.

Each is the first to catch some wrong implementation, is as short as it can be told, and is passed by all right ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from midcert.explore.bench import RIGHTS, Bench
from midcert.explore.corpus import LOOK, Line
from midcert.explore.explorer import Explorer
from midcert.explore.facts import denies
from midcert.explore.found import Found, written
from midcert.explore.play import Stage
from midcert.gherkin.pickles import Kind
from midcert.gherkin.preflight import MOST_STEPS, MOST_WHENS
from midcert.rules.ledger import EXPLORED

MOST_SHOWN = 4
"""How many sequences are made shorter for one wrong implementation: others will show what it is about."""
HEAD = """\
@{role}
Feature: Explored: {chapter}
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @{id}
  Rule: What all right implementations show is shown
"""


@dataclass
class Freezer:
    """One role's share of the set."""

    bench: Bench
    seed: str
    sequences: int
    """How many are played against each wrong implementation."""
    idle: Sequence[Stage] = ()
    """Implementations that do nothing: what they pass proves nothing."""
    kept: list[Found] = field(default_factory=list)

    def catch(self, target: Stage) -> str:
        """Look for a sequence that catches a wrong implementation, unless one of those kept does; what came of it."""
        for found in self.kept:
            if target.play(found.lines, self.seed, rests=False).done != [*found.lines]:
                return f"caught by {found.sequence}"
        for found in self._findings(target):
            if _can_stand(found.lines) and self._proves_something(found) and self._is_vetted(found):
                self.kept.append(replace(found, sequence=f"{self.bench.role}/{len(self.kept) + 1}"))
                return f"kept as {self.kept[-1].sequence}"
        return "not caught by anything new"

    def _findings(self, target: Stage) -> Iterator[Found]:
        """What shows in facts; a law needs no sequence of its own."""
        explorer = Explorer(self.bench, target, is_welcome=self._is_short_and_new)
        names = (f"{self.bench.role}/{number}" for number in range(self.sequences))
        for name in islice(filter(lambda each: self._shows(target, each), names), MOST_SHOWN):
            yield from explorer.explore(name, f"{self.seed}/{name}")

    def _shows(self, target: Stage, name: str) -> bool:
        _, missing = self.bench.sequence(f"{self.seed}/{name}").play(target, rests=False)
        return any(missing)

    def _is_short_and_new(self, lines: Sequence[Line]) -> bool:
        """Whether there is room for a Then, and no scenario does the same."""
        done = [line for line in lines if line != LOOK]
        whens = sum(kind == Kind.WHEN for kind, _ in groupby(line.kind for line in lines))
        texts = {line.text for line in done}
        is_new = not any(texts <= {line.text for line in others} for _, others in self.bench.corpus.scenarios)
        return len(done) < MOST_STEPS and whens <= MOST_WHENS and is_new

    def _proves_something(self, found: Found) -> bool:
        return not any(_passes(idle, found.lines, self.seed) for idle in self.idle)

    def _is_vetted(self, found: Found) -> bool:
        """Whether each right one passes it in a world of another seed."""
        rights = [self.bench.reference, *map(self.bench.right, range(RIGHTS))]
        return all(_passes(right, found.lines, f"{self.seed}/{at}") for at, right in enumerate(rights))


def features(kept: Iterable[Found], bench: Bench) -> Iterator[tuple[str, str]]:
    """The feature files of one role, by name and text: one for each chapter that a rule stands in."""
    chapters: dict[str, list[Found]] = {}
    for found in kept:
        chapters.setdefault(bench.ledger.rules[found.likely].main_chapter, []).append(found)
    for chapter, several in chapters.items():
        name = "_".join(chapter.lower().split())
        head = HEAD.format(role=bench.role, chapter=chapter, id=EXPLORED)
        yield f"{name}_{bench.role}.feature", "\n".join([head, *map(_scenario, several)])


def _scenario(found: Found) -> str:
    title = f"    Scenario: Explored {found.sequence}, most likely {found.likely}"
    return "\n".join([title, *written(found.lines), ""])


def _can_stand(lines: Sequence[Line]) -> bool:
    """Whether these lines can be a scenario: short, with a Then at each look, and one that does not only deny."""
    thens = [line.text for line in lines if line.kind == Kind.THEN]
    return LOOK not in lines and len(lines) <= MOST_STEPS and not all(map(denies, thens))


def _passes(right: Stage, lines: Sequence[Line], seed: str) -> bool:
    return right.play(lines, seed, rests=False).done == [*lines]
