"""A target that does what a test says, and remembers what it was told."""

from collections.abc import Callable, Mapping
from datetime import datetime

from fakes.network.http_types import Answer, NetworkFault, Request, Server
from fakes.target import HostOperations, Surroundings, SystemPlane

Behaviour = Callable[[datetime], datetime | None]
"""What the target does at an instant; its answer is the time of what it says is due next."""


class Scripted:
    """By default it does nothing, and nothing is ever due."""

    def __init__(self, behaviour: Behaviour = lambda _: None) -> None:
        self.behaviour = behaviour
        self.verbs: list[str] = []
        """What it was told to do, and about what, such as `start berlin`; all but `advance`."""
        self.surroundings: list[Surroundings] = []
        """Those of each scenario."""
        self.folders: dict[str, str] = {}
        """Where the MID Servers are that were started."""
        self.timeouts: list[float] = []
        """How long its instance may take, each time that somebody asked for the way there."""
        self.advances: list[datetime] = []
        self.server: Server = lambda _: NetworkFault.REFUSED
        """The instance it plays."""
        self._plane: SystemPlane | None = None

    def connect(self, plane: SystemPlane) -> None:
        """As every target."""
        self._plane = plane

    def setup(self, surroundings: Surroundings) -> None:
        """As every target."""
        self.verbs.append("setup")
        self.surroundings.append(surroundings)

    def instance(self, timeout: float) -> Server:
        """As every target."""
        self.timeouts.append(timeout)
        return self.server

    def start(self, mid: str, agent_folder: str) -> None:
        """As every target."""
        self.verbs.append(f"start {mid}")
        self.folders[mid] = agent_folder

    def stop(self, mid: str) -> None:
        """As every target."""
        self.verbs.append(f"stop {mid}")

    def start_instance(self) -> None:
        """As every target."""
        self.verbs.append("start")

    def stop_instance(self) -> None:
        """As every target."""
        self.verbs.append("stop")

    def notify(self, mid: str) -> None:
        """As every target."""
        self.verbs.append(f"notify {mid}")

    def advance(self, to: datetime) -> datetime | None:
        """As every target."""
        self.advances.append(to)
        return self.behaviour(to)

    def upgrade(self, to: str) -> None:
        """As every target."""
        self.verbs.append(f"upgrade {to}")

    def teardown(self) -> None:
        """As every target."""
        self.verbs.append("teardown")

    def host(self, mid: str) -> HostOperations:
        """A MID Server's host, to call an operation of it."""
        assert self._plane is not None
        return self._plane.host(mid)

    def ask(self, mid: str, method: str, url: str, headers: Mapping[str, str] = {}, body: bytes = b"") -> Answer:
        """Send a request of a MID Server."""
        assert self._plane is not None
        return self._plane.network(mid, Request(method, url, headers, body))
