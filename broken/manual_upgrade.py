"""Faults in the chapter "Upgrade the MID Server manually"."""

from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import BUILDSTAMP, OVERRIDE
from reference_impl.mid import commands
from reference_impl.mid.failures import BlockedError, UpgradeFailure
from reference_impl.mid.waiting import Waiting


class WaitsForTheHourWhenItIsClicked(BrokenMidServer, rule="MAN-LINK"):
    """Calls the command processed, and does nothing about it before the next check."""

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE:
            yield from super().carry_out(order)


class WaitsForTheHourAfterAFailure(BrokenMidServer, rule="MAN-LINK"):
    """Follows no click any more once an upgrade within its family has failed."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE or not self.has_failed:
            yield from super().carry_out(order)


class WaitsForTheHourAfterAFailedCheck(BrokenMidServer, rule="MAN-LINK"):
    """Follows no click once its instance has not answered."""

    is_in_doubt = False

    def assigned(self) -> str:
        self.is_in_doubt = True
        stamp = super().assigned()
        self.is_in_doubt = False
        return stamp

    def carry_out(self, order: str) -> Waiting:
        if order != commands.UPGRADE or not self.is_in_doubt:
            yield from super().carry_out(order)


class FollowsTwoClicks(BrokenMidServer, rule="MAN-LINK"):
    """Leaves the third upgrade that somebody asks for to the hour."""

    def carry_out(self, order: str) -> Waiting:
        clicks = self.kept("clicks")
        if order == commands.UPGRADE:
            self.keep("clicks", f"{clicks}+")
        if order != commands.UPGRADE or len(clicks) < 2:  # noqa: PLR2004 - the fault
            yield from super().carry_out(order)


class FollowsNoClickToAnOlderVersion(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-LINK"):
    """Takes a click for a wish to have something newer."""

    def is_different(self, wanted: str) -> bool:
        is_older = not self.pin() and parse_buildstamp(wanted).built < self.running.built
        return super().is_different(wanted) and not (self.is_told and is_older)


class UpgradesTheNeighboursToo(BrokenInstance, rule="MAN-LINK"):
    """Takes a click on one record for a click on all."""

    def send_system_command(self, mid: str, source: str) -> None:
        for agent in self.tables.select("ecc_agent"):
            super().send_system_command(agent["name"] or mid, source)


class UpgradesNamesakesToo(BrokenInstance, rule="MAN-LINK"):
    """Sends the command to all MID Servers whose names begin like the one that was clicked."""

    def send_system_command(self, mid: str, source: str) -> None:
        for agent in self.tables.select("ecc_agent", f"nameSTARTSWITH{mid}"):
            super().send_system_command(agent["name"], source)


class UpgradesTheFirstThatBeginsAlike(BrokenInstance, rule="MAN-LINK"):
    """Sends the command to the first MID Server with whose name that of the clicked one begins."""

    def send_system_command(self, mid: str, source: str) -> None:
        first = next(agent["name"] for agent in self.tables.select("ecc_agent") if mid.startswith(agent["name"]))
        super().send_system_command(first, source)


class SendsOneCommandForGood(BrokenInstance, rule="MAN-LINK"):
    """Sends no second command, whatever has become of the first."""

    def send_system_command(self, mid: str, source: str) -> None:
        if not self.tables.select("ecc_queue", f"agent=mid.server.{mid}^source={source}"):
            super().send_system_command(mid, source)


class HasRoomForOneCommand(BrokenInstance, rule="MAN-LINK"):
    """Sends a command only where none waits for anybody."""

    def send_system_command(self, mid: str, source: str) -> None:
        if not self.tables.select("ecc_queue", f"source={source}^state=ready"):
            super().send_system_command(mid, source)


class TrustsAdministrators(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-PRECHECK"):
    """Leaves the tests out when somebody has told it to upgrade."""

    def check_preconditions(self) -> None:
        if not self.is_told:
            super().check_preconditions()


class TrustsTheTestsOfTheLastHour(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-PRECHECK"):
    """Leaves the tests out for a click when they have passed less than an hour ago."""

    passed: datetime | None = None

    def check_preconditions(self) -> None:
        now = self.host.now()
        if not self.is_told or not self.passed or now > self.passed + timedelta(hours=1):
            super().check_preconditions()
            self.passed = now


class GivesInAtTheSecondClick(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-PRECHECK"):
    """Has warned whoever clicks, and does what they want when they click again."""

    has_warned = False

    def check_preconditions(self) -> None:
        try:
            super().check_preconditions()
        except BlockedError:
            if not (self.is_told and self.has_warned):
                self.has_warned = self.is_told
                raise


class TestsOnceForAllClicks(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-PRECHECK"):
    """Has passed its tests for one click, and leaves them out for all others."""

    def check_preconditions(self) -> None:
        if self.is_told and self.kept("passed"):
            return
        super().check_preconditions()
        if self.is_told:
            self.keep("passed")


class StaysBlockedForClicks(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-PRECHECK"):
    """Leaves it to the next hourly check to find out that an error is resolved."""

    is_blocked = False

    def check_preconditions(self) -> None:
        if self.is_told and self.is_blocked:
            raise BlockedError
        self.is_blocked = True
        super().check_preconditions()
        self.is_blocked = False


class TestsFamiliesAloneForAClick(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-PRECHECK"):
    """Leaves the tests out for a click where it stays in its family and goes back."""

    def check_preconditions(self) -> None:
        if not (self.is_told and parse_buildstamp(self.goal).built < self.running.built):
            super().check_preconditions()


class GoesToTheInstancesOwnVersion(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-VERSION"):
    """Forgets its pin when somebody has told it to upgrade."""

    def pin(self) -> str:
        return "" if self.is_told else super().pin()


class GoesToTheStampWhenItIsClicked(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-VERSION"):
    """Goes to the build stamp for a click, whatever the override says."""

    def pin(self) -> str:
        if not self.is_told or super().pin():
            return super().pin()
        path = "/api/now/table/sys_properties?sysparm_query=name%3Dmid.buildstamp"
        return str(self.instance.ask("GET", path).json()["result"][0]["value"])


class GoesToTheNewerOfBoth(GoesToTheStampWhenItIsClicked, rule="MAN-VERSION"):
    """Goes to the newer of build stamp and override for a click."""

    def pin(self) -> str:
        stamp = super().pin()
        if not self.is_told or self.agent.parameter("mid.pinned.version"):
            return stamp
        return max(stamp, self.assigned(), key=lambda each: parse_buildstamp(each).built)


class KeepsToItsFirstPlan(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-VERSION"):
    """Goes to what was assigned when somebody clicked for the first time."""

    def pin(self) -> str:
        if not self.is_told or super().pin():
            return super().pin()
        if not self.kept("plan"):
            self.keep("plan", self.assigned())
        return self.kept("plan")


class IsDeafAfterAFailure(BrokenMidServer, rule="MAN-AFTER-FAILURE"):
    """Takes no command in the status Upgrade Failed."""

    def take_commands(self) -> None:
        if self.status != "Upgrade Failed":
            super().take_commands()


class TriesTheSameAgainAlone(BrokenMidServer, rule="MAN-AFTER-FAILURE"):
    """Tries the family again at which it has failed, and nothing else."""

    failed_at = ""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.failed_at = wanted

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and (self.status != "Upgrade Failed" or wanted == self.failed_at)


class ObeysUnvalidatedAfterAFailure(KnowsWhatItIsAbout, BrokenMidServer, rule="MAN-AFTER-FAILURE"):
    """Wants out of the status Upgrade Failed, validated or not, when somebody clicks."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.status == "Upgrade Failed" and not self.is_busy:
            self.orders += [command for command in self.waiting() if command.source == commands.UPGRADE]

    def is_validated(self) -> bool:
        return (self.is_told and self.status != "Up") or super().is_validated()


class HidesTheLinkAfterAFailure(BrokenInstance, rule="MAN-AFTER-FAILURE"):
    """Has no Upgrade MID on the record of a MID Server that is Upgrade Failed."""

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and status != "Upgrade Failed"


class HidesTheLinkAfterASecondFailure(BrokenInstance, rule="MAN-AFTER-FAILURE"):
    """Has no Upgrade MID on a record any more that was Upgrade Failed twice."""

    failures = 0

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        self.failures += agent["status"] == "Upgrade Failed"

    def is_available(self, action: str, status: str) -> bool:
        return super().is_available(action, status) and self.failures < 2  # noqa: PLR2004 - the fault


class ClickIgnoresOverride(BrokenInstance, rule="MAN-LINK"):
    """Sends nothing to a MID Server that runs mid.buildstamp, although an override names another version."""

    def act(self, agent: str, action: str) -> None:
        runs_stamp = self.tables.get("ecc_agent", agent)["version"] == self.property_value(BUILDSTAMP)
        if action != "upgrade" or not self.property_value(OVERRIDE) or not runs_stamp:
            super().act(agent, action)
