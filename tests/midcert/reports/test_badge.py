"""The verdict as a badge."""

import json
from xml.etree.ElementTree import fromstring as parse

import pytest

from midcert.reports.badge import endpoint, svg
from midcert.results.outcomes import Word
from midcert.results.verdict import Counts
from tests.midcert.reports.runs import run

COUNTS = Counts({"passed": 3, "failed": 1, "not applicable": 2}, {}, {}, 0)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (Word.CONFORMANT, "conformant to draft"),
        (Word.NOT_CONFORMANT, "not conformant, 3 of 4"),
        (Word.PASSED_DRAFT, "passed what there is (draft), 3 of 4"),
        (Word.INCOMPLETE, "incomplete, 3 of 4"),
    ],
)
def test_both_say_the_same(word: Word, said: str) -> None:
    made = run(word=word, counts=COUNTS)
    fields = json.loads(endpoint(made))
    assert (fields["schemaVersion"], fields["label"], fields["message"]) == (1, "MID Server upgrades", said)
    texts = {each.text for each in parse(svg(made)).iter("{http://www.w3.org/2000/svg}text")}
    assert texts == {"MID Server upgrades", said}


def test_a_picture_is_the_same_each_time() -> None:
    made = run(word=Word.CONFORMANT, counts=COUNTS)
    assert svg(made) == svg(made)
