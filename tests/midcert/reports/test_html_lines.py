from dataclasses import replace
from datetime import timedelta

import pytest

from midcert.reports.html_lines import Kind, Line, clock, lasting, made_few

ASKS, REFUSED = Line(timedelta(), "berlin asks"), Line(timedelta(), "berlin is refused", tone="bad")


def at(seconds: float, line: Line = ASKS) -> Line:
    return replace(line, at=timedelta(seconds=seconds))


def words(*lines: Line) -> list[str]:
    return [line.words for line in made_few(lines)]


def test_what_happened_once_stands_as_it_is() -> None:
    assert words(at(0), at(0, REFUSED)) == ["berlin asks", "berlin is refused"]


def test_silence_is_a_line_with_its_length() -> None:
    lines = made_few([at(0), at(3600, REFUSED)])
    assert [(line.kind, line.words) for line in lines][1] == (Kind.SILENCE, "nothing for 1 h")


def test_equal_lines_of_one_instant_are_one() -> None:
    assert words(at(0), at(0), at(0)) == ["berlin asks, 3 times"]


def test_what_goes_on_at_equal_distances_is_folded() -> None:
    lines = [at(seconds, line) for seconds in (0, 20, 40, 60) for line in (ASKS, REFUSED)]
    assert words(*lines) == ["berlin asks", "berlin is refused", "and so on, 3 times more, every 20 s, until 0:01:00"]


def test_what_happens_at_other_distances_is_not_called_the_same() -> None:
    assert "and so on" not in "".join(words(at(0), at(20), at(50), at(60)))


def test_twice_is_no_repetition() -> None:
    assert words(at(0), at(20)) == ["berlin asks", "nothing for 20 s", "berlin asks"]


def test_steps_are_never_folded() -> None:
    step = Line(timedelta(), "When an hour passes", Kind.STEP)
    assert words(*[at(seconds, step) for seconds in (0, 20, 40)]).count("When an hour passes") == 3


def test_the_same_outside_the_stretch_at_issue_is_no_repetition() -> None:
    issue = replace(ASKS, is_at_issue=True)
    assert words(at(0), at(20), at(40, issue), at(60, issue)).count("berlin asks") == 4


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (timedelta(), "0:00:00"),
        (timedelta(days=3, minutes=1, seconds=2), "72:01:02"),
        (timedelta(milliseconds=250), "0:00:00.250"),
    ],
)
def test_days_count_as_hours(time: timedelta, shown: str) -> None:
    assert clock(time) == shown


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (timedelta(), "0 s"),
        (timedelta(minutes=59, seconds=59), "59 min 59 s"),
        (timedelta(days=3, seconds=0.5), "3 d 0.5 s"),
        (timedelta(hours=25), "1 d 1 h"),
    ],
)
def test_how_long_something_lasts(time: timedelta, shown: str) -> None:
    assert lasting(time) == shown
