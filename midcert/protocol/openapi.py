"""The OpenAPI document of what a target asks over HTTP, made from the schema of the messages.

To make it again: `python -m midcert.protocol.openapi > docs/openapi/host.json`
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from midcert.protocol.messages import PROTOCOL, SCHEMA

Json = dict[str, Any]

WIDTH = 120
"""Columns; what fits into them stands on one line."""
REFERENCE = re.compile(r'"#/definitions/([^"]+)"')
ABOUT = (
    "What a target asks of its host and of the network: a POST, one question at a time, to the URL that `setup` or, in "
    "the time modes service and real, `start` names as `system`. docs/protocol.md says what the operations mean."
)
SYSTEM = "What tells one scenario, or one process, from all others. The URL is used whole, as it was named."
QUESTION = "A question to the host or to the network; what answers it is said of each."
NOBODY = "Nobody hears: the scenario or the process is over, or the target does not answer a control message now."
NO_QUESTION = "This is no question that may be asked now. The scenario says why."


def host_document() -> Json:
    """The document."""
    definitions = json.loads(SCHEMA.read_text("utf-8"))["definitions"]
    calls = _calls(definitions)
    operations = definitions["host call"]["properties"]["operation"]["enum"]
    answers = ["network result", "network fault", *(f"{operation} result" for operation in operations), "host error"]
    return {
        "openapi": "3.1.0",
        "info": {"title": "The host and the network of a MID Server", "version": str(PROTOCOL), "description": ABOUT},
        "servers": [{"url": "http://{address}", "variables": {"address": {"default": "127.0.0.1:8080"}}}],
        "paths": {
            "/{system}": {
                "parameters": [_parameter("system", SYSTEM)],
                "post": {
                    "operationId": "ask",
                    "summary": QUESTION,
                    "requestBody": {"required": True, **_json({"oneOf": list(map(_reference, calls))})},
                    "responses": {
                        "200": {"description": "The answer.", **_json({"anyOf": list(map(_reference, answers))})},
                        "404": {"description": NOBODY},
                        "500": {"description": NO_QUESTION},
                    },
                },
            }
        },
        "components": {"schemas": _schemas([*calls, *answers], {**definitions, **calls})},
    }


def laid_out(value: object, indent: int = 0, before: int = 0) -> str:
    """The value as JSON, with on one line what fits there.

    Args:
        value: What is to be written.
        indent: Where its lines begin.
        before: How long what stands before it on its first line is.
    """
    line = json.dumps(value, ensure_ascii=False)
    if indent + before + len(line) < WIDTH or not isinstance(value, (dict, list)):
        return line
    named = value.items() if isinstance(value, dict) else (("", each) for each in value)
    lines = []
    for name, each in named:
        key = f"{json.dumps(name)}: " if isinstance(value, dict) else ""
        lines.append(" " * (indent + 2) + key + laid_out(each, indent + 2, len(key)))
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return "\n".join([opened, ",\n".join(lines), " " * indent + closed])


def _calls(definitions: Json) -> Json:
    """The definition of the call to the network, and of the call of each operation of the host."""
    network, host = definitions["network call"], definitions["host call"]
    calls = {"network call": {"description": _answered_by("network result", "network fault"), **network}}
    for operation in host["properties"]["operation"]["enum"]:
        description = _answered_by(f"{operation} result", "host error")
        arguments = {"$ref": f"#/definitions/{operation} arguments"}
        properties = {**host["properties"], "operation": {"const": operation}, "arguments": arguments}
        calls[f"{operation} call"] = {**host, "description": description, "properties": properties}
    return calls


def _answered_by(result: str, failure: str) -> str:
    return f"Answered by {_name(result)} or {_name(failure)}."


def _schemas(names: Iterable[str], definitions: Mapping[str, object]) -> Json:
    """These definitions and what they refer to, as components."""
    texts: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in texts:
            texts[name] = json.dumps(definitions[name])
            waiting += REFERENCE.findall(texts[name])
    rewritten = {name: REFERENCE.sub(lambda found: f'"{_path(found[1])}"', text) for name, text in texts.items()}
    return {_name(name): json.loads(text) for name, text in rewritten.items()}


def _name(definition: str) -> str:
    """The name of a component, which has no blanks."""
    return definition.replace(" ", "_")


def _path(definition: str) -> str:
    return f"#/components/schemas/{_name(definition)}"


def _reference(definition: str) -> Json:
    return {"$ref": _path(definition)}


def _json(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def _parameter(name: str, description: str) -> Json:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": {"type": "string"}}


if __name__ == "__main__":
    sys.stdout.write(laid_out(host_document()) + "\n")
