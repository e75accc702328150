"""Laws about upgrade permits, which the documentation calls semaphores. Chapter "Upgrade error messages"."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.story import DOWN, FAILURES, UPGRADE_FAILED, UPGRADING, Mid, Moment, Story, failed

RETRY, HOUR = timedelta(seconds=20), timedelta(hours=1)
PERMITS = 2


@law("ERR-409", "instance")
def at_most_two_permits(story: Story) -> Iterator[Finding]:
    """At most two MID Servers hold a permit."""
    for moment in _known_requests(story):
        match moment.event:
            case e.PermitAsked(is_given=True):
                others = sorted(mid.name for mid in moment.mids.values() if mid.holds and mid.name != moment.mid.name)
                yield found(moment, holds=len(others) < PERMITS, wrong=f"a third permit, beside those of {others}")


@law("ERR-409", "instance")
def no_needless_refusal(story: Story) -> Iterator[Finding]:
    """A permit is refused only where two others have one, upgrade, or wait for theirs."""
    for moment in _known_requests(story):
        match moment.event:
            case e.PermitAsked(is_refused=True, is_spoiled=False) if not moment.mid.holds:
                others = [mid for mid in moment.mids.values() if mid.name != moment.mid.name]
                ahead = [mid.name for mid in others if _may_be_ahead(mid)]
                yield found(moment, holds=len(ahead) >= PERMITS, wrong=f"refused, while only {ahead} have one")


@law("ERR-409", "mid")
def upgrades_with_a_permit(story: Story) -> Iterator[Finding]:
    """No MID Server puts a build in place that it has not run before without a permit."""
    for life in story.lives:
        changes: list[Moment] = []
        for moment in life.of(e.ProgramChanged, e.Started):
            match moment.event:
                case e.ProgramChanged(_, is_done=True):
                    changes.append(moment)
                case e.Started(_, version) if changes:
                    if version not in moment.mid.has_run:
                        held = any(each.mid.holds or each.mid.is_keeping for each in changes)
                        yield found(changes[-1], holds=held, wrong=f"{version} was put in place without a permit")
                    changes = []


@law("ERR-409", "mid")
def permits_are_given_back(story: Story) -> Iterator[Finding]:
    """No MID Server asks for a permit while it keeps the one of an attempt that is over."""
    for life in story.lives:
        is_over = False
        for moment in life.of(e.PermitAsked, e.VersionAsked):
            mid = moment.mid
            match moment.event:
                case e.VersionAsked() if mid.given_at and mid.claimed != UPGRADING:
                    is_over |= moment.time - mid.given_at >= HOUR
                case e.PermitAsked(is_given=is_given) if mid.given_at:
                    if is_over or not mid.is_keeping:
                        yield found(moment, holds=not mid.is_keeping, wrong="it has never given the last one back")
                    is_over &= not is_given


@law("ERR-409-RETRY", "mid")
def asks_every_20_seconds(story: Story) -> Iterator[Finding]:
    """20 seconds lie between a request for a permit that is refused and the next one."""
    for moment in story.of(e.PermitAsked):
        refused = moment.mid.refused_at
        if refused and moment.mid.started and refused < moment.time:
            passed = moment.time - refused
            yield found(moment, holds=RETRY <= passed <= RETRY + story.slack, wrong=f"it waited {passed}")


@law("ERR-409-RETRY", "mid")
def a_refusal_is_no_failure(story: Story) -> Iterator[Finding]:
    """No MID Server becomes Upgrade Failed because a permit is refused."""
    for life in story.lives:
        refused: Moment | None = None
        for moment in life.of(*FAILURES, e.PermitAsked, e.Reported, e.VersionAsked):
            match moment.event:
                case e.PermitAsked(is_refused=is_refused):
                    if refused:
                        yield found(refused, holds=True, wrong="")
                    refused = moment if is_refused and moment.mid.claimed != UPGRADE_FAILED else None
                case e.Reported(_, status) if status and refused:
                    at_once = status == UPGRADE_FAILED and moment.time - refused.time < RETRY
                    yield found(refused, holds=not at_once, wrong="turned away, it was Upgrade Failed")
                    refused = None
                case e.VersionAsked():
                    refused = None
                case _ if failed(moment):
                    refused = None


def _known_requests(story: Story) -> Sequence[Moment]:
    """The requests for a permit; none where who holds one is not known."""
    return () if story.of(e.PermitsAskedAtOnce) else story.of(e.PermitAsked)


def _may_be_ahead(mid: Mid) -> bool:
    """Whether it has a permit, or may: what becomes of that of a dead one is free, and who comes first is, too."""
    may_be_kept = mid.status == DOWN and mid.given_at is not None
    return mid.holds or mid.status == UPGRADING or mid.is_turned_away or may_be_kept
