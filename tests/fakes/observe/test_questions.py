import re
from datetime import UTC, datetime

import pytest

from fakes.journal import Journal
from fakes.observe.evidence import Evidence
from fakes.observe.questions import question
from fakes.releases.builds import named

PATCH_1 = named("Orlando Patch 1")


class Rumours:
    """Knows little."""

    def __init__(self) -> None:
        self.evidence = Evidence(Journal(lambda: datetime(2020, 7, 1, tzinfo=UTC)), {})

    @question
    def heard(self, *what: object, loudly: str = "") -> list[str]:
        """What was asked."""
        return [str(each) for each in (*what, loudly) if each]

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
    rumours = Rumours()
    answer = rumours.heard(*about)
    assert answer == [str(each) for each in about]
    (entry,) = rumours.evidence.journal
    assert (entry.actor, entry.kind) == ("observer", "question")
    assert entry.detail == {"asks": "rumours.heard", "about": words, "answer": answer}
    assert entry.to_json().startswith('{"time": ')


def test_what_is_asked_by_name_is_journalled_after_the_rest() -> None:
    rumours = Rumours()
    rumours.heard("berlin", loudly="oslo")
    (entry,) = rumours.evidence.journal
    assert entry.detail["about"] == ["berlin", "oslo"]


def test_a_question_without_an_answer_is_not_journalled() -> None:
    rumours = Rumours()
    with pytest.raises(ValueError, match=r"^no$"):
        rumours.refused()
    assert list(rumours.evidence.journal) == []


def test_a_question_keeps_its_name_and_its_explanation() -> None:
    assert (Rumours.heard.__name__, Rumours.heard.__qualname__) == ("heard", "Rumours.heard")
    assert Rumours.heard.__doc__ == "What was asked."
