"""What an instance does about the upgrades of its MID Servers.

Documentation: MID Server upgrades, chapters "Upgrade methods", "The Upgrade state", "Upgrade error messages", "MID
Server Upgrade History", "Data provided" and "Version control properties".
"""

import contextlib
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from reference_impl.buildstamp import Buildstamp, InvalidBuildstampError, parse_buildstamp
from reference_impl.instance import actions
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.packages import Package, packages_of
from reference_impl.instance.tables import Tables, as_text

GLOBAL = "global"
"""The domain of whoever has no other."""
BUILDSTAMP, VERSION, OVERRIDE = "mid.buildstamp", "mid.version", "mid.version.override"

OVER = ("Up", "Upgrade Failed", "Down")
"""The statuses in which a MID Server needs no permit any more."""


class UnknownVersionError(LookupError):
    """No build on offer, or more than one, has this name."""


class Instance:
    """Tables, the assigned version, the commands and the permits."""

    permits = 2
    """How many MID Servers may upgrade at once."""
    lifetime = timedelta(days=30)
    """How long an issue is kept that is no longer detected."""
    clean_up_period = timedelta(days=1)
    """The time between two runs of the table clean-up job; the documentation names none."""

    def __init__(
        self,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        stamp: str,
        builds: Sequence[str],
        notify: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.tables = Tables(now, new_id)
        self.next_clean_up = now() + self.clean_up_period
        self.stamp = stamp
        """The instance's own version."""
        self._builds, self._notify = builds, notify
        self.holders: set[str] = set()
        self._one_at_a_time = threading.Lock()
        self.reset_stamp()

    def add_administrator(self, user: str, password: str) -> None:
        """Let somebody in who may do everything."""
        self.tables.insert("sys_user", {"user_name": user, "user_password": password, "roles": "admin"})

    # ---- Version control properties

    def assigned(self) -> str:
        """The version for all MID Servers: the override where there is one, else the build stamp."""
        return self.property_value(OVERRIDE) or self.property_value(BUILDSTAMP)

    def property_value(self, name: str) -> str:
        """The value of a system property; empty where there is none."""
        found = self.tables.select("sys_properties", f"name={name}")
        return found[0].get("value", "") if found else ""

    def restart(self) -> None:
        """Let the version properties name the instance's own version again; the override stays."""
        self.reset_stamp()

    def reset_stamp(self) -> None:
        """Let the version properties name the instance's own version, whether or not they are there."""
        for name in (BUILDSTAMP, VERSION):
            if not self.set_property(name, self.stamp):
                self.tables.insert("sys_properties", {"name": name, "value": self.stamp})

    def set_property(self, name: str, value: str) -> bool:
        """Change the value of a system property; whether there is one of this name."""
        found = self.tables.select("sys_properties", f"name={name}")
        for each in found:
            self.tables.update("sys_properties", each["sys_id"], {"value": value})
        return bool(found)

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        """Stamp and packages of a version; the empty name means the assigned one, which has none if it is no stamp.

        Raises:
            UnknownVersionError: The name is neither the stamp nor the tag of exactly one build on offer.
        """
        if version:
            build = self._build_named(version)
        else:
            try:
                build = parse_buildstamp(self.assigned())
            except InvalidBuildstampError:
                return self.assigned(), []
        return build.text, packages_of(build, os, architecture)

    def _build_named(self, name: str) -> Buildstamp:
        """A build on offer; the assigned one has its stamp for a name, whether or not it is among them."""
        if name == self.assigned():
            with contextlib.suppress(InvalidBuildstampError):
                return parse_buildstamp(name)
        found = [parse_buildstamp(stamp) for stamp in self._builds if stamp.startswith(name)]
        named = [build for build in found if build.is_named_by(name)]
        if len(named) != 1:
            raise UnknownVersionError(name)
        return named[0]

    # ---- Upgrade methods: "When the instance is upgraded ..."

    def upgrade(self, stamp: str) -> None:
        """Become another version, forget the override, and tell the MID Servers that have a different version."""
        self.record_upgrade(self.stamp, stamp)
        self.stamp = stamp
        self.restart()
        self.set_property(OVERRIDE, "")
        for agent in self.tables.select("ecc_agent"):
            if self.needs_upgrade(agent):
                self.send_system_command(agent["name"], "autoUpgrade")

    def record_upgrade(self, old: str, new: str) -> None:
        """Leave a record in the MID Server Upgrade History (rule HIST-RECORD)."""
        self.tables.insert("ecc_agent_upgrade_history", {"old_version": old, "new_version": new})

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        """Record how far a step of a MID Server's upgrade is (rule HIST-STEPS)."""
        told = {"stage": stage, "state": state, "message": message}
        about = {"mid_server": agent, "upgrade_history": self.last_upgrade()}
        self.tables.insert("ecc_agent_upgrade_history_stage", {**about, **told})

    def last_upgrade(self) -> str:
        """The sys_id of the record of the latest upgrade; empty where there was none."""
        records = self.tables.select("ecc_agent_upgrade_history")
        return records[-1]["sys_id"] if records else ""

    def needs_upgrade(self, agent: Record) -> bool:
        """Whether a MID Server's version is different from the assigned one."""
        return agent.get("version") != self.assigned()

    # ---- The Upgrade state: commands wait in the ECC queue

    def send_system_command(self, mid: str, source: str) -> None:
        """Queue a system command, unless the same one is waiting already."""
        command = {"agent": f"mid.server.{mid}", "queue": "output", "topic": "SystemCommand", "source": source}
        waiting = "^".join(f"{field}={value}" for field, value in {**command, "state": "ready"}.items())
        if not self.tables.select("ecc_queue", waiting):
            self.queued(self.tables.insert("ecc_queue", {**command, "state": "ready", "name": "", "priority": "0"}))

    def may_act(self, roles: set[str]) -> bool:
        """Whether somebody with these roles may do anything on the record of a MID Server."""
        return bool(roles & actions.ROLES)

    def act(self, agent: str, action: str) -> None:
        """Do what an administrator wants on the record of the MID Server with this sys_id.

        Raises:
            NoRecordError: There is no such MID Server.
            UnavailableError: Its status does not allow it.
        """
        record = self.tables.get("ecc_agent", agent)
        status = record.get("status", "")
        if not self.is_available(action, status):
            raise actions.UnavailableError(f"{action} is not available in the status {status}")
        if action == actions.CLEAR_QUEUE:
            self.clear_queue(record["name"])
        else:
            self.send_system_command(record["name"], actions.COMMANDS[action])

    def is_available(self, action: str, status: str) -> bool:
        """Whether a status allows an action."""
        return actions.is_available(action, status)

    def waiting(self, mid: str) -> list[Record]:
        """The commands that wait for the MID Server of this name."""
        return self.tables.select("ecc_queue", f"agent=mid.server.{mid}^queue=output^state=ready")

    def clear_queue(self, mid: str) -> None:
        """Cancel the commands that wait for the MID Server of this name."""
        for command in self.waiting(mid):
            self.tables.update("ecc_queue", command["sys_id"], {"state": "processed"})

    def queued(self, command: Record) -> None:
        """Call the MID Server that a new command is for, over the push channel."""
        if (command.get("queue"), command.get("state")) == ("output", "ready"):
            self._notify(command.get("agent", "").removeprefix("mid.server."))

    # ---- Upgrade error messages: two upgrades at once

    def take_permit(self, agent: str) -> bool:
        """Give the MID Server of this sys_id a permit, unless all are taken; one that holds one keeps it."""
        with self._one_at_a_time:
            if agent not in self.holders and len(self.holders) >= self.permits:
                return False
            self.holders.add(agent)
            return True

    def release_permit(self, agent: str) -> None:
        """Take the permit back, if there is one."""
        self.holders.discard(agent)

    def agent_changed(self, agent: Record) -> None:
        """What follows from a new status: an upgrade that is over, and a MID Server that is lost, hold no permit."""
        if agent["status"] in OVER:
            self.release_permit(agent["sys_id"])

    # ---- The push channel

    def channel_opened(self, agent: str) -> None:
        """The MID Server of this sys_id can be reached."""
        name = self.tables.get("ecc_agent", agent)["name"]
        if self.waiting(name):
            self._notify(name)

    def channel_closed(self, agent: str) -> None:
        """The MID Server of this sys_id cannot be reached any more."""
        self.agent_changed(self.tables.update("ecc_agent", agent, {"status": "Down"}))

    # ---- MID Server pre-upgrade check: issues

    def report_check(self, agent: str, source: str, messages: Sequence[str]) -> None:
        """Record what one run of tests met: count what is found again, and resolve what is not."""
        known = self.open_issues(agent, source)
        for issue in known:
            if issue["message"] in messages:
                self.detect(issue)
            else:
                self.resolve(issue)
        for message in dict.fromkeys(messages):
            if message not in {issue["message"] for issue in known}:
                self.detect(self.new_issue(agent, source, message))

    def open_issues(self, agent: str, source: str) -> list[Record]:
        """The issues of a MID Server that this source has found and nobody has resolved."""
        return self.tables.select("ecc_agent_issue", f"mid_server={agent}^source={source}^state!=resolved")

    def new_issue(self, agent: str, source: str, message: str) -> Record:
        """Make an issue that is not detected yet."""
        about = {"mid_server": agent, "source": source, "message": message, "sys_domain": self.domain_of(agent)}
        return self.tables.insert("ecc_agent_issue", {**about, "state": "new", "count": "0"})

    def domain_of(self, agent: str) -> str:
        """The domain of the user of a MID Server."""
        user = self.tables.get("ecc_agent", agent).get("user_name", "")
        found = self.tables.select("sys_user", f"user_name={user}")
        return found[0].get("sys_domain", GLOBAL) if found else GLOBAL

    def detect(self, issue: Record) -> None:
        """A run has found an issue."""
        detected = {"count": str(int(issue["count"]) + 1), "last_detected": self.tables.stamp()}
        self.tables.update("ecc_agent_issue", issue["sys_id"], detected)

    def resolve(self, issue: Record) -> None:
        """A run has no longer found an issue."""
        self.tables.update("ecc_agent_issue", issue["sys_id"], {"state": "resolved"})

    # ---- MID Server Upgrade History: the table clean-up job

    def run_jobs(self) -> datetime:
        """Do the scheduled jobs that are due; when the next one is."""
        while self.next_clean_up <= self.tables.now():
            self.clean_up()
            self.next_clean_up += self.clean_up_period
        return self.next_clean_up

    def clean_up(self) -> None:
        """Delete the issues that were last detected 30 days ago, whatever their state."""
        for issue in self.outdated():
            self.tables.delete("ecc_agent_issue", issue["sys_id"])

    def outdated(self) -> list[Record]:
        """The issues that have not been detected for 30 days."""
        last = as_text(self.tables.now() - self.lifetime)
        return self.tables.select("ecc_agent_issue", f"last_detectedISNOTEMPTY^last_detected<={last}")
