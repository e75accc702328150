"""The OpenAPI document of a target says what the messages say."""

from typing import Any

import pytest

from midcert.protocol.control import VERBS
from midcert.protocol.messages import read_control
from midcert.protocol.openapi import control_document
from tests.midcert.protocol.described import resolved
from tests.midcert.protocol.documents import NOW, content, document

INSTANCE_SETUP = {"buildstamp": "x", "builds": ["x"], "administrator": {"user": "a", "password": ""}, "seed": 0}
TOLD: dict[str, list[dict[str, object]]] = {
    "describe": [{"protocol": 1}],
    "setup": [
        base := {"scenario": "a", "now": NOW, "download_site": "x", "network_timeout": 0.2, "trust_anchors": []},
        {**base, "system": "http://127.0.0.1:8080/1", "instance": INSTANCE_SETUP},
    ],
    "start": [{"mid": "berlin", "agent_folder": "/a"}, {}],
    "stop": [{"mid": "berlin"}, {}],
    "notify": [{"mid": "berlin"}],
    "advance": [{"to": NOW}],
    "upgrade": [{"to": "x"}],
    "teardown": [{}],
}
"""For each verb what may be told."""


@pytest.fixture(scope="module")
def tell() -> dict[str, Any]:
    """The one thing that the suite does at the URL of a target."""
    found: dict[str, Any] = resolved(document("control"))["paths"]["/"]["post"]
    return found


def test_the_target_s_document_is_what_the_messages_say() -> None:
    command = "python -m midcert.protocol.openapi control > docs/openapi/control.json"
    assert document("control") == control_document(), command
    assert list(TOLD) == list(VERBS)


@pytest.mark.parametrize("verb", TOLD)
def test_a_verb_is_told_as_the_messages_say(tell: dict[str, Any], verb: str) -> None:
    body = content(tell["requestBody"])
    for arguments in TOLD[verb]:
        message = {"verb": verb, **arguments}
        read_control(message)
        assert body.is_valid(message)
        assert not any(body.is_valid({**message, name: [7]}) for name in arguments)
        assert not body.is_valid({**message, "x": ""})
        assert not body.is_valid({**message, "verb": "greet"})


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ({"ok": {}}, True),
        ({"ok": {"next": NOW}}, True),
        ({"ok": {"instance_url": "http://127.0.0.1:8080"}}, True),
        ({"unsupported": "it has no host"}, True),
        ({"errored": {"message": "KeyError"}}, True),
        ({"ok": {"next": 3600}}, False),
        ({"ok": None}, False),
        ({"ok": {}, "unsupported": ""}, False),
        ({"errored": "KeyError"}, False),
        ({}, False),
    ],
)
def test_a_target_answers_in_an_envelope(tell: dict[str, Any], said: object, is_one: bool) -> None:  # noqa: FBT001 - a case
    assert content(tell["responses"]["200"]).is_valid(said) == is_one
