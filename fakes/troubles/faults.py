"""What can be wrong with a server, as the MID Servers that ask it find out.

A fault is what answers in the server's place; it may ask the server and spoil the answer. An answer that is not what it
should be it leaves as it is.
"""

import dataclasses
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fakes.network.front import SpoiledAnswer, read_json
from fakes.network.http_types import Answer, NetworkFault, Request, Response, Server
from fakes.releases.download_site import EXTRA

VERSIONS = ("mid.buildstamp", "mid.version")
"""The properties that name the version of a node."""
CORE = "mid-core"
Listed = dict[str, Any]
"""A package in a list: `name`, `file`, `url`, and whatever else the instance says of it."""
SHOWN = ("sysparm_fields", "sysparm_display_value")
"""What decides how an answer looks, and not what it is about."""
SOME_PAGE = b"<html><body>The page you are looking for is not here.</body></html>"


def no_answer(reason: NetworkFault) -> SpoiledAnswer:
    """Nothing comes back."""
    return lambda _, __: reason


def error(status: int) -> SpoiledAnswer:
    """An HTTP error."""
    return lambda _, __: Response(status)


def another_page(_: Request, __: Server) -> Response:
    """A page that has nothing to do with the question."""
    return Response(HTTPStatus.OK, SOME_PAGE, {"Content-Type": "text/html"})


def empty_list(request: Request, server: Server) -> Answer:
    """The assigned version as it is, with no packages in its list."""
    return _with_list(server(request), lambda _: [])


def one_package(request: Request, server: Server) -> Answer:
    """The assigned version as it is, with the core alone in its list."""
    return _with_list(server(request), _core)


def three_packages(request: Request, server: Server) -> Answer:
    """The assigned version as it is, with a third package in its list."""
    return _with_list(server(request), lambda packages: [*packages, *map(_extra, _core(packages))])


def another_node(stamp: str) -> SpoiledAnswer:
    """What a node of the instance says that has another version than the others, whichever way it is asked.

    Source: KB0697389, nodes with different build stamps.
    """

    def answer(request: Request, server: Server) -> Answer:
        url, _, query = request.url.partition("?")
        if url.endswith("/assigned_packages"):
            arguments = {**dict(parse_qsl(query)), "version": stamp}
            return server(dataclasses.replace(request, url=f"{url}?{urlencode(arguments)}"))
        answered = server(request)
        if not isinstance(answered, Response) or answered.status != HTTPStatus.OK:
            return answered
        told = read_json(answered.body)
        if not isinstance(told, dict):
            return answered
        if "/sys_properties" in url:
            names = _names(server(dataclasses.replace(request, url=_without(request.url, *SHOWN))))
            told = _with_values(told, names, stamp)
        else:
            told = _with_stamp(told, stamp)
        return _with_body(answered, json.dumps(told).encode())

    return answer


def _with_list(answer: Answer, change: Callable[[list[Listed]], list[Listed]]) -> Answer:
    if not isinstance(answer, Response) or answer.status != HTTPStatus.OK:
        return answer
    match read_json(answer.body):
        case {"result": {"packages": [*packages]} as result}:
            spoiled = {"result": {**result, "packages": change(packages)}}
            return _with_body(answer, json.dumps(spoiled).encode())
    return answer


def _core(packages: list[Listed]) -> list[Listed]:
    return [each for each in packages if isinstance(each, dict) and each.get("name") == CORE]


def _extra(core: Listed) -> Listed:
    """The third package lies beside the core, and is called like it but for its name."""
    return {name: value.replace(CORE, EXTRA) if isinstance(value, str) else value for name, value in core.items()}


def _without(url: str, *names: str) -> str:
    """An address without these arguments."""
    path, _, query = url.partition("?")
    return f"{path}?{urlencode([(name, value) for name, value in parse_qsl(query) if name not in names])}"


def _names(plain: Answer) -> list[str]:
    """The names of the properties in an answer that shows them."""
    if not isinstance(plain, Response) or plain.status != HTTPStatus.OK:
        return []
    return [each.get("name", "") if isinstance(each, dict) else "" for each in _records(read_json(plain.body))]


def _records(told: Any) -> list[Any]:  # noqa: ANN401 - JSON
    """What an answer of the Table API holds, be it one record or several; nothing where it is no such answer."""
    match told:
        case {"result": [*records]}:
            return records
        case {"result": record}:
            return [record]
    return []


def _with_values(told: Any, names: list[str], stamp: str) -> Any:  # noqa: ANN401 - JSON
    """An answer about properties of these names, in whichever way it shows them, with another version in it."""
    for record, name in zip(_records(told), names, strict=False):
        if name in VERSIONS and isinstance(record, dict) and "value" in record:
            shown = record["value"]
            record["value"] = dict.fromkeys(shown, stamp) if isinstance(shown, dict) else stamp
    return told


def _with_body(response: Response, body: bytes) -> Response:
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
    return Response(response.status, body, headers)


def _with_stamp(value: Any, stamp: str) -> Any:  # noqa: ANN401 - JSON
    match value:
        case list():
            return [_with_stamp(each, stamp) for each in value]
        case {"mid_buildstamp": _}:
            return {**value, "mid_buildstamp": stamp}
        case dict():
            return {name: _with_stamp(each, stamp) for name, each in value.items()}
    return value


def half_of_it(request: Request, server: Server) -> Answer:
    """The first half of what was asked for, as where a connection was cut and a proxy calls it complete."""
    answer = server(request)
    return _with_body(answer, answer.body[: len(answer.body) // 2]) if isinstance(answer, Response) else answer
