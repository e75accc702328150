"""The ways from the front to an instance: in this process, or at a URL."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import urllib3
from werkzeug.test import EnvironBuilder, run_wsgi_app

from fakes.exchange import Answer, NetworkFault, Request, Response, Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def in_process(application: "WSGIApplication") -> Server:
    """The way to an instance that is a WSGI application in this process."""

    def answer(request: Request) -> Response:
        parts = urlsplit(request.url)
        builder = EnvironBuilder(
            path=parts.path,
            base_url=f"{parts.scheme}://{parts.netloc}",
            query_string=parts.query,
            method=request.method,
            headers=dict(request.headers),
            data=request.body,
        )
        chunks, status, headers = run_wsgi_app(application, builder.get_environ(), buffered=True)
        return Response(int(status.split()[0]), b"".join(chunks), dict(headers))

    return answer


def at_url(base: str, timeout: float) -> Server:
    """The way to an instance that serves HTTP at this URL; it is given `timeout` seconds of real time to answer."""
    pool = urllib3.PoolManager(retries=False, timeout=timeout)

    def answer(request: Request) -> Answer:
        url = base.rstrip("/") + request.path
        try:
            answer = pool.request(request.method, url, headers=request.headers, body=request.body)
        except urllib3.exceptions.TimeoutError:
            return NetworkFault.TIMED_OUT
        except urllib3.exceptions.HTTPError:
            return NetworkFault.REFUSED
        return Response(answer.status, answer.data, dict(answer.headers))

    return answer
