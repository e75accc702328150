"""A web server for one run: it keeps connections open, writes no log, and is started when it is first needed."""

import contextlib
import io
import socket
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, cast

from fakes.network.backends import in_process
from fakes.network.http_types import NetworkFault, Request, Response, Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LOOPBACK = "127.0.0.1"
MAX_BODY_BYTES = 64 * 2**20
"""More than any package has."""
MAX_CONNECTIONS = 64
"""More than are used at once, and a quarter of the files that a process may open at least (macOS)."""


class WebServer:
    """Serves a WSGI application. The standard library's server: werkzeug's ends each connection.

    Args:
        application: What answers.
        port: Where; 0 for any that is free.
        address: Where, of this machine's addresses; "0.0.0.0" for all of them.
    """

    def __init__(self, application: "WSGIApplication", port: int = 0, address: str = LOOPBACK) -> None:
        self._application, self._port, self._address = application, port, address
        self._server: Listener | None = None

    def url(self) -> str:
        """Where it is.

        Raises:
            OSError: The port or the address cannot be had.
        """
        if self._server is None:
            handler = type("Connection", (Connection,), {"behind": staticmethod(in_process(self._application))})
            self._server = Listener((self._address, self._port), handler)
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://{self._address}:{self._server.server_port}"

    def close(self) -> None:
        """End, if it was started."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class Listener(ThreadingHTTPServer):
    """Takes connections, each of which has a thread of its own.

    There are `MAX_CONNECTIONS` at most. In the place of one more, the one ends that has been waiting longest for a
    request to come to its end; where all are being answered, the new one does.
    """

    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._changing = threading.Lock()
        self._waiting: dict[socket.socket, None] = {}
        """Those that wait for a request, longest first."""
        self._answering: set[socket.socket] = set()
        super().__init__(address, handler)

    def verify_request(self, request: object, client_address: object) -> bool:  # noqa: ARG002 - as it came
        """Take a connection, if there can be one more."""
        with self._changing:
            if len(self._waiting) + len(self._answering) >= MAX_CONNECTIONS:
                if not self._waiting:
                    return False
                longest = next(iter(self._waiting))
                self._forget(longest)
                with contextlib.suppress(OSError):  # the other side has just hung up
                    longest.shutdown(socket.SHUT_RDWR)
            self._waiting[cast("socket.socket", request)] = None
        return True

    @contextlib.contextmanager
    def answering(self, connection: socket.socket) -> Iterator[None]:
        """The request of a connection is here, and is answered while this lasts."""
        with self._changing:
            self._forget(connection)
            self._answering.add(connection)
        try:
            yield
        finally:
            with self._changing:
                self._forget(connection)
                self._waiting[connection] = None

    def shutdown_request(self, request: object) -> None:
        """A connection has come to its end."""
        with self._changing:
            self._forget(cast("socket.socket", request))
        super().shutdown_request(request)  # type: ignore[arg-type] # as it came

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that the other side has broken off."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as it came

    def _forget(self, connection: socket.socket) -> None:
        self._waiting.pop(connection, None)
        self._answering.discard(connection)


class CutOffError(ConnectionError):
    """The other side has hung up in the middle of a request: it is not heard."""


class Lines(io.BufferedReader):
    """What comes over a connection."""

    last = b""
    """The last line that was read."""

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line; empty where the other side has hung up."""
        self.last = super().readline(size)
        return self.last


class Connection(BaseHTTPRequestHandler):
    """Answers one request after another."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer leaves in one piece
    server: Listener
    rfile: "Lines"
    behind: Server
    """What answers."""

    def setup(self) -> None:
        """Begin."""
        super().setup()
        self.rfile = Lines(self.rfile.detach())

    def parse_request(self) -> bool:
        """Read the head of a request; half of one is none."""
        is_read = super().parse_request()
        if is_read and self.rfile.last not in (b"\r\n", b"\n"):
            raise CutOffError
        return is_read

    def answer(self) -> None:
        """Answer one request."""
        try:
            body = self._body()
        except ValueError:
            response, self.close_connection = Response(HTTPStatus.BAD_REQUEST), True
        else:
            response = self._answered(body)
        self.send_response_only(response.status)
        for name, value in response.headers.items():
            if name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - http.server's names

    def log_message(self, *_: object) -> None:
        """Write nothing: there are journals."""

    def _answered(self, body: bytes) -> Response:
        with self.server.answering(self.connection):
            try:
                return self._answer(body)
            except Exception:  # noqa: BLE001 - whatever an application raises is its answer
                return Response(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _answer(self, body: bytes) -> Response:
        scheme, host = self.headers.get("X-Forwarded-Proto", "http"), self.headers.get("Host", LOOPBACK)
        request = Request(self.command, f"{scheme}://{host}{self.path}", dict(self.headers), body)
        answer = type(self).behind(request)
        return Response(HTTPStatus.BAD_GATEWAY) if isinstance(answer, NetworkFault) else answer

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self._chunks()
        return self._read(_length(self.headers.get("Content-Length") or "0", 10))

    def _read(self, length: int) -> bytes:
        body = self.rfile.read(length)
        if len(body) < length:
            raise CutOffError
        return body

    def _chunks(self) -> bytes:
        """A body in chunks (RFC 9112, 7.1)."""
        body = bytearray()
        while length := _length(self.rfile.readline(100).partition(b";")[0].decode(), 16):
            body += self._read(length)
            self.rfile.readline(2)
            _length(str(len(body)), 10)
        while self.rfile.readline(65536).strip():
            pass
        return bytes(body)


def _length(text: str, base: int) -> int:
    length = int(text, base)
    if not 0 <= length <= MAX_BODY_BYTES:
        raise ValueError("too long")
    return length
