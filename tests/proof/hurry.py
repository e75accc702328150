"""A hostile target has little time for what it never comes to the end of, and much for all else.

So it is soon found to hang, and no right answer is ever found to be late, however slow the machine is. What it never
comes to the end of is one of these:

    describe, setup, advance   its answer to this message, in the scenarios with an attack
    instance                   an answer of the instance that it plays, in the scenarios with an attack
    end                        itself, once its input or output has ended
"""

from typing import Any

from fakes.network.http_types import Server
from fakes.target import SystemPlane
from midcert.protocol.control import Control, Setup
from midcert.protocol.messages import verb_of
from midcert.protocol.values import Message
from midcert.targets import DescribedTarget, command
from midcert.targets.conversation import Conversation
from midcert.targets.http import HttpTransport
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.hostile import ATTACKED

HURRIED_SECONDS = 0.2
"""Real time."""


def begin(hurry: str) -> None:
    """Hurry a target from now on."""
    command.SECONDS_TO_END = HURRIED_SECONDS if hurry == "end" else LONGEST_ANSWER_SECONDS
    send, instance = Conversation.send, DescribedTarget.instance
    attacks = hurry == "describe"

    def hurried_send(talk: Conversation, message: Control, answer: type[Message], plane: SystemPlane) -> Message:
        nonlocal attacks
        attacks = message.scenario in ATTACKED if isinstance(message, Setup) else attacks
        give(talk, HURRIED_SECONDS if attacks and hurry == verb_of(message) else LONGEST_ANSWER_SECONDS)
        try:
            return send(talk, message, answer, plane)
        finally:
            give(talk, LONGEST_ANSWER_SECONDS)

    def hurried_instance(target: DescribedTarget, _: float) -> Server:
        return instance(target, HURRIED_SECONDS if attacks and hurry == "instance" else LONGEST_ANSWER_SECONDS)

    Conversation.send, DescribedTarget.instance = hurried_send, hurried_instance  # type: ignore[method-assign, assignment]


def give(talk: Conversation, seconds: float) -> None:
    """Let the target have so much real time for its next answer."""
    transport: Any = talk._transport  # noqa: SLF001 - nobody else changes its mind about it
    transport._watchdog = seconds  # noqa: SLF001
    if isinstance(transport, HttpTransport):
        transport._client._seconds = seconds  # noqa: SLF001
