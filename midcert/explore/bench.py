"""What a target is compared with, in one role: the features' steps, the reference, and right implementations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fakes.host.host import Platform
from midcert.explore.consensus import Consensus
from midcert.explore.corpus import Corpus, read_corpora
from midcert.explore.draw import Drawer, looking_once
from midcert.explore.facts import Facts
from midcert.explore.likely import Likely
from midcert.explore.play import Stage
from midcert.explore.sequence import Drawn
from midcert.rules.ledger import Ledger
from midcert.run.layout import FEATURES
from midcert.targets import DescribedTarget, locate

RIGHTS = 160
"""How many right implementations have to agree: each that uses one freedom, and drawn ones."""
DRAWN = {"mid": "Mid", "instance": "Instance"}
"""What those are called in `right.drawn`."""
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class Bench:
    """One role."""

    role: str
    corpus: Corpus
    ledger: Ledger
    platforms: tuple[Platform, ...]
    described: DescribedTarget
    """The reference."""
    draws: tuple[int, float] | tuple[()] = ()
    """What `Drawer` is told of the sequences that are wanted, if anything."""
    _sequences: dict[str, Drawn] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """What can be said."""
        return Facts(self.corpus, {"ledger": self.ledger})

    @cached_property
    def drawer(self) -> Drawer:
        """Draws sequences."""
        return Drawer(self.corpus, *self.draws)

    @cached_property
    def reference(self) -> Stage:
        """What can be done shows here."""
        return self.stage(self.described)

    @cached_property
    def rights(self) -> Consensus:
        """Right implementations; those which use several freedoms at once are asked first, as they agree on less."""
        return Consensus([self.right(number) for number in reversed(range(RIGHTS))], self.facts)

    @cached_property
    def likely(self) -> Likely:
        """Which rule something is most likely about."""
        return Likely(self.corpus.scenarios)

    def sequence(self, seed: str) -> Drawn:
        """The sequence of a seed: what the reference can do of what is drawn."""
        if seed not in self._sequences:
            lines = self.drawer.drawn(seed)
            right = self.reference.play(lines, seed, self.facts.seen, leniently=True, rests=False)
            if right.done != lines:  # what could not be done may have left something behind
                right = self.reference.play(looking_once(right.done), seed, self.facts.seen, rests=False)
            nothing = [frozenset[str]() for _ in right.seen]
            known = (self.facts, self.rights, [*nothing], [*nothing])
            self._sequences[seed] = Drawn(seed, right.done, right.seen, *known)
        return self._sequences[seed]

    def stage(self, target: DescribedTarget) -> Stage:
        """Where a target is played."""
        return Stage(target, self.role, self.platforms, {"ledger": self.ledger}, self.corpus.names)

    def right(self, number: int) -> Stage:
        """A right implementation, in this process."""
        spec = f"py:right.drawn:{DRAWN[self.role]}{number}.target"
        return self.stage(locate(spec, PATIENCE_SECONDS).describe())


def benches_of(reference: DescribedTarget, ledger: Ledger, platforms: Iterable[Platform]) -> Mapping[str, Bench]:
    """The benches by role, "mid" and "instance"."""
    hosts = tuple(platforms)
    corpora = read_corpora(FEATURES, ledger)
    return {role: Bench(role, corpus, ledger, hosts, reference) for role, corpus in corpora.items()}
