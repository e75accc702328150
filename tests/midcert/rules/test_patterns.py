"""How a documented message looks in an issue and in the log."""

from pathlib import Path

import pytest

from midcert.rules.ledger import Ledger, load_ledger
from midcert.rules.patterns import issue_pattern, log_pattern

FEATURES = Path(__file__).parents[3] / "features"
INSTANCE = "https://berlin.service-now.com"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load_ledger(FEATURES / "rules.toml")


def pattern_of(ledger: Ledger, rule_id: str) -> str:
    return ledger.rules[rule_id].pattern or ""


MESSAGE = "Failed to query instance for MID Server buildstamp"


@pytest.mark.parametrize(
    "text",
    [
        MESSAGE,
        f"{MESSAGE}  ",
        f"{MESSAGE}.",
        f"{MESSAGE}: timed out",
        f"{MESSAGE}, HTTP 500",
        f"{MESSAGE} (HTTP 500)",
        f"{MESSAGE} [attempt 2]",
        f"AutoUpgrade: {MESSAGE}",
        f"ERROR: AutoUpgrade: {MESSAGE}; giving up",
    ],
)
def test_an_issue_may_have_a_prefix_and_a_remark(ledger: Ledger, text: str) -> None:
    found = issue_pattern(pattern_of(ledger, "ERR-QUERY")).search(text)
    assert found is not None
    assert found["text"] == MESSAGE


@pytest.mark.parametrize(
    "text",
    [
        f"{MESSAGE}s",
        f"{MESSAGE} perhaps",
        f"{MESSAGE}:8080",
        f"AutoUpgrade {MESSAGE}",
        f"first line\nAutoUpgrade: {MESSAGE}",
        MESSAGE.lower(),
    ],
)
def test_an_issue_says_nothing_else(ledger: Ledger, text: str) -> None:
    assert issue_pattern(pattern_of(ledger, "ERR-QUERY")).search(text) is None


@pytest.mark.parametrize(
    "line",
    [
        f"2020-04-14 15:09:00 ERROR (AutoUpgrade.3600) [AutoUpgrade:88] {MESSAGE}",
        f"{MESSAGE}: Connection refused",
        f"AutoUpgrade:{MESSAGE}",
        f'level=error msg="{MESSAGE}"',
        f"{MESSAGE} - HTTP 500",
        f"{MESSAGE} after 3 attempts",
        f"message='{MESSAGE}'",
        f'{{"level": "error", "message":"{MESSAGE}","host":"berlin"}}',
        f"before\n\t{MESSAGE}\nafter",
        f"before\n{MESSAGE}.\nafter",
    ],
)
def test_a_log_line_may_have_anything_around_the_message(ledger: Ledger, line: str) -> None:
    assert log_pattern(pattern_of(ledger, "ERR-QUERY")).search(line) is not None


@pytest.mark.parametrize(
    "line",
    [f"{MESSAGE}s", f"{MESSAGE}_2", f"Auto{MESSAGE}", f"re_{MESSAGE}", MESSAGE.lower(), MESSAGE.replace(" ", "\n")],
)
def test_a_log_line_holds_the_message_as_words_of_its_own(ledger: Ledger, line: str) -> None:
    assert log_pattern(pattern_of(ledger, "ERR-QUERY")).search(line) is None


@pytest.mark.parametrize("line", ['msg="{}"', "{} - HTTP 500", "message='{}'", '{{"message":"{}"}}'])
def test_what_the_log_may_add_to_a_message_an_issue_may_not(ledger: Ledger, line: str) -> None:
    text, pattern = line.format("Unable to refresh packages"), pattern_of(ledger, "ERR-REFRESH")
    assert log_pattern(pattern).search(text) is not None
    assert issue_pattern(pattern).search(text) is None


def test_groups_of_the_body_are_kept(ledger: Ledger) -> None:
    text = "Not enough free disk space. The system reports 999999999 bytes free"
    for frame in (issue_pattern, log_pattern):
        found = frame(pattern_of(ledger, "PRE-DISK")).search(text)
        assert found is not None
        assert (found["text"], found["bytes"]) == (text, "999999999")


@pytest.mark.parametrize("url", [INSTANCE, f"{INSTANCE}/semaphore.do", f"{INSTANCE}?x=1"])
def test_the_instance_url_may_be_followed_by_a_path(ledger: Ledger, url: str) -> None:
    pattern = issue_pattern(pattern_of(ledger, "ERR-409-MESSAGE"), instance_url=INSTANCE)
    found = pattern.search(f"Method failed ({url}) HTTP/1.1 409 Conflict with code: 409")
    assert found is not None
    assert found["url"] == url


@pytest.mark.parametrize("url", [f"{INSTANCE}.evil.com", INSTANCE.replace(".", "x"), "https://paris.service-now.com"])
def test_another_instance_url_is_another_message(ledger: Ledger, url: str) -> None:
    pattern = issue_pattern(pattern_of(ledger, "ERR-409-MESSAGE"), instance_url=INSTANCE)
    assert pattern.search(f"Method failed ({url}) HTTP/1.1 409 Conflict with code: 409") is None


@pytest.mark.parametrize("account", ["a\\b\\c", "bob.", "$bob (x)", "{account}", ""])
def test_the_account_stands_as_it_is(ledger: Ledger, account: str) -> None:
    pattern = issue_pattern(pattern_of(ledger, "WARN-PARSE"), account=account)
    for shown in (account, "$logOnAsUser"):
        assert pattern.search(f"WARN: Unable to parse {shown} ") is not None
    assert pattern.search("WARN: Unable to parse alice") is None


def test_both_apostrophes_are_taken(ledger: Ledger) -> None:
    pattern = issue_pattern(pattern_of(ledger, "WARN-GROUPS"))
    for mark in ("'", "\N{RIGHT SINGLE QUOTATION MARK}"):
        assert pattern.search(f"WARN: Unable to look up Log On As user{mark}s groups") is not None


def test_a_value_that_the_pattern_needs_must_be_given(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match=r"the pattern needs a value for instance_url: "):
        issue_pattern(pattern_of(ledger, "ERR-409-MESSAGE"), account="bob")


def test_a_value_that_no_pattern_knows_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match=r"no pattern has a place for acount"):
        log_pattern(pattern_of(ledger, "WARN-PARSE"), acount="bob")
