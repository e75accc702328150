"""Which scenarios are in which part."""

import pytest

from midcert.results.part import Shard, digest

IDS = [f"features/x.feature::test_{number}" for number in range(10)]


def test_the_parts_together_are_all_of_them_and_differ_by_one_at_most() -> None:
    parts = [Shard(number, 4).of_all(IDS) for number in (1, 2, 3, 4)]
    assert sorted(each for part in parts for each in part) == IDS
    assert [len(part) for part in parts] == [3, 3, 2, 2]


def test_neighbours_are_in_different_parts_whatever_the_order() -> None:
    assert Shard(1, 4).of_all(reversed(IDS)) == [IDS[0], IDS[4], IDS[8]]
    assert digest(reversed(IDS)) == digest(IDS)


def test_there_may_be_more_parts_than_scenarios() -> None:
    assert Shard(12, 12).of_all(IDS) == []


@pytest.mark.parametrize("text", ["", "2", "0/4", "5/4", "2/", "-1/4", "1/4 ", "one/4"])
def test_what_names_no_part_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="names no part: 2/4 is the second of four"):
        Shard.read(text)


def test_a_part_is_written_as_it_is_read() -> None:
    assert str(Shard.read("2/4")) == "2/4"
