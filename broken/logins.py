"""Faults of an instance that takes MID Servers which share a login for one; each in what it keeps of them."""

from collections.abc import Sequence

from broken.base import BrokenInstance
from reference_impl.instance.encoded_query import Record


class KnowsLogins(BrokenInstance, rule=""):
    """Knows by which user a MID Server logs in, and who else does."""

    def user_of(self, agent: str) -> str:
        """The name of the user of a MID Server."""
        return self.tables.get("ecc_agent", agent).get("user_name", "")

    def sharing(self, agent: str) -> list[str]:
        """All MID Servers that log in as this one does, by sys_id, in the order in which they were added."""
        return [each["sys_id"] for each in self.tables.select("ecc_agent", f"user_name={self.user_of(agent)}")]


class CountsPermitsByLogin(KnowsLogins, rule="ERR-409"):
    """Gives a permit to a user, and so to all MID Servers that log in as this one."""

    def take_permit(self, agent: str) -> bool:
        return super().take_permit(self.user_of(agent))

    def release_permit(self, agent: str) -> None:
        super().release_permit(self.user_of(agent))


class GivesAPermitToEachLogin(KnowsLogins, rule="ERR-409"):
    """Turns a MID Server away as long as another one with its login has a permit."""

    def take_permit(self, agent: str) -> bool:
        return self.holders.isdisjoint(set(self.sharing(agent)) - {agent}) and super().take_permit(agent)


class FreesPermitsByLogin(KnowsLogins, rule="ERR-409"):
    """Takes whoever gives a permit back, or is done, for everybody with the same login."""

    def release_permit(self, agent: str) -> None:
        self.holders.difference_update(self.sharing(agent))


class TellsEachLogin(KnowsLogins, rule="AUTO-ON-INSTANCE-UPGRADE"):
    """Sends the command of an upgrade to one MID Server of each login."""

    def needs_upgrade(self, agent: Record) -> bool:
        return self.sharing(agent["sys_id"])[0] == agent["sys_id"] and super().needs_upgrade(agent)


class KeepsIssuesByLogin(KnowsLogins, rule="ISSUE-COUNT"):
    """Has the issues of a MID Server under the first one with its login."""

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        super().report_check(self.sharing(agent)[0], source, messages)


class ResolvesIssuesByLogin(KnowsLogins, rule="ISSUE-RESOLVED-AUTO"):
    """Resolves what a run has not met for all MID Servers with the login that has reported it."""

    def resolve(self, issue: Record) -> None:
        for agent in self.sharing(issue["mid_server"]):
            for each in self.open_issues(agent, issue["source"]):
                if each["message"] == issue["message"]:
                    super().resolve(each)


class KeepsStepsByLogin(KnowsLogins, rule="HIST-STEPS"):
    """Has the steps of a MID Server under the first one with its login."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(self.sharing(agent)[0], stage, state, message)
