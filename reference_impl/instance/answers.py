"""What the parts of the instance's API have in common: roles, the bodies of requests, and answers."""

import json
from typing import Any

from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Request, Response


def need(roles: set[str], role: str) -> None:
    """Refuse whoever has neither this role nor admin's."""
    if not roles & {role, "admin"}:
        raise Forbidden(f"The role {role} is required")


def body_of(request: Request) -> dict[str, Any]:
    """What a request brings: one JSON object."""
    try:
        body = request.get_json(force=True)
    except RecursionError:
        raise BadRequest("The body is nested too deeply") from None
    if not isinstance(body, dict):
        raise BadRequest("The body is one JSON object")
    return body


def result(value: object, status: int = 200) -> Response:
    """The answer with this value."""
    return Response(json.dumps({"result": value}), status, content_type="application/json")
