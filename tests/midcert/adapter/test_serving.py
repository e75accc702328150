"""The instance of a handler at a URL, whichever way its messages go."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

import urllib3

from fakes.network.backends import AtUrl
from fakes.network.http_types import Request, Response
from midcert.adapter.serving import instance_of
from midcert.protocol.handler import System
from midcert.protocol.web_server import WebServer


class Shouting:
    """A handler whose instance tells what it was asked."""

    def __init__(self, _: System) -> None:
        pass

    def __call__(self, message: Mapping[str, Any], /) -> Mapping[str, Any]:
        return message

    def instance_application(self, environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        asked = f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}"
        start_response("207 Some", [("Content-Length", str(len(sent))), ("X-Asked", asked)])
        return [sent.upper()]


def test_requests_reach_the_instance_through_one_socket_after_another() -> None:
    server = WebServer(instance_of(Shouting(lambda _: {})))
    url = server.url()
    assert server.url() == url
    with urllib3.PoolManager() as pool:
        for body in (b"a", b"b"):
            answer = pool.request("POST", url, body=body)
            assert (answer.status, answer.data) == (207, body.upper())
        assert pool.connection_from_url(url).num_connections == 1
    server.close()


def test_the_instance_behind_the_front_hears_by_which_address_it_was_asked() -> None:
    server = WebServer(instance_of(Shouting(lambda _: {})))
    with contextlib.closing(AtUrl(server.url(), 5)) as way:
        answer = way(Request("GET", "https://instance.service-now.com/"))
    server.close()
    assert isinstance(answer, Response)
    assert answer.headers["X-Asked"] == "https://instance.service-now.com"
