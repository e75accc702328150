"""The reasons why a rule is not tried in some way."""

from pathlib import Path

import pytest

from midcert.rules.ledger import Ledger, load_ledger
from midcert.rules.untried import UntriedError, load_untried
from midcert.run.layout import FEATURES

WAYS = {"trigger": ("hour", "pin"), "direction": ("newer",)}


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load_ledger(FEATURES / "rules.toml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "untried.toml"


def test_the_first_reason_that_fits_counts(ledger: Ledger, file: Path) -> None:
    file.write_text(
        '[[untried]]\nways = ["trigger: pin"]\nrules = ["AUTO-HOURLY"]\nbecause = "of one way"\n'
        '[[untried]]\nways = ["trigger"]\nrules = ["AUTO-HOURLY"]\nbecause = "of all"\n'
        '[[untried]]\nways = ["trigger: pin"]\nbecause = "of every rule"\n',
        "utf-8",
    )
    untried = load_untried(file, ledger, WAYS)
    hourly, default = ledger.rules["AUTO-HOURLY"], ledger.rules["AUTO-DEFAULT"]
    assert untried.because(hourly, "trigger", "pin") == "of one way"
    assert untried.because(hourly, "trigger", "hour") == "of all"
    assert untried.because(hourly, "direction", "newer") == ""
    assert [untried.because(default, "trigger", value) for value in WAYS["trigger"]] == ["", "of every rule"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('ways = ["triger"]', r"\[\[untried\]\] number 1: there is no way 'triger'; the nearest is 'trigger'"),
        ('ways = ["trigger: pins"]', r"there is no way 'trigger: pins'; the nearest is 'trigger: pin'"),
        (
            'ways = ["trigger"]\nrules = ["AUTO-HOURLI"]',
            r"there is no rule 'AUTO-HOURLI'; the nearest is 'AUTO-HOURLY'",
        ),
        ("ways = 3", r"number 1: ways is not .*: 3"),
        ("", r"number 1: missing key: ways"),
        ('ways = ["trigger"]\nrule = "AUTO-HOURLY"', r"unknown key 'rule'; the nearest is 'rules'"),
    ],
)
def test_what_names_nothing_is_refused(ledger: Ledger, file: Path, text: str, reason: str) -> None:
    file.write_text(f'[[untried]]\nbecause = "a reason"\n{text}\n', "utf-8")
    with pytest.raises(UntriedError, match=f"untried.toml: .*{reason}"):
        load_untried(file, ledger, WAYS)


def test_a_file_that_is_not_there_is_named(ledger: Ledger, file: Path) -> None:
    with pytest.raises(UntriedError, match=r"untried.toml: cannot be read"):
        load_untried(file, ledger, WAYS)
