import re
from typing import Any

import pytest

from fakes.observe import observations
from fakes.observe.observations import Observations
from fakes.releases.builds import named
from midcert.reports.asked import PHRASES
from midcert.reports.words import MAX_CHARACTERS, said, value
from midcert.results.mismatch import Comparison, Mismatch, Question

PATCH_1, PATCH_2 = named("Orlando Patch 1").stamp, named("Orlando Patch 2").stamp


def questions() -> set[str]:
    """The names of all questions that a step can ask."""
    subjects = [each for each in vars(observations).values() if isinstance(each, type) and each is not Observations]
    return {
        f"{subject.__name__.lower()}.{name}"
        for subject in subjects
        for name, ask in vars(subject).items()
        if hasattr(ask, "__wrapped__") and not name.startswith("_")
    }


def mismatch(
    expected: Any,  # noqa: ANN401 - JSON
    seen: Any,  # noqa: ANN401 - JSON
    comparison: Comparison = Comparison.EQUAL,
    asks: str = "",
    *about: object,
    last: str = "",
) -> Mismatch:
    question = Question(asks, list(about)) if asks else None
    return Mismatch(comparison, expected, seen, "text", question, last)


def test_every_question_has_a_phrase_and_every_phrase_its_question() -> None:
    assert questions() == PHRASES.keys()


@pytest.mark.parametrize(
    ("comparison", "expected", "seen", "words"),
    [
        (Comparison.EQUAL, [PATCH_1, PATCH_2], [PATCH_1], ("Orlando Patch 1, Orlando Patch 2", "Orlando Patch 1")),
        (Comparison.EQUAL, [], ["1:00:00"], ("none", "1:00:00")),
        (Comparison.EQUAL, 1, 0, ("1", "0")),
        (Comparison.EQUAL, "Up", "", ("Up", "nothing")),
        (Comparison.EQUAL, {"berlin": "given"}, {"berlin": "409"}, ("berlin: given", "berlin: 409")),
        (Comparison.EQUAL, [], [["0:00:00", 409], ["0:00:20", 201]], ("none", "0:00:00 with 409, 0:00:20 with 201")),
        (Comparison.AMONG, "ready", ["processed"], ("ready among them", "processed")),
        (Comparison.NOT_AMONG, "Paused", ["Up", "Paused"], ("no Paused", "Up, Paused")),
        (Comparison.ANY, "a request for a package", [], ("a request for a package", "none")),
        (Comparison.AT_LEAST, 3, [1, 2], ("3 or more", "1, 2")),
        (Comparison.RISING, [0, 5], [5, 0], ("values that rise", "5, 0")),
    ],
)
def test_a_comparison_in_words(comparison: Comparison, expected: object, seen: object, words: tuple[str, str]) -> None:
    found = said(mismatch(expected, seen, comparison))
    assert (found.asked, found.expected, found.seen) == ("", *words)


def test_the_question_is_a_heading_with_its_arguments() -> None:
    assert said(mismatch([], ["x"], Comparison.EQUAL, "commands.states", "berlin", "autoUpgrade")).asked == (
        'states of the commands "autoUpgrade" in the queue of "berlin"'
    )
    assert said(mismatch([], ["x"], Comparison.EQUAL, "history.steps", "berlin", PATCH_2)).asked == (
        'steps of "berlin" in the upgrade to Orlando Patch 2'
    )


def test_where_several_were_asked_for_the_same_the_heading_names_them_all() -> None:
    wanted = {"berlin": PATCH_1, "oslo": PATCH_1}
    asked = said(mismatch(wanted, {**wanted, "berlin": ""}, Comparison.EQUAL, "versions.running", "oslo")).asked
    assert asked == 'the version that runs as "berlin" and "oslo"'


def test_what_was_seen_before_is_named_where_nothing_was_seen() -> None:
    found = mismatch("a question for the version", [], Comparison.ANY, "checks.times", "berlin", last="0:00:00")
    assert said(found).seen == "none, the last one at 0:00:00"


def test_seconds_are_durations_and_less_than_none_is_what_did_not_happen() -> None:
    late = mismatch([0, 10.0, 90.0], [0, 90.0, 10.0], Comparison.RISING, "checks.after_up", "berlin")
    assert said(late).seen == "0:00:00, 0:01:30, 0:00:10"
    never = mismatch([-1.0, 0, 10.0], [0, -1.0, 10.0], Comparison.RISING, "checks.after_up", "berlin")
    assert said(never).seen == "0:00:00, none, 0:00:10"


def test_of_long_lists_what_differs_first_is_shown() -> None:
    hours = [f"{hour}:00:00" for hour in range(1, 25)]
    found = said(mismatch(hours, [*hours[:20], "21:00:01", *hours[21:]]))
    assert found.expected == "(the first 20 are alike) 21:00:00, 22:00:00, 23:00:00, 24:00:00"
    assert found.seen == "(the first 20 are alike) 21:00:01, 22:00:00, 23:00:00, 24:00:00"
    assert said(mismatch(hours, hours[:23])).seen == "(the first 23 are alike) no more"
    assert said(mismatch(hours, [])).expected == "1:00:00, 2:00:00, 3:00:00, 4:00:00, 5:00:00, 6:00:00, and 18 more"


def test_what_is_long_is_cut_and_says_so() -> None:
    assert value("x" * 1000) == f"{'x' * MAX_CHARACTERS}... (840 characters more)"
    assert len(value(["x" * 100_000] * 50)) < 1500


def test_nothing_in_it_does_anything_to_a_terminal() -> None:
    hostile = "mine\x1b[31m\x07\u202e\u2028\r\nVerdict: conformant\x9b1m"
    found = said(mismatch({hostile: hostile}, [hostile, [hostile]], Comparison.EQUAL, "issues.open", hostile, hostile))
    for text in (found.asked, found.expected, found.seen):
        assert text.isprintable()
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e]", text)
