import pytest

from fakes.releases.builds import named
from steps.words.phrase import phrase

PATCH_1 = named("Orlando Patch 1")


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ('"berlin" has a permit', {"names": ["berlin"]}),
        ('"berlin" and "oslo" have a permit', {"names": ["berlin", "oslo"]}),
    ],
)
def test_words_joined_by_a_slash_are_two_forms_of_one_step(text: str, arguments: dict[str, object]) -> None:
    step = phrase("{names:Names} has/have a permit")
    assert step.is_matching(text)
    assert step.parse_arguments(text) == arguments


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ('the MID Server "berlin" runs Orlando Patch 1', True),
        ('the MID Servers "berlin" and "oslo" run Orlando Patch 1', True),
        ('the MID Server "berlin" run Orlando Patch 1', False),
        ('the MID Servers "berlin" runs Orlando Patch 1', False),
        ('the MID Server/Servers "berlin" runs/run Orlando Patch 1', False),
    ],
)
def test_of_several_such_words_all_are_the_first_or_all_the_second(text: str, *, matches: bool) -> None:
    step = phrase("the MID Server/Servers {names:Names} runs/run {build:Version}")
    assert step.is_matching(text) is matches
    assert (step.parse_arguments(text) is not None) is matches


def test_a_text_without_such_words_has_one_form() -> None:
    step = phrase('"{mid:Name}" is stopped')
    assert step.parse_arguments('"berlin" is stopped') == {"mid": "berlin"}
    assert step.parse_arguments('"berlin" is started') is None


@pytest.mark.parametrize(
    "text",
    [
        '"berlin" runs Orlando Patch 99',
        '"berlin" runs San Diego Patch 10',
        '"berlin" runs orlando patch 1',
        '"berlin" runs Orlando Patch 1 today',
        'today "berlin" runs Orlando Patch 1',
        '"Berlin" runs Orlando Patch 1',
        "berlin runs Orlando Patch 1",
        '"berlin" Runs Orlando Patch 1',
    ],
    ids=["no such build", "ambiguous", "lower case", "more behind", "more before", "a capital", "no quotes", "verb"],
)
def test_a_word_that_nobody_knows_leaves_a_step_undefined(text: str) -> None:
    step = phrase('"{mid:Name}" runs {build:Version}')
    assert step.parse_arguments('"berlin" runs Orlando Patch 1') == {"mid": "berlin", "build": PATCH_1}
    assert not step.is_matching(text)
    assert step.parse_arguments(text) is None


def test_fields_without_a_type_are_texts_and_numbers_are_numbers() -> None:
    step = phrase('the command "{command}" was sent {times:d} time/times')
    assert step.parse_arguments('the command "a b" was sent 2 times') == {"command": "a b", "times": 2}
    assert step.parse_arguments('the command "a b" was sent 1 time') == {"command": "a b", "times": 1}
    assert step.parse_arguments('the command "a b" was sent two times') is None


def test_it_is_known_by_its_text() -> None:
    assert phrase('"{mid:Name}" is stopped').name == '"{mid:Name}" is stopped'
