"""A hostile target has little time for what it never comes to the end of, and much for all else.

So it is soon found to hang, and no right answer is ever found to be late, however slow the machine is. What it never
comes to the end of is one of these:

    describe, setup, advance   its answer to this message, in the scenarios with an attack
    instance                   an answer of the instance that it plays, in the scenarios with an attack
    end                        itself, once its input or output has ended
    sleep                      all that a process does between two sleeps, in the scenarios with an attack
    wall                       a time on the wall's clock, in the scenarios with an attack: there it is long over
    nothing

In the time mode `real` the clock is quicker than the wall's in any case, and so all that a target has time for is over
sooner; all of it is minutes.
"""

from datetime import datetime
from typing import Any

from fakes.network.http_types import Server
from fakes.target import SystemPlane
from midcert.protocol.control import Control, Setup
from midcert.protocol.messages import verb_of
from midcert.protocol.values import Message
from midcert.targets import DescribedTarget, command
from midcert.targets.clocked import ClockedTransport
from midcert.targets.conversation import Conversation
from midcert.targets.host_clock import HostClock
from midcert.targets.http import HttpTransport
from midcert.targets.transport import Ask
from midcert.targets.wall_clock import TICK, WallClock
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.hostile import ATTACKED, WALL_SPEED

HURRIED_SECONDS = 0.2
"""Real time."""
HURRIED_WALL_SPEED = 10_000


def begin(hurry: str) -> None:
    """Hurry a target from now on."""
    command.SECONDS_TO_END = HURRIED_SECONDS if hurry == "end" else LONGEST_ANSWER_SECONDS
    send, instance, let_act = Conversation.send, DescribedTarget.instance, WallClock.let_act
    attacks = hurry == "describe"

    def hurried_send(talk: Conversation, message: Control, answer: type[Message], plane: SystemPlane) -> Message:
        nonlocal attacks
        attacks = message.scenario in ATTACKED if isinstance(message, Setup) else attacks
        give(talk, seconds(hurry == verb_of(message)), seconds(hurry == "sleep"))
        try:
            return send(talk, message, answer, plane)
        finally:
            give(talk, LONGEST_ANSWER_SECONDS, LONGEST_ANSWER_SECONDS)

    def hurried_instance(target: DescribedTarget, _: float) -> Server:
        return instance(target, seconds(hurry == "instance"))

    def quicker(clock: WallClock, to: datetime, ask: Ask) -> datetime:
        begin = clock._zero  # noqa: SLF001 - as above
        let_act(clock, begin + (to - begin) / (HURRIED_WALL_SPEED if attacks and hurry == "wall" else WALL_SPEED), ask)
        return to + TICK

    def seconds(is_never_over: bool) -> float:  # noqa: FBT001 - the one thing that matters
        return HURRIED_SECONDS if attacks and is_never_over else LONGEST_ANSWER_SECONDS

    Conversation.send, DescribedTarget.instance = hurried_send, hurried_instance  # type: ignore[method-assign, assignment]
    WallClock.let_act = quicker  # type: ignore[method-assign, assignment]


def give(talk: Conversation, seconds: float, awake: float) -> None:
    """Let the target have so much real time for its next answer, and its processes so much between two sleeps."""
    transport: Any = talk._transport  # noqa: SLF001 - nobody else changes its mind about it
    if isinstance(transport, ClockedTransport):
        if isinstance(transport._clock, HostClock):  # noqa: SLF001
            transport._clock._watchdog = awake  # noqa: SLF001
        transport = transport._transport  # noqa: SLF001
    transport._watchdog = seconds  # noqa: SLF001
    if isinstance(transport, HttpTransport):
        transport._client._seconds = seconds  # noqa: SLF001
