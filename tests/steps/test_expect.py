from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import msgspec
import pytest

from fakes.network.http_types import NetworkFault
from fakes.releases.builds import named
from fakes.text import MAX_SHOWN_CHARACTERS, password_of
from midcert.results.mismatch import Comparison, Mismatch, MismatchError
from steps.words.expect import (
    expect,
    expect_among,
    expect_at_least,
    expect_rising,
    expect_some,
    expect_to_the_minute,
    expect_up,
    expect_without,
    shown,
)

BUILD = named("Orlando Patch 1")
PATCH_1, PATCH_2 = BUILD.stamp, named("Orlando Patch 2").stamp
COME_UP = "'berlin' to report Up and Orlando Patch 1 in its record, and to ask for its version"


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
    expect_up(PATCH_1, BUILD, "berlin")
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
        (
            lambda: expect_up("", BUILD, "berlin"),
            f"expected {COME_UP}, within 10 minutes of its start; seen nothing",
        ),
        (lambda: expect_some([], "a package"), "expected a package; seen none"),
        (lambda: expect_among(["processed"], "ready"), "expected ready; seen processed"),
        (lambda: expect_among([], "ready"), "expected ready; seen nothing"),
        (lambda: expect_without(["Up", "Down"], "Down"), "expected no Down; seen Up, Down"),
    ],
    ids=["another value", "nothing", "another order", "not up", "none of some", "not among", "among none", "unwanted"],
)
def test_what_does_not_hold_says_what_was_expected_and_what_was_seen(check: Callable[[], None], said: str) -> None:
    with pytest.raises(AssertionError) as failed:
        check()
    assert str(failed.value) == said


@pytest.mark.parametrize("seen", [[3599.0, 59.0], [3600, -59], [3659.9, 0]])
def test_less_than_a_minute_makes_no_difference(seen: list[float]) -> None:
    expect_to_the_minute(seen, [timedelta(hours=1), timedelta()])


@pytest.mark.parametrize(
    ("seen", "told"), [([], "nothing"), ([3540.0], "0:59:00"), ([3600, 0], "1:00:00, 0:00:00"), ([None], "no time")]
)
def test_a_minute_more_or_less_is_another_time(seen: list[float | None], told: str) -> None:
    with pytest.raises(MismatchError, match=f"^expected 1:00:00 ago, to the minute; seen {told}$"):
        expect_to_the_minute(seen, [timedelta(hours=1)])


def test_the_greatest_number_has_to_be_so_great() -> None:
    expect_at_least([1, 3], 3)
    with pytest.raises(MismatchError, match=r"^expected 3 or more; seen 1, 2$"):
        expect_at_least([1, 2], 3)
    with pytest.raises(MismatchError, match=r"^expected 3 or more; seen nothing$"):
        expect_at_least([], 3)


@pytest.mark.parametrize("values", [(2, 1), (1, 3, 2), (0.5, 0.25)])
def test_values_that_fall_are_shown(values: tuple[float, ...]) -> None:
    shown_in_order = ".*".join(map(str, values))
    with pytest.raises(AssertionError, match=rf"^expected rising values; seen {shown_in_order}$"):
        expect_rising(*values)


# ---- The same as values


def mismatch_of(check: Callable[[], None]) -> Mismatch:
    with pytest.raises(MismatchError) as failed:
        check()
    return failed.value.mismatch


@pytest.mark.parametrize(
    ("check", "mismatch"),
    [
        (lambda: expect(PATCH_1, PATCH_2), Mismatch(Comparison.EQUAL, PATCH_2, PATCH_1, "build")),
        (lambda: expect_up(PATCH_2, BUILD, "berlin"), Mismatch(Comparison.EQUAL, PATCH_1, PATCH_2, "build")),
        (lambda: expect_some([], "a package"), Mismatch(Comparison.ANY, "a package", [], "text")),
        (lambda: expect_among(["processed"], "ready"), Mismatch(Comparison.AMONG, "ready", ["processed"], "text")),
        (
            lambda: expect_without(["Up", "Down"], "Down"),
            Mismatch(Comparison.NOT_AMONG, "Down", ["Up", "Down"], "status"),
        ),
        (lambda: expect_rising(2, 0.5, 1), Mismatch(Comparison.RISING, [0.5, 1, 2], [2, 0.5, 1], "count")),
    ],
    ids=["equal", "up", "some", "among", "without", "rising"],
)
def test_what_does_not_hold_is_told_as_values(check: Callable[[], None], mismatch: Mismatch) -> None:
    assert mismatch_of(check) == mismatch


