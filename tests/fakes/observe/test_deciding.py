from datetime import UTC, datetime, timedelta

import pytest

from fakes.journal import Entry
from fakes.observe.deciding import chosen, judged_since
from fakes.observe.folding import Moment

BEGIN = datetime(2020, 7, 1, tzinfo=UTC)


def journal(*kinds: str) -> list[Entry]:
    """One entry for each: a step of the scenario, or something that a MID Server does."""
    steps = ("given", "when", "then", "rest")
    return [
        Entry(BEGIN, number, "scenario" if kind in steps else "berlin", kind, {}) for number, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("kinds", "since"),
    [
        (["given", "facts", "when", "facts", "then"], 2),
        (["given", "when", "facts", "when", "facts", "then"], 1),
        (["given", "when", "then", "facts", "when", "then", "then"], 4),
        (["given", "when", "then", "given", "facts", "when"], 5),
        (["facts", "given", "facts", "then"], 1),
        (["given", "when", "facts", "rest"], 1),
        (["facts", "facts"], 0),
        ([], 0),
    ],
    ids=[
        "a When",
        "several Whens",
        "the last Whens",
        "a When that fails",
        "no When",
        "afterwards",
        "no step",
        "nothing",
    ],
)
def test_a_step_judges_what_happens_since_the_last_whens_before_it(kinds: list[str], since: int) -> None:
    assert judged_since(journal(*kinds)) == since


def moments(texts: str) -> list[Moment]:
    """One for each letter; small ones are quiet."""
    return [Moment(timedelta(), text, is_quiet=text.islower()) for text in texts]


@pytest.mark.parametrize(
    ("before", "judged", "told"),
    [
        ("AB", "CDE", ["A", "B", "C", "D", "E"]),
        ("ABcD", "EfGh", ["(2 lines before)", "c", "D", "E", "f", "G", "h"]),
        ("A", "BCDEFG", ["(1 line before)", "B", "C", "D", "E", "F", "G"]),
        ("ABC", "DeFghIJ", ["(1 line before, 3 lines between that no Then asks about)", "B", "C", "D", "F", "I", "J"]),
        ("", "abcdefG", ["(6 lines between that no Then asks about)", "G"]),
        ("A", "BCDEFGHIJ", ["(1 line before)", "B", "C", "(3 lines left out)", "G", "H", "I", "J"]),
    ],
    ids=["all", "before", "just all", "quiet ones", "one that tells", "too many"],
)
def test_six_lines_are_told_of_what_is_judged_first_and_of_what_led_to_it(
    before: str, judged: str, told: list[str]
) -> None:
    lines = [line.removeprefix("0:00:00  ") for line in chosen(moments(before), moments(judged), 6)]
    assert lines == told
