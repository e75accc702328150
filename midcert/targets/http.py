"""A target behind a URL: each control message is a POST, and what the target asks meanwhile comes back as one.

Source of the wire format: docs/protocol.md.
"""

import contextlib
import http.client
import json
import select
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult

from fakes.backends import at_url
from fakes.errors import TargetCrashedError, TargetHungError
from fakes.exchange import Server
from midcert.targets.system_server import NobodyError, SystemServer
from midcert.targets.transport import LONGEST_MESSAGE, System

CONNECTED_WITHIN = 5.0
"""Seconds of real time to reach the target, however long it may take to answer."""


class Http:
    """One server; whoever started it ends it."""

    def __init__(
        self, url: SplitResult, watchdog: float | None, token: str = "", authority: Path | None = None
    ) -> None:
        self._url, self._watchdog = url, watchdog
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"  # RFC 6750
        self._trust = ssl.create_default_context(cafile=authority) if self._url.scheme == "https" else None
        self._connection: http.client.HTTPConnection | None = None
        self._server = SystemServer()
        self._system: System | None = None
        """What answers questions, while a control message waits for its answer."""
        self._one_at_a_time = threading.Lock()

    def exchange(self, message: Mapping[str, Any], system: System) -> object:
        """POST the message; what the target asks comes to the system plane's own server meanwhile."""
        verb = message["verb"]
        if verb == "setup":
            self._server.forget()
            message = {**message, "system": self._server.open(self._asked)}
        with self._answering(system):
            body = self._post(json.dumps(message).encode(), verb)
        try:
            said: object = json.loads(body)
        except (ValueError, RecursionError):
            raise TargetCrashedError(f"no JSON in answer to {verb}: {body[:200]!r}") from None
        return said

    def instance(self, setup: Mapping[str, Any], timeout: float) -> Server:
        """The instance at the URL that the target has named."""
        if "instance_url" not in setup:
            raise TargetCrashedError("the target plays the instance, but does not say at which URL")
        return at_url(setup["instance_url"], timeout)

    def errors(self) -> str:
        """Nothing: they are where the target runs."""
        return ""

    def abandon(self) -> None:
        """Hang up: the server is somebody else's."""
        self._hang_up()

    def close(self) -> None:
        """Leave the target alone."""
        self._hang_up()
        self._server.close()

    @contextlib.contextmanager
    def _answering(self, system: System) -> Iterator[None]:
        self._system = system
        try:
            yield
        finally:
            with self._one_at_a_time:
                self._system = None

    def _asked(self, question: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        with self._one_at_a_time:
            if self._system is None:
                raise NobodyError
            return self._system(question)

    def _post(self, body: bytes, verb: str) -> bytes:
        connection, hung = self._connected(), threading.Event()
        with ringing(self._watchdog, hung, connection):
            try:
                connection.request("POST", self._url.path or "/", body, self._headers)
                response = connection.getresponse()
                answer = response.read(LONGEST_MESSAGE + 1)
            except (OSError, http.client.HTTPException) as error:
                self._hang_up()
                if hung.is_set():
                    raise TargetHungError(f"no answer to {verb} within {self._watchdog} s") from None
                raise TargetCrashedError(f"{verb}: {_words(error)}") from None
        if len(answer) > LONGEST_MESSAGE:
            self._hang_up()
            raise TargetCrashedError(f"an answer to {verb} of more than {LONGEST_MESSAGE} bytes")
        if hung.is_set():
            self._hang_up()
            raise TargetHungError(f"no answer to {verb} within {self._watchdog} s")
        if response.status != http.client.OK:
            raise TargetCrashedError(f"HTTP {response.status} in answer to {verb}: {answer[:200]!r}")
        return answer

    def _connected(self) -> http.client.HTTPConnection:
        """The connection of the last message, if it is still there."""
        if self._connection is not None and self._connection.sock is not None:
            if not select.select([self._connection.sock], [], [], 0)[0]:
                return self._connection
            self._hang_up()  # the other side has ended it since, or speaks unasked
        self._connection = _connection(self._url, self._trust)
        try:
            self._connection.connect()
        except OSError as error:
            self._connection = None
            raise TargetCrashedError(f"nobody answers at {self._url.netloc}: {_words(error)}") from None
        self._connection.sock.settimeout(None)  # the watchdog ends it
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _connection(url: SplitResult, trust: ssl.SSLContext | None) -> http.client.HTTPConnection:
    if trust is not None:
        return http.client.HTTPSConnection(url.netloc, timeout=CONNECTED_WITHIN, context=trust)
    return http.client.HTTPConnection(url.netloc, timeout=CONNECTED_WITHIN)


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


@contextlib.contextmanager
def ringing(seconds: float | None, hung: threading.Event, connection: http.client.HTTPConnection) -> Iterator[None]:
    """End the connection after so much real time, however the other side keeps it busy."""

    def ring() -> None:
        hung.set()
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
