"""The ways from the front to an instance: in this process, or at a URL."""

import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

import urllib3

from fakes.exchange import Answer, NetworkFault, Request, Response, Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

TRANSFER_HEADERS = {"connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"}
"""What a server says of how a body travels, which is over once the body is here."""


def in_process(application: "WSGIApplication") -> Server:
    """The way to an instance that is a WSGI application in this process."""

    def answer(request: Request) -> Response:
        started: list[tuple[str, list[tuple[str, str]]]] = []
        written: list[bytes] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            started.append((status, headers))
            return written.append

        parts = application(environment(request), start_response)
        try:
            written.extend(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
        status, headers = started[-1]  # an application may change its mind until it has sent something
        return Response(int(status.split()[0]), b"".join(written), dict(headers))

    return answer


def environment(request: Request) -> "WSGIEnvironment":
    """The request as WSGI hands it over (PEP 3333).

    By hand, since every exchange needs it: a library's builder takes as long as the instance's answer.
    """
    parts = request.parts
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    content_type, _ = headers.pop("HTTP_CONTENT_TYPE", ""), headers.pop("HTTP_CONTENT_LENGTH", "")
    return {
        **headers,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(request.body)),
        "PATH_INFO": unquote(parts.path, "latin-1") or "/",
        "QUERY_STRING": parts.query,
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "SERVER_NAME": request.server,
        "SERVER_PORT": str(parts.port or 443),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.multiprocess": False,
        "wsgi.multithread": False,
        "wsgi.run_once": False,
        "wsgi.url_scheme": parts.scheme,
        "wsgi.version": (1, 0),
    }


def at_url(base: str, timeout: float) -> Server:
    """The way to an instance that serves HTTP at this URL; it is given `timeout` seconds of real time to answer.

    As behind any reverse proxy, the instance hears under which name and by which scheme it was asked.
    """
    pool = urllib3.PoolManager(retries=False, timeout=timeout)

    def answer(request: Request) -> Answer:
        url, asked = base.rstrip("/") + request.path, request.parts
        own = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        headers = {**own, "Host": asked.netloc, "X-Forwarded-Proto": asked.scheme}
        try:
            answer = pool.request(request.method, url, headers=headers, body=request.body)
        except urllib3.exceptions.NewConnectionError:  # to urllib3, a refusal is a kind of time-out
            return NetworkFault.REFUSED
        except urllib3.exceptions.TimeoutError:
            return NetworkFault.TIMED_OUT
        except urllib3.exceptions.HTTPError:
            return NetworkFault.REFUSED
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in TRANSFER_HEADERS}
        return Response(answer.status, answer.data, kept)

    return answer
