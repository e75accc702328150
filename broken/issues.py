"""Faults in the chapter "Data provided": what an issue says, and how often it was detected."""

from collections.abc import Sequence

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.instance.encoded_query import Record
from reference_impl.mid import commands
from reference_impl.mid.servers import InstanceClient
from reference_impl.mid.waiting import Waiting

ISSUES = "ecc_agent_issue"


class KeepsTheFirstDetection(BrokenInstance, rule="ISSUE-FIELDS"):
    """Says of an issue when it was first detected."""

    def detect(self, issue: Record) -> None:
        first = issue.get("last_detected", self.tables.stamp())
        super().detect(issue)
        self.tables.update(ISSUES, issue["sys_id"], {"last_detected": first})


class TakesAResolutionForADetection(BrokenInstance, rule="ISSUE-FIELDS"):
    """Brings the last detection up to date when it resolves an issue."""

    def resolve(self, issue: Record) -> None:
        super().resolve(issue)
        self.tables.update(ISSUES, issue["sys_id"], {"last_detected": self.tables.stamp()})


class ForgetsTheSource(BrokenInstance, rule="ISSUE-FIELDS"):
    """Names itself as the source of every issue."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(agent, "MIDServerManage" if source else source, messages)


class BeginsAcknowledged(BrokenInstance, rule="ISSUE-FIELDS"):
    """Makes issues that are Acknowledged."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        made = super().new_issue(agent, source, message)
        return self.tables.update(ISSUES, made["sys_id"], {"state": "acknowledged"})


class BeginsAtZero(BrokenInstance, rule="ISSUE-FIELDS"):
    """Does not count the first detection."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        made = super().new_issue(agent, source, message)
        return self.tables.update(ISSUES, made["sys_id"], {"count": "-1"})


class ShortensMessages(BrokenInstance, rule="ISSUE-FIELDS"):
    """Leaves out what stands behind a colon."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        return super().new_issue(agent, source, message.partition(": ")[0])


class HasAColumnTooNarrow(BrokenInstance, rule="ISSUE-FIELDS"):
    """Cuts messages off where a column of the usual width ends."""

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        return super().new_issue(agent, source, message[:255])


class WritesPlainLettersOnly(BrokenInstance, rule="ISSUE-FIELDS"):
    """Has a question mark for each letter that is not in ASCII."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(agent, source, [each.encode("ascii", "replace").decode() for each in messages])


class GivesIssuesToEverybody(BrokenInstance, rule="ISSUE-FIELDS"):
    """Writes what one MID Server reports down for all of them."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:  # noqa: ARG002
        for each in [record["sys_id"] for record in self.tables.select("ecc_agent")]:
            super().report_check(each, source, messages)


class NamesTheMonitor(BrokenMidServer, rule="ISSUE-FIELDS"):
    """Reports what its tests have met as AutoUpgrade's."""

    class Client(InstanceClient):
        """Says who has tested."""

        source = "AutoUpgrade"

    instance_type = Client


class NamesTheStart(BrokenMidServer, rule="ISSUE-FIELDS"):
    """Reports what its first tests have met as another process's."""

    class Client(InstanceClient):
        """Says who has tested."""

        source = "Startup"

        def publish(self, messages: Sequence[str]) -> None:
            super().publish(messages)
            self.source = InstanceClient.source

    instance_type = Client


class CountsOnce(BrokenInstance, rule="ISSUE-COUNT"):
    """Keeps every issue at 1."""

    def detect(self, issue: Record) -> None:
        super().detect({**issue, "count": "0"})


class CountsWithOneDigit(BrokenInstance, rule="ISSUE-COUNT"):
    """Stops at 9."""

    def detect(self, issue: Record) -> None:
        super().detect({**issue, "count": str(min(int(issue["count"]), 8))})


class CountsADay(BrokenInstance, rule="ISSUE-COUNT"):
    """Begins again after 24 detections."""

    def detect(self, issue: Record) -> None:
        super().detect({**issue, "count": str(int(issue["count"]) % 24)})


class CountsForAllMidServers(BrokenInstance, rule="ISSUE-COUNT"):
    """Counts a text on all its issues, whoever has met it."""

    def detect(self, issue: Record) -> None:
        for each in self.tables.select(ISSUES, f"message={issue['message']}^state!=resolved"):
            super().detect(each)


