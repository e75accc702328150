"""Questions about the messages that a MID Server records."""

import re
from dataclasses import dataclass

from fakes.administrator import Administrator
from fakes.observe.details import TextsSent
from fakes.observe.evidence import Evidence, timed
from fakes.observe.questions import question


@dataclass(frozen=True)
class Messages:
    """What is recorded for people: in the agent log, in issues, on steps of the upgrade history."""

    evidence: Evidence
    administrator: Administrator

    @question
    def places(self, mid: str, in_log: re.Pattern[str], in_issue: re.Pattern[str]) -> list[str]:
        """Where a message was recorded in the period: in "the agent log", by "the instance"."""
        sent = (text for _, sent in timed(self.evidence.period(mid), TextsSent) for text in sent.texts)
        found = {
            "the agent log": bool(in_log.search(self.evidence.log_gained(mid))),
            "the instance": any(map(in_issue.search, sent)),
        }
        return [place for place, is_there in found.items() if is_there]

    @question
    def in_log(self, mid: str, message: re.Pattern[str]) -> list[str]:
        """The texts of this form that the agent log has gained in the period, each once."""
        texts = (found["text"] for found in message.finditer(self.evidence.log_gained(mid)))
        return list(dict.fromkeys(texts))

    @question
    def account(self, mid: str) -> str:
        """As whom the Windows service of the MID Server logs on, which a message may name."""
        return self.evidence.parties[mid].host.windows.account

    @question
    def issues_of_tests(self, mid: str) -> list[str]:
        """The messages of the open issues with the source UpgradeCheck."""
        query = f"mid_server={self.evidence.sys_id(mid)}^source=UpgradeCheck^state!=resolved"
        return [issue.get("message", "") for issue in self.administrator.select("ecc_agent_issue", query)]

    @question
    def open_issues(self, mid: str) -> list[str]:
        """The messages of the MID Server's issues that are not resolved."""
        query = f"mid_server={self.evidence.sys_id(mid)}^state!=resolved"
        return [issue.get("message", "") for issue in self.administrator.select("ecc_agent_issue", query)]
