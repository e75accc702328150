"""Asks one server over HTTP, whose answers are bounded: none takes longer, or is longer, than it may."""

import contextlib
import http.client
import select
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult

CONNECT_SECONDS = 5.0
"""Of real time, to reach a server, however long it may take to answer."""

CONNECTION_ENDED = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)
"""How it shows that the other side has ended the connection."""

REPEATABLE = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}
"""Methods by which a server does the same, however often it hears the request (RFC 9110, 9.2.2)."""


class NoAnswerError(Exception):
    """No answer came, or none that is HTTP; the message says what came instead, or why nothing did."""


class UnreachableError(NoAnswerError):
    """Nobody is there."""


class UntrustedError(UnreachableError):
    """Somebody is there for whom nobody vouches."""


class TooSlowError(NoAnswerError):
    """The answer was not complete in time."""


class NotSentError(NoAnswerError):
    """The connection ended before all of the request had left: whoever hears half of one does nothing."""


class TooLongError(NoAnswerError):
    """The answer has more bytes than it may."""


@dataclass(frozen=True)
class Reply:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class HttpClient:
    """Keeps its connection from one request to the next.

    Args:
        url: Where the server is; its path is not heeded.
        seconds: How long an answer may take, in real time; None for ever.
        longest: How many bytes its body may have.
        trust: What an https server must show; None for http.
    """

    def __init__(
        self, url: SplitResult, seconds: float | None, longest: int, trust: ssl.SSLContext | None = None
    ) -> None:
        self._url, self._seconds, self._longest, self._trust = url, seconds, longest, trust
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to one request.

        A connection that the server has ended since the last answer is no fault of it (RFC 9112, 9.5): if it ends
        before there is any answer, the request is sent once more. Where it may have been heard, and would be done
        twice, it is not: nobody can know what became of a POST.

        Raises:
            NoAnswerError: There is none.
        """
        was_open = self._connection is not None and self._is_open(self._connection)
        try:
            return self._asked(method, path, headers, body)
        except (NotSentError, *CONNECTION_ENDED) as ended:
            if not was_open or not (isinstance(ended, NotSentError) or method in REPEATABLE):
                raise NoAnswerError(_words(ended)) from None
            reason = _words(ended)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(_words(error)) from None
        try:
            return self._asked(method, path, headers, body)
        except (UnreachableError, NotSentError, *CONNECTION_ENDED):
            raise NoAnswerError(reason) from None  # how it ended first tells more
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(_words(error)) from None

    def hang_up(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _asked(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        connection = self._connected()
        with _ringing(self._seconds, connection.sock) as rang:
            try:
                self._send(connection, method, path, body, headers)
                with connection.getresponse() as response:
                    found = response.read(self._longest + 1)
            except (NotSentError, OSError, http.client.HTTPException):
                self.hang_up()
                if rang.is_set():
                    raise TooSlowError(f"no answer within {self._seconds} s") from None
                raise
        if rang.is_set():
            self.hang_up()
            raise TooSlowError(f"no answer within {self._seconds} s")
        if len(found) > self._longest:
            self.hang_up()
            raise TooLongError(f"an answer of more than {self._longest} bytes")
        if response.length:  # is still to come; reading so many bytes at most says nothing of it
            self.hang_up()
            whole = len(found) + response.length
            raise NoAnswerError(f"an answer that was cut off after {len(found)} of {whole} bytes")
        return Reply(response.status, dict(response.headers), found)

    @staticmethod
    def _send(
        connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> None:
        try:
            connection.request(method, path, body, dict(headers))
        except CONNECTION_ENDED as ended:
            raise NotSentError(_words(ended)) from None

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is not None:
            if self._is_open(self._connection):
                return self._connection
            self.hang_up()
        self._connection = self._new()
        try:
            self._connection.connect()
        except ssl.SSLCertVerificationError as error:
            self._connection = None
            raise UntrustedError(str(error)) from None
        except OSError as error:
            self._connection = None
            raise UnreachableError(_words(error)) from None
        self._connection.sock.settimeout(None)  # the bell ends it
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._connection

    def _new(self) -> http.client.HTTPConnection:
        if self._trust is not None:
            return http.client.HTTPSConnection(self._url.netloc, timeout=CONNECT_SECONDS, context=self._trust)
        return http.client.HTTPConnection(self._url.netloc, timeout=CONNECT_SECONDS)

    @staticmethod
    def _is_open(connection: http.client.HTTPConnection) -> bool:
        """Whether the server has neither ended the connection nor spoken unasked."""
        return connection.sock is not None and not select.select([connection.sock], [], [], 0)[0]


@contextlib.contextmanager
def _ringing(seconds: float | None, line: socket.socket) -> Iterator[threading.Event]:
    """End the connection after so much real time, however the other side keeps it busy; the event tells."""
    rang = threading.Event()

    def ring() -> None:
        rang.set()
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    if seconds is None:
        yield rang
        return
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield rang
    finally:
        timer.cancel()


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
