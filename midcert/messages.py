"""The control messages: one JSON Schema, validated in both directions.

A message of ours that is invalid is a fault of the harness; one of the target's is the target's.
"""

import functools
import json
from collections.abc import Callable, Mapping
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
    _check(str(message.get("verb")), message)


def check_answer(verb: str, message: object) -> None:
    """What a target answered to a control message.

    Raises:
        MessageError: It is no answer to this verb.
    """
    _check(f"{verb} answer", message)


def check_system(message: object) -> None:
    """What a target asks of its host or of the network.

    Raises:
        MessageError: It is no such question.
    """
    plane = message.get("plane") if isinstance(message, Mapping) else None
    _check(f"{plane} call", message)


def _check(definition: str, message: object) -> None:
    if definition not in _schema()["definitions"]:
        raise MessageError(f"there is no message {definition!r}")
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
    validate: Callable[[object], object] = fastjsonschema.compile(one, use_default=False)
    return validate
