"""Steps about what a MID Server records: in its agent log, in issues, in the upgrade history."""

import re

from pytest_bdd import parsers, then

from fakes.front import INSTANCE_URL
from fakes.world import World
from midcert.gherkin.negative import negative
from midcert.ledger import Rule, issue_pattern, log_pattern

MESSAGE = r'the message "(?P<message>.+)" of "(?P<mid>[a-z]+)" is '


@then(parsers.re(f"{MESSAGE}recorded"))
def is_recorded(world: World, rule: Rule, mid: str, message: str) -> None:
    assert world.observe.said(mid, *patterns(rule, message))


@then(parsers.re(f"{MESSAGE}not recorded"))
@negative
def is_not_recorded(world: World, rule: Rule, mid: str, message: str) -> None:
    assert not world.observe.said(mid, *patterns(rule, message))


def patterns(rule: Rule, message: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How the rule's message looks in the log and in an issue; the ledger knows what it may differ in."""
    in_log, in_issue = (make(rule, instance_url=INSTANCE_URL) for make in (log_pattern, issue_pattern))
    if not in_log.fullmatch(message):
        raise ValueError(f"the ledger's pattern of {rule.id} does not know the message {message!r}")
    return in_log, in_issue
