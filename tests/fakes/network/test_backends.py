import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from wsgiref.validate import validator

import pytest

from fakes.network.backends import AtUrl, environment, in_process
from fakes.network.http_types import Answer, NetworkFault, Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

URL = "https://instance.service-now.com/api/now/table/ecc_agent"
JSON = {"Content-Type": "application/json", "Content-Length": "17", "Authorization": "Basic x"}
PLAIN = [("Content-Type", "text/plain")]


def echo(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answers with what it was sent."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", [*PLAIN, ("X-Path", f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")])
    return [environ["REQUEST_METHOD"].encode(), b" ", body]


# ---- In this process


@pytest.mark.parametrize(
    "request_",
    [
        Request("GET", URL),
        Request("GET", "https://instance.service-now.com"),
        Request("POST", URL, JSON, b'{"status": "Up"} '),
        Request("PATCH", f"{URL}/1?sysparm_query=a%3Db%5Ec", JSON, b"{}"),
        Request("DELETE", "http://127.0.0.1:8080/api"),
    ],
    ids=lambda request: f"{request.method} {request.url}",
)
def test_a_request_is_handed_over_as_pep_3333_asks(request_: Request) -> None:
    answer = in_process(validator(echo))(request_)
    assert isinstance(answer, Response)
    assert (answer.status, answer.body) == (200, request_.method.encode() + b" " + request_.body)
    assert answer.headers["X-Path"].startswith("/")


def test_the_environment_names_server_path_query_headers_and_body() -> None:
    environ = environment(Request("POST", f"{URL}%20x?a=b%20c", JSON, b"{}"))
    expected = {
        "REQUEST_METHOD": "POST",
        "SERVER_NAME": "instance.service-now.com",
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "https",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/api/now/table/ecc_agent x",
        "QUERY_STRING": "a=b%20c",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": "2",
        "HTTP_AUTHORIZATION": "Basic x",
    }
    assert {name: environ[name] for name in expected} == expected
    assert environ["wsgi.multithread"]
    assert environ["wsgi.input"].read() == b"{}"


def test_a_path_beyond_ascii_is_latin_1_as_pep_3333_asks() -> None:
    environ = environment(Request("GET", "https://instance.service-now.com/Z%C3%BCrich"))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/Zürich"


def test_what_an_application_writes_comes_before_what_it_returns() -> None:
    def application(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        write = start_response("200 OK", PLAIN)
        write(b"first, ")
        return [b"second"]

    assert in_process(application)(Request("GET", URL)) == Response(200, b"first, second", dict(PLAIN))


def test_an_application_may_start_late_and_change_its_mind() -> None:
    def application(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterator[bytes]:
        start_response("200 OK", PLAIN)
        try:
            raise ValueError  # noqa: TRY301 - PEP 3333, "Error Handling"
        except ValueError:
            start_response("500 Oops", PLAIN, sys.exc_info())
        yield b"sorry"

    assert in_process(application)(Request("GET", URL)) == Response(500, b"sorry", dict(PLAIN))


def test_what_an_application_returns_is_closed() -> None:
    class Body:
        closed = False

        def __iter__(self) -> Iterator[bytes]:
            return iter([b"x"])

        def close(self) -> None:
            self.closed = True

    body = Body()

    def application(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("200 OK", PLAIN)
        return body

    assert in_process(application)(Request("GET", URL)) == Response(200, b"x", dict(PLAIN))
    assert body.closed


# ---- At a URL


class Handler(BaseHTTPRequestHandler):
    """Tells what it was asked."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        text = f"{self.path} {self.headers['Authorization']} {self.rfile.read(length).decode()}"
        asked = f"{self.headers['X-Forwarded-Proto']} {self.headers.get_all('Host')}"
        heard = (("X-Asked", asked), ("X-Accepted", self.headers["Accept-Encoding"]))
        self.answer(409, text.encode(), *heard)

    def do_GET(self) -> None:
        self.answer(302, b"", ("Location", "/elsewhere"))

    def answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body))), ("X-Request-Id", "7")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - of http.server
        """Nothing, for the tests' output."""


@contextmanager
def serving() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def listening() -> Iterator[str]:
    """A socket that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield f"http://127.0.0.1:{silent.getsockname()[1]}"


@contextmanager
def nobody() -> Iterator[str]:
    with listening() as url:
        pass
    yield url


def asked(url: str, request: Request, timeout: float) -> Answer:
    with closing(AtUrl(url, timeout)) as way:
        return way(request)


def test_a_request_goes_to_the_url_with_its_path_headers_and_body() -> None:
    with serving() as url:
        answer = asked(f"{url}/base/", Request("POST", f"{URL}?a=b", {"Authorization": "Basic x"}, b"body"), 60)
    assert isinstance(answer, Response)
    assert (answer.status, answer.body) == (409, b"/base/api/now/table/ecc_agent?a=b Basic x body")


@pytest.mark.parametrize("headers", [{}, {"Host": "other.example"}, {"host": "other.example"}])
def test_the_instance_hears_under_which_name_and_by_which_scheme_it_was_asked(headers: dict[str, str]) -> None:
    with serving() as url:
        answer = asked(url, Request("POST", URL, headers), 60)
    assert isinstance(answer, Response)
    assert answer.headers["X-Asked"] == "https ['instance.service-now.com']"


def test_headers_that_tell_how_the_body_travelled_are_left_behind() -> None:
    with serving() as url:
        answer = asked(url, Request("POST", URL, {"Accept-Encoding": "gzip"}, b""), 60)
    assert isinstance(answer, Response)
    assert answer.headers["X-Request-Id"] == "7"
    assert answer.headers["X-Accepted"] == "identity"
    assert "content-length" not in map(str.lower, answer.headers)


def test_a_redirection_is_an_answer_like_any_other() -> None:
    with serving() as url:
        answer = asked(url, Request("GET", URL), 60)
    assert isinstance(answer, Response)
    assert (answer.status, answer.headers["Location"]) == (302, "/elsewhere")


@pytest.mark.parametrize(
    ("place", "fault"), [(listening, NetworkFault.TIMED_OUT), (nobody, NetworkFault.REFUSED)], ids=["silent", "nobody"]
)
def test_no_answer_is_a_fault_of_the_network(place: Callable[[], Any], fault: NetworkFault) -> None:
    with place() as url:
        assert asked(url, Request("GET", URL), 0.05) is fault
