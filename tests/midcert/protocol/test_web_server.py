"""The web server of a run, as clients of all kinds meet it."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest

from midcert.protocol.web_server import MAX_BODY_BYTES, MAX_CONNECTIONS, WebServer


def application(environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    raised = {"/raise": RuntimeError, "/raise-value": ValueError}.get(environ["PATH_INFO"])
    if raised is not None:
        raise raised("of the application")
    sent = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("207 Some", [("X-Method", environ["REQUEST_METHOD"]), ("Content-Length", str(len(sent)))])
    return [sent.upper()]


@pytest.fixture
def client() -> Iterator[http.client.HTTPConnection]:
    server = WebServer(application)
    with contextlib.closing(server):
        connection = http.client.HTTPConnection(server.url().removeprefix("http://"), timeout=60)
        with contextlib.closing(connection):
            yield connection


def asked(client: http.client.HTTPConnection, method: str, path: str, body: object = None) -> tuple[int, bytes]:
    client.request(method, path, body, encode_chunked=True)  # type: ignore[arg-type] # None, bytes or chunks
    answer = client.getresponse()
    return answer.status, answer.read()


def test_a_connection_is_kept_for_the_next_request(client: http.client.HTTPConnection) -> None:
    assert asked(client, "POST", "/", b"a") == (207, b"A")
    first = client.sock
    assert asked(client, "PATCH", "/", b"b") == (207, b"B")
    assert client.sock is first


def test_the_head_of_an_answer_has_no_body(client: http.client.HTTPConnection) -> None:
    assert asked(client, "HEAD", "/") == (207, b"")
    assert asked(client, "GET", "/") == (207, b"")


def test_a_body_may_come_in_chunks(client: http.client.HTTPConnection) -> None:
    assert asked(client, "POST", "/", iter([b"ab", b"c" * 40])) == (207, b"AB" + b"C" * 40)
    assert asked(client, "POST", "/", b"next") == (207, b"NEXT")


@pytest.mark.parametrize("path", ["/raise", "/raise-value"])
def test_an_application_that_raises_has_an_error_of_its_own(client: http.client.HTTPConnection, path: str) -> None:
    assert asked(client, "GET", path) == (500, b"")
    connection = client.sock
    assert asked(client, "GET", "/") == (207, b"")
    assert client.sock is connection


@pytest.mark.parametrize("length", ["-1", "many", str(MAX_BODY_BYTES + 1)])
def test_a_length_that_cannot_be_is_a_bad_request(client: http.client.HTTPConnection, length: str) -> None:
    client.request("POST", "/", b"", {"Content-Length": length})
    assert client.getresponse().status == 400


HALVES = {
    "a head that ends in a line": b"Content-Length: 0",
    "a head that ends between two": b"Content-Length: 0\r\n",
    "a body": b"Content-Length: 10\r\n\r\nhalf",
    "a chunk": b"Transfer-Encoding: chunked\r\n\r\na\r\nhalf",
}


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_half_a_request_is_not_heard(half: bytes) -> None:
    def hear(environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        heard.append(environ["PATH_INFO"])
        return application(environ, start_response)

    heard: list[str] = []
    server = WebServer(hear)
    with contextlib.closing(server):
        parts = urlsplit(server.url())
        with socket.create_connection((str(parts.hostname), parts.port or 80), timeout=60) as connection:
            connection.sendall(b"POST /half HTTP/1.1\r\n" + half)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(1) == b""
    assert heard == []


def test_the_connection_that_has_been_idle_longest_makes_room_for_one_more() -> None:
    with contextlib.ExitStack() as opened:
        server = opened.enter_context(contextlib.closing(WebServer(application)))
        clients = [connected(opened, server) for _ in range(MAX_CONNECTIONS)]
        for client in [*clients, clients[0]]:
            assert asked(client, "POST", "/", b"a") == (207, b"A")
        assert asked(connected(opened, server), "POST", "/", b"b") == (207, b"B")
        assert clients[1].sock.recv(1) == b""
        sockets = [client.sock for client in clients]
        for client in (clients[0], *clients[2:]):
            assert asked(client, "POST", "/", b"c") == (207, b"C")
        assert [client.sock for client in clients] == sockets


def test_where_all_connections_are_being_answered_there_is_not_one_more() -> None:
    def wait(environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        begun.release()
        over.wait()
        return application(environ, start_response)

    begun, over = threading.Semaphore(0), threading.Event()
    with contextlib.ExitStack() as opened:
        server = opened.enter_context(contextlib.closing(WebServer(wait)))
        clients = [connected(opened, server) for _ in range(MAX_CONNECTIONS)]
        for client in clients:
            client.request("POST", "/", b"a")
            assert begun.acquire(timeout=60)
        one_more = connected(opened, server)
        with pytest.raises((http.client.RemoteDisconnected, OSError)):
            asked(one_more, "POST", "/", b"a")
        over.set()
        assert [client.getresponse().read() for client in clients] == [b"A"] * MAX_CONNECTIONS


def connected(opened: contextlib.ExitStack, server: WebServer) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(server.url().removeprefix("http://"), timeout=60)
    return opened.enter_context(contextlib.closing(connection))


def test_a_port_that_is_taken_cannot_be_had() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        WebServer(application, taken.getsockname()[1]).url()


def test_what_was_never_started_can_be_closed_and_what_was_closed_started_again() -> None:
    server = WebServer(application)
    server.close()
    assert server.url().startswith("http://127.0.0.1:")
    server.close()
    assert server.url().startswith("http://127.0.0.1:")
    server.close()
