"""A transport that does what a test says."""

from collections.abc import Callable

from fakes.network.http_types import Answer, NetworkFault, Server
from midcert.protocol.control import Control, SetupAnswer
from midcert.protocol.messages import verb_of
from midcert.targets.transport import Ask

Act = Callable[[Control, Ask], object]


class Scripted:
    """A transport whose target does one thing after another."""

    def __init__(self, *script: object) -> None:
        self._script = list(script)
        self.heard: list[str] = []
        self.setup = SetupAnswer()
        self.timeout = 0.0
        self.closed = False

    def deliver(self, message: Control, ask: Ask) -> object:
        self.heard.append(verb_of(message))
        act = self._script.pop(0) if self._script else {"ok": {}}
        if isinstance(act, BaseException):
            raise act
        return act(message, ask) if callable(act) else act

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:
        self.setup, self.timeout = setup, timeout

        def answer(_: object) -> Answer:
            return NetworkFault.REFUSED

        return answer

    def errors(self) -> str:
        return ""

    def abandon(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def asking(question: object) -> Act:
    """Ask something, and say whether an error was answered."""
    return lambda _, ask: {"ok": {"next": None} if "error" in ask(question) else {}}