class CountsForEachMessage(BrokenInstance, rule="ISSUE-COUNT"):
    """Counts all issues of a MID Server for each message of a run."""

    def detect(self, issue: Record) -> None:
        for each in self.open_issues(issue["mid_server"], issue["source"]):
            super().detect(each)


class CountsAllSources(BrokenInstance, rule="ISSUE-COUNT"):
    """Counts a text of a MID Server on the issue of another source, too."""

    def detect(self, issue: Record) -> None:
        about = f"mid_server={issue['mid_server']}^message={issue['message']}"
        for each in self.tables.select(ISSUES, about):
            super().detect(each)


class ForgetsCountsAtItsRestart(BrokenInstance, rule="ISSUE-COUNT"):
    """Counts anew when it has been restarted."""

    def restart(self) -> None:
        super().restart()
        for each in self.tables.select(ISSUES):
            self.tables.update(ISSUES, each["sys_id"], {"count": "0"})


class CountsOnceAMinute(BrokenInstance, rule="ISSUE-COUNT"):
    """Takes what comes within a minute after another detection for the same one."""

    def detect(self, issue: Record) -> None:
        if issue.get("last_detected", "")[:16] != self.tables.stamp()[:16]:
            super().detect(issue)


class ReportsEachErrorOnce(BrokenMidServer, rule="ISSUE-COUNT"):
    """Reports what its tests have met only if it is something else than before."""

    class Client(InstanceClient):
        """Remembers what it has said."""

        said: Sequence[str] = ()

        def publish(self, messages: Sequence[str]) -> None:
            if messages != self.said:
                super().publish(messages)
            self.said = messages

    instance_type = Client


class SilentClient(InstanceClient):
    """Reports nothing while it is silent."""

    is_silent = False

    def publish(self, messages: Sequence[str]) -> None:
        if not self.is_silent:
            super().publish(messages)


class WritesDownWhatItHasReported(BrokenMidServer, rule="ISSUE-COUNT"):
    """Reports an error once for all its processes."""

    instance: SilentClient
    instance_type = SilentClient

    def check_preconditions(self) -> None:
        found = "\n".join(self.run_tests())
        self.instance.is_silent = bool(found) and found == self.kept("reported")
        self.keep("reported", found)
        super().check_preconditions()


class ReportsAtTheHourAlone(BrokenMidServer, rule="ISSUE-COUNT"):
    """Says nothing of what it has met when a command has asked for the upgrade."""

    instance: SilentClient
    instance_type = SilentClient

    def carry_out(self, order: str) -> Waiting:
        self.instance.is_silent = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.instance.is_silent = False


class BeginsWithACleanReport(BrokenMidServer, rule="ISSUE-COUNT"):
    """Reports no error when it begins to test, so that each error is a new one."""

    def run_tests(self) -> list[str]:
        self.instance.publish([])
        return super().run_tests()


class TiresOfReporting(BrokenMidServer, rule="ISSUE-COUNT"):
    """Reports nothing more from its third report of a process on."""

    class Client(InstanceClient):
        """Counts what it has said."""

        reports = 0

        def publish(self, messages: Sequence[str]) -> None:
            self.reports += 1
            if self.reports <= 2:  # noqa: PLR2004 - the fault
                super().publish(messages)

    instance_type = Client


class ComparesWithoutNumbers(BrokenInstance, rule="ISSUE-COUNT-MESSAGE"):
    """Takes messages that differ in their numbers for the same."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        known = {_without_digits(each["message"]): each["message"] for each in self.open_issues(agent, source)}
        super().report_check(agent, source, [known.get(_without_digits(each), each) for each in messages])


class ComparesBeginnings(BrokenInstance, rule="ISSUE-COUNT-MESSAGE"):
    """Takes a message for one that it begins with."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        known = [each["message"] for each in self.open_issues(agent, source)]
        alike = {each: next((old for old in known if each.startswith(old)), each) for each in messages}
        super().report_check(agent, source, list(alike.values()))


def _without_digits(text: str) -> str:
    return "".join(each for each in text if not each.isdigit())
