"""Faults in the chapter "Upgrade methods": when a MID Server asks for its version."""

from datetime import datetime, timedelta

from broken.base import BrokenMidServer
from reference_impl.mid.failures import BlockedError, QueryError, UpgradeFailure
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.server import Surroundings
from reference_impl.mid.waiting import Waiting

HOUR = timedelta(hours=1)


class ChecksEvery61Minutes(BrokenMidServer, rule="AUTO-HOURLY"):
    """Lets a minute too many pass between two checks."""

    check_period = timedelta(minutes=61)


class RestsAfterAFailedCheck(BrokenMidServer, rule="AUTO-HOURLY"):
    """Lets two hours pass after a check that got no answer."""

    def next_check(self) -> datetime:
        return super().next_check() if self.is_answered() else self.after_a_failure()

    def after_a_failure(self) -> datetime:
        """When it asks again if it got no answer."""
        return super().next_check() + HOUR

    def is_answered(self) -> bool:
        """Whether the instance answers now."""
        try:
            return bool(self.instance.assigned_stamp())
        except QueryError:
            return False


class HurriesAfterAFailedCheck(RestsAfterAFailedCheck, rule="AUTO-HOURLY"):
    """Asks again ten minutes after a check that got no answer."""

    def after_a_failure(self) -> datetime:
        return self.host.now() + timedelta(minutes=10)


class HurriesWhileItIsBlocked(BrokenMidServer, rule="AUTO-HOURLY"):
    """Asks every half hour while an error keeps it from upgrading."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.check_period = HOUR / 2 if isinstance(failure, BlockedError) else HOUR


class LosesPatienceWhileItIsBlocked(BrokenMidServer, rule="AUTO-HOURLY"):
    """Lets one hour more pass with each upgrade that an error has stopped."""

    errors = 0

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.errors += isinstance(failure, BlockedError)

    def next_check(self) -> datetime:
        return super().next_check() + self.errors * HOUR


class AsksNothingInUpgradeFailed(BrokenMidServer, rule="AUTO-HOURLY"):
    """Waits for somebody once it is Upgrade Failed."""

    def check(self) -> Waiting:
        if self.status != "Upgrade Failed":
            yield from super().check()


class AsksNothingWhileACommandRuns(BrokenMidServer, rule="AUTO-HOURLY"):
    """Leaves a check out when it has something else to do."""

    def check(self) -> Waiting:
        if self.commands.next_end is None:
            yield from super().check()


class EndsWithALookThatFails(BrokenMidServer, rule="AUTO-HOURLY"):
    """Is called while its instance does not answer, and does nothing any more."""

    has_ended = False

    def answer_call(self) -> None:
        self.has_ended |= not self.instance.known_status()
        super().answer_call()

    def check(self) -> Waiting:
        if not self.has_ended:
            yield from super().check()


class TakesAnotherParameterForTheHour(BrokenMidServer, rule="AUTO-HOURLY"):
    """Asks for its version as often as it looks into its queue."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        self.check_period = timedelta(seconds=int(self.agent.parameter("mid.poll.time") or 3600))


class RestsAfterAnUpgrade(BrokenMidServer, rule="AUTO-HOURLY"):
    """Leaves out the first check after an upgrade."""

    def restart(self) -> Waiting:
        self.keep("upgraded", self.agent.installed())
        yield from super().restart()

    def next_check(self) -> datetime:
        is_new = self.kept("upgraded") == self.running.text and self.host.now() < self.started + HOUR
        return super().next_check() + is_new * HOUR


class CountsFromItsFirstStart(BrokenMidServer, rule="AUTO-HOURLY"):
    """Goes on counting the hours of the process before."""

    def next_check(self) -> datetime:
        if not self.kept("started"):
            self.keep("started", self.started.isoformat())
        first = datetime.fromisoformat(self.kept("started"))
        return first + ((self.host.now() - first) // HOUR + 1) * HOUR


class SlowsDownAfterTwoDays(BrokenMidServer, rule="AUTO-HOURLY"):
    """Checks every second hour once its process is two days old."""

    def next_check(self) -> datetime:
        due = super().next_check()
        hours = (due - self.started) // self.check_period
        return due + self.check_period if hours > 2 * 24 and hours % 2 else due
