"""A `py:` factory served over HTTP: what it is told comes in as requests, and what it asks goes out as others."""

import contextlib
import hmac
import json
import signal
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.exceptions import BadRequest, Unauthorized
from werkzeug.wrappers import Request, Response

from fakes.network.http_client import HttpClient, NoAnswerError
from midcert.adapter.serving import answer, instance_of
from midcert.protocol.handler import MAX_MESSAGE_BYTES, Handler, System
from midcert.protocol.values import Json
from midcert.protocol.web_server import LOOPBACK, WebServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

JSON = {"Content-Type": "application/json"}


class GoneError(RuntimeError):
    """The harness does not hear any more: the scenario is over, or the process."""


class RemoteSystem:
    """The system plane of the present scenario, at the URL that `setup` has named, or that of a process.

    A question is never sent twice: the harness keeps the connection open between questions.
    """

    def __init__(self, url: str = "") -> None:
        self.url = url
        self._client: HttpClient | None = None
        self._server = ""
        """Where the client asks; scenarios differ in the path alone."""

    def close(self) -> None:
        """Hang up."""
        if self._client is not None:
            self._client.hang_up()

    def __call__(self, question: Mapping[str, Any]) -> Json:
        """Ask the harness.

        Raises:
            GoneError: It does not answer.
        """
        try:
            reply = self._connected().ask("POST", urlsplit(self.url).path, JSON, json.dumps(question).encode())
        except NoAnswerError as error:
            raise GoneError(f"the harness does not answer: {error}") from error
        if reply.status != HTTPStatus.OK:
            raise GoneError(f"the harness answers with HTTP {reply.status}")
        answered: Json = json.loads(reply.body)
        return answered

    def _connected(self) -> HttpClient:
        url = urlsplit(self.url)
        if self._client is None or self._server != url.netloc:
            self.close()
            self._client, self._server = HttpClient(url, None, MAX_MESSAGE_BYTES), url.netloc
        return self._client


def serve_http(
    factory: Callable[[System], Handler],
    port: int,
    token: str,
    announce: Callable[[str], None],
    address: str = LOOPBACK,
) -> None:
    """Answer control messages over HTTP until somebody interrupts.

    Args:
        factory: What makes the target.
        port: Where; 0 for any that is free.
        token: What a request must bear; empty for nothing.
        announce: Is told the URL.
        address: Where, of this machine's addresses; "0.0.0.0" for all of them. The instance listens there as well.

    Raises:
        OSError: The port or the address cannot be had.
    """
    with contextlib.ExitStack() as opened:
        system = opened.enter_context(contextlib.closing(RemoteSystem()))
        handler = factory(system)
        instance = opened.enter_context(contextlib.closing(WebServer(instance_of(handler), address=address)))
        control = control_application(handler, system, token, instance.url)
        server = opened.enter_context(contextlib.closing(WebServer(control, port, address)))
        announce(server.url())
        signal.pause()


def control_application(
    handler: Handler, system: RemoteSystem, token: str, instance_url: Callable[[], str]
) -> "WSGIApplication":
    """Answers control messages; who does not bear the token is refused."""

    @Request.application
    def application(request: Request) -> Response:
        shown = request.headers.get("Authorization", "")
        if token and not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
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
