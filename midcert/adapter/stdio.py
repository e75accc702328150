"""A `py:` factory served over standard input and output: the other end of a `cmd:` target."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from midcert.adapter.serving import answer, instance_of
from midcert.protocol.handler import Handler, System
from midcert.protocol.values import Json
from midcert.protocol.web_server import WebServer


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

    def ask(question: Mapping[str, Any]) -> Json:
        say({"ask": question})
        answered: Json = json.loads(next(lines))
        return answered

    handler = factory(ask)
    with contextlib.closing(WebServer(instance_of(handler))) as instance:
        for line in lines:
            say(answer(handler, json.loads(line), instance.url))
