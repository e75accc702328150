"""What a Then-step may ask of the instance: its tables, and what it tells its MID Servers and people.

As with all observations, every question and its answer is journalled.
"""

from collections.abc import Iterable, Mapping

from fakes.administrator import Administrator
from fakes.errors import TargetCrashedError
from fakes.journal import Entry, Journal
from fakes.observe import reading
from fakes.observe.questions import question
from fakes.party import Party
from fakes.people import ACTOR


class Records:
    """The questions."""

    def __init__(self, journal: Journal, mids: Mapping[str, Party], administrator: Administrator) -> None:
        self.journal = journal
        self._mids, self._administrator = mids, administrator

    @question
    def agent(self, mid: str) -> dict[str, str]:
        """Status and version in the MID Server's record."""
        found = self._administrator.select("ecc_agent", f"sys_id={self._mids[mid].agent}")
        if not found:
            raise TargetCrashedError(f"the record of {mid} is gone from ecc_agent")
        [agent] = found
        return {"status": agent.get("status", ""), "version": agent.get("version", "")}

    @question
    def commands(self, mid: str, source: str) -> list[str]:
        """The states of all commands with this source for the MID Server, the oldest first."""
        query = f"agent=mid.server.{mid}^queue=output^source={source}^ORDERBYsys_created_on"
        return [command.get("state", "") for command in self._administrator.select("ecc_queue", query)]

    @question
    def results(self, mid: str, source: str) -> list[str]:
        """The results of commands with this source that the MID Server has sent."""
        query = f"agent=mid.server.{mid}^queue=input^source={source}^ORDERBYsys_created_on"
        return [result.get("payload", "") for result in self._administrator.select("ecc_queue", query)]

    @question
    def commands_found(self, mid: str) -> list[str]:
        """The commands that a MID Server finds in its queue; it is one that the suite plays."""
        player = self._mids[mid].played
        return player.waiting_commands(mid) if player else []

    @question
    def assigned(self, mid: str) -> list[str]:
        """What the instance tells a MID Server that the suite plays as the version for all; one where it agrees."""
        player = self._mids[mid].played
        return player.assigned() if player else []

    @question
    def properties(self, name: str) -> list[str]:
        """The values of all system properties of this name."""
        return [record.get("value", "") for record in self._administrator.select("sys_properties", f"name={name}")]

    @question
    def open_issues(self, mid: str) -> list[str]:
        """The messages of the MID Server's issues that are not resolved."""
        query = f"mid_server={self._mids[mid].agent}^state!=resolved"
        return [issue.get("message", "") for issue in self._administrator.select("ecc_agent_issue", query)]

    @question
    def answers_to_people(self, mids: Iterable[str]) -> list[int]:
        """The HTTP statuses with which the instance has answered what somebody last did on each of these records."""
        return [entry.detail.get("status", 0) for entry in self._last_actions(mids).values()]

    @question
    def accepted_from_people(self, mids: Iterable[str]) -> list[str]:
        """Those of these MID Servers on whose records the instance has let somebody do what they last wanted to do."""
        return [mid for mid, entry in self._last_actions(mids).items() if reading.is_success(entry)]

    def _last_actions(self, mids: Iterable[str]) -> dict[str, Entry]:
        asked = [entry for entry in self.journal if entry.actor == ACTOR]
        return {mid: entry for mid in mids for entry in asked if reading.is_about(entry, self._mids[mid].agent)}
