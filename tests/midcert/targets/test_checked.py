"""What a target says is checked; one that hung or crashed is left alone until the next scenario."""

import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from fakes.errors import NotVerifiedError, TargetCrashedError, TargetError, TargetHungError
from fakes.network.http_types import Answer, NetworkFault, Server
from midcert.protocol.handler import Description, System
from midcert.protocol.messages import MessageError
from midcert.targets.checked import CheckedTarget
from tests.midcert.planes import Faulty, OneHost

NOW = "2020-07-01T00:00:00.000Z"
SETUP: dict[str, Any] = {
    "scenario": "s",
    "now": NOW,
    "download_site": "https://install.service-now.com",
    "network_timeout": 0.2,
    "trust_anchors": [],
}
ABOUT = {
    "protocol": 1,
    "implementation": {"name": "mine", "version": "2"},
    "roles": ["mid"],
    "time": "advance",
    "capabilities": ["older-agents"],
}
FACTS = {"plane": "host", "mid": "berlin", "operation": "facts", "arguments": {}}
ANSWER = {"result": {"os": "linux", "architecture": "x86-64", "temp_folder": "/tmp"}}  # noqa: S108 - of a fake
Message = Mapping[str, Any]
Exchange = Callable[[Message, System], object]


class Scripted:
    """A transport whose target does one thing after another."""

    def __init__(self, *script: object) -> None:
        self._script = list(script)
        self.heard: list[str] = []
        self.setup: Message = {}
        self.closed = False

    def exchange(self, message: Message, system: System) -> object:
        self.heard.append(message["verb"])
        act = self._script.pop(0) if self._script else {"ok": {}}
        if isinstance(act, BaseException):
            raise act
        return act(message, system) if callable(act) else act

    def instance(self, setup: Message, timeout: float) -> Server:
        self.setup = {**setup, "timeout": timeout}

        def answer(_: object) -> Answer:
            return NetworkFault.REFUSED

        return answer

    def close(self) -> None:
        self.closed = True


def asking(question: object) -> Exchange:
    return lambda _, system: {"ok": {"next": None} if "error" in system(question) else {}}  # type: ignore[arg-type]


def test_it_describes_itself() -> None:
    target = CheckedTarget("py:x:y", Scripted({"ok": ABOUT}))
    assert target.describe() == Description("mine", "2", frozenset({"mid"}), "advance", frozenset({"older-agents"}))
    assert target.name == "py:x:y"


@pytest.mark.parametrize("capability", ["old agents", "Concurrent", "", "mid"])
def test_a_capability_that_nobody_knows_is_a_crash(capability: str) -> None:
    said = {"ok": {**ABOUT, "capabilities": ["concurrent", capability]}}
    with pytest.raises(TargetCrashedError) as caught:
        CheckedTarget("x", Scripted(said)).describe()
    known = "['concurrent', 'older-agents']"
    assert str(caught.value) == f"not the protocol: describe answer: data.capabilities[1] must be one of {known}"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (None, "not the protocol: an answer to stop is none of ok, unsupported, errored"),
        ([], "not the protocol: an answer to stop is none of ok, unsupported, errored"),
        ({}, "not the protocol: an answer to stop is none of ok, unsupported, errored"),
        ({"ok": {}, "x": 1}, "not the protocol: an answer to stop is none of ok, unsupported, errored"),
        ({"unsupported": 1}, "not the protocol: an answer to stop is none of ok, unsupported, errored"),
        ({"errored": "x"}, "not the protocol: an answer to stop is none of ok, unsupported, errored"),
        (
            {"errored": {"message": "x", "y": 1}},
            "not the protocol: an answer to stop is none of ok, unsupported, errored",
        ),
        ({"ok": None}, "not the protocol: stop answer: data must be object"),
        ({"ok": {"x": 1}}, "not the protocol: stop answer: data must not contain {'x'} properties"),
        ({"errored": {"message": "it broke"}}, "stop: it broke"),
        ({"errored": {"message": "\33[31mred\33[0m\a"}}, "stop: red"),
    ],
)
def test_an_answer_that_is_none_is_a_crash(said: object, fault: str) -> None:
    with pytest.raises(TargetCrashedError) as caught:
        CheckedTarget("x", Scripted(said)).send("stop", mid="berlin")
    assert str(caught.value) == fault


def test_what_it_does_not_support_is_not_verified() -> None:
    transport = Scripted({"unsupported": "no \33[1minstance"})
    target = CheckedTarget("x", transport)
    with pytest.raises(NotVerifiedError, match=r"^the target does not support this: no instance$"):
        target.send("upgrade", to="x")
    target.send("teardown")
    assert transport.heard == ["upgrade", "teardown"]


