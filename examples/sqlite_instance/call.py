"""One request to an instance, and the answer to it."""

import json
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from examples.sqlite_instance.access import Access
from examples.sqlite_instance.instance import Instance
from examples.sqlite_instance.store import Record, Store


@dataclass(frozen=True)
class Call:
    """What is asked, of which instance, and what whoever asks may do."""

    instance: Instance
    request: Request
    access: Access

    @property
    def store(self) -> Store:
        """The records of the instance."""
        return self.instance.store

    def said(self) -> dict[str, Any]:
        """The JSON object that was sent."""
        body = self.request.get_json()
        if not isinstance(body, dict):
            raise BadRequest("a JSON object is wanted")
        return body

    def record(self, table: str, sys_id: str) -> Record:
        """The record that the path names."""
        record = self.store.get(table, sys_id)
        if record is None:
            raise NotFound(f"no record of {table} has the sys_id {sys_id!r}")
        return record


def result(value: object, status: int = 200) -> Response:
    """An answer with content."""
    return Response(json.dumps({"result": value}), status, mimetype="application/json")


def done() -> Response:
    """An answer without."""
    return Response(status=204)
