"""The published schema: what the types say, and as strict as they are."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from midcert.protocol.schema import SCHEMA, document

PUBLISHED: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
NOW = "2020-07-01T00:00:00.000Z"
ABOUT = {
    "protocol": 1,
    "implementation": {"name": "mine", "version": "2"},
    "roles": ["mid"],
    "time": "advance",
    "capabilities": [],
}


def is_one(name: str, message: object) -> bool:
    """Whether this is the message of that name, to whoever has nothing but the published schema."""
    return bool(Draft202012Validator({**PUBLISHED, "$ref": f"#/$defs/{name}"}).is_valid(message))


def test_it_is_what_the_types_say() -> None:
    assert document() == PUBLISHED, "python -m midcert.protocol.schema > midcert/protocol/messages.schema.json"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Describe", {"verb": "describe", "protocol": 1}),
        ("DescribeAnswer", ABOUT),
        ("Start", {"verb": "start"}),
        ("Start", {"verb": "start", "mid": "berlin", "agent_folder": "/opt"}),
        ("Advance", {"verb": "advance", "to": NOW}),
        ("AdvanceAnswer", {"next": None}),
        ("SetupAnswer", {}),
        ("SetupAnswer", {"instance_url": "http://127.0.0.1:8080/a?b"}),
        ("Envelope", {"ok": {}}),
        ("Write", {"path": "/a", "content": "YQ=="}),
        ("NoResult", {"result": None}),
    ],
)
def test_what_is_a_message_is_one(name: str, message: object) -> None:
    assert is_one(name, message)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Describe", {"verb": "setup", "protocol": 1}),
        ("Describe", {"verb": "describe", "protocol": 2}),
        ("DescribeAnswer", {**ABOUT, "protocol": 2}),
        ("DescribeAnswer", {**ABOUT, "roles": ["mid", "mid"]}),
        ("DescribeAnswer", {**ABOUT, "roles": []}),
        ("DescribeAnswer", {**ABOUT, "capabilities": ["x"]}),
        ("DescribeAnswer", {**ABOUT, "x": 1}),
        ("Start", {"verb": "start", "mid": "berlin"}),
        ("Start", {"verb": "start", "agent_folder": "/opt"}),
        ("Stop", {"verb": "stop", "mid": None}),
        ("Advance", {"verb": "advance", "to": "2020-07-01"}),
        ("Advance", {"verb": "advance", "to": f"{NOW} "}),
        ("AdvanceAnswer", {}),
        ("SetupAnswer", {"instance_url": "127.0.0.1:8080"}),
        ("Envelope", {}),
        ("Envelope", {"ok": {}, "unsupported": ""}),
        ("Read", {"path": "\ud800"}),
        ("Write", {"path": "/a", "content": "YQ"}),
        ("NoResult", {}),
    ],
)
def test_what_is_none_is_not(name: str, message: object) -> None:
    assert not is_one(name, message)
