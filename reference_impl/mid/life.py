"""The life of one process of a MID Server: its status, what it tells its instance, and the commands that it takes.

Documentation: MID Server upgrades, chapters "The Upgrade state" and "Upgrading MID Servers in the Down state".
"""

import itertools
from abc import ABC, abstractmethod
from datetime import datetime, timedelta

from reference_impl.buildstamp import parse_buildstamp
from reference_impl.mid import commands
from reference_impl.mid.agent import Agent
from reference_impl.mid.commands import DOWN, PAUSED, UP, UPGRADING, Commands
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.servers import Command, InstanceClient
from reference_impl.mid.waiting import Listen, Process, Waiting


class Life(ABC):
    """One process, from its start to its end."""

    check_period = timedelta(hours=1)
    """The time between two checks; the documentation lets nobody change it."""
    agent_type: type[Agent] = Agent
    instance_type: type[InstanceClient] = InstanceClient

    def __init__(self, host: Host, http: Http, agent_folder: str) -> None:
        self.host = host
        self.agent = self.agent_type(host, agent_folder)
        login = self.agent.parameter("mid.instance.username"), self.agent.parameter("mid.instance.password")
        self.instance = self.instance_type(http, self.agent.parameter("url"), login, self.agent.parameter("mid_sys_id"))
        self.commands = Commands(host, self.agent, self.instance)
        self.started = host.now()
        self.running = parse_buildstamp(self.agent.installed())
        self.status = UP
        self.is_busy = False
        """Whether an upgrade is under way, so that no command is taken; its status may still be Up."""
        self.is_known = True
        """Whether the instance has taken over the status."""
        self.is_behind = False
        """Whether the instance can be reached again, and has thought this MID Server Down."""
        self.orders: list[Command] = []
        """The system commands that are to be carried out next."""

    @abstractmethod
    def check(self) -> Waiting:
        """Ask for the version, and upgrade to it if it is a different one."""

    @abstractmethod
    def restart(self) -> Waiting:
        """Let the host end this process, and begin the next one."""

    def run(self) -> Process:
        """Live until the host ends the process."""
        self.come_up()
        yield from self.check()
        yield from self.work()

    def work(self) -> Waiting:
        """Check every hour, and do meanwhile what the commands say."""
        while True:
            yield from self.carry_out_orders()
            due = self.next_check()
            yield from self.wait(due)
            if self.is_behind:
                yield from self.catch_up_after_an_outage()
            elif self.host.now() >= due:
                yield from self.check()

    def next_check(self) -> datetime:
        """When the next hourly check is due: full hours count from the start of the process."""
        hours = (self.host.now() - self.started) // self.check_period
        return self.started + (hours + 1) * self.check_period

    def report(self, status: str) -> None:
        """Take a status; the instance is told of it, and of the version that runs."""
        self.status = status
        self.is_known = self.instance.report(status, self.running.text)

    def catch_up(self) -> None:
        """Tell the instance again what it could not be told."""
        if not self.is_known:
            self.report(self.status)
        if self.status == UP and self.commands.holds_output:
            self.commands.send_held()

    def answer_call(self) -> None:
        """Take the commands that wait, unless the instance has missed this MID Server: then a check comes first."""
        self.is_known = self.is_known and self.instance.known_status() != DOWN
        self.is_behind = not self.is_known and not self.is_busy
        if not self.is_behind:
            self.take_commands()

    def catch_up_after_an_outage(self) -> Waiting:
        """Be Up again, check, and only then take the commands that wait (rules DOWN-START, DOWN-RECONNECT)."""
        self.is_behind = False
        yield from self.check()
        self.take_commands()

    def wait(self, until: datetime) -> Waiting:
        """Let time pass, and do meanwhile what commands may be done; come back early when there is something to do."""
        while self.host.now() < until and (self.is_busy or not (self.orders or self.is_behind)):
            called = yield Listen(min(until, self.commands.next_end or until))
            self.commands.finish(hold=self.holds_results())
            if called:
                self.answer_call()

    # ---- The Upgrade state: commands

    def come_up(self) -> None:
        """Be Up, and send the output that was held back until then."""
        self.report(UP)
        self.commands.send_held()

    def holds_results(self) -> bool:
        """Whether results have to wait: they are sent in the status Up."""
        return self.status != UP

    def take_commands(self) -> None:
        """Take the commands that wait in the ECC queue, as far as that is allowed now."""
        known = {order.sys_id for order in self.orders}
        taken = self.commands.take(UPGRADING if self.is_busy else self.status)
        self.orders += [order for order in taken if order.sys_id not in known]
        self.commands.finish(hold=self.holds_results())

    def carry_out_orders(self) -> Waiting:
        """Do what the system commands say; what was asked for twice in a row is done once."""
        while self.orders:
            order = self.orders.pop(0)
            again = list(itertools.takewhile(lambda other: other.source == order.source, self.orders))  # noqa: B023
            self.orders = self.orders[len(again) :]
            if self.may_carry_out(order):
                for command in (order, *again):
                    self.instance.set_state(command, "processed")
                yield from self.carry_out(order.source)

    def may_carry_out(self, order: Command) -> bool:
        """Whether the status still allows it, after what other commands have done; else it stays in the queue."""
        allowed = self.commands.may_take(order, self.status, validated=True)
        self.commands.left_behind |= not allowed
        return allowed

    def carry_out(self, order: str) -> Waiting:
        """Do what one system command says."""
        match order:
            case commands.UPGRADE:
                yield from self.check()
            case commands.RESTART:
                yield from self.restart()
            case commands.PAUSE if self.status == UP:
                self.report(PAUSED)
            case commands.RESUME if self.status == PAUSED:
                self.come_up()
                self.take_commands()
