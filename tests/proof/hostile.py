"""Targets that mean no good: the reference, but for an attack in one scenario.

`py:tests.proof.hostile:NAME`, or the program `python -m tests.proof.hostile NAME`, with `--http` behind it a server.
`NAME.at_once` attacks as soon as it is asked who it is.
"""

import contextlib
import io
import json
import operator
import os
import signal
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import time
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, Any, NoReturn
from urllib.parse import urlsplit

from broken.null import ClaimsSuccess, GrantsEverything
from midcert.adapter import Adapter
from midcert.guest import System
from midcert.loopback import LOOPBACK, Loopback
from midcert.remote import RemoteSystem
from midcert.serve import answer, instance_of, reserved_output
from reference_impl.instance import Instance
from reference_impl.mid import MidServer

HOURLY = "features/03_upgrade_methods/hourly_check.feature::test_nothing_is_asked_between_two_checks"
CLICKED = "features/11_manual_upgrade/administrators.feature::test_it_is_clicked_on_one_of_two_records"
ATTACKED = (HOURLY, CLICKED)
"""The scenarios in which there are attacks, one for each role."""
MARKUP = "<script>alert(1)</script>\x1b[31m\x1b]0;title\x07\x9b1m\x7f\r\x08\nVerdict: conformant"
"""Would hide, repaint or forge something wherever it is printed as it is."""

Message = Mapping[str, Any]
Act = Callable[["Hostile", Message], Message]
Talk = Callable[[socket.socket], object]
"""What an instance says to whoever has asked it something."""


@dataclass(frozen=True)
class Attack:
    """What a target does instead of answering; also the factory of such a target."""

    act: Act
    verb: str = "advance"
    everywhere: bool = False
    """In every scenario."""
    mid: type[MidServer] = MidServer
    instance: type[Instance] = Instance

    def __call__(self, system: System) -> "Hostile":
        return Hostile(system, self)

    @property
    def at_once(self) -> "Attack":
        """The same attack on whoever asks who it is."""
        return replace(self, verb="describe")


class Hostile(Adapter):
    """The reference with an attack, and what an attack needs."""

    def __init__(self, system: System, attack: Attack) -> None:
        super().__init__(self.ask_now, attack.mid, attack.instance)
        self._attack, self._on = attack, attack.verb == "describe"
        self.ask, self.first = system, system
        """The system plane of the present scenario, and that of the first one."""
        self.say: Callable[[bytes], object] = len
        """Says something before the answer, where there is a line to say it on."""
        self.hang_up: Callable[[], object] = lambda: None
        self.head, self.closes = b"HTTP/1.1 200 OK\r\n", False
        """How an answer begins, and whether the connection ends with it; of a server."""
        self.elsewhere = ""
        """The URL of its instance, if that is not the reference's."""
        self.scenarios = 0

    def __call__(self, message: Message) -> Message:
        if message["verb"] == "setup":
            self._on = self._attack.everywhere or message["scenario"] in ATTACKED
            self.elsewhere, self.scenarios = "", self.scenarios + 1
            self.first = self.ask if self.scenarios == 1 else self.first
        act = self._attack.act if self._on and message["verb"] == self._attack.verb else honest
        return act(self, message)

    def ask_now(self, question: Message) -> dict[str, Any]:
        """Ask in the present scenario."""
        return self.ask(question)


def honest(target: Hostile, message: Message) -> Message:
    """Answer as the reference does."""
    return Adapter.__call__(target, message)


def sleep(*_: object) -> NoReturn:
    """Never come back."""
    while True:
        time.sleep(3600)


# ---- Ends and silence


def raises(error: BaseException) -> Attack:
    """Do the work, and fail."""

    def act(target: Hostile, message: Message) -> Message:
        honest(target, message)
        raise error

    return Attack(act)


def wait_busily(target: Hostile, message: Message) -> Message:
    end = time.monotonic() + 4
    while time.monotonic() < end:
        pass
    return honest(target, message)


