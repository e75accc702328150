"""Free: from when on the hours count, and when a process is Up."""

from datetime import datetime, timedelta

from reference_impl.mid import Process, Sleep
from reference_impl.mid.waiting import Waiting
from right.base import RightMidServer

HOURS = "AUTO-HOURLY: the hours count from any of: the start of the process, its being Up, its first check"
BOTH_ARE_HOURLY = (
    "AUTO-HOURLY: after something that took time (an upgrade, the attempt, tests),"
    " fixed rate and fixed delay are both hourly"
)
AT_ONCE = "DOWN-START: it checks at once on becoming Up; nothing says how soon after its start a process is Up"


class IsUpAfter30Seconds(RightMidServer, freedom=AT_ONCE):
    """Is Up half a minute after its process has started, and counts the hours from the start."""

    starting = timedelta(seconds=30)

    def run(self) -> Process:
        yield Sleep(self.started + self.starting)
        yield from super().run()


class IsUpAfterNineMinutes(IsUpAfter30Seconds, freedom=AT_ONCE):
    """Is Up nine minutes after its process has started, and counts the hours from the start."""

    starting = timedelta(minutes=9)


class CountsFromBeingUp(RightMidServer, freedom=HOURS):
    """Is Up half a minute after its process has started, and counts the hours from then."""

    starting = timedelta(seconds=30)

    def run(self) -> Process:
        yield Sleep(self.started + self.starting)
        self.started = self.host.now()
        yield from super().run()


class CountsFromItsFirstCheck(RightMidServer, freedom=HOURS):
    """Checks at the first tick of its timer, a second after it is Up, and counts the hours from that check."""

    is_new = True

    def check(self) -> Waiting:
        if self.is_new:
            self.is_new = False
            yield Sleep(self.host.now() + timedelta(seconds=1))
            self.started = self.host.now()
        yield from super().check()


class CountsFromTheEndOfACheck(RightMidServer, freedom=BOTH_ARE_HOURLY):
    """Lets an hour pass between the end of a check, and of what came of it, and the next."""

    ended: datetime

    def check(self) -> Waiting:
        yield from super().check()
        self.ended = self.host.now()

    def next_check(self) -> datetime:
        return self.ended + self.check_period


class CountsFromTheBeginningOfACheck(RightMidServer, freedom=BOTH_ARE_HOURLY):
    """Lets an hour pass from the beginning of a check, whatever it was for, to the next."""

    began: datetime

    def check(self) -> Waiting:
        self.began = self.host.now()
        yield from super().check()

    def next_check(self) -> datetime:
        return max(self.began + self.check_period, self.host.now())
