"""Serves implementations that are written like the reference: MID Servers as generators, an instance as WSGI.

It answers the control messages of one run, in whichever process it lives.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from midcert.adapter.guest import GuestHost, GuestHttp, System
from midcert.rules.capabilities import CAPABILITY_TAGS
from reference_impl.instance import Instance, InstanceApi, counting_ids
from reference_impl.mid import Http, Listen, MidServer, Process, Sleep, Surroundings

Message = Mapping[str, Any]


@dataclass
class Running:
    """A process of a MID Server and what it waits for."""

    process: Process
    wait: Sleep | Listen
    called: bool = False
    """The instance says that a command waits."""
    new: bool = True
    """It has not begun yet."""

    def due(self, now: datetime) -> bool:
        """Whether it can go on."""
        if isinstance(self.wait, Listen) and self.called:
            return True
        return self.wait.until is not None and self.wait.until <= now

    def resume(self) -> None:
        """Let it go on until it waits again."""
        heard, self.called = isinstance(self.wait, Listen) and self.called, self.called and isinstance(self.wait, Sleep)
        try:
            self.wait = next(self.process) if self.new else self.process.send(heard)
        except StopIteration:
            self.wait = Sleep(None)
        self.new = False


class Adapter:
    """A target made of the reference implementation, or of something derived from it."""

    time = "advance"
    """The time mode."""

    def __init__(
        self,
        system: System,
        mid: type[MidServer] = MidServer,
        instance: type[Instance] = Instance,
        http: Callable[[System, str], Http] = GuestHttp,
    ) -> None:
        self._system, self._mid, self._instance_type, self._http = system, mid, instance, http
        self._now = datetime.min.replace(tzinfo=UTC)
        self._surroundings: Message = {}
        self._running: dict[str, Running] = {}
        self._instance: Instance | None = None
        self.instance_application: InstanceApi | None = None
        """The instance over WSGI, in a scenario in which the target plays it."""
        self._verbs: Mapping[str, Callable[..., Message | None]] = {
            verb.__name__: verb
            for verb in (
                self.describe, self.setup, self.start, self.stop, self.notify, self.advance, self.upgrade, self.teardown
            )
        }  # fmt: skip

    def __call__(self, message: Message) -> Message:
        """Answer one control message."""
        arguments = dict(message)
        return self._verbs[arguments.pop("verb")](**arguments) or {}

    def describe(self, protocol: int) -> Message:
        """Who this is, and what it can do."""
        implementation = {"name": "reference implementation", "version": "orlando"}
        return {
            "protocol": protocol,
            "implementation": implementation,
            "roles": ["mid", "instance"],
            "time": self.time,
            "capabilities": sorted(CAPABILITY_TAGS),
        }

    def setup(self, **surroundings: Any) -> None:  # noqa: ANN401 - JSON values
        """Get ready for a scenario."""
        self.teardown()  # nobody tears a scenario down in which the target hung or crashed
        self._surroundings, self._now = surroundings, datetime.fromisoformat(surroundings["now"])
        if "instance" in surroundings:
            self._make_instance(**surroundings["instance"])

    def start(self, mid: str = "", agent_folder: str = "") -> None:
        """The host starts the service of a MID Server; without one, the instance starts again."""
        if mid:
            process = self._process(mid, agent_folder, self._system, lambda: self._now)
            self._running[mid] = Running(process, Sleep(self._now))
        elif self._instance is not None:
            self._instance.restart()

    def stop(self, mid: str = "") -> None:
        """The process of a MID Server ends without a word; without one, the instance stops."""
        self._running.pop(mid, None)

    def notify(self, mid: str) -> None:
        """A command waits for this MID Server."""
        if mid in self._running:
            self._running[mid].called = True

    def advance(self, to: str) -> Message:
        """Do all that is due."""
        self._now = datetime.fromisoformat(to)
        for _, running in sorted(self._running.items()):
            while running.due(self._now):
                running.resume()
        due = [each.wait.until for each in self._running.values() if each.wait.until is not None]
        return {"next": min(due).isoformat(timespec="milliseconds") if due else None}

    def upgrade(self, to: str) -> None:
        """Upgrade the instance."""
        if self._instance is not None:
            self._instance.upgrade(to)

    def teardown(self) -> None:
        """Forget the scenario."""
        self._running.clear()
        self._instance = self.instance_application = None

    def _process(self, mid: str, agent_folder: str, system: System, now: Callable[[], datetime]) -> Process:
        surroundings = Surroundings(
            agent_folder,
            self._surroundings["download_site"],
            self._surroundings["trust_anchors"],
        )
        host, http = GuestHost(system, mid, now), self._http(system, mid)
        yield from self._mid(host, http, surroundings).run()

    def _make_instance(self, buildstamp: str, builds: list[str], administrator: Message, seed: int) -> None:
        self._instance = self._instance_type(lambda: self._now, counting_ids(seed), buildstamp, builds)
        self._instance.add_administrator(**administrator)
        self.instance_application = InstanceApi(self._instance)
