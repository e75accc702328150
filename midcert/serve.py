"""The other end of a `cmd:` target: a `py:` factory served over standard input and output."""

import contextlib
import io
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from midcert.targets.transport import Handler, System, envelope

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from werkzeug.serving import BaseWSGIServer


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
    with contextlib.closing(InstanceServer(handler)) as server:
        for line in lines:
            message = json.loads(line)
            said = envelope(handler, message)
            if message["verb"] == "setup" and "instance" in message and "ok" in said:
                said["ok"] = {**said["ok"], "instance_url": server.url()}
            say(said)


class InstanceServer:
    """HTTP on loopback, at a free port, for the instance that a handler plays; started when it is first needed."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._server: BaseWSGIServer | None = None

    def url(self) -> str:
        """Where the instance is."""
        from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415 - the front is a proxy
        from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: PLC0415 - costs 0.1 s

        class Quiet(WSGIRequestHandler):
            """Keeps connections open, and writes no log."""

            protocol_version = "HTTP/1.1"

            def log_request(self, *_: object) -> None:
                """Nothing: the front has the journal."""

        if self._server is None:
            application = ProxyFix(self._answer, x_for=0)
            self._server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{self._server.port}"

    def close(self) -> None:
        """End, if it was started."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _answer(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        application = self._handler.instance_application
        if application is None:
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        return application(environ, start_response)
