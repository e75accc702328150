"""The JSON Schema of the messages, made from their types.

To make it again: `python -m midcert.protocol.schema > midcert/protocol/messages.schema.json`
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from midcert.protocol import control, system
from midcert.protocol.values import PROTOCOL, RFC_3339, Json, Message, Time

SCHEMA = Path(__file__).with_name("messages.schema.json")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = f"Control messages and system plane, protocol {PROTOCOL}"
CONTROL_ANSWERS: tuple[type[Message], ...] = (control.Envelope, *dict.fromkeys(control.ANSWERS.values()))
QUESTIONS: tuple[type[Message], ...] = (
    system.HostCall,
    *(arguments for arguments, _ in system.OPERATIONS.values()),
    system.NetworkCall,
)
SYSTEM_ANSWERS: tuple[type[Message], ...] = (
    *(result for _, result in system.OPERATIONS.values()),
    system.HostRefusal,
    system.NetworkResult,
    system.NetworkFailure,
)


def definitions(references: str) -> Json:
    """The schemas of all messages and of their parts, by the names of their types.

    Args:
        references: How one refers to another, such as `#/$defs/{name}`.
    """
    kinds = [*control.VERBS.values(), *CONTROL_ANSWERS, *QUESTIONS, *SYSTEM_ANSWERS]
    _, made = msgspec.json.schema_components(kinds, schema_hook=_schema_of, ref_template=references)
    made["Start"]["dependentRequired"] = {"mid": ["agent_folder"], "agent_folder": ["mid"]}
    made["Envelope"] |= {"minProperties": 1, "maxProperties": 1}
    return {name: _for_json_schema(each) for name, each in sorted(made.items())}


def document() -> Json:
    """The whole schema."""
    return {"$schema": DRAFT, "title": TITLE, "$defs": definitions("#/$defs/{name}")}


def _schema_of(kind: type) -> Json:
    if kind is Time:
        return {"type": "string", "format": "date-time", "pattern": RFC_3339}
    raise NotImplementedError


def _for_json_schema(value: Any) -> Any:  # noqa: ANN401 - JSON
    r"""The value with patterns that end as ECMA-262 ends them: `$` is what Python calls `\Z`."""
    match value:
        case {"pattern": str(pattern), **others}:
            return {**_for_json_schema(others), "pattern": pattern.replace(r"\Z", "$")}
        case dict():
            return {name: _for_json_schema(each) for name, each in value.items()}
        case list():
            return [_for_json_schema(each) for each in value]
    return value


if __name__ == "__main__":
    sys.stdout.write(json.dumps(document(), indent=1) + "\n")
