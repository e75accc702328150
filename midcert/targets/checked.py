"""A target whose every message is checked, on the way there and on the way back."""

import dataclasses
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fakes.errors import NotVerifiedError, TargetCrashedError, TargetHungError
from fakes.host.files import HostError
from fakes.host.host import Host
from fakes.journal import timestamp
from fakes.network.http_types import Answer, NetworkFault, Request, Server
from fakes.target import Surroundings, SystemPlane
from fakes.text import on_one_line
from midcert.protocol.answering import answered
from midcert.protocol.handler import SLEEP, Description
from midcert.protocol.messages import (
    PROTOCOL,
    MessageError,
    check_answer,
    check_request,
    check_system,
    check_system_answer,
)
from midcert.targets.clocked import in_time
from midcert.targets.transport import Transport

ANSWERS = 6
"""How many times as long as one answer all answers of a scenario may take."""


class Nowhere:
    """The system plane before there is a world."""

    def host(self, _: str) -> Host:
        """There is none."""
        raise HostError("there is no host")

    def network(self, _: str, __: Request) -> Answer:
        """There is none."""
        return NetworkFault.UNRESOLVED


class CheckedTarget:
    """What the world talks to. The name is how the user named it.

    One that hung or crashed is lost: it hears nothing more until the next `setup`.
    """

    def __init__(self, name: str, transport: Transport, watchdog: float | None = None) -> None:
        self.name = name
        self._transport, self._watchdog = transport, watchdog
        self._plane: SystemPlane = Nowhere()
        self._fault: Exception | None = None
        self._setup: Mapping[str, Any] = {}
        self._lost = False
        self._verb = ""
        self._taken, self._longest = 0.0, float("inf")
        """How many seconds of real time its answers have taken in this scenario, and how many they may take."""

    def describe(self) -> Description:
        """Ask the target who it is; the first message of a run."""
        said = self.send("describe", protocol=PROTOCOL)
        about = said["implementation"]
        roles, capabilities = frozenset(said["roles"]), frozenset(said["capabilities"])
        name, version = on_one_line(about["name"]), on_one_line(about["version"])
        self._transport = in_time(said["time"], self._transport, self._watchdog)
        if self._watchdog is not None and said["time"] != "real":
            self._longest = ANSWERS * self._watchdog
        return Description(name, version, roles, said["time"], capabilities)

    def connect(self, plane: SystemPlane) -> None:
        """From now on this is the target's system plane."""
        self._plane = plane

    def setup(self, surroundings: Surroundings) -> None:
        """A scenario begins."""
        said = dataclasses.asdict(surroundings) | {"now": timestamp(surroundings.now)}
        self.send("setup", **{name: value for name, value in said.items() if value is not None})

    def start(self, mid: str, agent_folder: str) -> None:
        """The host starts the service of a MID Server."""
        self.send("start", mid=mid, agent_folder=agent_folder)

    def stop(self, mid: str) -> None:
        """The process of a MID Server ends without a word."""
        self.send("stop", mid=mid)

    def start_instance(self) -> None:
        """The instance starts again."""
        self.send("start")

    def stop_instance(self) -> None:
        """The instance stops."""
        self.send("stop")

    def notify(self, mid: str) -> None:
        """A command waits for a MID Server."""
        self.send("notify", mid=mid)

    def advance(self, to: datetime) -> datetime | None:
        """Do all that is due at this time; when something will be due next, as the target says."""
        due = self.send("advance", to=timestamp(to))["next"]
        return None if due is None else datetime.fromisoformat(due)

    def upgrade(self, to: str) -> None:
        """The instance becomes the version with this build stamp."""
        self.send("upgrade", to=to)

    def teardown(self) -> None:
        """The scenario is over."""
        self.send("teardown")

    def send(self, verb: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON values
        """One control message and its answer.

        Raises:
            TargetError: The target hangs, has crashed, or does not speak the protocol.
            MessageError: The message itself is none: a fault of the harness.
        """
        message = {"verb": verb, **arguments}
        check_request(message)
        if self._lost and verb == "teardown":
            return {}
        if self._lost and verb != "setup":
            raise TargetCrashedError(f"{verb}: the target is lost until the next scenario")
        self._lost, self._verb = True, verb
        began = time.monotonic()
        said = self._exchange(message)
        self._count(verb, time.monotonic() - began)
        try:
            answer = _opened(verb, said)
        except NotVerifiedError:
            self._lost = False
            raise
        self._lost = False
        if verb == "setup":
            self._setup = answer
        return answer

    def instance(self, timeout: float) -> Server:
        """The way to the instance that the target plays in this scenario."""
        return self._transport.instance(self._setup, timeout)

    def errors(self) -> str:
        """The end of what the target has said on its own standard error in this scenario."""
        return self._transport.errors()

    def close(self) -> None:
        """End what was started."""
        self._transport.close()

    def _count(self, verb: str, seconds: float) -> None:
        self._taken = seconds if verb == "setup" else self._taken + seconds
        if self._taken > self._longest:
            self._transport.abandon()
            raise TargetHungError(f"its answers have taken more than {self._longest} s in this scenario")

    def _exchange(self, message: Mapping[str, Any]) -> object:
        self._fault = None
        try:
            return self._transport.exchange(message, self._ask)
        finally:
            if self._fault is not None:  # a target may have swallowed it
                raise self._fault

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        try:
            self._check(question)
        except MessageError as error:
            self._fault = TargetCrashedError(f"not the protocol: {error}")
            raise self._fault from None
        try:
            answer = answered(self._plane, question)
            check_system_answer(question, answer)
        except Exception as error:
            self._fault = error
            raise
        return answer

    def _check(self, question: Mapping[str, Any]) -> None:
        if self._verb != "advance":
            raise MessageError(f"the target asks while it answers {self._verb}: it acts during advance alone")
        check_system(question)
        if question.get("operation") == SLEEP:
            raise MessageError("a target sleeps on the host's clock in the time mode service alone")


def _opened(verb: str, said: object) -> Mapping[str, Any]:
    match said:
        case {"ok": answer, **more} if not more:
            try:
                check_answer(verb, answer)
            except MessageError as error:
                raise TargetCrashedError(f"not the protocol: {error}") from None
            opened: Mapping[str, Any] = answer
            return opened
        case {"unsupported": str(reason), **more} if not more:
            raise NotVerifiedError(f"the target does not support this: {reason}")
        case {"errored": {"message": str(message), **other}, **more} if not more and not other:
            raise TargetCrashedError(f"{verb}: {message}")
    raise TargetCrashedError(f"not the protocol: an answer to {verb} is none of ok, unsupported, errored")
