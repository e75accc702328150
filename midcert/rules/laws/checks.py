"""Laws about when a MID Server asks for its version. Chapters "Upgrade methods" and "The Down state"."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from fakes import bounds
from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.story import DOWN, UP, UPGRADE_FAILED, Mid, Moment, Story

HOUR = timedelta(hours=1)
DEEDS = (
    e.Started,
    e.Reported,
    e.VersionAsked,
    e.PackagesListed,
    e.PermitAsked,
    e.PermitReturned,
    e.Tested,
    e.PackageAsked,
    e.Extracted,
    e.ProgramChanged,
)
"""What a MID Server does for an upgrade, from which its next hour may count."""


@law("AUTO-HOURLY", "mid")
def asks_by_the_hour_only(story: Story) -> Iterator[Finding]:
    """A check that nothing brings about comes whole hours after something that was done."""
    upgrades = [moment.time for moment in story.of(e.InstanceUpgraded)]
    for life in story.lives:
        done: set[datetime] = set()
        was_failed: datetime | None = None
        called_at: datetime | None = None
        is_called = True
        for moment in life.moments:
            mid, time = moment.mid, moment.time
            match moment.event:
                case e.Started() | e.CommandSeen() | e.CommandTaken() | e.CommandQueued() | e.ActionTried():
                    is_called = True
                case e.Validated():
                    is_called = True
                case e.Reported(_, "Up") | e.ConnectionLost():
                    is_called, called_at = True, time
                case e.VersionAsked(is_answered=is_answered) if mid.started and not mid.is_busy:
                    again = was_failed is not None and time - was_failed <= bounds.SAME_CHECK
                    at_once = called_at is not None and time - called_at <= bounds.AT_ONCE
                    told = any(done and max(done) <= each <= time for each in upgrades)
                    if not (is_called or again or at_once or told or time in done):
                        hours = any((time - each) % HOUR <= story.slack for each in done)
                        yield found(moment, holds=hours, wrong=f"{time - max(done)} after the last thing it did")
                    was_failed, is_called = None if is_answered else time, False
            if isinstance(moment.event, DEEDS):
                done.add(time)


@law("AUTO-HOURLY", "mid")
def asks_every_hour(story: Story) -> Iterator[Finding]:
    """Whoever is there, validated and not pinned goes no longer than an hour without a check."""
    for life in story.lives:
        last: datetime | None = None
        for moment in life.moments:
            time, is_idle = moment.time, _is_idle(moment.mid)
            if is_idle and last and time - last >= HOUR:
                on_time = time - last <= HOUR + story.slack
                yield found(moment, holds=on_time, wrong=f"it has not asked for {time - last}")
                last = time
            if not is_idle or (isinstance(moment.event, DEEDS) and not _says_nothing_new(moment)):
                last = time


@law("DOWN-START", "mid")
def asks_at_once_when_up(story: Story) -> Iterator[Finding]:
    """Whoever has started, is validated and has no pin asks for its version when it is Up."""
    for life in story.lives:
        up: Moment | None = None
        asked: datetime | None = None
        for moment in life.of(*DEEDS, e.Ended, e.ScenarioEnded, e.ConnectionLost, e.Unanswered, e.Validated):
            if up and moment.time - up.time > bounds.AT_ONCE:
                at_once = asked is not None and abs(asked - up.time) <= bounds.AT_ONCE
                yield found(up, holds=at_once, wrong="it did not ask for its version")
                up = None
            match moment.event:
                case e.VersionAsked():
                    asked = moment.time
                case e.Reported(_, "Up", has_arrived=True) if _comes_up(moment.mid):
                    up = moment
                case e.Ended() | e.ConnectionLost() | e.Unanswered() | e.Validated():
                    up = None


def _is_idle(mid: Mid) -> bool:
    is_there = mid.status == mid.claimed in (UP, UPGRADE_FAILED) and mid.is_validated and not mid.is_busy
    return bool(mid.started and is_there and not mid.is_pinned)


def _says_nothing_new(moment: Moment) -> bool:
    return isinstance(moment.event, e.Reported) and moment.event.status == moment.mid.claimed


def _comes_up(mid: Mid) -> bool:
    """Whether this is the first Up of a process, and not that of one that was out of reach for a while."""
    is_new = mid.status_since is None or (mid.started is not None and mid.started >= mid.status_since)
    return mid.status == DOWN and is_new and mid.is_validated and not mid.is_pinned
