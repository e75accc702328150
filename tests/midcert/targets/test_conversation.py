"""What a target says is read, and refused where it is wrong; what is the harness's fault is told apart."""

import pytest

from fakes.errors import TargetCrashedError
from midcert.protocol.control import Advance, AdvanceAnswer, Nothing, Stop
from midcert.protocol.values import Time
from midcert.targets.conversation import Conversation
from tests.midcert.planes import NOON, Faulty, OneHost
from tests.midcert.targets.transports import Scripted, asking

ENVELOPE = "not the protocol: an answer to stop"
FACTS = {"plane": "host", "mid": "berlin", "operation": "facts", "arguments": {}}
SLEEP = {**FACTS, "operation": "sleep", "arguments": {"until": None, "listening": False}}


def stop(*script: object) -> Nothing:
    """Tell a target of this script to stop a MID Server."""
    return Conversation(Scripted(*script)).send(Stop("berlin"), Nothing, OneHost())


def advance(*script: object, plane: OneHost) -> AdvanceAnswer:
    """Let a target of this script act."""
    return Conversation(Scripted(*script)).send(Advance(Time.at(NOON)), AdvanceAnswer, plane)


def test_an_answer_is_typed() -> None:
    due = Time.at(NOON)
    assert advance({"ok": {"next": due.written()}}, plane=OneHost()) == AdvanceAnswer(due)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (None, f"{ENVELOPE}: expected `object`, got `null`"),
        ([], f"{ENVELOPE}: expected `object`, got `array`"),
        ({}, f"{ENVELOPE}: expected exactly one of ok, unsupported, errored"),
        ({"ok": {}, "x": 1}, f"{ENVELOPE}: object contains unknown field `x`"),
        ({"unsupported": 1}, f"{ENVELOPE}: unsupported: expected `str`, got `int`"),
        ({"errored": "x"}, f"{ENVELOPE}: errored: expected `object`, got `str`"),
        ({"errored": {"message": "x", "y": 1}}, f"{ENVELOPE}: errored: object contains unknown field `y`"),
        ({"ok": None}, "not the protocol: stop answer: expected `object`, got `null`"),
        ({"ok": {"x": 1}}, "not the protocol: stop answer: object contains unknown field `x`"),
        ({"errored": {"message": "it broke"}}, "stop: it broke"),
        ({"errored": {"message": "\33[31mred\33[0m\a"}}, "stop: red"),
    ],
)
def test_an_answer_that_is_none_is_a_crash(said: object, fault: str) -> None:
    with pytest.raises(TargetCrashedError) as caught:
        stop(said)
    assert str(caught.value) == fault


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (None, "not the protocol: what is asked goes to the plane host or network, not None"),
        (
            {**FACTS, "arguments": {"a": "b"}},
            "not the protocol: facts arguments: object contains unknown field `a`",
        ),
        (SLEEP, "not the protocol: a target sleeps on the host's clock in the time mode service alone"),
    ],
)
def test_a_question_that_is_none_is_a_crash(question: object, fault: str) -> None:
    with pytest.raises(TargetCrashedError) as caught:
        advance(asking(question), plane=OneHost())
    assert str(caught.value) == fault


def test_a_fault_of_the_harness_is_not_the_targets() -> None:
    with pytest.raises(KeyError, match="of the harness"):
        advance(asking(FACTS), plane=Faulty())


def test_a_target_acts_during_advance_alone() -> None:
    with pytest.raises(TargetCrashedError, match="the target asks while it answers stop: it acts during advance alone"):
        stop(asking(FACTS))
