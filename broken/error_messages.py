"""Faults in the chapter "Upgrade error messages"."""

from datetime import datetime, timedelta

from broken.base import BrokenInstance, BrokenMidServer
from reference_impl.buildstamp import REAL_STAMP
from reference_impl.instance.encoded_query import Record
from reference_impl.mid.failures import BuildstampError, QueryError, RefreshError, UpgradeFailure
from reference_impl.mid.server import Waiting
from reference_impl.mid.waiting import Sleep


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


class GivesThreePermits(BrokenInstance, rule="ERR-409"):
    """Lets three MID Servers upgrade at once."""

    permits = 3


class GivesOnePermit(BrokenInstance, rule="ERR-409"):
    """Lets only one MID Server upgrade at a time."""

    permits = 1


class CountsPermitsWithoutNames(BrokenInstance, rule="ERR-409"):
    """Takes anybody's Up for the end of somebody's upgrade."""

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] == "Up" and self.holders:
            self.holders.pop()
        super().agent_changed(agent)


class LendsPermitsForHalfAnHour(BrokenInstance, rule="ERR-409"):
    """Forgets who has a permit after thirty minutes."""

    last_asked = datetime(2999, 1, 1)  # noqa: DTZ001 - the tables' times have no zone

    def take_permit(self, agent: str) -> bool:
        now = datetime.fromisoformat(self.tables.now())
        if now > self.last_asked + timedelta(minutes=30):
            self.holders.clear()
        self.last_asked = now
        return super().take_permit(agent)


class KeepsPermitsOfFailedUpgrades(BrokenInstance, rule="ERR-409"):
    """Takes a permit back only from those who succeeded."""

    def agent_changed(self, agent: Record) -> None:
        if agent["status"] != "Upgrade Failed":
            super().agent_changed(agent)


class KeepsPermitsOfTheDead(BrokenInstance, rule="ERR-409-DEAD-HOLDER"):
    """Waits for a MID Server that is Down to give its permit back."""

    def channel_closed(self, agent: str) -> None:
        self.tables.update("ecc_agent", agent, {"status": "Down"})


class FailsInSilence(BrokenMidServer, rule="ERR-REFRESH"):
    """Says nothing when the host does not let files be replaced."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, RefreshError):
            self.come_up()
        else:
            super().failed(failure, wanted)


class CallsEveryErrorTheSame(BrokenMidServer, rule="ERR-REFRESH"):
    """Records the general message whenever it upgrades, just in case."""

    def upgrade(self) -> Waiting:
        self.agent.log("Unable to refresh packages", error=True)
        yield from super().upgrade()


class TakesAnEmptyListForDone(BrokenMidServer, rule="ERR-REFRESH-EDGE"):
    """Has nothing to install, and is content."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if "there are no packages" in str(failure):
            self.instance.release_permit()
        else:
            super().failed(failure, wanted)


class AsksInSilence(BrokenMidServer, rule="ERR-QUERY"):
    """Does not say that it could not ask."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError:
            return
        yield from super().check()


class FailsWhenItCannotAsk(BrokenMidServer, rule="ERR-QUERY"):
    """Takes an instance that does not answer for a failed upgrade."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError:
            self.report("Upgrade Failed")
        yield from super().check()


class AsksNoMoreAfterAnError(BrokenMidServer, rule="ERR-QUERY"):
    """Waits for its next start once the instance has not answered."""

    has_failed = False

    def check(self) -> Waiting:
        if not self.has_failed:
            try:
                self.instance.assigned_stamp()
            except QueryError:
                self.has_failed = True
            yield from super().check()


class TakesAnyPageForAStamp(BrokenMidServer, rule="ERR-QUERY-EDGE"):
    """Takes an answer that is no InstanceInfo for one with a wrong stamp."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError as failure:
            if "another form" in str(failure):
                self.agent.log(str(BuildstampError()), error=True)
                return
        yield from super().check()


class TakesNotFoundForNothingToDo(BrokenMidServer, rule="ERR-QUERY-MISMATCH"):
    """Takes an instance that does not know the question for one that has no other version."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError as failure:
            if "404" in str(failure):
                return
        yield from super().check()


class FindsAStampInAnything(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Looks for something like a build stamp, and takes that."""

    found = ""

    def wanted(self, assigned: str) -> str:
        found = REAL_STAMP.search(assigned)
        self.found = found[0] if found else ""
        return super().wanted(self.found or assigned)

    def pin(self) -> str:
        return super().pin() or self.found


class RefusesStampsInSilence(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Does not say that it was told no build stamp."""

    def check(self) -> Waiting:
        try:
            self.wanted(self.instance.assigned_stamp())
        except BuildstampError:
            return
        except QueryError:
            pass
        yield from super().check()


class RemembersABadStamp(BrokenMidServer, rule="ERR-BUILDSTAMP-EDGE"):
    """Does not ask again once it was told something that names no version."""

    has_failed = False

    def wanted(self, assigned: str) -> str:
        if self.has_failed:
            raise BuildstampError(assigned)
        self.has_failed = True
        wanted = super().wanted(assigned)
        self.has_failed = False
        return wanted


class MakesNamesOfBlanks(BrokenMidServer, rule="ERR-BUILDSTAMP-EDGE"):
    """Keeps what it was told in a file of that name."""

    def wanted(self, assigned: str) -> str:
        self.host.write(self.agent.path("work", f"{assigned}.txt"), b"")
        return super().wanted(assigned)
