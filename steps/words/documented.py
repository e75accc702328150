"""The messages that the documentation gives, as the ledger knows them."""

import re

from fakes.network.front import INSTANCE_URL
from midcert.rules.ledger import Ledger
from midcert.rules.patterns import issue_pattern, log_pattern


def patterns(ledger: Ledger, message: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a documented message looks in the log and in an issue; the ledger knows what it may differ in."""
    for rule in ledger.judged:
        if rule.pattern:
            makers = (log_pattern, issue_pattern)
            in_log, in_issue = (make(rule.pattern, instance_url=INSTANCE_URL) for make in makers)
            if in_log.fullmatch(message):
                return in_log, in_issue
    raise ValueError(f"the ledger knows no message {message!r}")
