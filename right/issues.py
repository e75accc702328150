"""Free: when issues are cleaned up, and what the page does not tell of them."""

import re
from collections.abc import Sequence
from datetime import timedelta

from werkzeug.wrappers import Request, Response

from reference_impl.instance import InstanceApi
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.table_api import TableApi
from right.base import RightInstance

ISSUES = "ecc_agent_issue"
NUMBER = re.compile(r"\d+")


class CleansUpEveryHour(
    RightInstance,
    freedom="CLEAN-30-DAYS: the page gives no interval for the job: an issue may go when its 30 days are over",
):
    """Runs the clean-up job every hour."""

    clean_up_period = timedelta(hours=1)


class CleansUpEveryFourWeeks(
    RightInstance,
    freedom="CLEAN-30-DAYS: the page gives no interval for the job: an issue has to be gone by day 60",
    reads_otherwise=("CLEAN-DAILY",),
):
    """Runs the clean-up job every 28 days."""

    clean_up_period = timedelta(days=28)


class TidyTables(TableApi):
    """Tidies up before it shows issues."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        if table == ISSUES:
            self.instance.clean_up()
        return super().select(request, roles, table)


class TidyApi(InstanceApi):
    """Has no job for it."""

    table_api = TidyTables


class CleansUpBeforeItShows(
    RightInstance, freedom="CLEAN-30-DAYS: the page gives no interval for the job; whoever looks finds no old issue"
):
    """Deletes what is old when somebody looks."""

    api = TidyApi
    clean_up_period = timedelta(days=10_000)


class FollowingTables(TableApi):
    """Moves issues along with users."""

    def update(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Change a record."""
        response = super().update(request, roles, table, sys_id)
        if table == "sys_user":
            for issue in self.instance.tables.select(ISSUES):
                moved = {"sys_domain": self.instance.domain_of(issue["mid_server"])}
                self.instance.tables.update(ISSUES, issue["sys_id"], moved)
        return response


class FollowingApi(InstanceApi):
    """Keeps issues where the users are."""

    table_api = FollowingTables


class MovesIssuesWithTheUser(
    RightInstance, freedom="docs/instance.md: whether an issue follows a user who moves to another domain later is free"
):
    """Moves the issues that there are to the domain that their user moves to."""

    api = FollowingApi


class OpensTheResolvedOne(
    RightInstance,
    freedom="ISSUE-REOPENED: the page does not tell what happens when a resolved issue is detected again",
    reads_otherwise=("ISSUE-REOPENED",),
):
    """Makes a resolved issue New again when it is detected again, and goes on counting."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        about = f"mid_server={agent}^source={source}^message={message}"
        for known in self.tables.select(ISSUES, about):
            return self.tables.update(ISSUES, known["sys_id"], {"state": "new"})
        return super().new_issue(agent, source, message)


class RemindsOfTheAcknowledged(
    RightInstance,
    freedom="ISSUE-ACKNOWLEDGED-KEPT: the page does not tell what a further detection does to an acknowledged issue",
    reads_otherwise=("ISSUE-ACKNOWLEDGED-KEPT",),
):
    """Makes an acknowledged issue New when it is detected again."""

    def detect(self, issue: Record) -> None:
        super().detect(issue)
        self.tables.update(ISSUES, issue["sys_id"], {"state": "new"})


class KnowsNumbers(
    RightInstance,
    freedom="ISSUE-COUNT-MESSAGE: whether another number of free bytes is the same issue is left open",
    reads_otherwise=("ISSUE-COUNT-MESSAGE",),
):
    """Takes messages that differ in their numbers for one issue, and shows the latest."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        latest = {NUMBER.sub("", each): each for each in messages}
        for issue in self.open_issues(agent, source):
            told = latest.get(NUMBER.sub("", issue["message"]), issue["message"])
            self.tables.update(ISSUES, issue["sys_id"], {"message": told})
        super().report_check(agent, source, messages)
