"""Whether an exchange is as an OpenAPI document describes it, and if not, what is wrong with it."""

import functools
import json
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from jsonschema import Draft202012Validator

from tests.midcert.protocol.exchanges import Exchange

METHODS = {"get", "post", "put", "patch", "delete"}
OF_EVERY_ANSWER = {"Content-Type", "Content-Length"}
"""The headers that OpenAPI describes elsewhere, or not at all."""

Json = dict[str, Any]


def resolved(document: Json) -> Json:
    """The document with everything in its place that it refers to; what stands beside a reference wins."""

    def resolve(node: Any) -> Any:  # noqa: ANN401 - JSON
        match node:
            case {"$ref": str(reference), **more}:
                target = functools.reduce(operator.getitem, reference.removeprefix("#/").split("/"), document)
                return {**resolve(target), **more}
            case dict():
                return {name: resolve(each) for name, each in node.items()}
            case list():
                return [resolve(each) for each in node]
        return node

    return {name: resolve(part) for name, part in document.items()}


def wrong(schema: Json, value: object, where: str) -> Iterator[str]:
    """What is wrong with a value; a text stands for a number where a number is wanted, as in a query."""
    if schema.get("type") == "integer" and isinstance(value, str) and value.isdigit():
        value = int(value)
    for error in Draft202012Validator(schema).iter_errors(value):
        yield f"{where}{error.json_path.removeprefix('$')}: {error.message}"


@dataclass(frozen=True)
class Operation:
    """A method of a path."""

    method: str
    path: str
    about: Json
    parameters: tuple[Json, ...]

    @property
    def name(self) -> str:
        """What the document calls it."""
        return str(self.about["operationId"])

    @property
    def statuses(self) -> list[int]:
        """How it may be answered."""
        return list(map(int, self.about["responses"]))

    def match(self, exchange: Exchange) -> re.Match[str] | None:
        """What the path of the exchange says, if it is this operation."""
        return self._pattern.fullmatch(exchange.path) if exchange.method == self.method else None

    def wrong_request(self, exchange: Exchange) -> Iterator[str]:
        """What is wrong with the request, but for the login."""
        said, query = self.match(exchange), dict(parse_qsl(exchange.query, keep_blank_values=True))
        assert said is not None
        names = {each["name"] for each in self.parameters if each["in"] == "query"}
        others = {name: value for name, value in query.items() if name not in names}
        for each in self.parameters:
            name, schema = each["name"], each["schema"]
            if each["in"] == "path":
                yield from wrong(schema, said[name], name)
            elif schema.get("type") == "object":  # takes what has no name of its own
                yield from wrong(schema, others, name)
                others = {}
            elif name in query:
                yield from wrong(schema, query[name], name)
            elif each.get("required"):
                yield f"{name}: missing"
        yield from (f"{name}: no such parameter" for name in others)
        yield from self._wrong_body(exchange.sent)

    def wrong_answer(self, exchange: Exchange) -> Iterator[str]:
        """What is wrong with the answer."""
        response = self.about["responses"].get(str(exchange.status))
        if response is None:
            yield f"{exchange.status}: no such status"
            return
        described, headers = response.get("headers", {}), exchange.headers
        yield from (f"{name}: no such header" for name in headers.keys() - described.keys() - OF_EVERY_ANSWER)
        for name, header in described.items():
            if name in headers:
                yield from wrong(header["schema"], headers[name], name)
            elif header.get("required"):
                yield f"{name}: missing"
        if "content" not in response:
            yield from ["a body"] if exchange.received else []
        elif headers.get("Content-Type") in response["content"]:
            yield from wrong_content(response["content"], exchange.received)
        else:
            yield f"Content-Type: {headers.get('Content-Type')}"

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))

    def _wrong_body(self, sent: str) -> Iterator[str]:
        if "requestBody" in self.about:
            yield from wrong_content(self.about["requestBody"]["content"], sent)
        elif sent not in ("", "{}"):  # who always sends JSON has that for nothing
            yield "a body"


def wrong_content(content: Json, body: str) -> Iterator[str]:
    """What is wrong with a body of JSON."""
    try:
        value = json.loads(body)
    except ValueError:
        return iter(["no JSON"])
    return wrong(content["application/json"]["schema"], value, "body")


class Described:
    """What a document describes, below each of its servers."""

    def __init__(self, document: Json) -> None:
        whole = resolved(document)
        self.operations = [
            Operation(
                method.upper(), server["url"] + path, about, (*item.get("parameters", ()), *about.get("parameters", ()))
            )
            for path, item in whole["paths"].items()
            for server in item.get("servers", whole["servers"])
            for method, about in item.items()
            if method in METHODS
        ]

    def operation_of(self, exchange: Exchange) -> Operation | None:
        """What is asked for."""
        return next((each for each in self.operations if each.match(exchange)), None)

    def wrong(self, exchange: Exchange) -> Iterator[str]:
        """What is wrong with a request and its answer."""
        operation = self.operation_of(exchange)
        if operation is None:
            yield f"{exchange.method} {exchange.path}: no such operation"
            return
        yield from operation.wrong_request(exchange)
        yield from operation.wrong_answer(exchange)
        if exchange.status != HTTPStatus.UNAUTHORIZED and not exchange.login.startswith("Basic"):
            yield f"{exchange.status}: without a login"
