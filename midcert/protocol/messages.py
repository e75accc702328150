"""The control messages: one JSON Schema, validated in both directions.

A message of ours that is invalid is a fault of the harness; one of the target's is the target's.
"""

import functools
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import fastjsonschema

PROTOCOL = 1
SCHEMA = Path(__file__).with_name("messages.schema.json")

Message = Mapping[str, Any]


class MessageError(ValueError):
    """A message that the schema refuses."""


def check_request(message: Message) -> None:
    """A control message, harness to target.

    Raises:
        MessageError: It is not one.
    """
    verb = message.get("verb")
    if f"{verb} answer" not in _schema()["definitions"]:
        raise MessageError(f"there is no verb {verb!r}")
    _check(str(verb), message)


def check_answer(verb: str, message: object) -> None:
    """What a target answered to a control message.

    Raises:
        MessageError: It is no answer to this verb.
    """
    _check(f"{verb} answer", message)


def check_system(message: Any) -> None:  # noqa: ANN401 - any JSON
    """What a target asks of its host or of the network.

    Raises:
        MessageError: It is no such question.
    """
    match message:
        case {"plane": "host"}:
            _check("host call", message)
            _check(f"{message['operation']} arguments", message["arguments"])
        case {"plane": "network"}:
            _check("network call", message)
        case _:
            plane = message.get("plane") if isinstance(message, Mapping) else None
            raise MessageError(f"what is asked goes to the plane host or network, not {plane!r}")


def check_system_answer(question: Message, answer: Message) -> None:
    """What a target is answered by its host or by the network.

    Raises:
        MessageError: It is no answer to this question.
    """
    if question["plane"] == "host":
        _check("host error" if "error" in answer else f"{question['operation']} result", answer)
    else:
        _check("network fault" if "fault" in answer else "network result", answer)


def _check(definition: str, message: object) -> None:
    try:
        _validator(definition)(message)
    except fastjsonschema.JsonSchemaValueException as error:
        raise MessageError(f"{definition}: {error.message}") from error


@functools.cache
def _schema() -> Message:
    schema: Message = json.loads(SCHEMA.read_text("utf-8"))
    return schema


@functools.cache
def _validator(definition: str) -> Callable[[object], object]:
    one = {"definitions": _schema()["definitions"], "$ref": f"#/definitions/{definition}"}
    validate: Callable[[object], object] = fastjsonschema.compile(
        one, use_default=False, formats={"date-time": _is_time}
    )
    return validate


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
