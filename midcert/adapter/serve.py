"""The other end of a target: a `py:` factory served over standard input and output, or over HTTP."""

import contextlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from midcert.protocol.handler import Handler, System, envelope
from midcert.protocol.loopback import Loopback

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextlib.contextmanager
def reserved_output() -> Iterator[IO[str]]:
    """Standard output for the messages alone: whatever else is printed goes to standard error."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(line_buffering=True)  # what is printed keeps its place among the errors
        yield out


def serve(factory: Callable[[System], Handler], out: IO[str]) -> None:
    """Answer control messages until standard input ends."""
    lines = iter(sys.stdin.readline, "")

    def say(message: Mapping[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    def ask(question: Mapping[str, Any]) -> dict[str, Any]:
        say({"ask": question})
        answer: dict[str, Any] = json.loads(next(lines))
        return answer

    handler = factory(ask)
    with contextlib.closing(Loopback(instance_of(handler))) as instance:
        for line in lines:
            say(answer(handler, json.loads(line), instance.url))


def serve_http(factory: Callable[[System], Handler], port: int, token: str, announce: Callable[[str], None]) -> None:
    """Answer control messages over HTTP until somebody interrupts.

    Args:
        factory: What makes the target.
        port: Where on loopback; 0 for any that is free.
        token: What a request must bear; empty for nothing.
        announce: Is told the URL.

    Raises:
        OSError: The port cannot be had.
    """
    from midcert.adapter.remote import RemoteSystem, control_application  # noqa: PLC0415 - only HTTP needs it

    with contextlib.ExitStack() as opened:
        system = opened.enter_context(contextlib.closing(RemoteSystem()))
        handler = factory(system)
        instance = opened.enter_context(contextlib.closing(Loopback(instance_of(handler))))
        control = control_application(handler, system, token, instance.url)
        server = opened.enter_context(contextlib.closing(Loopback(control, port)))
        announce(server.url())
        signal.pause()


def answer(handler: Handler, message: Mapping[str, Any], instance_url: Callable[[], str]) -> dict[str, Any]:
    """The envelope around a handler's answer; who plays the instance is said to do so at a URL."""
    said = envelope(handler, message)
    if message["verb"] == "setup" and "instance" in message and "ok" in said:
        said["ok"] = {**said["ok"], "instance_url": instance_url()}
    return said


def instance_of(handler: Handler) -> "WSGIApplication":
    """The instance that a handler plays, whichever it is in the present scenario."""

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        played = handler.instance_application
        if played is None:
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        return played(environ, start_response)

    return application
