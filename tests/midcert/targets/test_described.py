"""A target that has said who it is; one that hung or crashed is left alone until the next scenario."""

import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from fakes.errors import NotVerifiedError, TargetCrashedError, TargetError, TargetHungError
from midcert.protocol.control import Control, SetupAnswer
from midcert.protocol.handler import Description
from midcert.protocol.messages import MessageError, verb_of
from midcert.protocol.words import Capability, Role, TimeMode
from midcert.targets.described import DescribedTarget
from midcert.targets.transport import Ask
from tests.midcert.planes import NOON, SURROUNDINGS, OneHost
from tests.midcert.targets.transports import Scripted, asking

FACTS = {"plane": "host", "mid": "berlin", "operation": "facts", "arguments": {}}
ANSWER = {"result": {"os": "linux", "architecture": "x86-64", "temp_folder": "/tmp"}}  # noqa: S108 - of a fake
Message = Mapping[str, Any]


def described(
    transport: Scripted, watchdog: float | None = None, clock: Callable[[], float] = time.monotonic
) -> DescribedTarget:
    about = Description("mine", "2", frozenset({Role.MID}), TimeMode.ADVANCE, frozenset({Capability.OLDER_AGENTS}))
    return DescribedTarget("py:x:y", about, transport, watchdog, clock)


def test_what_it_does_not_support_is_not_verified() -> None:
    transport = Scripted({"unsupported": "no \33[1minstance"})
    target = described(transport)
    with pytest.raises(NotVerifiedError, match=r"^the target does not support this: no instance$"):
        target.upgrade("x")
    target.teardown()
    assert transport.heard == ["upgrade", "teardown"]


def test_a_message_of_the_harness_that_is_none_is_never_sent() -> None:
    transport = Scripted()
    with pytest.raises(MessageError):
        described(transport).stop("")
    assert transport.heard == []


def test_a_question_goes_to_the_system_plane_that_was_connected_last() -> None:
    plane = OneHost()
    answers: list[Message] = []

    def act(_: Control, ask: Ask) -> object:
        answers.append(ask(FACTS))
        return {"ok": {"next": None}}

    target = described(Scripted(act, act))
    target.advance(NOON)
    target.connect(plane)
    target.advance(NOON)
    assert answers == [{"error": "there is no host"}, ANSWER]
    assert plane.asked == ["facts"]


LOSSES = {
    "hung": TargetHungError("no answer"),
    "crashed": TargetCrashedError("the process ended"),
    "errored": {"errored": {"message": "x"}},
    "not the protocol": {},
    "a bad question": asking(None),
    "interrupted": KeyboardInterrupt(),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_one_that_is_lost_hears_nothing_until_the_next_scenario(loss: object) -> None:
    transport = Scripted(loss)
    target = described(transport)
    with pytest.raises((TargetError, KeyboardInterrupt)):
        target.stop("berlin")
    target.teardown()
    with pytest.raises(TargetCrashedError, match=r"^start: the target is lost until the next scenario$"):
        target.start("berlin", "/opt")
    assert transport.heard == ["stop"]
    target.setup(SURROUNDINGS)
    target.teardown()
    assert transport.heard == ["stop", "setup", "teardown"]


def test_a_target_that_hangs_in_teardown_has_hung() -> None:
    target = described(Scripted({"ok": {}}, TargetHungError("no answer to teardown")))
    target.setup(SURROUNDINGS)
    with pytest.raises(TargetHungError, match="no answer to teardown"):
        target.teardown()


def test_the_way_to_its_instance_is_what_it_said_at_setup() -> None:
    transport = Scripted({"ok": {"instance_url": "http://127.0.0.1:80"}})
    target = described(transport)
    target.setup(SURROUNDINGS)
    target.stop("berlin")
    target.instance(0.2)
    assert transport.setup == SetupAnswer("http://127.0.0.1:80")
    assert transport.timeout == 0.2


def test_closing_it_closes_the_transport() -> None:
    transport = Scripted()
    described(transport).close()
    assert transport.closed


class Clocked(Scripted):
    """Each answer to notify takes so many seconds."""

    now, abandoned = 0.0, False

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def deliver(self, message: Control, ask: Ask) -> object:
        self.now += self.seconds if verb_of(message) == "notify" else 0
        return super().deliver(message, ask)

    def abandon(self) -> None:
        self.abandoned = True


@pytest.mark.parametrize("watchdog", [1.0, None])
def test_all_answers_of_a_scenario_have_a_budget(watchdog: float | None) -> None:
    transport = Clocked(seconds=0.9)
    target = described(transport, watchdog, lambda: transport.now)
    for _ in range(2):  # each scenario begins anew
        target.setup(SURROUNDINGS)
        for _ in range(6):
            target.notify("berlin")
    fault = pytest.raises(TargetHungError, match=r"^its 8 answers have taken more than 6 s in this scenario$")
    with fault if watchdog else contextlib.nullcontext():
        target.notify("berlin")
    assert transport.abandoned == bool(watchdog)


def test_one_that_is_asked_very_often_is_not_hung_for_it() -> None:
    transport = Clocked(seconds=0.009)  # as where neighbours keep the machine busy
    target = described(transport, 1.0, lambda: transport.now)
    target.setup(SURROUNDINGS)
    for _ in range(90_000):
        target.notify("berlin")
    assert not transport.abandoned
