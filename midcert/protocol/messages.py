"""Messages as JSON and back; what is no message is refused in one line that names the field and the reason."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from fakes.network.http_types import NetworkFault
from fakes.text import on_one_line
from midcert.protocol import values
from midcert.protocol.control import VERBS, Control
from midcert.protocol.system import OPERATIONS, HostCall, HostOperation, NetworkCall
from midcert.protocol.values import Json, Message, Time
from midcert.protocol.words import Capability, OperatingSystem, Operation, Plane, Role, TimeMode

M = TypeVar("M", bound=Message)

OPERATION_OF = {arguments: operation for operation, (arguments, _) in OPERATIONS.items()}
WORDS: dict[str, type[StrEnum]] = {
    "roles": Role,
    "time": TimeMode,
    "capabilities": Capability,
    "operation": Operation,
    "os": OperatingSystem,
    "fault": NetworkFault,
}
"""By the field in which one of them stands."""
MEANINGS = {
    values.NO_SURROGATES: "a text without halves of surrogate pairs",
    values.HTTP_METHOD: "a method in upper case, such as GET",
    values.HTTP_FIELD: "a header's value (tabs, blanks, and visible characters of Latin-1)",
    values.HTTP_URL: "a URL, such as https://host:8443/path",
}
"""What a text is that matches a pattern."""
PLACE = re.compile(r"(?s)(.*) - at `\$\.?([^`]*)`")
"""How the reader of messages ends a reason: with the place of the field, such as `$.roles[0]`."""


class MessageError(ValueError):
    """This is not such a message; one line says why."""


@dataclass(frozen=True, slots=True)
class HostQuestion:
    """What a MID Server asks of its host."""

    mid: str
    operation: HostOperation[Message]


Question = HostQuestion | NetworkCall


# ---- Writing


def written(message: Message) -> Json:
    """A message as JSON."""
    made: Json = msgspec.to_builtins(message, enc_hook=Time.written)
    return made


def outgoing(message: Message, name: str) -> Json:
    """A message of our own as JSON, once it is known to be one.

    Raises:
        MessageError: It has a value that no such message may have.
    """
    made = written(message)
    read(type(message), made, name)
    return made


def verb_of(message: Control) -> str:
    """What a control message tells to do."""
    return str(message.__struct_config__.tag)


def host_call(mid: str, operation: HostOperation[Message]) -> HostCall:
    """The message that asks a host for something."""
    return HostCall(mid, OPERATION_OF[type(operation)], written(operation))


# ---- Reading


def read(kind: type[M], said: object, name: str) -> M:
    """The message that somebody said.

    Args:
        kind: What it must be.
        said: JSON.
        name: What an error calls it, such as "stop answer".

    Raises:
        MessageError: It is no such message.
    """
    try:
        return msgspec.convert(said, kind, dec_hook=_read_value)
    except msgspec.ValidationError as error:
        reason = _reason(str(error))
    except UnicodeEncodeError:
        reason = "a field or a word with half of a surrogate pair"  # which is none that anybody knows
    raise MessageError(on_one_line(f"{name}: {reason}"))


def read_control(said: object) -> Control:
    """The control message that a target has got.

    Raises:
        MessageError: There is no such verb, or the message is not as its type says.
    """
    verb = said.get("verb") if isinstance(said, dict) else None
    if not isinstance(verb, str) or verb not in VERBS:
        raise MessageError(on_one_line(f"there is no verb {verb!r}"))
    return read(VERBS[verb], said, verb)


def read_question(said: object) -> Question:
    """What a target asks of its host or of the network.

    Raises:
        MessageError: It is no such question.
    """
    plane = said.get("plane") if isinstance(said, dict) else None
    if plane == Plane.NETWORK:
        return read(NetworkCall, said, "network call")
    if plane != Plane.HOST:
        raise MessageError(on_one_line(f"what is asked goes to the plane host or network, not {plane!r}"))
    call = read(HostCall, said, "host call")
    arguments, _ = OPERATIONS[call.operation]
    return HostQuestion(call.mid, read(arguments, call.arguments, f"{call.operation} arguments"))


def _read_value(kind: type, value: object) -> object:
    """What the reader of messages does not read itself."""
    return Time.read(value) if kind is Time else value


def _reason(said: str) -> str:
    """What the reader of messages says, with the place first and in words."""
    found = PLACE.fullmatch(said)
    reason, place = (found[1], found[2]) if found else (said, "")
    for pattern, meaning in MEANINGS.items():
        reason = reason.replace(f"`str` matching regex {pattern!r}", meaning)
    field = re.sub(r"\W.*", "", place.rpartition(".")[2])
    if reason.startswith("Invalid enum value") and field in WORDS:
        reason = f"Expected one of {', '.join(WORDS[field])}"
    reason = reason[0].lower() + reason[1:]
    return f"{place}: {reason}" if place else reason
