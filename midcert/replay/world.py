"""The world of a scenario that is told again, as its steps see it: what they ask is answered, what they do is done."""

from collections.abc import Iterable
from datetime import datetime

from fakes.journal import Journal
from fakes.observe.reader import Happening
from fakes.releases.builds import Build, another_than
from midcert.replay.past import Past
from midcert.replay.questions import Questions


class ToldWorld:
    """What a step gets for its world. Its deeds are in the journal: they do nothing here.

    Args:
        past: The scenario.
        is_real: Whether time was real.
    """

    def __init__(self, past: Past, *, is_real: bool) -> None:
        self._past = past
        self.observe = Questions(past, is_real=is_real)

    def __getattr__(self, name: str) -> "_Done":
        self.observe.has_acted = True
        return _Done()

    def assign_another(self, mid: str) -> Build:
        """Which version it is that was assigned then."""
        self.observe.has_acted = True
        return another_than(self._past.evidence.versions_started(mid))

    # ---- What is used of it where a step has failed

    @property
    def journal(self) -> Journal:
        """As far as it was told."""
        return self._past.journal

    @property
    def begin_time(self) -> datetime:
        """When the scenario began."""
        return self._past.begin_time

    def happenings(self) -> Iterable[Happening]:
        """All events and details so far."""
        return self._past.evidence.happenings()


class _Done:
    """A party of the scenario, or something about it: whatever is done with it was done."""

    def __getattr__(self, name: str) -> "_Done":
        return self

    def __call__(self, *_: object, **__: object) -> "_Done":
        return self
