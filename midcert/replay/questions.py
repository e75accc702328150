"""Questions answered again: by the functions that answered them live, from the entries before them.

What an administrator or a MID Server that the suite plays asked for an answer stands in the journal just before it.
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from fakes.actors import Played
from fakes.administrator import Administrator
from fakes.caller import Caller
from fakes.journal import Entry
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from fakes.observe.exchanges import ADMINISTRATOR
from fakes.observe.observations import Observations
from fakes.observe.questions import name_of, plain
from fakes.target import Login
from fakes.text import hidden
from midcert.replay.past import Past

TAKEN: Mapping[str, str] = MappingProxyType(
    {
        "files.come_and_gone": "the journal names operations on files, and not what an archive has brought",
        "messages.account": "as whom a service logs on is a setting of the host, seen in the answer alone",
        "versions.foreign_files": "the journal does not hold the contents of files",
        "versions.parameter": "the journal does not hold what a target writes into config.xml",
    }
)
"""The questions whose answers are taken as the journal has them, each with the reason."""
NOBODY = Login("", "")
MAX_SHOWN_CHARACTERS = 120
"""How much of an answer a difference shows."""


class NotAskedError(Exception):
    """Something is asked here of which the journal has no question: live, the step did not come so far."""


class _UnheardError(Exception):
    """A request is made that the journal does not have here."""


class Questions:
    """What a Then may ask, at one moment of a scenario that is told again.

    Each answer is compared with the one in the journal, and the moment goes forward to what comes after it.

    Args:
        past: The scenario.
        is_real: Whether time was real: others went on with their work while a step asked.
    """

    def __init__(self, past: Past, *, is_real: bool) -> None:
        self._past, self._is_real = past, is_real
        self._heard: Iterator[Entry] = iter(())
        administrator = Administrator(self._as(ADMINISTRATOR), NOBODY)
        self._subjects = Observations(past.evidence, administrator, self._player)
        self.end = 0
        """Where in the journal the step ends that asks."""
        self.differences: list[str] = []
        """What was answered otherwise, in words."""
        self.has_acted = False
        """Whether the step has done something since its last question: the journal has that before the next one."""

    def __getattr__(self, subject: str) -> "_Subject":
        return _Subject(getattr(self._subjects, subject), self._answer)

    def _answer(self, subject: object, ask: Callable[..., Any], about: Sequence[object]) -> object:
        name, said = name_of(subject, ask), plain(about)
        begin, place = len(self._past.journal), self.next()
        asked = _shown(name, said)
        if place is None:
            raise NotAskedError(asked)
        detail = self._past.entries[place].detail
        self._past.tell(place)
        heard = 0
        if detail.get("asks") != name or detail.get("about") != said:
            self.differences.append(f"entry {place}: the step asks {asked}, and the journal has {_asked(detail)}")
        if name in TAKEN:
            answer: object = detail["answer"]
        else:
            answer, heard = self._answered(lambda: ask(subject, *about), begin, place)
        self._look_for_others(begin, place - heard)
        if (found := json.loads(hidden(json.dumps(answer)))) != detail.get("answer"):
            told = f"its answer is {_short(detail.get('answer'))}, and by what stands before it {_short(found)}"
            self.differences.append(f"entry {place}: {asked}: {told}")
        self._past.tell(place + 1)
        self.has_acted = False
        return answer

    def leave(self) -> None:
        """The step is over: the journal has nothing more of it."""
        if (place := self.next()) is not None:
            self.differences.append(f"entry {place}: no step asks {_asked(self._past.entries[place].detail)}")
        else:
            self._look_for_others(len(self._past.journal), self.end)
        self.has_acted = False

    def next(self) -> int | None:
        """Where in the journal the next question of the step stands; None where there is none."""
        places = range(len(self._past.journal), self.end)
        return next((place for place in places if _is_question(self._past.entries[place])), None)

    def _look_for_others(self, begin: int, end: int) -> None:
        """A step that does nothing but ask leaves no entries that no question explains."""
        if begin < end and not (self.has_acted or self._is_real):
            self.differences.append(f"entry {begin}: nobody has done {self._past.entries[begin].kind!r} in this step")

    def _answered(self, answer: Callable[[], object], begin: int, place: int) -> tuple[object, int]:
        """An answer, and from how many of the requests that stand right before it: as few as are enough."""
        requests = [entry for entry in self._past.entries[begin:place] if self._is_request(entry)]
        for first in reversed(range(len(requests) + 1)):
            self._heard = iter(requests[first:])
            try:
                found = answer()
            except _UnheardError:
                continue
            if next(self._heard, None) is None:
                return found, len(requests) - first
        self.differences.append(f"entry {place}: the journal does not have what has to be asked for its answer")
        return self._past.entries[place].detail["answer"], place - begin

    def _is_request(self, entry: Entry) -> bool:
        played = (name for name, party in self._past.parties.items() if party.is_played)
        return entry.kind == "exchange" and entry.actor in (ADMINISTRATOR, *played)

    def _player(self, name: str) -> Played:
        return Played(self._past.parties[name], Caller(self._as(name)))

    def _as(self, actor: str) -> Callable[[Request], Answer]:
        def ask(request: Request) -> Answer:
            entry = next(self._heard, None)
            if entry is None:
                raise _UnheardError
            detail = entry.detail
            if (entry.actor, detail["method"], detail["path"]) != (actor, request.method, request.path):
                raise _UnheardError
            if "fault" in detail:
                return NetworkFault(detail["fault"])
            received = json.dumps(detail["received"]) if "received" in detail else ""
            return Response(detail["status"], received.encode())

        return ask


class _Subject:
    """The questions of one subject."""

    def __init__(self, subject: object, answer: Callable[..., object]) -> None:
        self._subject, self._answer = subject, answer

    def __getattr__(self, name: str) -> Callable[..., object]:
        ask = inspect.unwrap(getattr(type(self._subject), name))
        return lambda *about: self._answer(self._subject, ask, about)


def _is_question(entry: Entry) -> bool:
    return (entry.actor, entry.kind) == ("observer", "question")


def _asked(detail: Mapping[str, Any]) -> str:
    return _shown(detail["asks"], detail["about"])


def _shown(name: str, about: Sequence[object]) -> str:
    return f"{name}({', '.join(map(str, about))})"


def _short(value: object) -> str:
    """A value as JSON, and no more of it than fits on a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_SHOWN_CHARACTERS else f"{text[:MAX_SHOWN_CHARACTERS]}..."
