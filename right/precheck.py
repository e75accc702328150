"""Free: how the pre-upgrade tests run, and how what they met is told."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.servers import NO_SUCH_FORM, InstanceClient
from reference_impl.mid.waiting import Waiting
from right.base import RightMidServer


class StopsAtTheFirstError(RightMidServer, freedom="AUTO-PRECHECK-GATES: stopping at the first error is fine"):
    """Runs no further test once one has met an error."""

    def run_tests(self) -> list[str]:
        return super().run_tests()[:1]


class TestsInReverseOrder(
    RightMidServer, freedom="docs/measured.md: not looked at: in which order it runs the pre-upgrade tests"
):
    """Tests the download site first, and the disk space last."""

    def run_tests(self) -> list[str]:
        return super().run_tests()[::-1]


class TestsFor30Seconds(
    RightMidServer,
    freedom="AUTO-HOURLY: after something that took time (an upgrade, the attempt, tests), fixed"
    " rate and fixed delay are both hourly",
):
    """Takes half a minute for its tests, and counts the hours from their end."""

    testing = timedelta(seconds=30)
    ended: datetime

    def check(self) -> Waiting:
        yield from super().check()
        self.ended = self.host.now()

    def next_check(self) -> datetime:
        return self.ended + self.check_period

    def upgrade(self) -> Waiting:
        yield from self.wait(self.host.now() + self.testing)
        yield from super().upgrade()


class IssueWriter(InstanceClient):
    """Writes issues as records of their table."""

    now = ""
    """The time, as tables hold it."""

    def publish(self, messages: Sequence[str]) -> None:
        table = "/api/now/table/ecc_agent_issue"
        query = urlencode({"sysparm_query": f"mid_server={self._agent}^source=UpgradeCheck^state!=resolved"})
        with suppress(NoAnswerError, *NO_SUCH_FORM):
            known = {each["message"]: each for each in self._result("GET", f"{table}?{query}")}
            for message, issue in known.items():
                again = {"count": str(int(issue["count"]) + 1), "last_detected": self.now}
                change = again if message in messages else {"state": "resolved"}
                self._try("PATCH", f"{table}/{issue['sys_id']}", change)
            for message in [each for each in messages if each not in known]:
                about = {"mid_server": self._agent, "source": "UpgradeCheck", "message": message, "state": "new"}
                self._try("POST", table, {**about, "count": "1", "last_detected": self.now})


class WritesIssuesItself(
    RightMidServer,
    freedom="docs/instance.md: the role mid_server changes `ecc_agent_issue`; docs/measured.md:"
    " reports are looked for in `ecc_agent_issue`",
):
    """Makes and resolves the records of its issues by the Table API."""

    instance: IssueWriter
    instance_type = IssueWriter

    def check_preconditions(self) -> None:
        self.instance.now = f"{self.host.now().astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        super().check_preconditions()


class TestsWithAPermit(
    RightMidServer,
    freedom="PRE-MONITOR: an issue before a permit is used; PRE-QUIET: a blocked MID Server keeps no permit",
):
    """Asks for its permit first, and tests when it has one; the status after a failure gives it back."""

    def check_preconditions(self) -> None:
        """Not yet."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        super().check_preconditions()


class TestsAgainWithAPermit(
    RightMidServer, freedom="A9: no rule is broken by an additional harmless question, command or test"
):
    """Tests a second time when it has its permit."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        self.check_preconditions()
