"""A target that has said who it is: what the world talks to."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from msgspec import UNSET

from fakes.errors import NotVerifiedError, TargetCrashedError, TargetHungError
from fakes.host.files import HostError
from fakes.host.host import Host
from fakes.network.http_types import Answer, NetworkFault, Request, Server
from fakes.target import PlayedInstance, Surroundings, SystemPlane
from midcert.protocol import control
from midcert.protocol.control import Control, Nothing
from midcert.protocol.handler import Description
from midcert.protocol.messages import outgoing, verb_of
from midcert.protocol.values import Message, Time
from midcert.targets.conversation import Conversation
from midcert.targets.transport import Transport

A = TypeVar("A", bound=Message)


class Nowhere:
    """The system plane before there is a world."""

    def host(self, _: str) -> Host:
        """There is none."""
        raise HostError("there is no host")

    def network(self, _: str, __: Request) -> Answer:
        """There is none."""
        return NetworkFault.UNRESOLVED


SCENARIO_FACTOR = 6
"""How many times as long as one answer all answers of a scenario may take."""
ANSWERS_PER_WATCHDOG = 100
"""How many answers more may take as long as one."""


class DescribedTarget:
    """A Target. One that hung or crashed is lost: it hears nothing more until the next `setup`.

    Args:
        name: How the user named it.
        description: Who it is.
        transport: The way to it.
        watchdog: How many seconds of real time an answer may take. All answers of a scenario together may take
            `SCENARIO_FACTOR` times as long, and besides for each of them a small share of it, so that a target which
            is asked very often is no slower for it. None for no limit.
        clock: Tells real time, in seconds.
    """

    def __init__(
        self,
        name: str,
        description: Description,
        transport: Transport,
        watchdog: float | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name, self.description = name, description
        self._transport, self._conversation = transport, Conversation(transport)
        self._watchdog, self._clock = watchdog, clock
        self._plane: SystemPlane = Nowhere()
        self._setup = control.SetupAnswer()
        self._is_lost = False
        self._taken = 0.0
        """How many seconds of real time its answers have taken in this scenario."""
        self._answers = 0

    def connect(self, plane: SystemPlane) -> None:
        """From now on this is the target's system plane."""
        self._plane = plane

    def setup(self, surroundings: Surroundings) -> None:
        """A scenario begins."""
        self._is_lost, self._taken, self._answers = False, 0.0, 0
        self._setup = self._send(_setup_of(surroundings), control.SetupAnswer)

    def instance(self, timeout: float) -> Server:
        """The way to the instance that the target plays in this scenario; it has `timeout` seconds for each answer."""
        return self._transport.instance_server(self._setup, timeout)

    def start(self, mid: str, agent_folder: str) -> None:
        """The host starts the service of a MID Server."""
        self._send(control.Start(mid, agent_folder), Nothing)

    def stop(self, mid: str) -> None:
        """The process of a MID Server ends without a word."""
        self._send(control.Stop(mid), Nothing)

    def start_instance(self) -> None:
        """The instance starts again."""
        self._send(control.Start(), Nothing)

    def stop_instance(self) -> None:
        """The instance stops."""
        self._send(control.Stop(), Nothing)

    def notify(self, mid: str) -> None:
        """A command waits for a MID Server."""
        self._send(control.Notify(mid), Nothing)

    def advance(self, to: datetime) -> datetime | None:
        """Do all that is due at this time; when something will be due next, as the target says."""
        return self._send(control.Advance(Time.at(to)), control.AdvanceAnswer).next

    def upgrade(self, to: str) -> None:
        """The instance becomes the version with this build stamp."""
        self._send(control.Upgrade(to), Nothing)

    def teardown(self) -> None:
        """The scenario is over."""
        if not self._is_lost:
            self._send(control.Teardown(), Nothing)

    def errors(self) -> str:
        """The end of what the target has said on its own standard error in this scenario."""
        return self._transport.errors()

    def close(self) -> None:
        """End what was started."""
        self._transport.close()

    def _send(self, message: Control, answer: type[A]) -> A:
        """Send a message to a target that is not lost, and let it be lost unless all goes well.

        Raises:
            MessageError: The message itself is none: a fault of the harness. It is not sent.
        """
        verb = verb_of(message)
        outgoing(message, verb)
        if self._is_lost:
            raise TargetCrashedError(f"{verb}: the target is lost until the next scenario")
        self._is_lost = True
        began = self._clock()
        try:
            said = self._conversation.send(message, answer, self._plane)
        except NotVerifiedError:
            self._is_lost = False
            raise
        finally:
            self._taken += self._clock() - began
            self._answers += 1
        self._expect_haste()
        self._is_lost = False
        return said

    def _expect_haste(self) -> None:
        if self._watchdog is None:
            return
        allowed = self._watchdog * (SCENARIO_FACTOR + self._answers / ANSWERS_PER_WATCHDOG)
        if self._taken > allowed:
            self._transport.abandon()
            raise TargetHungError(f"its {self._answers} answers have taken more than {allowed:.0f} s in this scenario")


def _setup_of(surroundings: Surroundings) -> control.Setup:
    played = surroundings.instance
    return control.Setup(
        scenario=surroundings.scenario,
        now=Time.at(surroundings.now),
        download_site=surroundings.download_site,
        network_timeout=surroundings.network_timeout,
        trust_anchors=surroundings.trust_anchors,
        instance=UNSET if played is None else _instance_of(played),
    )


def _instance_of(played: PlayedInstance) -> control.InstanceSetup:
    login = control.AdministratorLogin(played.administrator.user, played.administrator.password)
    return control.InstanceSetup(played.buildstamp, played.builds, login, played.seed)
