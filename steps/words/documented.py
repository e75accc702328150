"""A message that the documentation prescribes, as a step says it."""

import ntpath
import re
from collections.abc import Iterable

from fakes.network.front import INSTANCE_URL
from midcert.rules.ledger import Ledger
from midcert.rules.patterns import issue_pattern, log_pattern

VARIABLE = "$logOnAsUser"
"""What a message may name instead of the account."""
ANYTHING = "..."
"""What a step says where it does not matter."""


class Documented:
    """The message, and how it looks in the log and in an issue; the ledger knows what it may differ in.

    Args:
        ledger: Has the patterns.
        message: Such as "Not enough free disk space. The system reports 0 bytes free".
        account: As whom the service of the MID Server logs on, which a message may name.
    """

    def __init__(self, ledger: Ledger, message: str, account: str = VARIABLE) -> None:
        self._message = message
        values = {"instance_url": INSTANCE_URL, "account": account}
        for pattern in (rule.pattern for rule in ledger.judged if rule.pattern):
            self.in_log = log_pattern(pattern, **values)
            self.in_issue = issue_pattern(pattern, **values)
            if self.in_log.fullmatch(message):
                return
        raise ValueError(f"the ledger knows no message {message!r}")

    def instead_of(self, texts: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
        """These texts, with the message itself in the place of each that says it."""
        return [self._message if self._is_said(pattern.search(text)) else text for text in texts]

    def _is_said(self, said: re.Match[str] | None) -> bool:
        meant = self.in_log.fullmatch(self._message)
        if said is None or meant is None:
            return False
        parts = ((name, value) for name, value in meant.groupdict().items() if name != "text" and value)
        return all(_fits(name, value, said[name]) for name, value in parts)


def _fits(part: str, meant: str, said: str) -> bool:
    """Whether what is said in one part of the message is what is meant."""
    match part:
        case _ if meant == ANYTHING:
            return True
        case "message":
            return meant in said
        case "path":
            return _plain(said).startswith(_plain(meant))
    return said == meant


def _plain(path: str) -> str:
    """A path in one spelling: a log may double its backslashes, and details may follow it."""
    return ntpath.normcase(ntpath.normpath(path))
