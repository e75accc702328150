"""Steps about what a MID Server says: in its agent log, in issues, in the upgrade history."""

from pytest_bdd import parsers, then

from fakes.front import INSTANCE_URL
from fakes.world import World
from midcert.ledger import Rule, issue_pattern, log_pattern


@then(parsers.re(r'"(?P<mid>[a-z]+)" reports the message "(?P<message>.+)"'))
def reports_message(world: World, rule: Rule, mid: str, message: str) -> None:
    in_log, in_issue = (make(rule, instance_url=INSTANCE_URL) for make in (log_pattern, issue_pattern))
    assert in_log.search(message), f"the ledger's pattern of {rule.id} does not know this message"
    assert world.observe.said(mid, in_log, in_issue)
