"""A target in this process: trusted code, stopped by an alarm when it hangs."""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.backends import in_process
from fakes.network.http_types import Answer, Request, Server
from midcert.protocol.control import Control, SetupAnswer
from midcert.protocol.handler import Handler, System, envelope
from midcert.protocol.messages import verb_of, written
from midcert.protocol.values import Json
from midcert.targets.transport import Ask


class AlarmRang(BaseException):
    """The target has been given all the time there is."""


ALARM_REPEAT_SECONDS = 0.1
"""Of real time, after which the alarm rings again, in case it rang where Python drops exceptions."""


class InProcessTransport:
    """A handler made by a factory of the target's."""

    def __init__(self, factory: Callable[[System], Handler], watchdog: float | None) -> None:
        self._watchdog = watchdog
        self._ask: Ask | None = None
        with guarded("the factory", watchdog):
            self._handle = factory(self._asked)

    def deliver(self, message: Control, ask: Ask) -> object:
        """Call the handler."""
        self._ask = ask
        try:
            with guarded(verb_of(message), self._watchdog):
                return envelope(self._handle, written(message))
        finally:
            self._ask = None

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:  # noqa: ARG002 - nothing to look up or wait for
        """The handler's own WSGI application, without a socket between."""
        application = getattr(self._handle, "instance_application", None)
        if application is None:
            raise TargetCrashedError("the target plays the instance, but has no instance_application")
        server = in_process(application)

        def answer(request: Request) -> Answer:
            with guarded(f"the instance at {request.method} {request.path}", self._watchdog):
                return server(request)

        return answer

    def errors(self) -> str:
        """Nothing: what it prints is among what the suite prints."""
        return ""

    def abandon(self) -> None:
        """Nothing: the alarm has stopped it."""

    def close(self) -> None:
        """Nothing was started."""

    def _asked(self, question: Mapping[str, Any]) -> Json:
        if self._ask is None:
            raise RuntimeError("the target asks while it is asked nothing")
        return self._ask(question)


@contextlib.contextmanager
def guarded(what: str, seconds: float | None) -> Iterator[None]:
    """Whatever the body raises, and all the time that it takes too long, is the target's."""
    try:
        with alarm(seconds):
            yield
    except KeyboardInterrupt:
        raise
    except AlarmRang:
        raise TargetHungError(f"no answer to {what} within {seconds} s") from None
    except SystemExit as error:
        raise TargetCrashedError(f"{what}: it exited with {error}") from None
    except BaseException as error:
        raise TargetCrashedError(f"{what}: {type(error).__name__}: {error}") from error


@contextlib.contextmanager
def alarm(seconds: float | None) -> Iterator[None]:
    """Interrupt the body after this much real time; without a limit, and outside the main thread, never."""
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    before = signal.getsignal(signal.SIGALRM)
    if before is not _ring:
        signal.signal(signal.SIGALRM, _ring)  # it stays, but in somebody's place: every message comes by here
    outer = 0.0, 0.0
    try:
        try:
            outer = signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_REPEAT_SECONDS)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except BaseException:
        signal.setitimer(signal.ITIMER_REAL, 0)  # it may have rung just before it was turned off
        raise
    finally:
        if before not in (_ring, signal.SIG_DFL):
            signal.signal(signal.SIGALRM, before)
        if outer[0]:
            signal.setitimer(signal.ITIMER_REAL, *outer)  # an alarm around this one goes on


def _ring(*_: object) -> None:
    raise AlarmRang
