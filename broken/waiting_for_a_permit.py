"""Faults in the chapter "Upgrade error messages": asking for a permit, and waiting for it."""

import contextlib
from datetime import timedelta

from broken.base import BrokenMidServer
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.host import HostError
from reference_impl.mid.servers import InstanceClient
from reference_impl.mid.waiting import Sleep, Waiting


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


class TakesARefusalForAFailure(BrokenMidServer, rule="ERR-409-RETRY"):
    """Is Upgrade Failed for as long as it waits for a permit."""

    def obtain_permit(self) -> Waiting:
        if not self.instance.take_permit():
            self.report("Upgrade Failed")
            yield from self.wait(self.host.now() + self.permit_period)
            yield from super().obtain_permit()


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


class SaysItOnce(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Records a refusal only where the hour has asked for the upgrade."""

    def obtain_permit(self) -> Waiting:
        if self.host.now() - self.started >= timedelta(hours=1):
            yield from super().obtain_permit()
        while not self.instance.take_permit():
            yield Sleep(self.host.now() + self.permit_period)


class SaysNothingOnTheWayToAFamily(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Records a refusal only on the way to a patch."""

    def obtain_permit(self) -> Waiting:
        if not self.is_other_family(self.wanted(self.instance.assigned_stamp())):
            yield from super().obtain_permit()
        while not self.instance.take_permit():
            yield Sleep(self.host.now() + self.permit_period)


class NamesNoInstance(BrokenMidServer, rule="ERR-409-MESSAGE"):
    """Records a refusal without the instance's URL."""

    def obtain_permit(self) -> Waiting:
        while not self.instance.take_permit():
            self.agent.log("Method failed HTTP/1.1 409 Conflict with code: 409", error=True)
            yield Sleep(self.host.now() + self.permit_period)


class GoesToItsPinWithoutAPermit(BrokenMidServer, rule="ERR-409"):
    """Asks for no permit where it is pinned."""

    def obtain_permit(self) -> Waiting:
        if not self.pin():
            yield from super().obtain_permit()


class GoesBackWithoutAPermit(BrokenMidServer, rule="ERR-409"):
    """Asks for no permit on the way to an older build."""

    def obtain_permit(self) -> Waiting:
        wanted = parse_buildstamp(self.wanted(self.instance.assigned_stamp())) if not self.pin() else self.running
        if wanted.built >= self.running.built:
            yield from super().obtain_permit()


class TakesAHotfixWithoutAPermit(BrokenMidServer, rule="ERR-409"):
    """Asks for no permit for a hotfix, which is small."""

    def obtain_permit(self) -> Waiting:
        if "hotfix" not in self.wanted(self.instance.assigned_stamp()):
            yield from super().obtain_permit()


class AsksForAPermitAtTheHourAlone(BrokenMidServer, rule="ERR-409"):
    """Asks for no permit where a command has asked for the upgrade."""

    def carry_out(self, order: str) -> Waiting:
        self.permit_period = timedelta()
        yield from super().carry_out(order)

    def obtain_permit(self) -> Waiting:
        if self.permit_period:
            yield from super().obtain_permit()


class GivesItsPermitBackAtOnce(BrokenMidServer, rule="ERR-409"):
    """Gives its permit back before it begins with the upgrade."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        self.instance.release_permit()


class WaitsLongerAndLonger(BrokenMidServer, rule="ERR-409-RETRY"):
    """Doubles the time between two requests after an hour."""

    def obtain_permit(self) -> Waiting:
        began = self.host.now()
        while not self.instance.take_permit():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            hours = (self.host.now() - began) // timedelta(hours=1)
            yield Sleep(self.host.now() + self.permit_period * (1 + hours))


class GivesUpAfterFourHours(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks for a permit for four hours, and then waits for the next check."""

    def obtain_permit(self) -> Waiting:
        until = self.host.now() + timedelta(hours=4)
        while not self.instance.take_permit():
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            if self.host.now() >= until:
                raise UpgradeFailure("no permit")
            yield Sleep(self.host.now() + self.permit_period)


class AsksOnceAMinuteForACommand(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks for a permit every minute where no hour has asked for the upgrade."""

    def carry_out(self, order: str) -> Waiting:
        self.permit_period = timedelta(minutes=1)
        yield from super().carry_out(order)


class AsksOnceAMinuteForItsPin(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks for a permit every minute where it is pinned."""

    def obtain_permit(self) -> Waiting:
        if self.pin():
            self.permit_period = timedelta(minutes=1)
        yield from super().obtain_permit()


class AsksOnceAMinuteForAFamily(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks for a permit every minute on the way to another family."""

    def obtain_permit(self) -> Waiting:
        if self.is_other_family(self.wanted(self.instance.assigned_stamp())):
            self.permit_period = timedelta(minutes=1)
        yield from super().obtain_permit()


class AsksForItsPermitWithoutACheck(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks for a permit as soon as it starts, in case it was waiting for one when it was stopped."""

    def come_up(self) -> None:
        with contextlib.suppress(HostError):
            if self.host.now() == self.started and "with code: 409" in self.agent.read_log():
                self.instance.take_permit()
        super().come_up()


class KeepsTheFirstOfTwoFamilies(BrokenMidServer, rule="ERR-409-REASSIGNED"):
    """Installs what was assigned first, where it is of its own family."""

    first = ""

    def obtain_permit(self) -> Waiting:
        first = self.wanted(self.instance.assigned_stamp())
        yield from super().obtain_permit()
        self.first = "" if self.is_other_family(first) else first

    def pin(self) -> str:
        return self.first or super().pin()


class KeepingClient(InstanceClient):
    """Gives no permit back."""

    def release_permit(self) -> None:
        """Who knows when the next one comes."""


class KeepsAPermitForLater(BrokenMidServer, rule="ERR-409-REASSIGNED"):
    """Keeps a permit that it does not need any more when it comes."""

    instance_type = KeepingClient


class IsSlowerInItsSecondWait(BrokenMidServer, rule="ERR-409-RETRY"):
    """Asks every 30 seconds in every wait for a permit after its first."""

    waits = 0

    def obtain_permit(self) -> Waiting:
        self.waits += 1
        self.permit_period = timedelta(seconds=20 if self.waits == 1 else 30)
        yield from super().obtain_permit()


class InstallsOnceMoreWhatItRuns(BrokenMidServer, rule="ERR-409-REASSIGNED"):
    """Installs the version that it runs once more where that was assigned again during the wait for a permit."""

    is_let_in = False

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        self.is_let_in = True

    def is_different(self, wanted: str) -> bool:
        return self.is_let_in or super().is_different(wanted)
