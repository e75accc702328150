from datetime import timedelta

from fakes.observe.folding import Moment, folded


def moments(*told: tuple[int, str]) -> list[Moment]:
    return [Moment(timedelta(seconds=seconds), text) for seconds, text in told]


def lines(found: list[Moment]) -> list[str]:
    return [f"{moment.time} {moment.text}" for moment in found]


def test_what_is_told_once_stays_as_it_is() -> None:
    told = moments((0, "a"), (1, "b"), (2, "a"), (3, "b"))
    assert folded(told) == told
    assert folded([]) == []


def test_a_line_that_comes_again_is_told_once_with_its_rhythm_and_its_end() -> None:
    assert lines(folded(moments((0, "a"), (20, "a"), (40, "a")))) == [
        "0:00:00 a (and 2 more, every 0:00:20, until 0:00:40)"
    ]
    assert lines(folded(moments((0, "a"), (20, "a"), (50, "a")))) == ["0:00:00 a (and 2 more, until 0:00:50)"]
    assert lines(folded(moments((0, "a"), (20, "a")))) == ["0:00:00 a (and 1 more, until 0:00:20)"]
    assert lines(folded(moments((7, "a"), (7, "a")))) == ["0:00:07 a (and 1 more)"]


def test_lines_that_come_again_and_again_together_are_told_once() -> None:
    rounds = [
        (20 * number + second, text) for number in range(180) for second, text in ((0, "asks"), (1, "is refused"))
    ]
    assert lines(folded(moments(*rounds, (3600, "asks")))) == [
        "0:00:00 asks",
        "0:00:01 is refused",
        "0:00:20 (the same 2 lines 179 times more, every 0:00:20, until 0:59:41)",
        "1:00:00 asks",
    ]


def test_what_is_repeated_inside_of_what_is_repeated_is_told_once() -> None:
    rounds = [(10 * number, text) for number in range(3) for text in ("a", "a", "b")]
    assert lines(folded(moments(*rounds))) == [
        "0:00:00 a (and 1 more)",
        "0:00:00 b",
        "0:00:10 (the same 3 lines 2 times more, every 0:00:10, until 0:00:20)",
    ]


def test_steps_are_never_folded() -> None:
    steps = [Moment(timedelta(seconds=number), "When 1 hour passes", is_step=True) for number in range(5)]
    assert folded(steps) == steps
