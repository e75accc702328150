"""A request that may have been heard is sent again only where that changes nothing; half an answer is none."""

import contextlib
import select
import socket
import struct
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from fakes.network.http_client import HttpClient, NoAnswerError

GUARD_SECONDS = 60.0
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
RESET = struct.pack("ii", 1, 0)


class EndsConnections:
    """Answers the first request of each connection, and ends it at the second, or, if it is hasty, before that."""

    def __init__(self, listener: socket.socket, *, is_hasty: bool) -> None:
        self.heard: list[str] = []
        self.answered = threading.Semaphore(0)
        """Released by whoever has read an answer."""
        self._listener, self._is_hasty = listener, is_hasty

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with connection:
                    self._hear(connection)
                    connection.sendall(ANSWER)
                    if self._is_hasty and self.answered.acquire(timeout=GUARD_SECONDS):
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)  # the end is a reset
                    else:
                        self._hear(connection)

    def _hear(self, connection: socket.socket) -> None:
        if said := connection.recv(65536):
            self.heard.append(said.split()[0].decode())


@contextlib.contextmanager
def served(*, is_hasty: bool = False) -> Iterator[tuple[EndsConnections, HttpClient]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = EndsConnections(listener, is_hasty=is_hasty)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        client = HttpClient(urlsplit(f"http://127.0.0.1:{listener.getsockname()[1]}"), GUARD_SECONDS, 100)
        try:
            yield server, client
        finally:
            client.hang_up()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(GUARD_SECONDS)


def ask(client: HttpClient, method: str) -> bytes:
    return client.ask(method, "/", {}, b"").body


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_may_be_repeated_is_sent_again(method: str) -> None:
    with served() as (server, client):
        assert [ask(client, method), ask(client, method)] == [b"hi", b"hi"]
        assert server.heard == [method] * 3


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_would_be_done_twice_is_not_sent_again_once_it_may_have_been_heard(method: str) -> None:
    with served() as (server, client):
        ask(client, method)
        with pytest.raises(NoAnswerError, match=r"^Remote end closed connection without response$"):
            ask(client, method)
        assert server.heard == [method] * 2


def test_what_has_not_left_is_sent_on_another_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(is_hasty=True) as (server, client):
        for sees_the_end in (True, False):
            assert ask(client, "POST") == b"hi"
            server.answered.release()
            connection = client._connection  # noqa: SLF001 - nobody else knows when the end has come here
            assert connection is not None
            assert select.select([connection.sock], [], [], GUARD_SECONDS)[0]
            if not sees_the_end:
                monkeypatch.setattr(client, "_is_open", lambda connection: connection.sock is not None)
        assert ask(client, "POST") == b"hi"
        server.answered.release()
        assert server.heard == ["POST"] * 3


def test_half_an_answer_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer_half() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":')

        thread = threading.Thread(target=answer_half, daemon=True)
        thread.start()
        client = HttpClient(urlsplit(f"http://127.0.0.1:{listener.getsockname()[1]}"), GUARD_SECONDS, 100)
        with contextlib.closing(listener), pytest.raises(NoAnswerError, match="cut off after 8 of 100 bytes"):
            ask(client, "GET")
        thread.join(GUARD_SECONDS)
