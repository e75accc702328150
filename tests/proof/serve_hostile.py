"""Finds a hostile target by its name, and serves it as a program, or with `--http` behind its name as a server."""

import json
import operator
import os
import socket
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import IO, Any

from midcert.adapter import System
from midcert.adapter.serving import answer, instance_of
from midcert.adapter.stdio import reserved_output
from midcert.protocol.web_server import LOOPBACK, WebServer
from tests.proof import hostile, hostile_claims, hostile_processes, hostile_requests
from tests.proof.hostile import Hostile, Message
from tests.proof.hostile_requests import remote


def module_of(name: str) -> ModuleType:
    """Where the target of this name is."""
    modules = (hostile, hostile_claims, hostile_requests, hostile_processes)
    return next(module for module in modules if hasattr(module, name.partition(".")[0]))


def answered(target: Hostile, message: Message, instance: WebServer) -> bytes:
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
    instance = WebServer(instance_of(target))
    for line in lines:
        say(answered(target, json.loads(line), instance) + b"\n")


def serve_http(factory: Callable[[System], Hostile], out: IO[str]) -> None:
    """Answer over HTTP for ever. What is printed: its own URL, then those where it may ask."""
    target = factory(remote(""))
    instance = WebServer(instance_of(target))

    class Post(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        said = False
        heard = 0

        def do_POST(self) -> None:
            self.heard += 1
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if target.hangs_up_on_the_next and self.heard > 1:
                self.close_connection = True
                return
            if "system" in message:
                print(message["system"], file=out, flush=True)
            if message["verb"] == "setup":
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
            self.close_connection = self.said or b"Connection: close" in target.head

        def say(self, data: bytes) -> None:
            """Say something, of which only the end of the connection is the end."""
            self.wfile.write(data if self.said else target.head + b"\r\n" + data)
            self.said = True

    server = ThreadingHTTPServer((LOOPBACK, 0), Post)
    print(f"http://{LOOPBACK}:{server.server_port}", file=out, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    with reserved_output() as output:
        (serve_http if "--http" in sys.argv else serve)(
            operator.attrgetter(sys.argv[1])(module_of(sys.argv[1])), output
        )
