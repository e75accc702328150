"""The OpenAPI documents of what a target is told, and of what it asks, over HTTP, made from the types of the messages.

To make them again: `python -m midcert.protocol.openapi control > docs/openapi/control.json`, and the same with `host`.
"""

import json
import sys
from collections.abc import Iterator

from midcert.protocol.control import ANSWERS, VERBS, Envelope
from midcert.protocol.schema import definitions
from midcert.protocol.system import OPERATIONS, HostRefusal, NetworkCall, NetworkFailure, NetworkResult
from midcert.protocol.values import PROTOCOL, Json
from midcert.protocol.words import Operation

COMPONENT = "#/components/schemas/{name}"
TARGET = (
    "A target that is a server, as in --target http://host:port: a POST, one control message at a time, to its URL. "
    "While it answers advance it asks its host and the network (host.json). docs/protocol.md says what the verbs mean."
)
TOLD = "A control message, of which the verb says what it is; what answers it is said of each."
ENVELOPE = "The answer in its envelope. Any other status, and what is no envelope, is a crash of the target."
BEARER = "The token that the suite found in the environment as MIDCERT_TOKEN; without one there is no such header."
ABOUT = (
    "What a target asks of its host and of the network: a POST, one question at a time, to the URL that `setup` or, in "
    "the time modes service and real, `start` names as `system`. docs/protocol.md says what the operations mean."
)
SYSTEM = "What tells one scenario, or one process, from all others. The URL is used whole, as it was named."
QUESTION = "A question to the host or to the network; what answers it is said of each."
NOBODY = "Nobody hears: the scenario or the process is over, or the target does not answer a control message now."
NO_QUESTION = "This is no question that may be asked now. The scenario says why."


def control_document() -> Json:
    """What the suite tells a target."""
    known = definitions(COMPONENT)
    messages = {
        kind.__name__: {**known[kind.__name__], "description": f"{kind.__doc__} Answered by {ANSWERS[verb].__name__}."}
        for verb, kind in VERBS.items()
    }
    answers = [_reference(name) for name in dict.fromkeys(each.__name__ for each in ANSWERS.values())]
    envelope = known[Envelope.__name__]
    opened = {**envelope, "properties": {**envelope["properties"], "ok": {"anyOf": answers}}}
    by_verb = {verb: COMPONENT.format(name=kind.__name__) for verb, kind in VERBS.items()}
    told = {"oneOf": list(map(_reference, messages)), "discriminator": {"propertyName": "verb", "mapping": by_verb}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "A target", "version": str(PROTOCOL), "description": TARGET},
        "servers": [{"url": "http://{address}", "variables": {"address": {"default": "127.0.0.1:8080"}}}],
        "security": [{}, {"token": []}],
        "paths": {
            "/": {
                "post": {
                    "operationId": "tell",
                    "summary": TOLD,
                    "requestBody": {"required": True, **_json(told)},
                    "responses": {"200": {"description": ENVELOPE, **_json(_reference(Envelope.__name__))}},
                }
            }
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": BEARER}},
            "schemas": _with_parts([*messages, Envelope.__name__], {**known, **messages, Envelope.__name__: opened}),
        },
    }


def host_document() -> Json:
    """What a target asks its host and the network."""
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


DOCUMENTS = {"control": control_document, "host": host_document}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(DOCUMENTS[sys.argv[1]](), indent=1) + "\n")
