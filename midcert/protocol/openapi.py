"""The OpenAPI document of what a target asks over HTTP, made from the types of the messages.

To make it again: `python -m midcert.protocol.openapi > docs/openapi/host.json`
"""

import json
import sys
from collections.abc import Iterator

from midcert.protocol.schema import definitions
from midcert.protocol.system import OPERATIONS, HostRefusal, NetworkCall, NetworkFailure, NetworkResult
from midcert.protocol.values import PROTOCOL, Json
from midcert.protocol.words import Operation

COMPONENT = "#/components/schemas/{name}"
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
    known = definitions(COMPONENT)
    calls = {f"{arguments.__name__}Call": _call(known, operation) for operation, (arguments, _) in OPERATIONS.items()}
    calls[NetworkCall.__name__] = _answered_by(known[NetworkCall.__name__], NetworkResult, NetworkFailure)
    results = {result.__name__: None for _, result in OPERATIONS.values()}
    answers = [*results, *(kind.__name__ for kind in (HostRefusal, NetworkResult, NetworkFailure))]
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
        "components": {"schemas": _with_parts([*calls, *answers], known | calls)},
    }


def _call(known: Json, operation: Operation) -> Json:
    """The call of one operation, with its own arguments."""
    arguments, result = OPERATIONS[operation]
    call = known["HostCall"]
    own = {"operation": {"const": operation.value}, "arguments": _reference(arguments.__name__)}
    described = {"title": f"{arguments.__name__}Call", "properties": call["properties"] | own}
    return _answered_by({**call, **described, "description": arguments.__doc__}, result, HostRefusal)


def _answered_by(call: Json, result: type, failure: type) -> Json:
    answers = f"Answered by {result.__name__} or {failure.__name__}."
    return {**call, "description": f"{call['description']} {answers}"}


def _with_parts(names: list[str], known: Json) -> Json:
    """These schemas, and whatever they refer to."""
    found: Json = {}
    while names:
        name = names.pop(0)
        if name not in found:
            found[name] = known[name]
            names += _references(known[name])
    return found


def _references(value: object) -> Iterator[str]:
    """The names of the schemas to which a part of a schema refers."""
    match value:
        case {"$ref": str(reference)}:
            yield reference.rpartition("/")[2]
        case dict():
            for each in value.values():
                yield from _references(each)
        case list():
            for each in value:
                yield from _references(each)


def _reference(name: str) -> Json:
    return {"$ref": COMPONENT.format(name=name)}


def _json(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def _parameter(name: str, description: str) -> Json:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": {"type": "string"}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(host_document(), indent=1) + "\n")
