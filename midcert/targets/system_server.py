"""The system plane over HTTP, for targets whose questions do not come on the way of their answers."""

import json
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from midcert.protocol.handler import MAX_MESSAGE_BYTES
from midcert.protocol.web_server import LOOPBACK, WebServer
from midcert.targets.transport import Ask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class NobodyError(Exception):
    """Nobody hears questions at this URL now."""


class SystemServer:
    """Answers questions. Each URL is a secret: who comes late, from another scenario or process, finds nobody.

    Args:
        address: Where, of this machine's addresses.
    """

    def __init__(self, address: str = LOOPBACK) -> None:
        self._server = WebServer(self._application, address=address)
        self._answers: dict[str, Ask] = {}

    def open(self, answer: Ask) -> str:
        """A new URL, at which this answers; what is no JSON comes as a text."""
        path = f"/{secrets.token_urlsafe(16)}"
        self._answers[path] = answer
        return self._server.url() + path

    def forget(self) -> None:
        """Nobody is at the URLs given out so far."""
        self._answers.clear()

    def close(self) -> None:
        """End, if it was started."""
        self._server.close()

    def _application(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        status, said = self._answered(environ["PATH_INFO"], environ["wsgi.input"].read(min(length, MAX_MESSAGE_BYTES)))
        kind = [("Content-Type", "application/json"), ("Content-Length", str(len(said)))]
        start_response(status, kind)
        return [said]

    def _answered(self, path: str, body: bytes) -> tuple[str, bytes]:
        try:
            question: object = json.loads(body)
        except (ValueError, RecursionError):
            question = body.decode(errors="replace")
        try:
            answer: Ask = self._answers.get(path, _nobody)
            return "200 OK", json.dumps(answer(question)).encode()
        except NobodyError:
            return "404 Not Found", b""
        except Exception:  # noqa: BLE001 - whoever waits for the answer to the control message is told
            return "500 Internal Server Error", b""


def _nobody(_: object) -> NoReturn:
    raise NobodyError
