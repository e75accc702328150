"""A target in this process: trusted code, stopped by an alarm when it hangs."""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fakes.backends import in_process
from fakes.errors import TargetCrashedError, TargetHungError
from fakes.exchange import Server
from midcert.targets.transport import Handler, System, envelope


class AlarmRang(BaseException):
    """The target has been given all the time there is."""


class InProcess:
    """A handler made by a factory of the target's."""

    def __init__(self, factory: Callable[[System], Handler], watchdog: float | None) -> None:
        self._watchdog = watchdog
        self._system: System | None = None
        self._handle = factory(self._ask)

    def exchange(self, message: Mapping[str, Any], system: System) -> object:
        """Call the handler."""
        self._system = system
        try:
            with alarm(self._watchdog):
                return envelope(self._handle, message)
        except AlarmRang:
            raise TargetHungError(f"no answer to {message['verb']} within {self._watchdog} s") from None
        except SystemExit as error:
            raise TargetCrashedError(f"{message['verb']}: it exited with {error}") from None

    def instance(self, setup: Mapping[str, Any], timeout: float) -> Server:  # noqa: ARG002 - nothing to look up or wait for
        """The handler's own WSGI application, without a socket between."""
        application = getattr(self._handle, "instance_application", None)
        if application is None:
            raise TargetCrashedError("the target plays the instance, but has no instance_application")
        return in_process(application)

    def close(self) -> None:
        """Nothing was started."""

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        if self._system is None:
            raise RuntimeError("the target asks before it was asked anything")
        return self._system(question)


@contextlib.contextmanager
def alarm(seconds: float | None) -> Iterator[None]:
    """Interrupt the body after this much real time; without a limit, and outside the main thread, never."""
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise AlarmRang

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