def test_a_message_of_the_harness_that_is_none_is_never_sent() -> None:
    transport = Scripted()
    with pytest.raises(MessageError):
        CheckedTarget("x", transport).send("stop", mids="berlin")
    assert transport.heard == []


def test_a_question_goes_to_the_system_plane_that_was_connected_last() -> None:
    plane = OneHost()
    answers: list[Message] = []

    def act(_: Message, ask: System) -> object:
        answers.append(ask(FACTS))
        return {"ok": {"next": None}}

    target = CheckedTarget("x", Scripted(act, act))
    target.send("advance", to=NOW)
    target.connect(plane)
    target.send("advance", to=NOW)
    assert answers == [{"error": "there is no host"}, ANSWER]
    assert plane.asked == ["facts"]


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (None, "not the protocol: what is asked goes to the plane host or network, not None"),
        (
            {**FACTS, "arguments": {"a": "b"}},
            "not the protocol: facts arguments: data must not contain {'a'} properties",
        ),
    ],
)
def test_a_question_that_is_none_is_a_crash(question: object, fault: str) -> None:
    with pytest.raises(TargetCrashedError) as caught:
        CheckedTarget("x", Scripted(asking(question))).send("advance", to=NOW)
    assert str(caught.value) == fault


def test_a_fault_of_the_harness_is_not_the_targets() -> None:
    target = CheckedTarget("x", Scripted(asking(FACTS)))
    target.connect(Faulty())
    with pytest.raises(KeyError, match="of the harness"):
        target.send("advance", to=NOW)


def test_a_target_acts_during_advance_alone() -> None:
    with pytest.raises(TargetCrashedError, match="the target asks while it answers stop: it acts during advance alone"):
        CheckedTarget("x", Scripted(asking(FACTS))).send("stop", mid="berlin")


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
    target = CheckedTarget("x", transport)
    with pytest.raises((TargetError, KeyboardInterrupt)):
        target.send("stop", mid="berlin")
    assert target.send("teardown") == {}
    with pytest.raises(TargetCrashedError, match=r"^start: the target is lost until the next scenario$"):
        target.send("start", mid="berlin", agent_folder="/opt")
    assert transport.heard == ["stop"]
    target.send("setup", **SETUP)
    target.send("teardown")
    assert transport.heard == ["stop", "setup", "teardown"]


def test_a_target_that_hangs_in_teardown_has_hung() -> None:
    target = CheckedTarget("x", Scripted({"ok": {}}, TargetHungError("no answer to teardown")))
    target.send("setup", **SETUP)
    with pytest.raises(TargetHungError, match="no answer to teardown"):
        target.send("teardown")


def test_the_way_to_its_instance_is_what_it_said_at_setup() -> None:
    transport = Scripted({"ok": {"instance_url": "http://127.0.0.1:80"}})
    target = CheckedTarget("x", transport)
    target.send("setup", **SETUP)
    target.send("stop", mid="berlin")
    target.instance(0.2)
    assert transport.setup == {"instance_url": "http://127.0.0.1:80", "timeout": 0.2}


def test_closing_it_closes_the_transport() -> None:
    transport = Scripted()
    CheckedTarget("x", transport).close()
    assert transport.closed


@pytest.mark.parametrize(("mode", "hangs"), [("advance", True), ("service", True), ("real", False)])
def test_all_answers_of_a_scenario_may_take_six_times_as_long_as_one(
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    hangs: bool,  # noqa: FBT001
) -> None:
    class Slow(Scripted):
        now = 0.0
        abandoned = False

        def exchange(self, message: Message, system: System) -> object:
            self.now += 4 if message["verb"] == "notify" else 0
            return super().exchange(message, system)

        def abandon(self) -> None:
            self.abandoned = True

    transport = Slow({"ok": {**ABOUT, "time": mode}})
    monkeypatch.setattr(time, "monotonic", lambda: transport.now)
    target = CheckedTarget("x", transport, 5)
    target.describe()
    for _ in range(2):  # each scenario begins anew
        target.send("setup", **SETUP)
        for _ in range(5):
            target.send("notify", mid="berlin")
    fault = pytest.raises(TargetHungError, match=r"^its answers have taken more than 30 s in this scenario$")
    with fault if hangs else contextlib.nullcontext():
        for _ in range(5):
            target.send("notify", mid="berlin")
    assert transport.abandoned == hangs
