import functools

import pytest

from midcert.gherkin.negative import affirmative, is_marked, is_negative, negative, negative_word


def step() -> None:
    pass


def test_a_mark_says_which_way() -> None:
    denies = negative(lambda: None)
    affirms = affirmative(lambda: None)
    assert (is_negative(denies), is_marked(denies)) == (True, True)
    assert (is_negative(affirms), is_marked(affirms)) == (False, True)
    assert (is_negative(step), is_marked(step)) == (False, False)


def test_a_wrapped_function_keeps_its_mark() -> None:
    marked = negative(lambda: None)
    assert is_negative(functools.wraps(marked)(lambda: None))


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ('"{name}" has not asked', "not"),
        ("No permit is taken", "No"),
        ("it never upgrades", "never"),
        ("nothing has happened", "nothing"),
        ("none is left", "none"),
        ("it runs without a permit", "without"),
        ("neither has asked", "neither"),
        ('"{name}" has asked', None),
        ("the note {no:d} is there", None),
        (r"the (?P<none>\w+) is there", None),
        ("the notice is there, nonetheless", None),
    ],
)
def test_a_phrase_that_denies_is_known_by_its_words(phrase: str, word: str | None) -> None:
    assert negative_word(phrase) == word
