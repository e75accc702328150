"""The loader's errors, and the agreement of the ledger with the features."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gherkin.parser import Parser

from midcert.rules.ledger import (
    RULE_ID,
    Keeper,
    Ledger,
    LedgerError,
    Level,
    Rule,
    load_ledger,
)

FEATURES = Path(__file__).parents[3] / "features"
GOOD = """
[[rule]]
id = "AUTO-DEFAULT"
chapter = "Upgrade methods (note); The Upgrade state"
level = "required"
role = "mid"
status = "planned"
says = "It upgrades."
cases = ["It upgrades by itself"]
"""
CASES = 'cases = ["It upgrades by itself"]'
OTHER = GOOD.replace("AUTO-DEFAULT", "AUTO-OTHER").replace('status = "planned"\n', "")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load_ledger(FEATURES / "rules.toml")


def load(tmp_path: Path, text: str) -> Ledger:
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    return load_ledger(file)


# ---------------------------------------------------------------- the loader


def test_an_entry_becomes_a_rule(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).rules["AUTO-DEFAULT"] == Rule(
        id="AUTO-DEFAULT",
        chapter="Upgrade methods (note); The Upgrade state",
        level=Level.REQUIRED,
        role=Keeper.MID,
        says="It upgrades.",
        status="planned",
        reading=None,
        pattern=None,
        law=None,
        cases=("It upgrades by itself",),
        merged_into=None,
        self_test=False,
    )


def test_the_main_chapter_is_the_first_one_without_its_remark(tmp_path: Path) -> None:
    loaded = load(tmp_path, GOOD + OTHER)
    assert list(loaded.chapters) == ["Upgrade methods"]
    assert [rule.id for rule in loaded.chapters["Upgrade methods"]] == ["AUTO-DEFAULT", "AUTO-OTHER"]


@pytest.mark.parametrize(
    "line",
    ['level = "informative"', 'merged_into = "AUTO-DEFAULT"', "self_test = true"],
)
def test_informative_merged_and_self_test_rules_are_not_judged(tmp_path: Path, line: str) -> None:
    key = line.split(" = ", maxsplit=1)[0]
    entry = "\n".join(old for old in OTHER.splitlines() if not old.startswith((key, "cases"))) + f"\n{line}\n"
    loaded = load(tmp_path, GOOD + entry)
    assert not loaded.rules["AUTO-OTHER"].judged
    assert [rule.id for rule in loaded.judged] == ["AUTO-DEFAULT"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('role = "mid"', "", "AUTO-DEFAULT: missing key: role"),
        ('id = "AUTO-DEFAULT"', "", "[[rule]] number 1: missing key: id"),
        ('says = "It upgrades."', 'says = "It upgrades."\nlaws = []', "AUTO-DEFAULT: unknown key 'laws'"),
        ('says = "It upgrades."', "says = 3", "AUTO-DEFAULT: says is not a text: 3"),
        ('says = "It upgrades."', 'says = " "', "AUTO-DEFAULT: says is not a text: ' '"),
        ('"required"', '"wanted"', "AUTO-DEFAULT: level is not one of required, interpreted, informative: 'wanted'"),
        ('"mid"', '"MID"', "AUTO-DEFAULT: role is not one of mid, instance, system: 'MID'"),
        ('"planned"', '"done"', "AUTO-DEFAULT: status is not planned, or left out: 'done'"),
        ('"AUTO-DEFAULT"', '"auto"', "[[rule]] number 1: not a rule id: 'auto'"),
        ('"required"', '"interpreted"', "AUTO-DEFAULT: missing key: reading"),
        (CASES, "", "AUTO-DEFAULT: missing key: cases, what the scenarios of a judged rule try at least"),
        (CASES, "cases = []", "AUTO-DEFAULT: missing key: cases, what the scenarios of a judged rule try at least"),
        (CASES, 'cases = "once"', "AUTO-DEFAULT: cases is not a list of texts: 'once'"),
        (CASES, 'cases = ["once", " "]', "AUTO-DEFAULT: cases is not a list of texts: ['once', ' ']"),
        (CASES, f"{CASES}\nlaw = ['always']", "AUTO-DEFAULT: law is not a text: ['always']"),
        ('"required"', '"informative"', "AUTO-DEFAULT: planned, but it never has scenarios"),
        ('role = "mid"', 'role = "mid"\nself_test = true', "AUTO-DEFAULT: planned, but it never has scenarios"),
        (
            'role = "mid"',
            'role = "mid"\nmerged_into = "AUTO-OTHER"',
            "AUTO-DEFAULT: planned, but it never has scenarios",
        ),
        ('status = "planned"', 'self_test = "yes"', "AUTO-DEFAULT: self_test is not true or false: 'yes'"),
        ('status = "planned"', 'merged_into = "AUTO-NONE"', "AUTO-DEFAULT: merged_into names no rule"),
        ('status = "planned"', 'merged_into = "AUTO-DEFAULT"', "AUTO-DEFAULT: merged_into names no rule"),
        ('role = "mid"', "role = \"mid\"\npattern = '(a'", "AUTO-DEFAULT: pattern does not compile: missing )"),
        ('role = "mid"', "role = \"mid\"\npattern = 'a)|(b'", "AUTO-DEFAULT: pattern does not compile: unbalanced"),
        (
            'role = "mid"',
            "role = \"mid\"\npattern = '(?P<text>a)'",
            "AUTO-DEFAULT: pattern does not compile: redefinition",
        ),
        (
            'role = "mid"',
            "role = \"mid\"\npattern = '{instance}'",
            "AUTO-DEFAULT: pattern has an unknown placeholder: ins",
        ),
    ],
)
def test_a_bad_entry_is_named_in_one_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(LedgerError) as caught:
        load(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith(f"{tmp_path / 'rules.toml'}: {complaint}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD + GOOD, "AUTO-DEFAULT: duplicate id"),
        ("rule = 3", "entries stand under [[rule]], in double brackets"),
        ("rule = [3]", "[[rule]] number 1: not a table"),
        ("", "holds no [[rule]]"),
        ("version = 1" + GOOD, "unknown key 'version': entries stand under [[rule]]"),
        ("[[rule]", "not TOML: "),
    ],
)
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(LedgerError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'rules.toml'}: {complaint}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"none\.toml: cannot be read: No such file"):
        load_ledger(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LedgerError, match=r"rules\.toml: not UTF-8: "):
        load_ledger(tmp_path / "rules.toml")


# ---------------------------------------------------------------- the ledger of this suite


def test_merged_rules_and_self_tests_are_known(ledger: Ledger) -> None:
    merged = {rule.id: rule.merged_into for rule in ledger.rules.values() if rule.merged_into}
    assert merged == {"ACC-DOWNLOAD-SITE": "PRE-DOWNLOAD", "ISSUE-NEW": "ISSUE-FIELDS"}
    assert [rule.id for rule in ledger.rules.values() if rule.self_test] == ["SIG-JARSIGNER"]


def test_every_text_is_a_sentence_of_its_own(ledger: Ledger) -> None:
    texts = [text for rule in ledger.rules.values() for text in (rule.says, rule.reading, rule.law) if text]
    assert [text for text in texts if not text.endswith(".")] == []
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_case_is_no_sentence_and_a_rule_tries_nothing_twice(ledger: Ledger) -> None:
    for rule in ledger.rules.values():
        assert [case for case in rule.cases if case.endswith(".")] == []
        assert [case for case, count in Counter(rule.cases).items() if count > 1 and "likewise" not in case] == []


def test_only_a_rule_for_both_halves_says_whose_a_case_is(ledger: Ledger) -> None:
    for rule in ledger.rules.values():
        halves = [case for case in rule.cases if case.startswith(("mid: ", "instance: "))]
        assert not halves or rule.role is Keeper.SYSTEM, rule.id


@pytest.mark.parametrize("mistyped", ["AUTO-HOURY", "auto-hourly", "AUTO_HOURLY"])
def test_the_nearest_id_is_found(ledger: Ledger, mistyped: str) -> None:
    assert ledger.nearest(mistyped)[0] == "AUTO-HOURLY"


def test_nothing_is_near_to_something_else(ledger: Ledger) -> None:
    assert ledger.nearest("WORK-IN-PROGRESS") == ()


# ---------------------------------------------------------------- the ledger and the features


def tags(node: dict[str, Any]) -> set[str]:
    """The tags of a node that look like rule ids."""
    names = (tag["name"].removeprefix("@") for tag in node["tags"])
    return {name for name in names if RULE_ID.fullmatch(name)}


def scenarios(node: dict[str, Any], inherited: frozenset[str] = frozenset()) -> Iterator[set[str]]:
    """The rule ids of every scenario of a feature, those of its `Rule:` among them."""
    for child in node["children"]:
        if rule := child.get("rule"):
            yield from scenarios(rule, inherited | tags(rule))
        elif scenario := child.get("scenario"):
            yield tags(scenario) | inherited


def all_tags(node: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a parsed feature
    """The rule ids anywhere in a feature, on examples and on the feature itself too."""
    if isinstance(node, list):
        for part in node:
            yield from all_tags(part)
    elif isinstance(node, dict):
        if "tags" in node:
            yield from tags(node)
        for part in node.values():
            yield from all_tags(part)


def disagreements(ledger: Ledger, texts: list[str]) -> list[str]:
    """Say where ledger and features differ."""
    documents: list[Any] = [Parser().parse(text) for text in texts]
    features = [document["feature"] for document in documents if "feature" in document]
    covered = {rule_id for feature in features for ids in scenarios(feature) for rule_id in ids}
    found = [f"{tag}: no such rule" for tag in sorted(set(all_tags(features)) - ledger.rules.keys())]
    for rule in ledger.rules.values():
        if rule.id in covered and rule.planned:
            found.append(f"{rule.id}: has scenarios and is still planned")
        if rule.id in covered and not rule.judged:
            found.append(f"{rule.id}: has scenarios and is not judged")
        if rule.id not in covered and rule.judged and not rule.planned:
            found.append(f"{rule.id}: has no scenario and is not planned")
    return found


def test_ledger_and_features_agree(ledger: Ledger) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(FEATURES.rglob("*.feature"))]
    assert disagreements(ledger, texts) == []


UNTAGGED = """
@mid
Feature: The hourly check
  Rule: It asks every hour
    Scenario: Once
      When an hour passes
