"""MID Servers with one fault each."""

from datetime import timedelta

from broken.base import BrokenMidServer
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.mid import commands
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.server import Waiting
from reference_impl.mid.waiting import Sleep


class UpgradesOnlyWhenTold(BrokenMidServer, rule="AUTO-DEFAULT"):
    """Wants a parameter before it upgrades by itself."""

    def upgrade(self) -> Waiting:
        if self.agent.parameter("mid.upgrade.automatic") == "true":
            yield from super().upgrade()


class ChecksEvery61Minutes(BrokenMidServer, rule="AUTO-HOURLY"):
    """Lets a minute too many pass between two checks."""

    check_period = timedelta(minutes=61)


class TakesOnlyNewer(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Compares the dates of the builds, and stays where it is when the assigned one is older."""

    def is_different(self, wanted: str) -> bool:
        older = not self.pin() and parse_buildstamp(wanted).built < self.running.built
        return super().is_different(wanted) and not older


class WaitsForTheHour(BrokenMidServer, rule="AUTO-COMMAND"):
    """Calls the command processed, and leaves the upgrade to the next hourly check."""

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE:
            yield from super().carry_out(order)


class TakesEveryCommandForAnUpgrade(BrokenMidServer, rule="AUTO-COMMAND"):
    """Checks for another version whenever any command comes."""

    def take_commands(self) -> None:
        super().take_commands()
        self.orders.append(commands.UPGRADE)


class StaysAlertAfterTheCommand(BrokenMidServer, rule="AUTO-COMMAND"):
    """Asks every ten minutes once it has been sent the command."""

    def carry_out(self, order: str) -> Waiting:
        self.check_period = timedelta(minutes=10)
        yield from super().carry_out(order)


class StaysUpWhileItUpgrades(BrokenMidServer, rule="STATE-UPGRADING"):
    """Never tells the instance that it upgrades."""

    def report(self, status: str) -> None:
        if status != "Upgrading":
            super().report(status)


class IsUpBeforeItRestarts(BrokenMidServer, rule="STATE-UPGRADING"):
    """Takes the upgrade for done once the files are in place."""

    def restart(self) -> Waiting:
        self.report("Up")
        yield from super().restart()


class ClaimsTheNewVersionBeforeItRuns(BrokenMidServer, rule="STATE-UPGRADING"):
    """Reports what lies in the agent folder, not what runs."""

    def restart(self) -> Waiting:
        self.running = parse_buildstamp(self.agent.installed())
        self.report("Upgrading")
        yield from super().restart()


class FallsBackToUp(BrokenMidServer, rule="FAIL-FAMILY"):
    """Takes every failed upgrade for one within the family."""

    def is_other_family(self, wanted: str) -> bool:
        return not wanted


class TakesTheFamilyBeforeForAPatch(BrokenMidServer, rule="FAIL-FAMILY"):
    """Fails only on the way to a later family."""

    def is_other_family(self, wanted: str) -> bool:
        return super().is_other_family(wanted) and parse_buildstamp(wanted).family > self.running.family


class HealsByWaiting(BrokenMidServer, rule="FAIL-FAMILY"):
    """Is Up again at the check after a failed upgrade, without having tried anew."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def check(self) -> Waiting:
        if self.has_failed:
            self.has_failed = False
            self.instance.assigned_stamp()
            self.report("Up")
        else:
            yield from super().check()


class GivesUpOnPatches(BrokenMidServer, rule="FAIL-PATCH"):
    """Takes every failed upgrade for one to another family."""

    def is_other_family(self, wanted: str) -> bool:
        return bool(wanted)


class StaysUpgradingAfterFailure(BrokenMidServer, rule="FAIL-PATCH"):
    """Forgets the status when an upgrade within the family fails."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if self.is_other_family(wanted):
            super().failed(failure, wanted)


class FailsLate(BrokenMidServer, rule="FAIL-PATCH"):
    """Is Up after a failed upgrade within the family, and Upgrade Failed five minutes later."""

    def upgrade(self) -> Waiting:
        try:
            yield from super().upgrade()
        except UpgradeFailure:
            self.report("Up")
            yield Sleep(self.host.now() + timedelta(minutes=5))
            self.report("Upgrade Failed")


class LogsARefusalThatWasNone(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Records the refusal whether or not there was one."""

    def obtain_permit(self) -> Waiting:
        self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
        yield from super().obtain_permit()


class UpgradesWithoutPermit(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Records the refusal, and upgrades all the same."""

    def obtain_permit(self) -> Waiting:
        if not self.instance.take_permit():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
        yield from ()


class WaitsSilently(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Does not say that it was turned away."""

    def obtain_permit(self) -> Waiting:
        while not self.instance.take_permit():
            yield Sleep(self.host.now() + self.permit_period)


class AsksEvery30Seconds(BrokenMidServer, rule="ERR-409-RETRY"):
    """Lets ten seconds too many pass between two requests for a permit."""

    permit_period = timedelta(seconds=30)


class GivesUpAfterAnHour(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks for a permit for one hour, and then waits for the next check."""

    def obtain_permit(self) -> Waiting:
        until = self.host.now() + timedelta(hours=1)
        while not self.instance.take_permit():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            if self.host.now() >= until:
                raise UpgradeFailure("no permit")
            yield Sleep(self.host.now() + self.permit_period)


class KeepsWhatItWasRefused(BrokenMidServer, rule="ERR-409-REASSIGNED"):
    """Installs what was assigned when it first asked for a permit."""

    refused = ""

    def obtain_permit(self) -> Waiting:
        refused = self.instance.assigned_stamp()
        yield from super().obtain_permit()
        self.refused = refused

    def pin(self) -> str:
        return self.refused or super().pin()


class ReadsItsPinAtTheStart(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Knows of its pin when it starts, and forgets it at the next check."""

    def pin(self) -> str:
        return super().pin() if self.host.now() == self.started else ""


class IgnoresItsPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Takes what is assigned to all MID Servers, pinned or not."""

    def pin(self) -> str:
        return ""
