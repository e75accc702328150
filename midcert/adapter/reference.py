"""Serves implementations that are written like the reference: MID Servers as generators, an instance as WSGI.

It answers the control messages of one run, in whichever process it lives.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from msgspec import UNSET

from midcert.adapter.guest import GuestHost, GuestHttp
from midcert.protocol import control
from midcert.protocol.control import AdvanceAnswer, Control, DescribeAnswer, Implementation, Nothing, Setup
from midcert.protocol.handler import System
from midcert.protocol.messages import read_control, written
from midcert.protocol.values import PROTOCOL, Json, Message, Time
from midcert.protocol.words import Capability, Role, TimeMode
from reference_impl.instance import Instance, InstanceApi, counting_ids
from reference_impl.mid import Http, Listen, MidServer, Process, Sleep, Surroundings


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
        heard = self.called and isinstance(self.wait, Listen)
        self.called = self.called and not heard
        try:
            self.wait = next(self.process) if self.new else self.process.send(heard)
        except StopIteration:
            self.wait = Sleep(None)
        self.new = False


class Adapter:
    """A target made of the reference implementation, or of something derived from it."""

    time = TimeMode.ADVANCE

    def __init__(
        self,
        system: System,
        mid: type[MidServer] = MidServer,
        instance: type[Instance] = Instance,
        http: Callable[[System, str], Http] = GuestHttp,
    ) -> None:
        self._system, self._mid, self._instance_type, self._http = system, mid, instance, http
        self._now = datetime.min.replace(tzinfo=UTC)
        self._setup: Setup | None = None
        self._running: dict[str, Running] = {}
        self._instance: Instance | None = None
        self.instance_application: InstanceApi | None = None
        """The instance over WSGI, in a scenario in which the target plays it."""

    def __call__(self, message: Mapping[str, Any]) -> Json:
        """Answer one control message."""
        return written(self._answer(read_control(message)))

    def describe(self) -> DescribeAnswer:
        """Who this is, and what it can do."""
        about = Implementation("reference implementation", "orlando")
        return DescribeAnswer(PROTOCOL, about, list(Role), self.time, list(Capability))

    def setup(self, message: Setup) -> None:
        """Get ready for a scenario."""
        self.teardown()  # nobody tears a scenario down in which the target hung or crashed
        self._setup, self._now = message, message.now
        if message.instance is not UNSET:
            self._make_instance(message.instance)

    def start(self, mid: str, agent_folder: str, system: str) -> None:  # noqa: ARG002 - for processes with a clock
        """The host starts the service of a MID Server, which asks at a URL of its own where it has a clock."""
        process = self._process(mid, agent_folder, self._system, lambda: self._now)
        self._running[mid] = Running(process, Sleep(self._now))

    def stop(self, mid: str) -> None:
        """The process of a MID Server ends without a word."""
        self._running.pop(mid, None)

    def start_instance(self) -> None:
        """The instance starts again."""
        if self._instance is not None:
            self._instance.restart()

    def notify(self, mid: str) -> None:
        """A command waits for this MID Server."""
        if mid in self._running:
            self._running[mid].called = True

    def advance(self, to: datetime) -> datetime | None:
        """Do all that is due; when something will be due next."""
        self._now = to
        for _, running in sorted(self._running.items()):
            while running.due(self._now):
                running.resume()
        due = [each.wait.until for each in self._running.values() if each.wait.until is not None]
        if self._instance is not None:
            due.append(self._instance.run_jobs())
        return min(due, default=None)

    def upgrade(self, to: str) -> None:
        """Upgrade the instance."""
        if self._instance is not None:
            self._instance.upgrade(to)

    def teardown(self) -> None:
        """Forget the scenario."""
        self._running.clear()
        self._instance = self.instance_application = None

    def _answer(self, message: Control) -> Message:
        match message:
            case control.Describe():
                return self.describe()
            case control.Advance(to):
                due = self.advance(to)
                return AdvanceAnswer(None if due is None else Time.at(due))
        self._hear(message)
        return Nothing()

    def _hear(self, message: Control) -> None:
        """Do what needs no answer."""
        match message:
            case control.Setup():
                self.setup(message)
            case control.Start(mid=str(mid), agent_folder=str(folder), system=system):
                self.start(mid, folder, "" if system is UNSET else system)
            case control.Start():
                self.start_instance()
            case control.Stop(mid=str(mid)):
                self.stop(mid)
            case control.Notify(mid=mid):
                self.notify(mid)
            case control.Upgrade(to=to):
                self.upgrade(to)
            case control.Teardown():
                self.teardown()

    def _process(self, mid: str, agent_folder: str, system: System, now: Callable[[], datetime]) -> Process:
        if self._setup is None:
            raise RuntimeError("no scenario has begun")
        surroundings = Surroundings(agent_folder, self._setup.download_site, self._setup.trust_anchors)
        host, http = GuestHost(system, mid, now), self._http(system, mid)
        yield from self._mid(host, http, surroundings).run()

    def _make_instance(self, about: control.InstanceSetup) -> None:
        ids = counting_ids(about.seed)
        self._instance = self._instance_type(lambda: self._now, ids, about.buildstamp, about.builds)
        self._instance.add_administrator(about.administrator.user, about.administrator.password)
        self.instance_application = InstanceApi(self._instance)
