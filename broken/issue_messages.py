"""Faults in the chapter "Data provided": what becomes of the message of an issue, and what an issue is resolved by."""

import html
import re
from collections.abc import Sequence

from broken.base import BrokenInstance
from broken.issues import ISSUES
from reference_impl.instance.encoded_query import Record


class TrimsMessages(BrokenInstance, rule="ISSUE-FIELDS"):
    """Takes the blanks off the ends of a message."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(agent, source, [each.strip() for each in messages])


class EscapesMessages(BrokenInstance, rule="ISSUE-FIELDS"):
    """Keeps messages as a browser wants them."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(agent, source, [html.escape(each, quote=False) for each in messages])


class JoinsBlanks(BrokenInstance, rule="ISSUE-FIELDS"):
    """Makes one blank of several."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(agent, source, [re.sub(" +", " ", each) for each in messages])


class EndsMessagesAtACircumflex(BrokenInstance, rule="ISSUE-FIELDS"):
    """Keeps of a message what an encoded query can ask for: what stands before a circumflex."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(agent, source, [each.partition("^")[0] for each in messages])


class ResolvesOfWhoUpgrades(BrokenInstance, rule="ISSUE-RESOLVED-AUTO"):
    """Takes it that whoever is Upgrading has passed its tests."""

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        if agent["status"] == "Upgrading":
            for issue in self.tables.select(ISSUES, f"mid_server={agent['sys_id']}^state!=resolved"):
                self.resolve(issue)