"""
ON_RULE = UNTAGGED.replace("  Rule:", "  @AUTO-DEFAULT\n  Rule:")
ON_SCENARIO = UNTAGGED.replace("    Scenario:", "    @AUTO-DEFAULT @slow\n    Scenario:")
ON_FEATURE = UNTAGGED.replace("@mid", "@mid @AUTO-DEFAULT")
WITHOUT_SCENARIO = ON_RULE.split("    Scenario:", maxsplit=1)[0]
PLANNED = GOOD
IN_FORCE = GOOD.replace('status = "planned"\n', "")
INFORMATIVE = IN_FORCE.replace("required", "informative")


@pytest.mark.parametrize(
    ("entry", "feature", "expected"),
    [
        (PLANNED, UNTAGGED, []),
        (PLANNED, "", []),
        (PLANNED, ON_RULE, ["AUTO-DEFAULT: has scenarios and is still planned"]),
        (PLANNED, ON_SCENARIO, ["AUTO-DEFAULT: has scenarios and is still planned"]),
        (PLANNED, WITHOUT_SCENARIO, []),
        (IN_FORCE, ON_RULE, []),
        (IN_FORCE, ON_SCENARIO, []),
        (IN_FORCE, UNTAGGED, ["AUTO-DEFAULT: has no scenario and is not planned"]),
        (IN_FORCE, WITHOUT_SCENARIO, ["AUTO-DEFAULT: has no scenario and is not planned"]),
        (IN_FORCE, ON_FEATURE, ["AUTO-DEFAULT: has no scenario and is not planned"]),
        (INFORMATIVE, UNTAGGED, []),
        (INFORMATIVE, ON_RULE, ["AUTO-DEFAULT: has scenarios and is not judged"]),
        (PLANNED, ON_RULE.replace("DEFAULT", "DEFUALT"), ["AUTO-DEFUALT: no such rule"]),
        (PLANNED, ON_FEATURE.replace("DEFAULT", "DEFUALT"), ["AUTO-DEFUALT: no such rule"]),
        (PLANNED, ON_SCENARIO.replace("@AUTO-DEFAULT", "@ERR-409"), ["ERR-409: no such rule"]),
    ],
)
def test_a_disagreement_is_seen(tmp_path: Path, entry: str, feature: str, expected: list[str]) -> None:
    assert disagreements(load(tmp_path, entry), [feature]) == expected
