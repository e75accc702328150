"""A target at a URL: well-behaved, and otherwise."""

import contextlib
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trustme

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.http_client import HttpClient
from fakes.network.http_types import Request, Response
from midcert.adapter.over_http import RemoteSystem, control_application
from midcert.protocol.control import SetupAnswer, Teardown
from midcert.protocol.web_server import WebServer
from midcert.targets import DescribedTarget, LocatedTarget, TargetSpecError, locate
from midcert.targets.located import Access, at_url
from midcert.targets.transport import Transport
from tests.midcert.planes import NOON, SURROUNDINGS, Faulty, OneHost

DESCRIPTION = {
    "protocol": 1,
    "implementation": {"name": "a server", "version": "1"},
    "roles": ["mid"],
    "time": "advance",
    "capabilities": [],
}
OPEN = {"plane": "host", "mid": "berlin", "operation": "free_bytes", "arguments": {}}
LONG_SECONDS, SHORT_SECONDS = 60.0, 0.2
"""How long a target may take here that answers, and one that never does; real time."""


class Target:
    """Asks its host once in every advance, and remembers what it was told."""

    instance_application = None

    def __init__(self, system: RemoteSystem) -> None:
        self.system = system
        self.verbs: list[str] = []
        self.answers: list[object] = []

    def __call__(self, message: Mapping[str, Any], /) -> Mapping[str, Any]:
        self.verbs.append(message["verb"])
        if message["verb"] == "describe":
            return DESCRIPTION
        if message["verb"] != "advance":
            return {}
        self.answers.append(self.system(OPEN))
        return {"next": None}


@contextlib.contextmanager
def served(token: str = "") -> Iterator[tuple[Target, str]]:
    system = RemoteSystem()
    handler = Target(system)
    server = WebServer(control_application(handler, system, token, lambda: ""))
    with contextlib.closing(system), contextlib.closing(server):
        yield handler, server.url()


@contextlib.contextmanager
def reached(url: str, access: Access | None = None, watchdog: float = LONG_SECONDS) -> Iterator[LocatedTarget]:
    target = locate(url, watchdog, access or Access())
    with contextlib.closing(target):
        yield target


def no_questions(question: object) -> dict[str, Any]:
    raise AssertionError(question)


@contextlib.contextmanager
def described(url: str) -> Iterator[DescribedTarget]:
    with contextlib.closing(locate(url, LONG_SECONDS).describe()) as target:
        yield target


def test_messages_go_there_and_questions_come_back() -> None:
    with served() as (handler, url), described(url) as target:
        assert target.description.name == "a server"
        target.connect(OneHost(free_space=7))
        target.setup(SURROUNDINGS)
        assert target.advance(NOON) is None
    assert handler.verbs == ["describe", "setup", "advance"]
    assert handler.answers == [{"result": 7}]


def test_a_question_of_the_scenario_before_finds_nobody() -> None:
    with served() as (handler, url), described(url) as target:
        target.connect(OneHost())
        target.setup(SURROUNDINGS)
        before = handler.system.url
        target.setup(SURROUNDINGS)
        handler.system.url = before
        with pytest.raises(TargetCrashedError, match="advance: GoneError: the harness answers with HTTP 404"):
            target.advance(NOON)


def test_a_question_outside_of_any_message_finds_nobody() -> None:
    with served() as (handler, url), described(url) as target:
        target.connect(OneHost())
        target.setup(SURROUNDINGS)
        with pytest.raises(RuntimeError, match="HTTP 404"):
            handler.system(OPEN)


def test_a_fault_of_the_harness_is_not_the_target_s() -> None:
    with served() as (_, url), described(url) as target:
        target.connect(Faulty())
        target.setup(SURROUNDINGS)
        with pytest.raises(KeyError, match="of the harness"):
            target.advance(NOON)


