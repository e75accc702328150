"""Free: what an instance does about upgrades, commands and permits."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import md5

from reference_impl.instance import actions
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import OVERRIDE
from right.base import RightInstance

ACTIONS = "docs/instance.md: the table of actions says of some in some statuses: free, nobody looks"
NEEDED: Mapping[str, Sequence[str]] = {
    "pause": ["Up"],
    "resume": ["Paused"],
    "restart": ["Paused"],
    "grab_log": ["Paused", "Upgrading"],
    "thread_dump": ["Paused", "Upgrading"],
}
"""The statuses in which an instance has to let something be done; what is not named, in all."""


class TellsEverybody(
    RightInstance, freedom="AUTO-ON-INSTANCE-UPGRADE: a MID Server that already has the version may get one too"
):
    """Sends autoUpgrade to all MID Servers, whatever they run."""

    def needs_upgrade(self, agent: Record) -> bool:
        return bool(agent)


class TellsThemAfter90Seconds(
    RightInstance,
    freedom="AUTO-ON-INSTANCE-UPGRADE: when the instance has been upgraded it sends the command; no"
    " sentence says how soon",
):
    """Sends autoUpgrade a minute and a half after it has been upgraded."""

    due: datetime | None = None

    def upgrade(self, stamp: str) -> None:
        self.due = self.now() + timedelta(seconds=90)
        super().upgrade(stamp)
        self.go_on()

    def needs_upgrade(self, agent: Record) -> bool:
        return super().needs_upgrade(agent) and self.due is None

    def go_on(self) -> datetime | None:
        if self.due is not None and self.now() >= self.due:
            self.due = None
            self.tell_the_others()
        return self.due

    def tell_the_others(self) -> None:
        """Send the command to those that have another version."""
        for agent in self.tables.select("ecc_agent"):
            if self.needs_upgrade(agent):
                self.send_system_command(agent["name"], "autoUpgrade")


class TellsThemOneByOne(
    RightInstance,
    freedom="docs/instance.md: ten minutes from an upgrade of the instance until autoUpgrade waits for its MID Servers",
):
    """Sends autoUpgrade to one MID Server after the other, every minute and a half."""

    due: datetime | None = None
    left: Sequence[str] = ()

    def upgrade(self, stamp: str) -> None:
        self.due = self.now()
        super().upgrade(stamp)
        others = filter(super().needs_upgrade, self.tables.select("ecc_agent"))
        self.left = [agent["name"] for agent in others]
        self.go_on()

    def needs_upgrade(self, agent: Record) -> bool:
        return self.due is None and super().needs_upgrade(agent)

    def go_on(self) -> datetime | None:
        if self.due is not None and self.now() >= self.due:
            for name in self.left[:1]:
                self.send_system_command(name, "autoUpgrade")
            self.left = self.left[1:]
            self.due = self.now() + timedelta(seconds=90) if self.left else None
        return self.due


class TellsThemTwice(
    RightInstance,
    freedom="STATE-QUEUED: two wait while Down: one upgrade, both processed; nothing limits how many are sent",
):
    """Sends autoUpgrade twice to each MID Server that it tells of its upgrade."""

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        for agent in self.tables.select("ecc_agent"):
            if self.needs_upgrade(agent):
                queue_another(self, agent["name"], "autoUpgrade")


class RemindsThemForTwoHours(
    RightInstance, freedom="A9: one more command that does no harm breaks no rule, and nothing limits how many are sent"
):
    """Sends autoUpgrade every 15 minutes for two hours to those that have another version yet."""

    reminder: datetime | None = None
    left = 0

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        self.reminder, self.left = self.now() + timedelta(minutes=15), 8

    def go_on(self) -> datetime | None:
        if self.reminder is not None and self.now() >= self.reminder:
            for agent in self.tables.select("ecc_agent"):
                if self.needs_upgrade(agent):
                    self.send_system_command(agent["name"], "autoUpgrade")
            self.left -= 1
            self.reminder = self.now() + timedelta(minutes=15) if self.left else None
        return self.reminder


class TellsThemWhateverIsAssigned(
    RightInstance, freedom="A9: one more command that does no harm breaks no rule; who has the version may be told, too"
):
    """Sends autoUpgrade to those that have another version whenever somebody assigns one, too."""

    known = ""

    def go_on(self) -> None:
        before, self.known = self.known, self.assigned()
        for agent in self.tables.select("ecc_agent"):
            if before not in ("", self.known) and self.needs_upgrade(agent):
                self.send_system_command(agent["name"], "autoUpgrade")


class TellsThemAtItsRestart(
    RightInstance, freedom="A9: one more command that does no harm breaks no rule; who has the version may be told, too"
):
    """Sends autoUpgrade to all MID Servers when it is restarted, too."""

    def restart(self) -> None:
        super().restart()
        for agent in self.tables.select("ecc_agent"):
            self.send_system_command(agent["name"], "autoUpgrade")


def queue_another(instance: RightInstance, mid: str, source: str) -> None:
    """Queue a system command, whether or not the same one is waiting already."""
    command = {"agent": f"mid.server.{mid}", "queue": "output", "topic": "SystemCommand", "source": source}
    instance.queued(instance.tables.insert("ecc_queue", {**command, "state": "ready", "name": "", "priority": "0"}))


class RecordsItsUpgradeLater(
    RightInstance, freedom="HIST-RECORD: every upgrade leaves a record; no sentence says how soon after it"
):
    """Leaves the record of an upgrade five minutes after it."""

    due: datetime | None = None
    versions = ("", "")

    def record_upgrade(self, old: str, new: str) -> None:
        self.go_on(at_last=True)
        self.due, self.versions = self.now() + timedelta(minutes=5), (old, new)

    def go_on(self, *, at_last: bool = False) -> datetime | None:
        if self.due is not None and (at_last or self.now() >= self.due):
            self.due = None
            super().record_upgrade(*self.versions)
        return self.due


class QueuesEveryClick(
    RightInstance,
    freedom="MAN-LINK: an administrator can start the upgrade at any time; nothing limits how many commands wait",
):
    """Queues a command for each click, even if the same one is waiting."""

    def send_system_command(self, mid: str, source: str) -> None:
        queue_another(self, mid, source)


class RemovesTheOverride(RightInstance, freedom="VER-OVERRIDE-CLEARED: an empty value and a record gone are both fine"):
    """Deletes the record of the override when it is upgraded."""

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        for found in self.tables.select("sys_properties", f"name={OVERRIDE}"):
            self.tables.delete("sys_properties", found["sys_id"])


class RefusesTheClick(RightInstance, freedom="MAN-STATE: a refused click and a command left waiting are both fine"):
    """Refuses Upgrade MID unless the MID Server is validated, and Up or Upgrade Failed."""

    def act(self, agent: str, action: str) -> None:
        record = self.tables.get("ecc_agent", agent)
        may_upgrade = record["status"] in ("Up", "Upgrade Failed") and record["validated"] == "true"
        if action == "upgrade" and not may_upgrade:
            raise actions.UnavailableError("The MID Server is not Up and validated")
        super().act(agent, action)


class OffersWhateverIsFree(RightInstance, freedom=ACTIONS):
    """Lets everything be done in every status, but for what is refused while Upgrading."""

    def is_available(self, action: str, status: str) -> bool:
        return (action, status) not in (("resume", "Upgrading"), ("restart", "Upgrading"))


class RefusesWhateverIsFree(RightInstance, freedom=ACTIONS):
    """Lets nothing be done that it need not."""

    def is_available(self, action: str, status: str) -> bool:
        return status in NEEDED.get(action, (status,))


class ClearsQueuesByDeleting(
    RightInstance, freedom="STATE-PAUSED-ACTIONS: clearing the queue; no sentence says what becomes of a record"
):
    """Deletes the commands that wait when somebody clears a queue."""

    def clear_queue(self, mid: str) -> None:
        for command in self.waiting(mid):
            self.tables.delete("ecc_queue", command["sys_id"])


class RefusesAHolder(
    RightInstance, freedom="ERR-409: a MID Server that already holds a permit may be answered either way"
):
    """Answers 409 to a MID Server that has a permit already."""

    def take_permit(self, agent: str) -> bool:
        return agent not in self.holders and super().take_permit(agent)


class KeepsAPermitForWhoCameFirst(
    RightInstance, freedom="ERR-409: keeping a free one for who was turned away first is fine"
):
    """Gives permits in the order in which they were first asked for, to those who have asked within the last minute."""

    def __init__(
        self, now: Callable[[], datetime], new_id: Callable[[], str], stamp: str, builds: Sequence[str]
    ) -> None:
        super().__init__(now, new_id, stamp, builds)
        self.turned_away: dict[str, datetime] = {}
        """When those who wait have asked for the last time, in the order of their first request."""

    def take_permit(self, agent: str) -> bool:
        since = self.now() - timedelta(minutes=1)
        self.turned_away = {each: asked for each, asked in self.turned_away.items() if asked >= since}
        before = list(self.turned_away)
        before = before[: before.index(agent)] if agent in before else before
        if agent in self.holders or (len(self.holders) + len(before) < self.permits and super().take_permit(agent)):
            self.turned_away.pop(agent, None)
            return True
        self.turned_away[agent] = self.now()
        return False


class HasOtherIds(RightInstance, freedom="docs/measured.md: not looked at: headers, ids and ports"):
    """Has identifiers in no order."""

    def __init__(
        self, now: Callable[[], datetime], new_id: Callable[[], str], stamp: str, builds: Sequence[str]
    ) -> None:
        super().__init__(now, lambda: md5(new_id().encode(), usedforsecurity=False).hexdigest(), stamp, builds)
