"""One list of capabilities: what a target may declare is what a scenario may be tagged with."""

import json

import pytest

from midcert.adapter.reference import Adapter
from midcert.gherkin.tags import OTHER_TAGS, ROLE_TAGS
from midcert.protocol.messages import SCHEMA, check_answer
from midcert.rules.capabilities import CAPABILITY_TAGS, TIME_TAGS

ABOUT = {"protocol": 1, "implementation": {"name": "mine", "version": "2"}, "roles": ["mid"], "time": "advance"}


def test_the_schema_knows_the_same_capabilities() -> None:
    known = json.loads(SCHEMA.read_text("utf-8"))["definitions"]["capability"]["enum"]
    assert sorted(known) == sorted(CAPABILITY_TAGS)


@pytest.mark.parametrize("declared", [[], *([each] for each in CAPABILITY_TAGS), list(CAPABILITY_TAGS)])
def test_a_target_may_declare_none_some_or_all(declared: list[str]) -> None:
    check_answer("describe", {**ABOUT, "capabilities": declared})


def test_a_capability_is_a_tag_that_says_what_it_needs_and_is_no_role() -> None:
    assert OTHER_TAGS == {**ROLE_TAGS, **CAPABILITY_TAGS, **TIME_TAGS}
    assert CAPABILITY_TAGS.keys() & ROLE_TAGS.keys() == set()
    assert [each for each in CAPABILITY_TAGS.values() if not each.startswith("needs ")] == []


def test_the_reference_leaves_nothing_out() -> None:
    said = Adapter(lambda _: {})({"verb": "describe", "protocol": 1})
    assert set(said["capabilities"]) == CAPABILITY_TAGS.keys()
