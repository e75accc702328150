"""Several requests in one.

Source: ServiceNow API reference, "Batch API".
"""

import base64
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from reference_impl.instance.answers import body_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

RULES = [Rule(f"/api/now{version}/batch", methods=["POST"], endpoint="batch") for version in ("", "/v1")]

NO_SUCH_FORM = (LookupError, TypeError, ValueError, AttributeError)
"""What reading a body raises that is no batch."""


class BatchApi:
    """The endpoint of the Batch API, over the application that answers single requests."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def batch(self, request: Request, _: set[str]) -> Response:
        """Answer the requests one after another, each as if the sender of the batch had sent it alone."""
        body = body_of(request)
        try:
            batch_id = str(body["batch_request_id"])
            parts = [(part["id"], _environ(request, part)) for part in body["rest_requests"]]
        except NO_SUCH_FORM as error:
            raise BadRequest("A batch_request_id and a list of rest_requests are needed") from error
        serviced = [_serviced(part_id, Response.from_app(self._application, environ)) for part_id, environ in parts]
        answer = {"batch_request_id": batch_id, "serviced_requests": serviced, "unserviced_requests": []}
        return Response(json.dumps(answer), content_type="application/json")


def _environ(batch: Request, part: Mapping[str, Any]) -> "WSGIEnvironment":
    headers = Headers([(header["name"], header["value"]) for header in part.get("headers", ())])
    headers["Authorization"] = batch.headers["Authorization"]
    builder = EnvironBuilder(
        path=part["url"],
        base_url=batch.host_url,
        method=part["method"].upper(),
        headers=headers,
        data=base64.b64decode(part.get("body", "")),
    )
    return builder.get_environ()


def _serviced(part_id: str, response: Response) -> dict[str, object]:
    return {
        "id": part_id,
        "status_code": response.status_code,
        "status_text": response.status.partition(" ")[2],
        "headers": [{"name": name, "value": value} for name, value in response.headers],
        "body": base64.b64encode(response.data).decode(),
    }
