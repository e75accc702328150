"""Faults in the chapter "Upgrade the MID Server manually"."""

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.mid import commands
from reference_impl.mid.server import Waiting
from reference_impl.mid.servers import Command


class WaitsForTheHourWhenItIsClicked(BrokenMidServer, rule="MAN-LINK"):
    """Calls the command processed, and does nothing about it before the next check."""

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE:
            yield from super().carry_out(order)


class UpgradesTheNeighboursToo(BrokenInstance, rule="MAN-LINK"):
    """Takes a click on one record for a click on all."""

    def send_system_command(self, mid: str, source: str) -> None:
        for agent in self.tables.select("ecc_agent"):
            super().send_system_command(agent["name"] or mid, source)


class LetsEverybodyIn(BrokenInstance, rule="MAN-ROLE"):
    """Lets every user act who is logged in."""

    def may_act(self, roles: set[str]) -> bool:
        return bool(roles) or super().may_act(roles)


class ReadsRolesByPart(BrokenInstance, rule="MAN-ROLE"):
    """Looks for the name of the role anywhere in the list."""

    def may_act(self, roles: set[str]) -> bool:
        return super().may_act(roles) or "mid_server" in ",".join(roles)


class LetsAdministratorsIn(BrokenInstance, rule="MAN-ROLE"):
    """Wants the role admin, and no other."""

    def may_act(self, roles: set[str]) -> bool:
        return "admin" in roles


class TrustsAdministrators(BrokenMidServer, rule="MAN-PRECHECK"):
    """Leaves the tests out when somebody has told it to upgrade."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.told = False

    def check_preconditions(self) -> None:
        if not self.told:
            super().check_preconditions()


class GoesToTheInstancesOwnVersion(BrokenMidServer, rule="MAN-VERSION"):
    """Forgets its pin when somebody has told it to upgrade."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.told = False

    def pin(self) -> str:
        return "" if self.told else super().pin()


class ObeysInAnyState(BrokenMidServer, rule="MAN-STATE"):
    """Upgrades when it is told to, Up and validated or not."""

    def take_commands(self) -> None:
        self.orders += [command for command in self.waiting() if command.source == commands.UPGRADE]
        super().take_commands()

    def may_carry_out(self, order: Command) -> bool:
        return bool(order.source)

    def may_upgrade(self) -> bool:
        return True


class CallsItDoneForTheAbsent(BrokenInstance, rule="MAN-STATE"):
    """Calls a command processed when there is nobody to take it."""

    def act(self, agent: str, action: str) -> None:
        super().act(agent, action)
        record = self.tables.get("ecc_agent", agent)
        if (record["status"], record["validated"]) != ("Up", "true"):
            self.clear_queue(record["name"])


class IsDeafAfterAFailure(BrokenMidServer, rule="MAN-AFTER-FAILURE"):
    """Takes no command in the status Upgrade Failed."""

    def take_commands(self) -> None:
        if self.status != "Upgrade Failed":
            super().take_commands()


class HidesTheLinkAfterAFailure(BrokenInstance, rule="MAN-AFTER-FAILURE"):
    """Has no Upgrade MID on the record of a MID Server that is Upgrade Failed."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and status != "Upgrade Failed"
