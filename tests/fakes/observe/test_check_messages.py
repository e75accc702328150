import pytest

from fakes.observe.check_messages import ERRORS, is_error
from midcert.rules.ledger import load_ledger
from midcert.rules.patterns import issue_pattern
from midcert.run.layout import FEATURES

LEDGER = load_ledger(FEATURES / "rules.toml")


@pytest.mark.parametrize("message", ERRORS)
def test_an_error_is_one_with_a_prefix_or_more_words_behind_it(message: str) -> None:
    assert is_error(message)
    assert is_error(f"Aborting MID Server upgrade due to pre-upgrade check failure: {message}: details")


@pytest.mark.parametrize(
    "message",
    [
        "WARN: Unable to parse $logOnAsUser ",
        "Pre-upgrade check: WARN: Unable to look up Log On As user's groups",
        "Unexpected output of the script",
        "It is not so that MID Server Windows Service is not running",
        "",
    ],
)
def test_anything_else_blocks_nothing(message: str) -> None:
    assert not is_error(message)


def test_every_error_is_one_of_the_ledger_s() -> None:
    patterns = [
        issue_pattern(rule.pattern, account="x", instance_url="x")
        for name, rule in LEDGER.rules.items()
        if rule.pattern and name.startswith("PRE-")
    ]
    said = [f"{each} the install server" if each.endswith("from") else each for each in ERRORS]
    told = ["The system reports 5 bytes free", "/a/package/upgradeCheck", ": denied"]
    shown = [f"{message}{each}" for message in said for each in ("", f". {told[0]}", f" {told[1]}", told[2])]
    assert all(any(pattern.search(each) for each in shown) for pattern in patterns)
    assert len(patterns) == len(ERRORS)
