"""Frozen sets of scenarios, one for each release of the suite."""

from pathlib import Path

import pytest

from midcert.rules.rule_sets import DRAFT, RuleSet, RuleSetError, chosen, load_rule_sets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"1.9": "a\n", "1.10": "# of 2021\n\na\nb::c[d e]\n", "1.2": "a\n"}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_before_the_first_release_everything_counts(tmp_path: Path) -> None:
    for sets in (load_rule_sets(tmp_path), load_rule_sets(tmp_path / "none")):
        assert chosen(sets, None) == RuleSet(DRAFT, None)
        assert chosen(sets, None).has("anything")


def test_the_newest_release_counts_unless_another_is_chosen(folder: Path) -> None:
    sets = load_rule_sets(folder)
    assert list(sets) == [DRAFT, "1.2", "1.9", "1.10"]
    assert chosen(sets, None) == RuleSet("1.10", frozenset({"a", "b::c[d e]"}))
    assert not chosen(sets, "1.9").has("b::c[d e]")
    assert chosen(sets, DRAFT).has("b::c[d e]")


def test_an_unknown_one_is_refused_and_the_known_ones_are_named(folder: Path) -> None:
    with pytest.raises(RuleSetError, match=r"^there is no rule set 2.0, but draft, 1.2, 1.9, 1.10$"):
        chosen(load_rule_sets(folder), "2.0")


@pytest.mark.parametrize(("content", "reason"), [(b"# nothing\n", "holds no scenario"), (b"\xff", "cannot be read")])
def test_a_file_that_holds_none_is_refused(folder: Path, content: bytes, reason: str) -> None:
    (folder / "3.0.txt").write_bytes(content)
    with pytest.raises(RuleSetError, match=rf"3\.0\.txt: {reason}"):
        load_rule_sets(folder)
