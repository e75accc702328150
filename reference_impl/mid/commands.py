"""Commands: which of those in the ECC queue may be taken, and what becomes of their results.

Documentation: MID Server upgrades, "The Upgrade state".
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from reference_impl.mid.agent import Agent
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.servers import Command, InstanceClient

UPGRADE, PAUSE, RESUME, RESTART = "autoUpgrade", "pauseMid", "resumeMid", "restart"
GRAB_LOG, THREAD_DUMP = "grabLog", "threaddump"

UP, PAUSED, UPGRADING, UPGRADE_FAILED = "Up", "Paused", "Upgrading", "Upgrade Failed"
DOWN = "Down"
"""What the instance calls a MID Server that it cannot reach."""

IN_ANY_STATUS = {GRAB_LOG, THREAD_DUMP}
TAKEN_IN = {
    UP: {RESTART},
    PAUSED: {RESUME, RESTART},
    UPGRADING: set[str](),
    UPGRADE_FAILED: {RESTART},
}
"""The system commands that are taken besides, validated or not."""

QUEUED_OUTPUT = ("work", "monitors", "ECCSender")
"""The folder in the agent folder where results wait that may not be sent yet."""


@dataclass(frozen=True)
class Job:
    """A command that runs on the host."""

    command: Command
    output: str
    ends: datetime


class Commands:
    """The commands of one process, from the ECC queue to their results."""

    def __init__(self, host: Host, agent: Agent, instance: InstanceClient) -> None:
        self._host, self._agent, self._instance = host, agent, instance
        self._name = agent.parameter("name")
        self._running: list[Job] = []
        self.left_behind = False
        """Whether a command had to stay in the queue."""
        self.holds_output = False
        """Whether output waits to be sent."""

    @property
    def next_end(self) -> datetime | None:
        """When the next of the running commands ends; None when none runs."""
        return min((job.ends for job in self._running), default=None)

    def take(self, status: str) -> list[Command]:
        """Take what may be taken; answers the system commands that the MID Server itself has to carry out."""
        waiting = self._instance.waiting_commands(self._name)
        validated = bool(waiting) and self._instance.is_validated()
        taken = [command for command in waiting if self.may_take(command, status, validated=validated)]
        self.left_behind = len(taken) < len(waiting)
        return [command for command in taken if self._begin(command)]

    def may_take(self, command: Command, status: str, *, validated: bool) -> bool:
        """Whether a command may be taken in a status; what may not stays in the queue."""
        if command.is_system and command.source in IN_ANY_STATUS | TAKEN_IN[status]:
            return True
        if status == UPGRADE_FAILED:  # rule MAN-AFTER-FAILURE
            return validated and command.is_system and command.source == UPGRADE
        return validated and status == UP

    def finish(self, *, hold: bool) -> None:
        """Hand over the results of the commands that have ended, or keep them until they may be sent."""
        now = self._host.now()
        for job in [job for job in self._running if job.ends <= now]:
            self._running.remove(job)
            if hold or not self._send(job.command, job.output):
                self._hold(job)

    def send_held(self) -> None:
        """Send the queued output; what cannot be sent stays in the queue."""
        self.holds_output = False
        for path in self._held_files():
            held = json.loads(self._host.read(path))
            output = held.pop("output")
            if self._send(Command(**held), output):
                self._host.delete(path)
            else:
                self.holds_output = True

    def _begin(self, command: Command) -> bool:
        """Begin with a command; whether the MID Server itself has to do the rest."""
        if not command.is_system:
            self._instance.set_state(command, "processing")
            self._running.append(Job(command, *self._host.run(command.name)))
        elif command.source == GRAB_LOG:
            self._send(command, self._agent.read_log())
        elif command.source == THREAD_DUMP:
            self._send(command, f"{len(self._running)} commands run")
        else:
            return True
        return False

    def _hold(self, job: Job) -> None:
        self.holds_output = True
        path = self._agent.path(*QUEUED_OUTPUT, f"output_{job.command.sys_id}.json")
        self._host.write(path, json.dumps({**asdict(job.command), "output": job.output}).encode())

    def _send(self, command: Command, output: str) -> bool:
        sent = self._instance.send_result(self._name, command, output)
        if sent:
            self._instance.set_state(command, "processed")
        return sent

    def _held_files(self) -> list[str]:
        try:
            names = self._host.list_files(self._agent.path(*QUEUED_OUTPUT))
        except HostError:  # nothing was ever held
            return []
        return [self._agent.path(*QUEUED_OUTPUT, name) for name in names]
