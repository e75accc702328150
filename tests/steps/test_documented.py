import pytest

from midcert.rules.ledger import Ledger, load_ledger
from midcert.run.layout import FEATURES
from steps.words.documented import Documented

LEDGER = load_ledger(FEATURES / "rules.toml")
SPACE = "Not enough free disk space. The system reports 500 bytes free"
FOLDER = "Unable to create folder C:\\MID\\agent\\package\\upgradeCheck"
CAUSE = "Unable to verify file permissions"


@pytest.mark.parametrize(
    ("message", "said", "is_it"),
    [
        (SPACE, SPACE, True),
        (SPACE, f"Aborting: {SPACE} (of berlin)", True),
        (SPACE, SPACE.replace("500", "5000"), False),
        (SPACE, SPACE.replace("500", "50"), False),
        (FOLDER, FOLDER, True),
        (FOLDER, FOLDER.lower().replace("unable", "Unable").replace("upgradecheck", "upgradeCheck"), True),
        (FOLDER, FOLDER + "\\2020", True),
        (FOLDER, FOLDER.replace("MID", "MOD"), False),
        (FOLDER, "Unable to create folder /tmp/package/upgradeCheck", False),
        (f"{CAUSE}: denied", f"{CAUSE}: /a/b (Permission denied)", True),
        (f"{CAUSE}: denied", f"{CAUSE}: null", False),
        (f"{CAUSE}: ...", f"{CAUSE}: null", True),
        (f"{CAUSE}: ...", f"{CAUSE}:", False),
        ("Unable to refresh packages", "Unable to refresh packages. HTTP 500", True),
        ("Unable to refresh packages", SPACE, False),
    ],
)
def test_a_message_is_said_with_what_it_is_about(message: str, said: str, *, is_it: bool) -> None:
    documented = Documented(LEDGER, message)
    assert documented.instead_of([said], documented.in_issue) == [message if is_it else said]


def test_a_log_may_double_its_backslashes() -> None:
    documented, doubled = Documented(LEDGER, FOLDER), FOLDER.replace("\\", "\\\\")
    assert documented.instead_of([f'{{"m": "{doubled}"}}'], documented.in_log) == [FOLDER]


@pytest.mark.parametrize("said", ["$logOnAsUser ", "CORP\\ ", "CORP\\"])
def test_a_message_may_name_the_account_or_the_variable(said: str) -> None:
    message = "WARN: Unable to parse $logOnAsUser"
    documented = Documented(LEDGER, message, "CORP\\")
    assert documented.instead_of([f"WARN: Unable to parse {said}"], documented.in_issue) == [message]
    assert documented.instead_of(["WARN: Unable to parse bob"], documented.in_issue) == ["WARN: Unable to parse bob"]


def test_what_the_documentation_does_not_say_is_no_message() -> None:
    with pytest.raises(ValueError, match=r"^the ledger knows no message 'No space'$"):
        Documented(LEDGER, "No space")


def test_a_ledger_without_messages_knows_none() -> None:
    with pytest.raises(ValueError, match="knows no message"):
        Documented(Ledger({}), SPACE)
