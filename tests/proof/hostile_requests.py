"""Targets that mean no good, by what they ask of the harness, and by what the instance is that they play."""

import contextlib
import io
import json
import socket
import socketserver
import struct
import threading
import time
import zipfile
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from midcert.adapter.over_http import RemoteSystem
from midcert.protocol.web_server import LOOPBACK
from tests.proof.hostile import MARKUP, Attack, Hostile, Message, honest, sleep

Talk = Callable[[socket.socket], object]
"""What an instance says to whoever has asked it something."""


def remote(url: str) -> RemoteSystem:
    system = RemoteSystem()
    system.url = url
    return system


def url_of(target: Hostile) -> str:
    assert isinstance(target.ask, RemoteSystem)
    return target.ask.url


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


def on_host(operation: str, **arguments: object) -> Message:
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