def test_a_token_lets_in() -> None:
    with served("secret") as (_, url):
        with reached(url, Access("secret")) as target:
            assert target.describe().description.name == "a server"
        for token in ("", "wrong"):
            with reached(url, Access(token)) as target, pytest.raises(TargetCrashedError, match=r"^HTTP 401 in answer"):
                target.describe()


def test_a_token_beyond_ascii_is_a_wrong_one() -> None:
    with served("secret") as (_, url):
        client = HttpClient(urlsplit(url), LONG_SECONDS, 1000)
        reply = client.ask("POST", "/", {"Authorization": "Bearer gehe\xefm"}, b"{}")
        client.hang_up()
    assert reply.status == HTTPStatus.UNAUTHORIZED


def test_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with reached(url) as target, pytest.raises(TargetCrashedError, match=r"^nobody answers at 127\.0\.0\.1:\d+: "):
        target.describe()


Talk = Callable[[socket.socket], None]
"""What a server does with a connection."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextlib.contextmanager
def hostile(talk: Talk, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that does the same with every connection, whatever it is asked."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), secured(connection, context) as secure:
                take_request(secure)
                talk(secure)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://localhost:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(LONG_SECONDS)
        assert not thread.is_alive()


def take_request(connection: socket.socket) -> None:
    """All of it: who hangs up on the rest of a request resets the connection, and its own answer is lost."""
    said = connection.recv(65536)
    while said and not re.search(rb"\r\n\r\n\{.*\}$", said, re.DOTALL):
        more = connection.recv(65536)
        if not more:
            return
        said += more


def secured(connection: socket.socket, context: ssl.SSLContext | None) -> socket.socket:
    return context.wrap_socket(connection, server_side=True) if context else connection


def says(*parts: bytes) -> Talk:
    return lambda connection: [connection.sendall(part) for part in parts] and None


def whole(body: bytes) -> bytes:
    return HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


def listening(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def beginning(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
    listening(connection)


def dripping(connection: socket.socket) -> None:
    """For a minute: whoever listens so long has not noticed."""
    connection.sendall(HEAD + b"\r\n")
    hung_up = threading.Event()
    for _ in range(1200):
        hung_up.wait(0.05)
        connection.sendall(b"X")


def endless(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b" " * 65536)


@pytest.mark.parametrize(
    ("talk", "message"),
    [
        pytest.param(says(b""), "describe: Remote end closed connection without response", id="hangs up"),
        pytest.param(says(b"hello\r\n\r\n"), "describe: hello", id="no HTTP"),
        pytest.param(says(whole(b"<html>")), "no JSON in answer to describe: b'<html>'", id="a page"),
        pytest.param(says(whole(b"[" * 100_000)), "no JSON in answer to describe: ", id="depth"),
        pytest.param(
            says(HEAD + b"Content-Length: 50\r\n\r\n{"),
            "describe: an answer that was cut off after 1 of 50 bytes",
            id="half",
        ),
        pytest.param(says(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), "HTTP 500 in answer to describe", id="500"),
        pytest.param(
            says(b"HTTP/1.1 302 Go\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"),
            "HTTP 302 in answer to describe",
            id="redirect",
        ),
        pytest.param(says(whole(b'{"ok": {}, "more": 1}')), "not the protocol: an answer to describe", id="envelope"),
    ],
)
def test_a_server_that_talks_nonsense_has_crashed(talk: Talk, message: str) -> None:
    with hostile(talk) as url, reached(url) as target, pytest.raises(TargetCrashedError) as crashed:
        target.describe()
    assert str(crashed.value).startswith(message)


def test_an_answer_without_end_is_cut_off() -> None:
    said = "of more than 16777216 bytes"
    with hostile(endless) as url, reached(url) as target, pytest.raises(TargetCrashedError, match=said):
        target.describe()


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(listening, id="silent"),
        pytest.param(beginning, id="half an answer"),
        pytest.param(dripping, id="byte by byte"),
    ],
)
def test_a_server_that_does_not_come_to_an_end_has_hung(talk: Talk) -> None:
    said = f"^no answer to describe within {SHORT_SECONDS} s$"
    with (
        hostile(talk) as url,
        reached(url, watchdog=SHORT_SECONDS) as target,
        pytest.raises(TargetHungError, match=said),
    ):
        target.describe()


def test_the_next_scenario_gets_a_new_connection() -> None:
    answers = iter([b"garbage", whole(b'{"ok": {}}')])
    with (
        hostile(lambda connection: connection.sendall(next(answers))) as url,
        contextlib.closing(at_url(url, LONG_SECONDS, Access())) as transport,
    ):
        with pytest.raises(TargetCrashedError):
            transport.deliver(Teardown(), no_questions)
        assert transport.deliver(Teardown(), no_questions) == {"ok": {}}


@pytest.fixture
def known(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    """An authority, and what a server shows for which it vouches."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    return tmp_path / "authority.pem", context


