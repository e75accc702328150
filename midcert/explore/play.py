"""Plays lines, by the suite's own step definitions, in a world of their own, and says which laws were broken."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fakes.errors import TargetCrashedError, TargetError, TargetHungError
from fakes.host.host import Platform
from fakes.target import Target
from fakes.world import World
from midcert.explore.corpus import LOOK, QUOTED, Line
from midcert.explore.look import Look
from midcert.explore.phrases import arguments_of, definition_of
from midcert.gherkin.pickles import Kind
from midcert.rules.laws.all import stakes_of
from midcert.run.definitions import call

UNPLAYABLE = (AssertionError, LookupError, ValueError)
"""What a step raises that cannot be done here: somebody is missing, is played by nobody, or does not come so far."""
ENDINGS = {TargetHungError: "it hangs", TargetCrashedError: "it crashes"}


@dataclass
class Played:
    """What came of lines."""

    done: list[Line] = field(default_factory=list)
    """Those that were done, in order."""
    broken: dict[str, str] = field(default_factory=dict)
    """What was found: by the name of a law what broke it; under "it crashes" or "it hangs" the target's error."""
    stakes: frozenset[str] = frozenset()
    """The names of the laws that were at stake."""
    seen: list[frozenset[str]] = field(default_factory=list)
    """The facts that were seen, look by look."""


See = Callable[[Look, Sequence[Line]], frozenset[str]]
"""What is to be seen at a look, after these lines."""


def at_the_last_of(looks: int, see: See) -> See:
    """Sees something at the last of so many looks, and nothing before."""
    left = itertools.count(looks - 1, -1)
    return lambda look, lines: frozenset() if next(left) else see(look, lines)


def nothing(_: Look, __: Sequence[Line]) -> frozenset[str]:
    """For who does not want to know."""
    return frozenset()


class Stage:
    """Where lines are played: a target in one role.

    Args:
        target: The implementation.
        role: What of the world it is: "mid" or "instance".
        platforms: What hosts may run.
        fixtures: What steps ask for besides the world, by name.
        names: The words that are names of MID Servers: nothing is done about one that is not there.
    """

    def __init__(
        self,
        target: Target,
        role: str,
        platforms: Iterable[Platform],
        fixtures: Mapping[str, Any],
        names: AbstractSet[str] = frozenset(),
    ) -> None:
        self._target, self._role, self._platforms = target, role, list(platforms)
        self._fixtures, self._names = fixtures, names

    def play(
        self, lines: Iterable[Line], seed: str, see: See = nothing, *, leniently: bool = False, rests: bool = True
    ) -> Played:
        """Play lines one after the other, put everything right, and judge what happened.

        Args:
            lines: What is to be done.
            seed: Varies what the documentation leaves free.
            see: Says what is seen at each look.
            leniently: Whether to leave out what cannot be done; else nothing comes after it, and no rest.
            rests: Whether everything is put right and left alone in the end, which takes as long as all before.
        """
        world = World(self._target, "exploration", frozenset({self._role}), seed, self._platforms)
        played = Played()
        try:
            is_over = self._do_all(world, lines, played, see, leniently=leniently)
            if is_over and rests:
                world.rest()
            if is_over:
                world.look_around()
        except TargetError as error:
            ending = next((words for kind, words in ENDINGS.items() if isinstance(error, kind)), "it cannot go on")
            played.broken[ending] = " ".join(str(error).split())
        finally:
            with suppress(TargetError):
                world.end()
        stakes = stakes_of(world.happenings())
        played.broken |= {name: wrong for name, wrong in stakes.items() if wrong}
        played.stakes = frozenset(stakes)
        return played

    def _do_all(self, world: World, lines: Iterable[Line], played: Played, see: See, *, leniently: bool) -> bool:
        """Whether it came to the end."""
        before = ""
        for line in lines:
            if line.kind == Kind.WHEN != before:
                world.begin_period()
            try:
                if line == LOOK:
                    played.seen.append(see(Look(world), played.done))
                else:
                    self._do(world, line)
            except UNPLAYABLE:
                if leniently:
                    continue
                return False
            played.done.append(line)
            before = line.kind
        return True

    def _do(self, world: World, line: Line) -> None:
        definition = definition_of(line)
        if definition is None:
            raise LookupError(line.text)
        world.journal.note("scenario", line.kind, text=f"{line.kind.capitalize()} {line.text}")
        call(definition, {"world": world, **self._fixtures}, arguments_of(line))
        if absent := {*QUOTED.findall(line.text)} & self._names - world.parties.keys():
            raise LookupError(*absent)
