"""Of each outline one row, and in the end all of them."""

from tests.proof.rows import one_of_each

SCENARIOS = {"A-1": ["f::a[x]", "f::a[y]", "f::b"], "B-1": ["g::c[x]", "g::c[y]", "g::c[z]"]}


def test_each_outline_is_met_with_one_row() -> None:
    assert one_of_each(SCENARIOS, 0) == ["f::a[x]", "f::b", "g::c[x]"]
    assert one_of_each(SCENARIOS, 4) == ["f::a[x]", "f::b", "g::c[y]"]


def test_every_row_has_its_turn() -> None:
    met = {scenario for turn in range(3) for scenario in one_of_each(SCENARIOS, turn)}
    assert met == {scenario for ids in SCENARIOS.values() for scenario in ids}
