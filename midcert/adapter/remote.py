"""A target over HTTP, seen from its own side: what it is told comes in as requests, what it asks goes out as others."""

import hmac
import http.client
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.exceptions import BadRequest, Unauthorized
from werkzeug.wrappers import Request, Response

from midcert.adapter.serve import answer
from midcert.protocol.handler import Handler

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class GoneError(RuntimeError):
    """The harness does not hear any more: the scenario is over, or the process."""


class RemoteSystem:
    """The system plane of the present scenario, at the URL that `setup` has named, or that of a process."""

    def __init__(self, url: str = "") -> None:
        self.url = url
        self._connection = http.client.HTTPConnection("")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def __call__(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Ask the harness.

        Raises:
            GoneError: It does not answer.
        """
        url = urlsplit(self.url)
        if (self._connection.host, self._connection.port) != (url.hostname, url.port):
            self._connection.close()
            self._connection = http.client.HTTPConnection(url.netloc)  # kept open: there are many questions
        body, kind = json.dumps(question).encode(), {"Content-Type": "application/json"}
        try:
            self._connection.request("POST", url.path, body, kind)
            response = self._connection.getresponse()
            said = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise GoneError(f"the harness does not answer: {error}") from error
        if response.status != http.client.OK:
            raise GoneError(f"the harness answers with HTTP {response.status}")
        found: dict[str, Any] = json.loads(said)
        return found


def control_application(
    handler: Handler, system: RemoteSystem, token: str, instance_url: Callable[[], str]
) -> "WSGIApplication":
    """Answers control messages; who does not bear the token is refused."""

    @Request.application
    def application(request: Request) -> Response:
        if token and not hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}"):
            raise Unauthorized
        message = request.get_json(force=True)
        if not isinstance(message, dict) or "verb" not in message:
            raise BadRequest("A control message is one JSON object with a verb")
        if message["verb"] == "setup":
            system.url = message.pop("system", "")
        said = answer(handler, message, instance_url)
        return Response(json.dumps(said), content_type="application/json")

    made: WSGIApplication = application
    return made
