"""What is in the body of a request."""

import pytest

from fakes.journal import Entry
from fakes.observe.exchanges import texts_sent
from tests.fakes.observe.entries import entry, exchange, unanswered


@pytest.mark.parametrize(
    ("seen", "texts"),
    [
        (exchange("POST /", sent="a"), ["a"]),
        (exchange("POST /", sent={"a": "b", "c": ["d", {"e": "f"}], "g": 1, "h": None}), ["b", "d", "f"]),
        (unanswered("POST /", sent=["a"]), ["a"]),
        (exchange("GET /"), []),
        (entry("append", sent="a"), []),
    ],
)
def test_texts_are_found_wherever_a_body_holds_them(seen: Entry, texts: list[str]) -> None:
    assert texts_sent(seen) == texts