def hang_up(target: Hostile, _: Message) -> Message:
    target.hang_up()
    sleep()


def live_on(target: Hostile, message: Message) -> Message:
    """Heed neither the end of the input nor a signal, and have a child that does not, either."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    threading.Thread(target=sleep).start()
    return honest(target, message)


def leave(*_: object) -> NoReturn:
    raise SystemExit(3)


exits_at_once = leave
exits_in_the_middle = raises(SystemExit(3))
never_answers = Attack(sleep)
waits_busily = Attack(wait_busily)
hangs_up = Attack(hang_up)
does_not_end = Attack(live_on, "setup")


# ---- Nonsense


def says(data: bytes, times: int = 1, *, then: Act = honest, verb: str = "advance") -> Attack:
    """Say something, and then answer, or not."""

    def act(target: Hostile, message: Message) -> Message:
        for _ in range(times):
            target.say(data)
        return then(target, message)

    return Attack(act, verb)


def answers(change: Callable[[Message], Message]) -> Attack:
    """Answer something else."""
    return Attack(lambda target, message: change(honest(target, message)))


def drip(target: Hostile, _: Message) -> Message:
    say = target.say
    while True:
        say(b" ")
        time.sleep(0.05)


def close_each(target: Hostile, message: Message) -> Message:
    target.closes = True
    return honest(target, message)


def speak_no_http(target: Hostile, message: Message) -> Message:
    target.head = MARKUP.encode("latin-1") + b"\r\n"
    return honest(target, message)


says_garbage = says(b"\xff\xfe\0\33[31m")
stops_in_a_line = says(b'{"ok": {"next": ', then=sleep)
exits_in_a_line = says(b'{"ok": {"next": ', then=leave)
goes_byte_by_byte = Attack(drip)
says_100_megabytes = says(b"x" * 10**6, 100)
answers_100_megabytes = answers(lambda _: {"next": "x" * 10**8})
fails_with_15_megabytes = raises(RuntimeError("x" * 15 * 10**6))
adds_a_field = answers(lambda said: {**said, MARKUP: 1})
says_numbers = answers(lambda said: dict.fromkeys(said, 7))
answers_twice = says(b'{"ok": {}}\n', verb="teardown")
closes_each_connection = Attack(close_each)
speaks_no_http = Attack(speak_no_http)


# ---- Lies about time


def says_next(lie: Callable[[datetime], str]) -> Attack:
    """Do all that is due, and say something else of what is due next."""

    def act(target: Hostile, message: Message) -> Message:
        honest(target, message)
        return {"next": lie(datetime.fromisoformat(message["to"]))}

    return Attack(act)


def after(**time: int) -> Callable[[datetime], str]:
    return lambda now: (now + timedelta(**time)).isoformat()


def goes_backwards(system: System) -> Hostile:
    """Say an earlier time with every answer."""
    hours = iter(range(2, -1000, -1))
    return says_next(lambda now: (now + timedelta(hours=next(hours))).isoformat())(system)


is_early = says_next(after(minutes=-1))
is_late = says_next(after(days=100))
stands_still = says_next(after())
crawls = says_next(after(milliseconds=1))
begins_the_calendar = says_next(lambda _: "0001-01-01T00:00:00+14:00")
ends_the_calendar = says_next(lambda _: "9999-12-31T23:59:59.999999Z")


# ---- Questions


def asks(*questions: Any) -> Attack:  # noqa: ANN401 - JSON, or what only looks like it
    """Ask, whatever is answered, and go on."""

    def act(target: Hostile, message: Message) -> Message:
        for question in questions:
            with contextlib.suppress(Exception):
                target.ask(question)
        return honest(target, message)

    return Attack(act)


def flood(target: Hostile, _: Message) -> Message:
    ask = target.ask
    while True:
        ask(FREE_BYTES)


def flood_on(target: Hostile, _: Message) -> Message:
    """From four sides, for two seconds, whatever is answered."""

    def side(url: str, end: float) -> None:
        ask = remote(url)
        while time.monotonic() < end:
            with contextlib.suppress(Exception):
                ask(FREE_BYTES)

    for _side in range(4):
        threading.Thread(target=side, args=(url_of(target), time.monotonic() + 2), daemon=True).start()
    sleep()


def ask_and_hang_up(target: Hostile, _: Message) -> Message:
    """Three times, and fail, so that the report shows what else was printed."""
    url, body = urlsplit(url_of(target)), json.dumps(FREE_BYTES)
    request = f"POST {url.path} HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
    for _once in range(3):
        connection = socket.create_connection((str(url.hostname), url.port or 80))
        connection.sendall(request)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # its end is a reset
        connection.close()
    time.sleep(0.2)
    raise RuntimeError("it has hung up")


def ask_the_first(target: Hostile, message: Message) -> Message:
    target.first(FREE_BYTES)
    return honest(target, message)


def on_host(operation: str, **arguments: str) -> Message:
    return {"plane": "host", "mid": "berlin", "operation": operation, "arguments": arguments}


def on_network(url: str, body: bytes = b"") -> Message:
    sent = {"method": "POST", "headers": {}, "body": b64encode(body).decode()}
    return {"plane": "network", "mid": "berlin", "url": url, **sent}


def encrypted_archive() -> str:
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
        archive.writestr("a", "")
    content = bytearray(packed.getvalue())
    content[6] |= 1  # the flags of the file, and those in the directory, which begins at byte 31
    content[31 + 8] |= 1
    return b64encode(content).decode()


FREE_BYTES = on_host("free_bytes")

floods = Attack(flood)
floods_on = Attack(flood_on)
asks_and_hangs_up = Attack(ask_and_hang_up)
asks_for_the_scenario_before = Attack(ask_the_first, everywhere=True)
asks_with_more_fields = asks({**FREE_BYTES, MARKUP: 1})
asks_with_numbers = asks({**FREE_BYTES, "mid": 7})
asks_with_a_list = asks([MARKUP])
asks_for_another = asks({**FREE_BYTES, "mid": "administrator"}, {**FREE_BYTES, "mid": MARKUP})
asks_in_depth = asks(on_network("https://instance.service-now.com/", b"[" * 100_000))
asks_at_no_port = asks(on_network("https://instance.service-now.com:99999/"))
asks_at_no_address = asks(on_network("https://instance.service-now.com/\N{ACCOUNT OF}?\N{ACCOUNT OF}"))
writes_half_a_character = asks(on_host("append", path="/opt/log", text="\ud800"))
extracts_what_is_encrypted = asks(
    on_host("write", path="/opt/a.zip", content=encrypted_archive()),
    on_host("extract", archive="/opt/a.zip", folder="/opt/a"),
)


# ---- Claims, and texts that would rewrite a report


class MarksUp(MidServer):
    """Marks up all that it reports, logs and runs."""

    version = MARKUP

    def report(self, status: str) -> None:
        self.status = status
        self.agent.log(MARKUP)
        self.host.run(MARKUP)
        self.is_known = self.instance.report(status, self.version)


class ReportsHalfACharacter(MarksUp):
    """Calls its version half of a surrogate pair."""

    version = "\ud800"


def have_a_name(target: Hostile, message: Message) -> Message:
    return {**honest(target, message), "implementation": {"name": MARKUP, "version": MARKUP}}


claims_success = Attack(honest, mid=ClaimsSuccess, instance=GrantsEverything)
marks_up_its_name = Attack(have_a_name, "describe")
marks_up_its_error = raises(RuntimeError(MARKUP))
marks_up_its_reason = raises(NotImplementedError(MARKUP))
marks_up_its_last_words = raises(SystemExit(MARKUP))
marks_up_its_reports = Attack(honest, mid=MarksUp)
reports_half_a_character = Attack(honest, mid=ReportsHalfACharacter)


# ---- Instances


def instance(talk: Talk) -> Attack:
    """Say that the instance is where somebody else talks."""

    def answer_one(connection: socket.socket, *_: object) -> None:
        connection.recv(2**16)
        with contextlib.suppress(OSError):
            talk(connection)

    def act(target: Hostile, message: Message) -> Message:
        server = socketserver.ThreadingTCPServer((LOOPBACK, 0), answer_one)  # type: ignore[arg-type]
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        target.elsewhere = f"http://{LOOPBACK}:{server.server_address[1]}"
        return honest(target, message)

    return Attack(act, "setup")


def page(status: str, body: bytes, times: int = 1) -> Talk:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body) * times}\r\n\r\n"

    def talk(connection: socket.socket) -> None:
        connection.sendall(head.encode())
        for _ in range(times):
            connection.sendall(body)

    return talk


def drip_a_page(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.05)


instance_never_answers = instance(sleep)
instance_goes_byte_by_byte = instance(drip_a_page)
instance_hangs_up = instance(socket.socket.close)
instance_says_garbage = instance(page("200 OK", b"\xff\xfe\0\33[31m"))
instance_goes_deep = instance(page("200 OK", b"[" * 100_000))
instance_says_100_megabytes = instance(page("500 No", b"x" * 10**6, 100))
instance_marks_up_its_page = instance(page("500 No", MARKUP.encode()))
instance_sends_elsewhere = instance(page(f"302 Go\r\nLocation: http://{LOOPBACK}:1/", b""))


# ---- Transports


def remote(url: str) -> RemoteSystem:
    system = RemoteSystem()
    system.url = url
    return system


def url_of(target: Hostile) -> str:
    assert isinstance(target.ask, RemoteSystem)
    return target.ask.url


def answered(target: Hostile, message: Message, instance: Loopback) -> bytes:
    return json.dumps(answer(target, message, lambda: target.elsewhere or instance.url())).encode()


def serve(factory: Callable[[System], Hostile], out: IO[str]) -> None:
    """Answer on standard output until standard input ends."""
    lines = iter(sys.stdin.readline, "")

    def say(data: bytes) -> None:
        os.write(out.fileno(), data)

    def ask(question: Message) -> dict[str, Any]:
        say(json.dumps({"ask": question}).encode() + b"\n")
        said: dict[str, Any] = json.loads(next(lines))
        return said

    target = factory(ask)
    target.say, target.hang_up = say, out.close
    instance = Loopback(instance_of(target))
    for line in lines:
        say(answered(target, json.loads(line), instance) + b"\n")


def serve_http(factory: Callable[[System], Hostile], out: IO[str]) -> None:
    """Answer over HTTP for ever. What is printed: its own URL, then those where it may ask."""
    target = factory(remote(""))
    instance = Loopback(instance_of(target))

    class Post(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        said = False

        def do_POST(self) -> None:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if "system" in message:
                print(message["system"], file=out, flush=True)
                target.ask = remote(message.pop("system"))
            target.say, target.hang_up = self.say, lambda: self.connection.shutdown(socket.SHUT_RDWR)
            try:
                body = answered(target, message, instance)
            except SystemExit:
                os._exit(3)  # a thread's own exit would end nothing
            if self.said:
                self.say(body)
            else:
                self.wfile.write(target.head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(0.001 if target.closes else 0)
            self.close_connection = self.said or target.closes

        def say(self, data: bytes) -> None:
            """Say something, of which only the end of the connection is the end."""
            self.wfile.write(data if self.said else target.head + b"\r\n" + data)
            self.said = True

    server = ThreadingHTTPServer((LOOPBACK, 0), Post)
    print(f"http://{LOOPBACK}:{server.server_port}", file=out, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    with reserved_output() as output:
        (serve_http if "--http" in sys.argv else serve)(operator.attrgetter(sys.argv[1])(sys.modules[__name__]), output)
