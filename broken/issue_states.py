"""Faults in the chapter "Data provided": which state an issue has, and who may change it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer
from broken.issues import ISSUES
from reference_impl.instance.encoded_query import Record
from reference_impl.mid.servers import InstanceClient


class NeverResolves(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Leaves it to administrators to resolve issues."""

    def resolve(self, issue: Record) -> None:
        """Nothing."""


class ResolvesNewOnesAlone(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Does not resolve what an administrator has acknowledged."""

    def resolve(self, issue: Record) -> None:
        if issue["state"] == "new":
            super().resolve(issue)


class ResolvesWhenAllIsWell(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves issues only after a run that has met nothing."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        open_before = [each["message"] for each in self.open_issues(agent, source)] if messages else []
        kept = [each for each in open_before if each not in messages]
        counts = {each["sys_id"]: each["count"] for each in self.open_issues(agent, source) if each["message"] in kept}
        super().report_check(agent, source, [*messages, *kept])
        for sys_id, count in counts.items():
            self.tables.update(ISSUES, sys_id, {"count": count})


class ResolvesWithoutAFinding(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Takes a run that has met nothing for no run."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        if messages:
            super().report_check(agent, source, messages)


class ResolvesEverybodys(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves the issues of all MID Servers that have the same text."""

    def resolve(self, issue: Record) -> None:
        for each in self.tables.select(ISSUES, f"message={issue['message']}^source={issue['source']}"):
            super().resolve(each)


class ResolvesAllSources(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves the text of a MID Server, whichever process has found it."""

    def resolve(self, issue: Record) -> None:
        about = f"message={issue['message']}^mid_server={issue['mid_server']}"
        for each in self.tables.select(ISSUES, about):
            super().resolve(each)


class KeepsWarnings(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves errors, and no warnings."""

    def resolve(self, issue: Record) -> None:
        if not issue["message"].startswith("WARN"):
            super().resolve(issue)


class DeletesWhatIsResolved(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Deletes an issue that is no longer found."""

    def resolve(self, issue: Record) -> None:
        self.tables.delete(ISSUES, issue["sys_id"])


class ResolvesAtItsRestart(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves all issues when it is restarted."""

    def restart(self) -> None:
        super().restart()
        for each in self.tables.select(ISSUES):
            self.resolve(each)


class ResolvesWithoutARun(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves what has not been found for two days."""

    def run_jobs(self) -> datetime:
        last = f"{self.tables.now() - timedelta(days=2):%Y-%m-%d %H:%M:%S}"
        for each in self.tables.select(ISSUES, f"last_detected<={last}^state!=resolved"):
            self.resolve(each)
        return super().run_jobs()


class ResolvesWhenItIsUp(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Takes a MID Server that is Up for one without errors."""

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        if agent["status"] == "Up":
            for each in self.tables.select(ISSUES, f"mid_server={agent['sys_id']}"):
                self.resolve(each)


class ForgetsTheCountOfTheResolved(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Sets the count of an issue back when it resolves it."""

    def resolve(self, issue: Record) -> None:
        self.tables.update(ISSUES, issue["sys_id"], {"state": "resolved", "count": "0"})


class SaysNothingOfGoodTests(BrokenMidServer, rule="ISSUE-RESOLVED-AUTO"):
    """Reports errors alone."""

    class Client(InstanceClient):
        """Says nothing when there is nothing."""

        def publish(self, messages: Sequence[str]) -> None:
            if messages:
                super().publish(messages)

    instance_type = Client


class SaysNothingAtItsStart(BrokenMidServer, rule="ISSUE-RESOLVED-AUTO"):
    """Reports no tests that pass as it starts."""

    def check_preconditions(self) -> None:
        if self.host.now() > self.started or self.run_tests():
            super().check_preconditions()


class RepeatsOldErrors(BrokenMidServer, rule="ISSUE-RESOLVED-AUTO"):
    """Reports all that it has met since all was well."""

    class Client(InstanceClient):
        """Remembers what it has said."""

        said: Sequence[str] = ()

        def publish(self, messages: Sequence[str]) -> None:
            self.said = list(dict.fromkeys([*self.said, *messages])) if messages else []
            super().publish(self.said)

    instance_type = Client


class OpensAgain(BrokenInstance, rule="ISSUE-RESOLVED-MANUAL"):
    """Makes a resolved issue New again within a day."""

    def run_jobs(self) -> datetime:
        for each in self.tables.select(ISSUES, "state=resolved"):
            if self.tables.now().timestamp() >= self.next_clean_up.timestamp():
                self.tables.update(ISSUES, each["sys_id"], {"state": "new"})
        return super().run_jobs()


class OpensAtItsRestart(BrokenInstance, rule="ISSUE-RESOLVED-MANUAL"):
    """Forgets at its restart what was resolved."""

    def restart(self) -> None:
        super().restart()
        for each in self.tables.select(ISSUES, "state=resolved"):
            self.tables.update(ISSUES, each["sys_id"], {"state": "new"})


class AcknowledgesTheSecondDetection(BrokenInstance, rule="ISSUE-ACKNOWLEDGED"):
    """Acknowledges an issue that is there still."""

    def detect(self, issue: Record) -> None:
        super().detect(issue)
        if issue["count"] not in ("0", "1"):
            self.tables.update(ISSUES, issue["sys_id"], {"state": "acknowledged"})


class ForgetsWhatWasAcknowledged(BrokenInstance, rule="ISSUE-ACKNOWLEDGED"):
    """Makes all issues New at its restart."""

    def restart(self) -> None:
        super().restart()
        for each in self.tables.select(ISSUES, "state=acknowledged"):
            self.tables.update(ISSUES, each["sys_id"], {"state": "new"})


class RemindsOfTheAcknowledged(BrokenInstance, rule="ISSUE-ACKNOWLEDGED"):
    """Makes an acknowledged issue New again after a week."""

    def run_jobs(self) -> datetime:
        last = f"{self.tables.now() - timedelta(days=7):%Y-%m-%d %H:%M:%S}"
        for each in self.tables.select(ISSUES, f"last_detected<={last}^state=acknowledged"):
            self.tables.update(ISSUES, each["sys_id"], {"state": "new"})
        return super().run_jobs()


class MakesTheAcknowledgedNew(BrokenInstance, rule="ISSUE-ACKNOWLEDGED-KEPT"):
    """Makes an acknowledged issue New when it is detected again."""

    def detect(self, issue: Record) -> None:
        super().detect(issue)
        self.tables.update(ISSUES, issue["sys_id"], {"state": "new"})


class DoesNotCountTheAcknowledged(BrokenInstance, rule="ISSUE-ACKNOWLEDGED-KEPT"):
    """Counts an issue until somebody has acknowledged it."""

    def detect(self, issue: Record) -> None:
        if issue["state"] != "acknowledged":
            super().detect(issue)


class OpensAnotherBesideTheAcknowledged(BrokenInstance, rule="ISSUE-ACKNOWLEDGED-KEPT"):
    """Makes a second issue beside an acknowledged one."""

    def open_issues(self, agent: str, source: str) -> list[Record]:
        return [each for each in super().open_issues(agent, source) if each["state"] == "new"]


class OpensTheResolvedOne(BrokenInstance, rule="ISSUE-REOPENED"):
    """Makes a resolved issue New again when it is detected again."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        about = f"mid_server={agent}^source={source}^message={message}"
        for each in self.tables.select(ISSUES, about):
            return self.tables.update(ISSUES, each["sys_id"], {"state": "new"})
        return super().new_issue(agent, source, message)


class DetectsTheResolvedOne(BrokenInstance, rule="ISSUE-REOPENED"):
    """Brings the resolved issue up to date as well."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        about = f"mid_server={agent}^source={source}^message={message}"
        for each in self.tables.select(ISSUES, about):
            self.tables.update(ISSUES, each["sys_id"], {"last_detected": self.tables.stamp()})
        return super().new_issue(agent, source, message)


class GoesOnCounting(BrokenInstance, rule="ISSUE-REOPENED"):
    """Begins the second issue with the count of the first."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        about = f"mid_server={agent}^source={source}^message={message}"
        before = [each["count"] for each in self.tables.select(ISSUES, about)]
        made = super().new_issue(agent, source, message)
        return self.tables.update(ISSUES, made["sys_id"], {"count": (before or ["0"])[-1]})


class BelievesTheAdministrator(BrokenInstance, rule="ISSUE-REOPENED"):
    """Makes no issue of what was resolved once."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        resolved = self.tables.select(ISSUES, f"mid_server={agent}^source={source}^state=resolved")
        super().report_check(agent, source, [m for m in messages if m not in {each["message"] for each in resolved}])