@pytest.mark.parametrize(
    ("seen", "wanted", "kind"),
    [
        ("", PATCH_1, "build"),
        ([PATCH_2], [PATCH_1], "build"),
        ([], ["Up", "Upgrade Failed"], "status"),
        ("1 day, 0:00:20", "0:00:00", "duration"),
        (["1:00:00"], [], "duration"),
        (2, 3, "count"),
        ({"berlin": 1}, {"berlin": 0}, "count"),
        (["processed"], [], "text"),
        ([("0:00:00", 201)], [("0:00:00", HTTPStatus.CONFLICT)], "text"),
        ([""], [], "text"),
        ("Up", PATCH_1, "text"),
    ],
)
def test_values_are_of_one_kind_or_texts(seen: object, wanted: object, kind: str) -> None:
    assert mismatch_of(lambda: expect(seen, wanted)).kind == kind


@pytest.mark.parametrize(
    ("seen", "plain"),
    [
        ({"oslo", "berlin"}, ["berlin", "oslo"]),
        ([("0:00:00", HTTPStatus.CONFLICT)], [["0:00:00", 409]]),
        ({"berlin": ("given", None)}, {"berlin": ["given", None]}),
        (NetworkFault.TIMED_OUT, "timed out"),
        (BUILD.built, "2020-02-26 17:20:00+00:00"),
    ],
)
def test_values_are_those_of_json(seen: object, plain: object) -> None:
    mismatch = mismatch_of(lambda: expect(seen, "x"))
    assert mismatch.seen == plain
    assert msgspec.json.decode(msgspec.json.encode(mismatch), type=Mismatch) == mismatch


# ---- Whatever a target says


HOSTILE = {
    "control characters": ("\x1b[2J\x07a\x00\r\x9b1mb\u202e", "a1mb"),
    "halves of surrogate pairs": ("a\ud800\udfff\ud83d b", "a b"),
    "a password": (f"it is {password_of('berlin')}", "it is (hidden)"),
    "much": ("x" * 100_000, f"{'x' * MAX_SHOWN_CHARACTERS} ... (it goes on)"),
}


@pytest.mark.parametrize(("said", "told"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    ("check", "find"),
    [
        (lambda said: expect(said, "x"), lambda seen: seen),
        (lambda said: expect([(said, 201)], []), lambda seen: seen[0][0]),
        (lambda said: expect({"berlin": said}, {}), lambda seen: seen["berlin"]),
        (lambda said: expect({said: "berlin"}, {}), lambda seen: next(iter(seen))),
        (lambda said: expect_up(said, BUILD, "berlin"), lambda seen: seen),
        (lambda said: expect_among([said], "ready"), lambda seen: seen[0]),
        (lambda said: expect_without({said, "Down"}, "Down"), lambda seen: (set(seen) - {"Down"}).pop()),
    ],
    ids=["a text", "in a tuple", "in a dict", "as a name", "up", "among", "without"],
)
def test_what_was_seen_is_printable_and_no_longer_than_somebody_reads(
    check: Callable[[str], None], find: Callable[[Any], str], said: str, told: str
) -> None:
    with pytest.raises(MismatchError) as failed:
        check(said)
    assert find(failed.value.mismatch.seen) == told
    sentence = str(failed.value)
    assert told in sentence
    assert len(sentence) < MAX_SHOWN_CHARACTERS + 200
    assert sentence.isprintable()
    assert msgspec.json.encode(failed.value.mismatch)


def test_no_line_of_a_sentence_is_a_target_s() -> None:
    with pytest.raises(MismatchError, match=r"seen mine\\nVerdict: conformant$") as failed:
        expect("mine\nVerdict: conformant", "x")
    assert failed.value.mismatch.seen == "mine\nVerdict: conformant"
