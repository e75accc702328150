"""Which scenarios try which cases: what is refused, and what is missing."""

from pathlib import Path

import pytest

from midcert.rules.cases import Cases, CasesError, load_cases, names
from midcert.rules.ledger import Ledger, load_ledger

RULES = """
[[rule]]
id = "AUTO-DEFAULT"
chapter = "Upgrade methods"
level = "required"
role = "mid"
says = "It upgrades."
cases = ["by itself", "again"]

[[rule]]
id = "AUTO-LATER"
chapter = "Upgrade methods"
level = "required"
role = "mid"
status = "planned"
says = "It upgrades later."
cases = ["a day later"]
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    (tmp_path / "rules.toml").write_text(RULES, "utf-8")
    return load_ledger(tmp_path / "rules.toml")


def load(tmp_path: Path, ledger: Ledger, text: str) -> Cases:
    (tmp_path / "cases.toml").write_text(text, "utf-8")
    return load_cases(tmp_path / "cases.toml", ledger)


def test_each_case_of_a_rule_has_the_scenarios_named_for_it(tmp_path: Path, ledger: Ledger) -> None:
    cases = load(tmp_path, ledger, '[AUTO-DEFAULT]\n"again" = ["One", "Two / first"]')
    assert cases.of(ledger.rules["AUTO-DEFAULT"]) == {"by itself": (), "again": ["One", "Two / first"]}
    assert cases.of(ledger.rules["AUTO-LATER"]) == {"a day later": ()}


@pytest.mark.parametrize(
    ("title", "row", "named"),
    [("One", "", ["One"]), ("Two <x>", "first", ["Two <x>", "Two <x> / first"])],
    ids=["scenario", "row of an outline"],
)
def test_a_row_is_named_by_its_outline_and_by_its_first_column(title: str, row: str, named: list[str]) -> None:
    assert list(names(title, row)) == named


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ('"by itself" = ["One"]\n"again" = ["Two / first"]', []),
        ('"by itself" = ["One", "Two"]', ["AUTO-DEFAULT: nobody tries 'again'"]),
        ('"by itself" = []\n"again" = ["One"]', ["AUTO-DEFAULT: nobody tries 'by itself'"]),
        (
            '"by itself" = ["One", "Two / fist"]\n"again" = ["Two"]',
            [
                "AUTO-DEFAULT: 'by itself': there is no scenario 'Two / fist'; the nearest is 'Two / first'",
            ],
        ),
    ],
    ids=["all there", "one left out", "an empty list", "a wrong title"],
)
def test_a_case_of_a_rule_with_scenarios_leads_to_one(
    tmp_path: Path, ledger: Ledger, text: str, complaints: list[str]
) -> None:
    cases = load(tmp_path, ledger, f"[AUTO-DEFAULT]\n{text}")
    known = [*names("One", ""), *names("Two", "first")]
    assert list(cases.untraceable(ledger, known)) == complaints


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[AUTO-DEFAULD]\n"again" = []', "there is no rule 'AUTO-DEFAULD'; the nearest is 'AUTO-DEFAULT'"),
        ('[AUTO-DEFAULT]\n"agin" = []', "AUTO-DEFAULT: it has no case 'agin'; the nearest is 'again'"),
        ('AUTO-DEFAULT = "again"', "AUTO-DEFAULT: it has no case 'again'"),
        ('[AUTO-DEFAULT]\n"again" = "One"', "scenarios are named in a list of texts: "),
        ("[AUTO-DEFAULT", "not TOML: "),
    ],
    ids=["no rule", "no case", "no table", "no list", "no TOML"],
)
def test_what_names_nothing_is_refused(tmp_path: Path, ledger: Ledger, text: str, reason: str) -> None:
    with pytest.raises(CasesError) as caught:
        load(tmp_path, ledger, text)
    assert str(caught.value).startswith(f"{tmp_path / 'cases.toml'}: {reason}")
