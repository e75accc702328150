"""The ways from the front to an instance: in this process, or at a URL."""

import io
import ssl
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from fakes.errors import TargetCrashedError
from fakes.network.http_client import HttpClient, NoAnswerError, TooSlowError, UntrustedError
from fakes.network.http_types import Answer, NetworkFault, Request, Response, Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

MAX_PAGE_BYTES = 16 * 2**20
"""More than an instance has to say."""
FRONT_HEADERS = {"accept-encoding", "host"}
"""What a request says of the way to the front, which is not that to the instance."""
TRANSFER_HEADERS = {"connection", "content-length", "keep-alive", "transfer-encoding"}
"""What a server says of how a body travels, which is over once the body is here."""


def in_process(application: "WSGIApplication") -> Server:
    """The way to an instance that is a WSGI application in this process."""

    def answer(request: Request) -> Response:
        started: list[tuple[str, list[tuple[str, str]]]] = []
        written: list[bytes] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            started.append((status, headers))
            return written.append

        parts = application(environment(request), start_response)
        try:
            written.extend(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
        status, headers = started[-1]  # an application may change its mind until it has sent something
        return Response(int(status.split()[0]), b"".join(written), dict(headers))

    return answer


def environment(request: Request) -> "WSGIEnvironment":
    """The request as WSGI hands it over (PEP 3333).

    By hand, since every exchange needs it: a library's builder takes as long as the instance's answer.
    """
    parts = request.parts
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    content_type, _ = headers.pop("HTTP_CONTENT_TYPE", ""), headers.pop("HTTP_CONTENT_LENGTH", "")
    return {
        **headers,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(request.body)),
        "PATH_INFO": unquote(parts.path, "latin-1") or "/",
        "QUERY_STRING": parts.query,
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "SERVER_NAME": request.server,
        "SERVER_PORT": str(parts.port or 443),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.multiprocess": False,
        "wsgi.multithread": True,
        "wsgi.run_once": False,
        "wsgi.url_scheme": parts.scheme,
        "wsgi.version": (1, 0),
    }


class AtUrl:
    """The way to an instance that serves HTTP.

    As behind any reverse proxy, the instance hears under which name and by which scheme it was asked.

    Args:
        base: Its URL.
        timeout: Seconds of real time that it has for each answer.
        trust: What it must show at an https URL; by default a certificate that the system trusts.
    """

    def __init__(self, base: str, timeout: float, trust: ssl.SSLContext | None = None) -> None:
        url = urlsplit(base)
        trust = (trust or ssl.create_default_context()) if url.scheme == "https" else None
        self._base = base
        self._path, self._clients = url.path.rstrip("/"), threading.local()
        self._new_client: Callable[[], HttpClient] = lambda: HttpClient(url, timeout, MAX_PAGE_BYTES, trust)
        self._all: list[HttpClient] = []

    def __call__(self, request: Request) -> Answer:
        """The answer to one request.

        Raises:
            TargetCrashedError: Nobody who is trusted vouches for the server.
        """
        own = {name: value for name, value in request.headers.items() if name.lower() not in FRONT_HEADERS}
        headers = {**own, "Host": request.parts.netloc, "X-Forwarded-Proto": request.parts.scheme}
        try:
            reply = self._client().ask(request.method, self._path + request.path, headers, request.body)
        except TooSlowError:
            return NetworkFault.TIMED_OUT
        except UntrustedError as error:
            raise TargetCrashedError(f"the instance at {self._base}: {error}") from None
        except NoAnswerError:
            return NetworkFault.REFUSED
        kept = {name: value for name, value in reply.headers.items() if name.lower() not in TRANSFER_HEADERS}
        return Response(reply.status, reply.body, kept)

    def close(self) -> None:
        """Hang up."""
        for client in self._all:
            client.hang_up()

    def _client(self) -> HttpClient:
        """The client of this thread: a connection has one request at a time."""
        if not hasattr(self._clients, "own"):
            self._clients.own = self._new_client()
            self._all.append(self._clients.own)
        own: HttpClient = self._clients.own
        return own
