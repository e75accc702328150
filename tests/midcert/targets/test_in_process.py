"""A target in this process: whatever it does, its fault is told apart from the harness's."""

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from fakes.errors import TargetCrashedError, TargetError, TargetHungError
from fakes.network.http_types import Request
from midcert.protocol.control import Advance, AdvanceAnswer, SetupAnswer
from midcert.protocol.handler import System
from midcert.protocol.messages import written
from midcert.protocol.values import Time
from midcert.targets.conversation import Conversation
from midcert.targets.in_process import InProcessTransport
from tests.midcert.planes import NOON, Faulty

ADVANCE = Advance(Time.at(NOON))
Message = Mapping[str, Any]
Act = Callable[[System, Message], Message]


class Handler:
    """A handler that does one thing."""

    instance_application = None

    def __init__(self, system: System, act: Act) -> None:
        self._system, self._act = system, act

    def __call__(self, message: Message, /) -> Message:
        return self._act(self._system, message)


def target(act: Act, watchdog: float | None = 60.0) -> InProcessTransport:
    return InProcessTransport(lambda system: Handler(system, act), watchdog)


def raising(error: BaseException) -> Act:
    def act(_: System, __: Message) -> Message:
        raise error

    return act


def no_system(question: object) -> dict[str, Any]:
    raise AssertionError(question)


def busy(_: System, __: Message) -> Message:
    while True:
        pass


def busy_and_catching_exceptions(_: System, __: Message) -> Message:
    while True:
        try:
            while True:
                pass
        except Exception:  # noqa: BLE001, S110 - the point
            pass


def deaf_at_first(_: System, __: Message) -> Message:
    try:
        while True:
            pass
    except BaseException:  # noqa: BLE001 - the point
        while True:
            pass


def waiting(_: System, __: Message) -> Message:
    threading.Event().wait()
    return {}


def asking(system: System, message: Message) -> Message:
    while True:
        system(message)


@pytest.mark.parametrize("act", [busy, busy_and_catching_exceptions, deaf_at_first, waiting, asking])
def test_an_alarm_ends_what_hangs(act: Act) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TargetHungError) as caught:
        target(act, 0.05).deliver(ADVANCE, lambda _: {})
    assert str(caught.value) == "no answer to advance within 0.05 s"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_alarm_that_rings_where_exceptions_are_dropped_rings_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dropping:
        def __del__(self) -> None:
            busy(no_system, {})

    def act(_: System, __: Message) -> Message:
        Dropping()
        return busy(no_system, {})

    dropped: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda said: dropped.append(said.exc_type.__name__))
    with pytest.raises(TargetHungError):
        target(act, 0.05).deliver(ADVANCE, no_system)
    assert dropped == ["AlarmRang"]


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (SystemExit(3), "advance: it exited with 3"),
        (SystemExit(), "advance: it exited with "),
        (asyncio.CancelledError(), "advance: CancelledError: "),
        (GeneratorExit("over"), "advance: GeneratorExit: over"),
    ],
)
def test_what_is_no_exception_is_a_crash_too(error: BaseException, fault: str) -> None:
    with pytest.raises(TargetCrashedError) as caught:
        target(raising(error)).deliver(ADVANCE, no_system)
    assert str(caught.value) == fault


def test_whoever_runs_the_suite_can_still_interrupt_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        target(raising(KeyboardInterrupt())).deliver(ADVANCE, no_system)


@pytest.mark.parametrize(
    ("error", "envelope"),
    [
        (ValueError("no such thing"), {"errored": {"message": "ValueError: no such thing"}}),
        (RecursionError(), {"errored": {"message": "RecursionError: "}}),
        (AssertionError("mine"), {"errored": {"message": "AssertionError: mine"}}),
        (NotImplementedError("only Linux"), {"unsupported": "only Linux"}),
        (NotImplementedError(), {"unsupported": "advance is not supported"}),
    ],
)
def test_what_it_raises_is_its_answer(error: Exception, envelope: Message) -> None:
    assert target(raising(error)).deliver(ADVANCE, no_system) == envelope


def test_what_it_asks_is_answered() -> None:
    made = target(lambda system, message: system(message))
    assert made.deliver(ADVANCE, lambda question: {"asked": question}) == {"ok": {"asked": written(ADVANCE)}}


def test_a_fault_of_the_harness_surfaces_though_the_target_swallows_it() -> None:
    def swallowing(system: System, _: Message) -> Message:
        try:
            system({"plane": "host", "mid": "a", "operation": "facts", "arguments": {}})
        except Exception:  # noqa: BLE001 - the point
            return {"next": None}
        return {}

    with pytest.raises(KeyError, match="of the harness"):
        Conversation(target(swallowing)).send(ADVANCE, AdvanceAnswer, Faulty())


def test_nothing_may_be_asked_between_two_messages() -> None:
    asks: list[System] = []

    def act(system: System, _: Message) -> Message:
        asks.append(system)
        return {}

    target(act).deliver(ADVANCE, lambda _: {})
    with pytest.raises(RuntimeError, match=r"^the target asks while it is asked nothing$"):
        asks[0]({})


def failing_factory(_: System) -> Handler:
    raise ValueError("no configuration")


def asking_factory(system: System) -> Handler:
    system({})
    raise AssertionError


def hanging_factory(_: System) -> Handler:
    while True:
        pass


def leaving_factory(_: System) -> Handler:
    raise SystemExit("bye")


@pytest.mark.parametrize(
    ("factory", "fault"),
    [
        (failing_factory, TargetCrashedError("the factory: ValueError: no configuration")),
        (asking_factory, TargetCrashedError("the factory: RuntimeError: the target asks while it is asked nothing")),
        (hanging_factory, TargetHungError("no answer to the factory within 0.05 s")),
        (leaving_factory, TargetCrashedError("the factory: it exited with bye")),
    ],
)
def test_a_factory_is_the_targets_own_code_too(factory: Callable[[System], Handler], fault: TargetError) -> None:
    with pytest.raises(type(fault)) as caught:
        InProcessTransport(factory, 0.05)
    assert str(caught.value) == str(fault)


def test_without_a_watchdog_and_in_other_threads_no_alarm_is_set() -> None:
    seen: list[float] = []

    def act(_: System, __: Message) -> Message:
        seen.append(signal.getitimer(signal.ITIMER_REAL)[0])
        return {}

    target(act, None).deliver(ADVANCE, no_system)
    thread = threading.Thread(target=target(act).deliver, args=(ADVANCE, no_system))
    thread.start()
    thread.join()
    assert seen == [0.0, 0.0]


def test_its_instance_is_a_wsgi_application() -> None:
    def application(environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    made = target(raising(AssertionError()))
    with pytest.raises(TargetCrashedError, match=r"^the target plays the instance, but has no instance_application$"):
        made.instance_server(SetupAnswer(), 1.0)
    made._handle.instance_application = application  # type: ignore[misc] # noqa: SLF001 - as after a setup
    answer = made.instance_server(SetupAnswer(), 1.0)(Request("GET", "https://instance.service-now.com/x"))
    assert getattr(answer, "body", None) == b"/x"
    made.close()
