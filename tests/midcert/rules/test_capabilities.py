"""One list of capabilities: what a target may declare is what a scenario may be tagged with."""

import pytest

from midcert.adapter.reference import Adapter
from midcert.gherkin.tags import OTHER_TAGS, ROLE_TAGS
from midcert.protocol.control import DescribeAnswer
from midcert.protocol.messages import read
from midcert.protocol.words import Capability
from midcert.rules.capabilities import CAPABILITY_TAGS, TIME_TAGS

ABOUT = {"protocol": 1, "implementation": {"name": "mine", "version": "2"}, "roles": ["mid"], "time": "advance"}


def test_every_capability_has_its_tag() -> None:
    assert set(CAPABILITY_TAGS) == set(Capability)


@pytest.mark.parametrize("declared", [[], *([each] for each in CAPABILITY_TAGS), list(CAPABILITY_TAGS)])
def test_a_target_may_declare_none_some_or_all(declared: list[str]) -> None:
    read(DescribeAnswer, {**ABOUT, "capabilities": declared}, "describe answer")


def test_a_capability_is_a_tag_that_says_what_it_needs_and_is_no_role() -> None:
    assert OTHER_TAGS == {**ROLE_TAGS, **CAPABILITY_TAGS, **TIME_TAGS}
    assert CAPABILITY_TAGS.keys() & ROLE_TAGS.keys() == set()
    assert [each for each in CAPABILITY_TAGS.values() if not each.startswith("needs ")] == []


def test_the_reference_leaves_nothing_out() -> None:
    said = Adapter(lambda _: {})({"verb": "describe", "protocol": 1})
    assert set(said["capabilities"]) == CAPABILITY_TAGS.keys()
