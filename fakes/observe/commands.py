"""Questions about commands in the ECC queue."""

from collections.abc import Callable
from dataclasses import dataclass

from fakes.administrator import Administrator
from fakes.observe.details import CommandAdded
from fakes.observe.events import CommandTaken, Started
from fakes.observe.evidence import Evidence, Player, timed
from fakes.observe.questions import question

SYSTEM_COMMANDS = {"autoUpgrade", "pauseMid", "resumeMid", "restart", "grabLog", "threaddump"}
"""What is for a MID Server itself, and not for its host; other sources are command lines."""


@dataclass(frozen=True)
class Commands:
    """What waits, what was taken, what came back."""

    evidence: Evidence
    administrator: Administrator
    player: Callable[[str], Player]
    """What plays a MID Server, by its name."""

    @question
    def states(self, mid: str, source: str) -> list[str]:
        """The states of all commands with this source for the MID Server, the oldest first."""
        topic = "^topic=SystemCommand" if source in SYSTEM_COMMANDS else ""
        query = f"agent=mid.server.{mid}^queue=output^source={source}{topic}^ORDERBYsys_created_on"
        return [command.get("state", "") for command in self.administrator.select("ecc_queue", query)]

    @question
    def results(self, mid: str, source: str) -> list[str]:
        """The results of commands with this source that the MID Server has sent."""
        query = f"agent=mid.server.{mid}^queue=input^source={source}^ORDERBYsys_created_on"
        return [result.get("payload", "") for result in self.administrator.select("ecc_queue", query)]

    @question
    def found(self, mid: str) -> list[str]:
        """The commands that a MID Server which the suite plays finds in its queue, by source."""
        return self.player(mid).waiting_commands()

    @question
    def versions_that_took(self, mid: str, command: str) -> list[str]:
        """The build stamps of the processes that took a command with this source, the first one first."""
        about = self.evidence.about(mid)
        queued = {added.command for _, added in timed(about, CommandAdded) if added.source == command}
        running, takers = "", []
        for happening in about:
            match happening.event:
                case Started(version=version):
                    running = version
                case CommandTaken(command=taken) if taken in queued:
                    takers.append(running)
        return list(dict.fromkeys(takers))
