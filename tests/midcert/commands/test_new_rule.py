"""`midcert new-rule`: the drafts are found where they belong, and the suite takes them as they are."""

import ast
import re
import shutil
from pathlib import Path

import pytest
from gherkin.parser import Parser
from msgspec.structs import replace

from midcert.commands.cli import main
from midcert.commands.new_rule import RefusedError, write
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import Keeper, Level, Rule, load_ledger
from midcert.run.layout import ROOT

MINE = Rule(
    id="AUTO-MINE", chapter="Upgrade methods", level=Level.REQUIRED, role=Keeper.MID, says="It upgrades on Mondays."
)
ONE_SENTENCE = "is one sentence on one line, without double quotes and backslashes"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("features", "broken"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_entry_stands_behind_the_last_one_of_its_chapter_that_begins_alike(checkout: Path) -> None:
    before = list(load_ledger(checkout / "features/rules.toml").rules)
    write(checkout, MINE)
    ledger = load_ledger(checkout / "features/rules.toml")
    assert ledger.rules["AUTO-MINE"] == replace(MINE, cases=("It upgrades on Mondays",))
    assert [rule_id for rule_id in ledger.rules if rule_id != "AUTO-MINE"] == before
    kin = [rule.id for rule in ledger.chapters["Upgrade methods"] if rule.id.startswith("AUTO-")]
    assert kin[-1] == "AUTO-MINE"
    assert before[list(ledger.rules).index("AUTO-MINE") - 1] == kin[-2]


def test_the_entry_stands_above_the_heading_of_the_next_section(checkout: Path) -> None:
    write(checkout, MINE)
    text = (checkout / "features/rules.toml").read_text("utf-8")
    assert re.search(r'says = "It upgrades on Mondays."\ncases = \["It upgrades on Mondays"\]\n\n# ', text)


def test_the_scenario_is_a_feature_among_those_of_its_chapter(checkout: Path) -> None:
    write(checkout, MINE)
    [path] = checkout.glob("features/*/auto_mine.feature")
    assert path.parent.name == "03_upgrade_methods"
    feature = Parser().parse(path.read_text("utf-8"))["feature"]
    assert [tag["name"] for tag in feature["tags"]] == ["@mid"]
    assert "@AUTO-MINE\n  Rule: It upgrades on Mondays\n" in path.read_text("utf-8")


@pytest.mark.parametrize(("role", "base"), [(Keeper.MID, "BrokenMidServer"), (Keeper.INSTANCE, "BrokenInstance")])
def test_the_fault_is_a_class_in_the_module_of_its_chapter(checkout: Path, role: Keeper, base: str) -> None:
    write(checkout, Rule(id="AUTO-MINE", chapter=MINE.chapter, level=MINE.level, role=role, says=MINE.says))
    module = ast.parse((checkout / "broken/upgrade_methods.py").read_text("utf-8"))
    made = module.body[-1]
    assert isinstance(made, ast.ClassDef)
    assert (made.name, ast.unparse(made.bases[0]), ast.unparse(made.keywords[0])) == (
        "BreaksAutoMine",
        base,
        "rule='AUTO-MINE'",
    )


def test_an_interpreted_rule_is_named_for_its_reading(checkout: Path) -> None:
    rule = Rule(
        id="AUTO-MINE", chapter=MINE.chapter, level=Level.INTERPRETED, role=MINE.role, says=MINE.says, reading="So."
    )
    write(checkout, rule)
    assert load_ledger(checkout / "features/rules.toml").rules["AUTO-MINE"] == replace(rule, cases=("So",))
    [path] = checkout.glob("features/*/auto_mine.feature")
    assert "  Rule: So\n" in path.read_text("utf-8")


def test_a_chapter_without_scenarios_gets_a_folder(checkout: Path) -> None:
    chapter = "Non-blocking warnings"
    shutil.rmtree(checkout / "features/14_non_blocking_warnings")
    write(checkout, Rule(id="WARN-MINE", chapter=chapter, level=MINE.level, role=MINE.role, says=MINE.says))
    assert (checkout / "features/99_non_blocking_warnings/warn_mine.feature").exists()


@pytest.mark.parametrize(
    ("rule_id", "chapter", "said"),
    [
        ("AUTO-HOURLY", "Upgrade methods", "AUTO-HOURLY is there already"),
        ("AUTO-MINE", "Upgrade method", "no chapter is called 'Upgrade method'; the nearest is 'Upgrade methods'"),
        ("AUTO-MINE", "Mondays", "no chapter is called 'Mondays'; there are 'MID Server upgrades', "),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    checkout: Path, rule_id: str, chapter: str, said: str
) -> None:
    before = {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}
    with pytest.raises(RefusedError) as refused:
        write(checkout, Rule(id=rule_id, chapter=chapter, level=MINE.level, role=MINE.role, says="It does."))
    assert str(refused.value).startswith(said)
    assert {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()} == before


def test_nothing_is_written_where_there_is_such_a_feature_already(checkout: Path) -> None:
    path = checkout / "features/03_upgrade_methods/auto_mine.feature"
    path.write_text("Feature: mine\n", "utf-8")
    before = (checkout / "features/rules.toml").read_bytes()
    with pytest.raises(RefusedError, match=r"^features/03_upgrade_methods/auto_mine\.feature is there already$"):
        write(checkout, MINE)
    assert (checkout / "features/rules.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mine", "--says", "It does."], "'mine' is no id of a rule, such as AUTO-HOURLY"),
        (["AUTO-MINE", "--says", " "], f"--says {ONE_SENTENCE}"),
        (
            ["AUTO-MINE", "--says", "It \\does."],
            f"--says {ONE_SENTENCE}",
        ),
        (
            ["AUTO-MINE", "--says", 'It "does".'],
            f"--says {ONE_SENTENCE}",
        ),
        (
            ["AUTO-MINE", "--says", "It may.", "--level", "interpreted"],
            "--reading belongs to an interpreted rule, and only to one: what its doubt is read as",
        ),
        (
            ["AUTO-MINE", "--says", "It does.", "--reading", "It may."],
            "--reading belongs to an interpreted rule, and only to one: what its doubt is read as",
        ),
        (
            ["AUTO-MINE", "--says", "It may.", "--level", "interpreted", "--reading", " "],
            f"--reading {ONE_SENTENCE}",
        ),
    ],
)
def test_bad_words_are_refused_in_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert main(["new-rule", *arguments, "--chapter", "Upgrade methods"]) == ExitCode.BAD_INPUT
    assert capsys.readouterr() == ("", f"midcert new-rule: {said}\n")
