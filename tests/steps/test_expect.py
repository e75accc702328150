from collections.abc import Callable
from http import HTTPStatus

import pytest

from fakes.network.http_types import NetworkFault
from fakes.releases.builds import named
from steps.words.expect import expect, expect_among, expect_rising, expect_some, expect_without, shown

PATCH_1, PATCH_2 = named("Orlando Patch 1").stamp, named("Orlando Patch 2").stamp


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (PATCH_1, "Orlando Patch 1"),
        ("orlando-other", "orlando-other"),
        ("", "nothing"),
        ([], "nothing"),
        ({}, "nothing"),
        (set(), "nothing"),
        (["Up", "Upgrading", "Up"], "Up, Upgrading, Up"),
        ([PATCH_2, PATCH_1], "Orlando Patch 2, Orlando Patch 1"),
        ({"oslo", "berlin"}, "berlin, oslo"),
        ({"berlin": "given", "oslo": "409"}, "berlin: given, oslo: 409"),
        ([("0:00:00", HTTPStatus.CONFLICT), ("0:00:20", 201)], "0:00:00 with 409, 0:00:20 with 201"),
        (NetworkFault.TIMED_OUT, "timed out"),
        (3, "3"),
        (0.5, "0.5"),
        (None, "None"),
    ],
)
def test_values_are_shown_in_words(value: object, words: str) -> None:
    assert shown(value) == words


def test_what_holds_says_nothing() -> None:
    expect("Up", "Up")
    expect([], [])
    expect_some(["x"], "a package")
    expect_among(["ready", "processed"], "ready")
    expect_without(["Up"], "Upgrade Failed")
    expect_rising(1, 1, 2)
    expect_rising()


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda: expect(PATCH_1, PATCH_2), "expected Orlando Patch 2; seen Orlando Patch 1"),
        (lambda: expect([], ["Up"]), "expected Up; seen nothing"),
        (lambda: expect(["Up", "Down"], ["Down", "Up"]), "expected Down, Up; seen Up, Down"),
        (lambda: expect_some([], "a package"), "expected a package; seen none"),
        (lambda: expect_among(["processed"], "ready"), "expected ready; seen processed"),
        (lambda: expect_among([], "ready"), "expected ready; seen nothing"),
        (lambda: expect_without(["Up", "Down"], "Down"), "expected no Down; seen Up, Down"),
    ],
    ids=["another value", "nothing", "another order", "none of some", "not among", "among none", "unwanted"],
)
def test_what_does_not_hold_says_what_was_expected_and_what_was_seen(check: Callable[[], None], said: str) -> None:
    with pytest.raises(AssertionError) as failed:
        check()
    assert str(failed.value) == said


@pytest.mark.parametrize("values", [(2, 1), (1, 3, 2), (0.5, 0.25)])
def test_values_that_fall_are_shown(values: tuple[float, ...]) -> None:
    shown_in_order = ".*".join(map(str, values))
    with pytest.raises(AssertionError, match=rf"^expected rising values; seen {shown_in_order}$"):
        expect_rising(*values)
