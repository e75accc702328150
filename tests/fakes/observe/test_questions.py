import re
from datetime import UTC, datetime

import pytest

from fakes.journal import Journal
from fakes.observe.questions import question
from fakes.releases.builds import named

PATCH_1 = named("Orlando Patch 1")


class Answerer:
    """Knows little."""

    def __init__(self) -> None:
        self.journal = Journal(lambda: datetime(2020, 7, 1, tzinfo=UTC))

    @question
    def heard(self, *what: object) -> list[str]:
        """What was asked."""
        return [str(each) for each in what]

    @question
    def refused(self) -> None:
        """Nothing."""
        raise ValueError("no")


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ([], []),
        (["berlin", 7], ["berlin", 7]),
        ([re.compile("no (space|site)")], ["no (space|site)"]),
        ([PATCH_1, "berlin"], [PATCH_1.stamp, "berlin"]),
    ],
    ids=["nothing", "plain values", "a pattern", "a build"],
)
def test_a_question_is_journalled_in_plain_words_with_its_answer(about: list[object], words: list[object]) -> None:
    answerer = Answerer()
    answer = answerer.heard(*about)
    assert answer == [str(each) for each in about]
    (entry,) = answerer.journal
    assert (entry.actor, entry.kind) == ("observer", "question")
    assert entry.detail == {"asks": "heard", "about": words, "answer": answer}
    assert entry.to_json().startswith('{"time": ')


def test_a_question_without_an_answer_is_not_journalled() -> None:
    answerer = Answerer()
    with pytest.raises(ValueError, match=r"^no$"):
        answerer.refused()
    assert list(answerer.journal) == []


def test_a_question_keeps_its_explanation() -> None:
    assert Answerer.heard.__doc__ == "What was asked."
