"""Frozen sets of scenarios, one for each release of the suite."""

from pathlib import Path

import pytest

from midcert.rules.ledger import EXPLORED
from midcert.rules.rule_sets import DRAFT, RuleSet, RuleSetError, load_rule_set
from midcert.run.layout import RULE_SETS
from tests.forked import Interpreter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"1.9": "a\n", "1.10": "# of 2021\n\na\nb::c[d e]\n", "1.2": "a\n"}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_before_the_first_release_everything_counts(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        assert load_rule_set(folder) == RuleSet(DRAFT, None)
        assert load_rule_set(folder).has("anything")


def test_the_newest_release_counts_unless_another_is_chosen(folder: Path) -> None:
    assert load_rule_set(folder) == RuleSet("1.10", frozenset({"a", "b::c[d e]"}))
    assert not load_rule_set(folder, "1.9").has("b::c[d e]")
    assert load_rule_set(folder, DRAFT).has("b::c[d e]")


def test_an_unknown_one_is_refused_and_the_known_ones_are_named(folder: Path) -> None:
    with pytest.raises(RuleSetError, match=r"^there is no rule set 2.0, but draft, 1.2, 1.9, 1.10$"):
        load_rule_set(folder, "2.0")


@pytest.mark.parametrize(("content", "reason"), [(b"# nothing\n", "holds no scenario"), (b"\xff", "cannot be read")])
def test_a_file_that_holds_none_is_refused(folder: Path, content: bytes, reason: str) -> None:
    (folder / "3.0.txt").write_bytes(content)
    with pytest.raises(RuleSetError, match=rf"3\.0\.txt: {reason}"):
        load_rule_set(folder)


def test_a_set_that_is_just_being_written_hinders_nobody_who_wants_another(folder: Path) -> None:
    (folder / "3.0.txt").write_text("", "utf-8")
    assert load_rule_set(folder, DRAFT) == RuleSet(DRAFT, None)


@pytest.mark.parametrize("path", sorted(RULE_SETS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_scenario_of_a_frozen_set_is_there_and_no_explored_one_is_in_it(
    path: Path, interpreter: Interpreter
) -> None:
    frozen = load_rule_set(RULE_SETS, path.stem).scenarios or frozenset()
    scenarios = {each for ids in interpreter.scenarios.values() for each in ids} | set(interpreter.laws.values())
    assert sorted(frozen - scenarios) == [], f"gone; before its release: midcert list --rule-set > {path}"
    assert sorted(frozen & set(interpreter.scenarios[EXPLORED])) == [], "explored sequences are chosen anew"
