"""A pytest plugin that writes down what the reference instance is asked in a run, and what it answers: a line for each.

It listens at the instance itself, behind the front. What answers in the instance's place while a fault lasts is not the
instance's answer, and not here.
"""

import functools
import io
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.wrappers import Request, Response

from reference_impl.instance import InstanceApi

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(frozen=True)
class Exchange:
    """A request and its answer."""

    test: str
    """In which it was."""
    method: str
    path: str
    query: str
    login: str
    """The header Authorization."""
    sent: str
    status: int
    headers: dict[str, str]
    received: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--exchanges", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    lines, writing = config.option.exchanges.open("w", encoding="utf-8"), Lock()
    config.add_cleanup(lines.close)

    def note(exchange: Exchange) -> None:
        with writing:  # some scenarios ask at the same moment, and a text file is no friend of threads
            lines.write(json.dumps(asdict(exchange)) + "\n")

    InstanceApi.__call__ = overheard(InstanceApi.__call__, note)


def overheard(answer: Callable[..., Any], note: Callable[[Exchange], object]) -> Callable[..., Iterable[bytes]]:
    """The same application, whose exchanges are noted."""

    def call(api: InstanceApi, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        request = Request(environ)
        response = Response.from_app(functools.partial(answer, api), environ, buffered=True)
        note(
            Exchange(
                test=os.environ.get("PYTEST_CURRENT_TEST", ""),
                method=request.method,
                path=request.path,
                query=request.query_string.decode(),
                login=request.headers.get("Authorization", ""),
                sent=body.decode(errors="replace"),
                status=response.status_code,
                headers=dict(response.headers),
                received=response.get_data(as_text=True),
            )
        )
        return response(environ, start_response)

    return call
