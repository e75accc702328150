"""The processes of a target that run by themselves, each of which asks at a URL of its own."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fakes.errors import TargetCrashedError
from midcert.protocol.values import Json
from midcert.protocol.web_server import LOOPBACK
from midcert.protocol.words import Operation
from midcert.targets.system_server import NobodyError, SystemServer
from midcert.targets.transport import Ask


@dataclass
class RunningProcess:
    """One life of a MID Server."""

    mid: str
    is_over: bool = False


class Processes:
    """At most one of each MID Server. One question is answered at a time, and only while the harness waits.

    Args:
        address: Where they ask, of this machine's addresses.
    """

    def __init__(self, address: str = LOOPBACK) -> None:
        self.changed = threading.Condition()
        """Guards what is here and in the processes; notified whenever some of it has changed."""
        self._server = SystemServer(address)
        self._living: dict[str, RunningProcess] = {}
        self._ask: Ask | None = None
        self._fault: Exception | None = None

    def begin(self, process: RunningProcess, answer: Ask) -> str:
        """Let a process begin; the URL at which it asks."""
        self.end(process.mid)
        self._living[process.mid] = process
        return self._server.open(answer)

    def end(self, mid: str) -> None:
        """From now on nobody hears it."""
        with self.changed:
            if mid in self._living:
                self._living.pop(mid).is_over = True
                self.changed.notify_all()

    def end_all(self) -> None:
        """The scenario is over."""
        for mid in list(self._living):
            self.end(mid)
        self._server.forget()
        self._fault = None

    def close(self) -> None:
        """End what was started."""
        self.end_all()
        self._server.close()

    @contextmanager
    def answering(self, ask: Ask) -> Iterator[None]:
        """Questions are answered while this lasts; `changed` is held."""
        with self.changed:
            self._ask = ask
            self.changed.notify_all()
            try:
                yield
            finally:
                self._ask = None

    def wait(self, until: Callable[[], bool], seconds: float | None) -> bool:
        """Let the processes act until something is so; whether it was within so much real time.

        Raises:
            TargetError: A process has done what it must not.
        """
        is_so = self.changed.wait_for(lambda: self._fault is not None or until(), seconds)
        if self._fault is not None:
            raise self._fault
        return is_so

    def fail(self, reason: str) -> TargetCrashedError:
        """Note what a process must not do; whoever waits is told."""
        fault = TargetCrashedError(f"not the protocol: {reason}")
        self._note(fault)
        return fault

    def hear(self, process: RunningProcess, question: object) -> Mapping[str, Any]:
        """What a process asks, as an object; `changed` is held.

        Raises:
            NobodyError: It has ended: nobody hears it, whatever it asks.
            TargetCrashedError: It asks in another's name.
        """
        if process.is_over:
            raise NobodyError
        asked = question if isinstance(question, dict) else {}
        if asked.get("mid", process.mid) != process.mid:
            raise self.fail(f"{process.mid} asks as {asked['mid']!r}")
        return asked

    def answer(self, process: RunningProcess, question: object) -> Json:
        """Answer a question as soon as the harness waits."""
        with self.changed:
            self.changed.wait_for(lambda: self._ask is not None or process.is_over)
            asked = self.hear(process, question)
            if self._ask is None:
                raise NobodyError
            try:
                said = self._ask(question)
            except Exception as error:
                self._note(error)
                raise
            if asked.get("operation") == Operation.RESTART_SERVICE and "result" in said:
                process.is_over = True
                self.changed.notify_all()
            return said

    def _note(self, fault: Exception) -> None:
        self._fault = fault
        self.changed.notify_all()