@pytest.mark.parametrize("spec", ["http://localhost:1", "cmd:true"])
def test_an_authority_vouches_for_an_instance(known: tuple[Path, ssl.SSLContext], spec: str) -> None:
    authority, context = known
    request = Request("POST", "https://instance.service-now.com/", body=b"{}")
    with hostile(says(whole(b"{}")), context) as url:
        setup = SetupAnswer(url)
        with contextlib.closing(transport_of(spec, Access(authority=authority))) as transport:
            answer = transport.instance_server(setup, LONG_SECONDS)(request)
            assert isinstance(answer, Response)
            assert (answer.status, answer.body) == (200, b"{}")
        with contextlib.closing(transport_of(spec, Access())) as transport:
            instance = transport.instance_server(setup, LONG_SECONDS)
            with pytest.raises(TargetCrashedError, match=f"^the instance at {url}: .*certificate verify failed"):
                instance(request)


def transport_of(spec: str, access: Access) -> Transport:
    return locate(spec, LONG_SECONDS, access)._transport  # noqa: SLF001 - nobody has said who it is


def test_an_authority_vouches_for_a_server(known: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = known
    answer = whole(json.dumps({"ok": DESCRIPTION}).encode())
    with hostile(says(answer), context) as url:
        with reached(url, Access(authority=authority)) as target:
            assert target.describe().description.name == "a server"
        with reached(url) as target, pytest.raises(TargetCrashedError, match="certificate verify failed"):
            target.describe()


@pytest.mark.parametrize("url", ["http://", "http://host:0", "http://user@host", "https://host/?a=b", "http://[::1"])
def test_not_every_url_is_one_of_a_target(url: str) -> None:
    with pytest.raises(TargetSpecError, match=r"^(is no URL|names no target)"):
        locate(url, None)


@pytest.mark.parametrize("spec", ["https://localhost:1", "http://localhost:1", "cmd:true"])
def test_an_authority_must_be_readable(tmp_path: Path, spec: str) -> None:
    with pytest.raises(TargetSpecError, match="cannot be used as authority"):
        locate(spec, None, Access(authority=tmp_path / "none.pem"))


@pytest.mark.parametrize("token", ["secret\n", "t\u00f6ken", "two words", "tök€n"])
def test_a_token_that_is_none_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(TargetSpecError, match="no bearer token") as caught:
        locate("http://localhost:1", None, Access(token))
    assert token not in str(caught.value)


def test_a_server_that_repeats_the_token_does_not_get_it_into_a_report() -> None:
    for answer in (b"HTTP/1.1 403 No\r\nContent-Length: 6\r\n\r\nSECRET", b"SECRET\r\n\r\n", whole(b"SECRET")):
        with hostile(says(answer)) as url, reached(url, Access("SECRET")) as target:
            with pytest.raises(TargetCrashedError, match=r"\(hidden\)") as caught:
                target.describe()
            assert "SECRET" not in str(caught.value)
