"""What is needless is left out, as far as what is left still shows it."""

from collections.abc import Sequence

import pytest

from midcert.explore.corpus import Line
from midcert.explore.shrink import MOST_TRIES, shrunk

LINES = [Line("when", f"{number} minutes pass") for number in range(20)]


@pytest.mark.parametrize("needed", [[0], [19], [3, 17], [4, 5, 6], list(range(20))])
def test_only_what_is_needed_is_left(needed: list[int]) -> None:
    wanted = [LINES[number] for number in needed]

    def shows(lines: Sequence[Line]) -> int | None:
        return len(lines) if set(wanted) <= set(lines) else None

    assert shrunk(LINES, shows, 20) == (wanted, len(wanted))


def test_what_never_shows_it_again_stays_as_it_was() -> None:
    assert shrunk(LINES, lambda _: None, "seen once") == (LINES, "seen once")


def test_it_ends_whatever_happens() -> None:
    tries: list[int] = []

    def shows(lines: Sequence[Line]) -> int | None:
        tries.append(len(lines))
        return len(lines) if len(lines) >= 600 else None

    lines = [Line("when", f"{number} hours pass") for number in range(1000)]
    shrunk(lines, shows, 1000)
    assert len(tries) <= MOST_TRIES
