"""A target that does what a test says, and remembers what it was told."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fakes.journal import timestamp
from fakes.network.http_types import NetworkFault, Server
from fakes.simulation import System

Behaviour = Callable[[datetime], datetime | None]
"""What the target does at an instant; its answer is the time of what it says is due next."""


class Scripted:
    """By default it does nothing, and nothing is ever due."""

    def __init__(self, behaviour: Behaviour = lambda _: None) -> None:
        self.behaviour = behaviour
        self.messages: list[tuple[str, dict[str, Any]]] = []
        """All but `advance`."""
        self.advances: list[datetime] = []
        self.server: Server = lambda _: NetworkFault.REFUSED
        """The instance it plays."""
        self._system: System | None = None

    @property
    def verbs(self) -> list[str]:
        """What it was told to do, and about whom."""
        return [" ".join([verb, *filter(None, [arguments.get("mid")])]) for verb, arguments in self.messages]

    def connect(self, system: System) -> None:
        """As every target."""
        self._system = system

    def send(self, verb: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON values
        """As every target."""
        if verb != "advance":
            self.messages.append((verb, arguments))
            return {}
        now = datetime.fromisoformat(arguments["to"])
        self.advances.append(now)
        due = self.behaviour(now)
        return {"next": None if due is None else timestamp(due)}

    def instance(self, timeout: float) -> Server:
        """As every target."""
        self.messages.append(("instance", {"timeout": timeout}))
        return self.server

    def call_host(self, mid: str, operation: str, **arguments: str) -> dict[str, Any]:
        """Call an operation of a MID Server's host."""
        return self._call({"plane": "host", "mid": mid, "operation": operation, "arguments": arguments})

    def call_network(self, mid: str, method: str, url: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
        """Send a request of a MID Server."""
        question = {"plane": "network", "mid": mid, "method": method, "url": url, "headers": {}, "body": "", **more}
        return self._call(question)

    def _call(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self._system is not None
        return self._system(question)
