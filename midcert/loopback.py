"""A web server for one run: it keeps connections open, writes no log, and is started when it is first needed."""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from werkzeug.serving import BaseWSGIServer

LOOPBACK = "127.0.0.1"


class Loopback:
    """Serves a WSGI application on loopback.

    Args:
        application: What answers.
        port: Where; 0 for any that is free.
    """

    def __init__(self, application: "WSGIApplication", port: int = 0) -> None:
        self._application, self._port = application, port
        self._server: BaseWSGIServer | None = None

    def url(self) -> str:
        """Where it is.

        Raises:
            OSError: The port cannot be had.
        """
        if self._server is None:
            self._server = _server(self._application, self._port)
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://{LOOPBACK}:{self._server.port}"

    def close(self) -> None:
        """End, if it was started."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def _server(application: "WSGIApplication", port: int) -> "BaseWSGIServer":
    import socket  # noqa: PLC0415 - with what it serves for

    from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415 - the front is a proxy
    from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: PLC0415 - costs 0.1 s

    class Quiet(WSGIRequestHandler):
        """Keeps connections open, and writes no log."""

        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log(self, *_: object) -> None:
            """Nothing: there are journals."""

    listener = socket.create_server((LOOPBACK, port))
    server = make_server(
        LOOPBACK, listener.getsockname()[1], ProxyFix(application, x_for=0), threaded=True, request_handler=Quiet,
        fd=listener.fileno(),
    )  # fmt: skip
    listener.close()
    return server
