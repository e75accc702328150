"""What the system plane answers to a question, from JSON to the fakes and back."""

import base64
from collections.abc import Mapping
from typing import Any

from fakes.host.files import HostError
from fakes.journal import timestamp
from fakes.network.http_types import NetworkFault, Request
from fakes.target import HostOperations, SystemPlane


def answered(plane: SystemPlane, question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a question that is well-formed."""
    if question["plane"] == "network":
        return _network(plane, question)
    try:
        return {"result": _result(plane.host(question["mid"]), question["operation"], question["arguments"])}
    except HostError as error:
        return {"error": str(error)}


def _result(host: HostOperations, operation: str, arguments: Mapping[str, Any]) -> object:
    match operation:
        case "facts":
            about = host.facts()
            return {"os": about.os, "architecture": about.architecture, "temp_folder": about.temp_folder}
        case "read":
            return base64.b64encode(host.read(**arguments)).decode()
        case "write":
            host.write(arguments["path"], base64.b64decode(arguments["content"]))
            return None
        case "extract":
            return {"ends": timestamp(host.extract(**arguments))}
        case "run":
            done = host.run(**arguments)
            return {"output": done.output, "exit_code": done.exit_code, "ends": timestamp(done.ends)}
    result: object = getattr(host, operation)(**arguments)
    return result


def _network(plane: SystemPlane, question: Mapping[str, Any]) -> dict[str, Any]:
    body = base64.b64decode(question["body"])
    answer = plane.network(question["mid"], Request(question["method"], question["url"], question["headers"], body))
    if isinstance(answer, NetworkFault):
        return {"fault": answer}
    return {
        "status": answer.status,
        "headers": dict(answer.headers),
        "body": base64.b64encode(answer.body).decode(),
    }
