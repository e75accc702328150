"""The OpenAPI documents of docs/, by name, and what tests of several of them share."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.midcert.protocol.described import Described

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = {name: ROOT / "docs" / "openapi" / f"{name}.json" for name in ("instance", "host", "control")}


def document(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(DOCUMENTS[name].read_text("utf-8"))
    return read


def content(described: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(described["content"]["application/json"]["schema"])


INSTANCE = Described(document("instance"))
NOW = "2020-07-01T00:00:00.000Z"
