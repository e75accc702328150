"""Control messages and answers over one transport: what the target says is read, and refused where it is wrong."""

from typing import TypeVar

from fakes.errors import NotVerifiedError, TargetCrashedError
from fakes.target import SystemPlane
from midcert.protocol import system
from midcert.protocol.answering import answered
from midcert.protocol.control import Advance, Control, Envelope
from midcert.protocol.messages import HostQuestion, MessageError, Question, outgoing, read, read_question, verb_of
from midcert.protocol.values import Json, Message
from midcert.targets.transport import Transport

A = TypeVar("A", bound=Message)


class Conversation:
    """One message after another."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._fault: Exception | None = None
        """What went wrong with a question; the target may have swallowed it."""

    def send(self, message: Control, answer: type[A], plane: SystemPlane) -> A:
        """Send a control message.

        Args:
            message: What the target is told.
            answer: What it must answer.
            plane: What it may ask meanwhile.

        Raises:
            TargetError: The target hangs, has crashed, or does not speak the protocol.
            MessageError: What was answered to a question is no answer: a fault of the harness.
        """
        verb = verb_of(message)
        self._fault = None
        try:
            said = self._transport.deliver(message, lambda question: self._ask(message, question, plane))
        finally:
            if self._fault is not None:
                raise self._fault
        return _opened(verb, said, answer)

    def _ask(self, message: Control, said: object, plane: SystemPlane) -> Json:
        try:
            question = _question(message, said)
        except MessageError as error:
            self._fault = TargetCrashedError(f"not the protocol: {error}")
            raise self._fault from None
        try:
            return outgoing(answered(plane, question), "answer to a question")
        except Exception as error:
            self._fault = error
            raise


def _question(message: Control, said: object) -> Question:
    if not isinstance(message, Advance):
        raise MessageError(f"the target asks while it answers {verb_of(message)}: it acts during advance alone")
    question = read_question(said)
    if isinstance(question, HostQuestion) and isinstance(question.operation, system.Sleep):
        raise MessageError("a target sleeps on the host's clock in the time mode service alone")
    return question


def _opened(verb: str, said: object, answer: type[A]) -> A:
    try:
        envelope = read(Envelope, said, f"an answer to {verb}")
        if isinstance(envelope.unsupported, str):
            raise NotVerifiedError(f"the target does not support this: {envelope.unsupported}")
        if envelope.errored:
            raise TargetCrashedError(f"{verb}: {envelope.errored.message}")
        return read(answer, envelope.ok, f"{verb} answer")
    except MessageError as error:
        raise TargetCrashedError(f"not the protocol: {error}") from None
